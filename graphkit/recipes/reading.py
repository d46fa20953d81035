"""A recipe from its file: every key and every value checked before anything is loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from graphkit.recipes.asked_outputs import languages, outputs
from graphkit.recipes.asked_sources import sources
from graphkit.recipes.file import table_of
from graphkit.recipes.places import At, require_known, shown
from graphkit.recipes.recipe import Recipe
from graphkit.recipes.values import checked, parameters, text, whole

KEYS = ("recipe", "out", "store", "seed", "languages", "source", "network", "parameters", "output")

# Of how recipes are written; another number says that they have changed.
VERSION = 1

# Letters of a name that every file system takes.
LONGEST = 200


def read(path: str | Path, *, out: str | Path | None = None) -> Recipe:
    """The recipe in a file.

    Parameters
    ----------
    path : path
        A TOML file; ``docs/recipes.md`` says what may stand in it. Paths in it are relative to it.
    out : path, optional
        The output folder, in place of the one that the recipe names.

    Raises
    ------
    DataError
        It cannot be read, or says something that cannot be done; the message names the file, the key and the cure.
    """
    file = Path(path)
    table, sha256 = table_of(file)
    at = At(file.name)
    require_known(at, table, KEYS)
    if (version := table.get("recipe", VERSION)) != VERSION or isinstance(version, bool):
        raise at.key("recipe").says(f"{shown(version)} is a way of writing recipes that is not known here. Write 1.")
    folder = file.resolve().parent
    seed = whole(at.key("seed"), table.get("seed", 0))
    if not 0 <= seed < 2**32:
        raise at.key("seed").says(f"{seed} is no seed. Write a whole number from 0 to {2**32 - 1}.")
    networks = _networks(at, table.get("network", {}))
    langs = languages(at.key("languages"), table.get("languages", ["en"]))
    store = _store(at.key("store"), table["store"], folder) if "store" in table else None
    loaded = sources(at, table.get("source", []), folder)
    if not loaded and store is None:
        raise at.says('It names no data. Write [[source]] with format and files, or store = "…".')
    return Recipe(
        file=file,
        sha256=sha256,
        out=Path(out).absolute() if out is not None else _out(at.key("out"), table.get("out"), file),
        store=store,
        seed=seed,
        languages=langs,
        sources=loaded,
        networks=networks,
        outputs=outputs(at, table.get("output", []), table.get("parameters", {}), tuple(networks), langs),
    )


def _out(at: At, value: object, file: Path) -> Path:
    """The output folder: in the folder of the recipe, unless its author wrote a whole path."""
    folder = file.resolve().parent
    named = text(at, value) if value is not None else file.stem
    asked = Path(named)
    if any(len(part) > LONGEST for part in asked.parts):
        raise at.says(f"{shown(named)} is no name for a folder. Write a shorter one.")
    found = (folder / asked).resolve()
    if not asked.is_absolute() and (found == folder or not found.is_relative_to(folder)):
        raise at.says(
            f"{shown(named)} is not inside the folder of the recipe. Write a name in it, a whole path, or give --out."
        )
    if found == file.resolve():
        raise at.says(f"{shown(named)} is the recipe itself. Write the name of a folder.")
    return found


def _store(at: At, value: object, folder: Path) -> str:
    named = text(at, value)
    if "://" not in named:
        return str(folder / named)
    if "@" in named:
        raise at.says("It holds a password or a name. Set GRAPHKIT_USER and GRAPHKIT_PASSWORD, and take it out.")
    return named


def _networks(at: At, value: object) -> dict[str, Mapping[str, Any]]:
    """The options of each network, with the names and the checks of `Snapshot.network` itself."""
    from graphkit.errors import UsageError
    from graphkit.networks.snapshot import Snapshot

    if not isinstance(value, dict) or not all(isinstance(each, dict) for each in value.values()):
        raise at.key("network").says("Networks have names. Write [network.NAME], and its options below.")
    kinds = parameters(Snapshot.network, leave_out=("self",))
    found: dict[str, Mapping[str, Any]] = {}
    for name, table in value.items():
        own = At(at.recipe, f"[network.{name if len(name) < 40 else name[:40] + '…'}]")
        if not _is_name(name):
            raise own.says("It is no name for a network. Write letters, digits, - and _.")
        require_known(own, table, kinds)
        options = checked(own, table, kinds)
        for key, each in options.items():
            # One at a time first: the message then names the key.
            _try(own.key(key), {key: each})
        try:
            _empty().network(**options)
        except UsageError as error:
            raise own.says(str(error)) from None
        found[name] = options
    return found


def _try(at: At, options: Mapping[str, Any]) -> None:
    from graphkit.errors import UsageError

    try:
        _empty().network(**options)
    except UsageError as error:
        raise at.says(str(error)) from None


def _empty() -> Any:
    from graphkit.networks.snapshot import Snapshot

    return Snapshot()


def _is_name(name: str) -> bool:
    letters: Sequence[str] = [*name]
    return bool(letters) and name.isascii() and len(name) <= 40 and all(c.isalnum() or c in "-_" for c in letters)
