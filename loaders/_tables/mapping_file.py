"""A mapping file as plain Python values: YAML or TOML, and nothing in it that could be read in two ways."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphkit.errors import FormatError, UsageError

# A mapping is written by hand; what is longer is another file given by mistake.
_LIMIT = 1_000_000


def read_mapping_file(path: Path) -> dict[str, Any]:
    """The keys and values of a mapping file.

    Raises
    ------
    UsageError
        There is no such file.
    FormatError
        The file is neither YAML nor TOML, repeats a key, or uses what a mapping has no need of (YAML's references).
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(f"The mapping file {path} cannot be read: {reason}. Check the name after --mapping.") from None
    if len(data) > _LIMIT:
        raise FormatError(f"{path.name} is no mapping file: it is larger than {_LIMIT:,} bytes.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FormatError(f"{path.name} is not UTF-8 text. Save it as UTF-8.") from None
    try:
        found = _toml(path.name, text) if path.suffix.lower() == ".toml" else _yaml(path.name, text)
    except RecursionError:
        raise FormatError(f"{path.name} is no mapping file: its values are nested too deeply.") from None
    if not isinstance(found, Mapping):
        raise FormatError(f"{path.name} is no mapping file: it needs the key rows, with a list of statements under it.")
    return dict(found)


def _toml(name: str, text: str) -> Any:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FormatError(f"{name} is not TOML: {error}.") from None


def _yaml(name: str, text: str) -> Any:
    import yaml

    try:
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        if tree is not None:
            _refuse_ambiguity(name, tree, set())
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise FormatError(f"{name}{where}: not YAML: {problem}. A text with : or # or quotes goes in quotes.") from None
    except ValueError as error:
        # safe_load makes dates and numbers of what looks like them: 2024-02-31.
        raise FormatError(f"{name}: {error}. Put the value in quotes.") from None


def _refuse_ambiguity(name: str, node: Any, seen: set[int]) -> None:
    """Stop at a key that stands twice (YAML would keep the last, silently) and at a reference."""
    import yaml

    # A reference is the same node met again; few expand to many.
    if id(node) in seen and not isinstance(node, yaml.ScalarNode):
        line = node.start_mark.line + 1
        raise FormatError(f"{name}, line {line}: references (& and *) are not taken. Write the value out.")
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_ambiguity(name, item, seen)
    elif isinstance(node, yaml.MappingNode):
        keys: set[str] = set()
        for key, value in node.value:
            if key.value == "<<" or not isinstance(key, yaml.ScalarNode):
                raise FormatError(f"{name}, line {key.start_mark.line + 1}: a key has to be a word.")
            if key.value in keys:
                raise FormatError(f"{name}, line {key.start_mark.line + 1}: the key {key.value!r} stands there twice.")
            keys.add(key.value)
            _refuse_ambiguity(name, value, seen)
