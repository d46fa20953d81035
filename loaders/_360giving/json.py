"""The grants of a 360Giving JSON file, one at a time: a file of any size needs the memory of one grant.

Read are the package of the standard (``{"grants": [...]}``), a list of packages, packages one after the other, a list
of grants alone, and grants under ``grants`` at any depth; names are compared without case.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from graphkit.errors import FormatError
from graphkit.loaders import _encodings
from graphkit.loaders._reading import read_bytes

# A grant of the standard is five levels deep; what is far deeper is no grant, and would exhaust the reader.
_DEEPEST = 60

_OPENS = frozenset({"start_map", "start_array"})
_CLOSES = frozenset({"end_map", "end_array"})

# Files that are no UTF-8 are decoded as a whole; those that are may have any size.
_CHUNK = 1 << 16

# What a grant has and a package has not, where a list stands alone.
_OF_A_GRANT = frozenset({"amountAwarded", "awardDate", "fundingOrganization", "recipientOrganization", "currency"})


def is_json(path: Path) -> bool:
    """Whether a file begins as JSON does, whatever its name and encoding."""
    try:
        with path.open("rb") as file:
            start = file.read(512)
    except OSError:
        return False  # told by whoever reads it
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        start = start.removeprefix(mark)
    return start.replace(b"\0", b"").lstrip()[:1] in (b"{", b"[")


def grants(path: Path) -> Iterator[tuple[str, Any]]:
    """Place and value of each grant: ``("grants/12", {...})``; a value that is no object is no grant.

    Raises
    ------
    FormatError
        The file is no JSON, breaks off, or holds no list of grants.
    """
    import ijson

    listed = False
    try:
        with _open(path) as file:
            alone = _list_alone(file)
        with _open(path) as file:
            for place, value in _items(file, alone):
                listed = True
                if place is not None:
                    yield place, value
    except (ijson.JSONError, ValueError, OverflowError) as error:
        raise FormatError(
            f"{path.name} is no complete JSON: {_where(path, error)}. Get it again, or have the publisher mend it."
        ) from None
    if not listed:
        raise FormatError(
            f'{path.name} is JSON, but holds no list named "grants". Name the file of grants that the publisher gives.'
        )


def _items(file: IO[bytes], alone: bool) -> Iterator[tuple[str | None, Any]]:
    """Place and value of each item of a list of grants; a place of None for a list that begins."""
    import ijson

    builder: Any = None
    within, number, document = "", 0, 0
    counted: dict[str, int] = {}
    for prefix, event, value in ijson.parse(file, multiple_values=True):
        opens = event in _OPENS
        if opens and prefix.count(".") > _DEEPEST:
            raise ValueError(f"objects within objects, {_DEEPEST} deep")
        if builder is not None:
            builder.event(event, value)
            if prefix == within and event in _CLOSES:
                yield _place(prefix, document, number, counted), _mended(builder.value)
                builder, number = None, number + 1
        elif event == "start_array" and _is_list_of_grants(prefix, alone):
            number = 0
            yield None, None
        elif _is_grant(prefix, alone) and event not in _CLOSES:
            if opens:
                builder, within = ijson.ObjectBuilder(), prefix
                builder.event(event, value)
            elif event != "map_key":
                yield _place(prefix, document, number, counted), value
                number += 1
        elif not prefix and event in _CLOSES:
            document += 1
        if builder is None and event == "start_map" and prefix.endswith("item"):
            counted[prefix] = counted.get(prefix, -1) + 1


def _is_list_of_grants(prefix: str, alone: bool) -> bool:
    return prefix.rpartition(".")[2].casefold() == "grants" or (alone and not prefix)


def _is_grant(prefix: str, alone: bool) -> bool:
    before, _, last = prefix.rpartition(".")
    return last == "item" and _is_list_of_grants(before, alone)


def _place(prefix: str, document: int, number: int, counted: dict[str, int]) -> str:
    """Where a grant stands, counted from 0 as the standard's own tools do."""
    parts = prefix.split(".")[:-1]
    named = [str(counted.get(".".join(parts[: n + 1]), 0)) if part == "item" else part for n, part in enumerate(parts)]
    return "/".join([*([f"document {document + 1}"] if document else []), *named, str(number)])


def _list_alone(file: IO[bytes]) -> bool:
    """Whether the file is a list of grants without a package round it."""
    import ijson

    for prefix, event, value in ijson.parse(file, multiple_values=True):
        if not prefix and event == "start_map":
            return False
        if event == "map_key" and prefix == "item":
            if value.casefold() == "grants":
                return False
            if value in _OF_A_GRANT:
                return True
    return False


def _mended(value: Any) -> Any:
    """Texts that were encoded twice, put right."""
    if isinstance(value, str):
        return value if value.isascii() else _encodings.repair(value)
    if isinstance(value, dict):
        return {name: _mended(item) for name, item in value.items()}
    return [_mended(item) for item in value] if isinstance(value, list) else value


class _Recoded:
    """A file of bytes in UTF-8 without a mark, whatever the file's own encoding."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._start = file.read(3).removeprefix(codecs.BOM_UTF8)

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        if size == 0:
            return b""
        start, self._start = self._start, b""
        return start + self._file.read(size)

    def __enter__(self) -> _Recoded:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _open(path: Path) -> Any:
    if _is_utf_8(path):
        return _Recoded(path.open("rb"))
    import io

    text, _ = _encodings.decode(read_bytes(path), path)
    return io.BytesIO(text.lstrip("\ufeff").encode("utf-8", "surrogatepass"))


def _is_utf_8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while block := file.read(_CHUNK):
                if b"\0" in block:
                    return False
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _where(path: Path, error: Exception) -> str:
    """Line and column of what is wrong, where the file can be read as a whole to find them."""
    if path.stat().st_size < 1 << 27:
        text, _ = _encodings.decode(read_bytes(path), path)
        try:
            json.loads(text.lstrip("\ufeff"), parse_float=Decimal, parse_constant=Decimal)
        except json.JSONDecodeError as found:
            return f"line {found.lineno}, column {found.colno}: {found.msg.lower()}"
        except (ValueError, RecursionError):
            pass
    # The rest of the reader's message quotes the file, and with it perhaps a person's name.
    return str(error).splitlines()[0].strip().rstrip(".")[:200]
