"""Which official list a file is, and its entries: known by the columns it has, never by its name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphkit.errors import FormatError
from graphkit.loaders._encodings import decode
from graphkit.loaders._reading import Record, read_bytes, read_table
from graphkit.model.records import Fault, Reject

Entry = dict[str, Any]
"""One entry of a list: column -> text, or a list of texts."""

# The kinds of list with the columns that tell them, in the order in which they are tried.
_COLUMNS = (
    ("grouping", {"code", "nom", "membres"}),
    ("commune", {"code", "nom", "departement", "type"}),
    ("arrondissement", {"code", "nom", "departement", "chefLieu"}),
    ("department", {"code", "nom", "region", "chefLieu"}),
    ("region", {"code", "nom", "chefLieu"}),
    ("nuts_names", {"NUTS-Code", "Description"}),
    ("nuts_codes", {"code", "version", "country"}),
)

KINDS = (
    "region",
    "department",
    "department_region",
    "arrondissement",
    "commune",
    "grouping",
    "nuts_names",
    "nuts_codes",
)
"""The kinds of list in the order in which they are read: what has names before what has codes alone."""

# In a CSV file a cell with several codes has them joined.
_JOINED = "|"

_LISTS = ("codesPostaux", "membres")

_CODE = re.compile(r"(?:\d{2,3}|2[AB]) \d{2,3}")

_UNKNOWN = (
    "{} is no list of territories that is read here: it needs the columns code and nom (communes, EPCI, départements, "
    "régions) or NUTS-Code and Description. docs/loaders.md says where the lists are."
)


@dataclass(slots=True)
class CodeList:
    """One file, with the kind of list that it is."""

    path: Path
    kind: str
    _found: list[tuple[str, Entry | Reject]]

    def __iter__(self) -> Iterator[tuple[str, Entry | Reject]]:
        """Where each entry stands, and the entry."""
        return iter(self._found)


def kind_of(path: Path) -> str | None:
    """The kind of list that a file is; None where it is none."""
    try:
        return read_list(path).kind
    except FormatError:
        return None


def read_list(path: Path) -> CodeList:
    """The list that a file holds.

    Raises
    ------
    FormatError
        The file is no list of territories, or cannot be read.
    """
    data = read_bytes(path)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
        return _from_json(path, data)
    table = read_table(path, recognise=lambda cells: max(len(wanted & set(cells)) for _, wanted in _COLUMNS))
    kind = _kind(set(table.header))
    if kind is None:
        raise FormatError(_UNKNOWN.format(path.name))
    found: list[tuple[str, Entry | Reject]] = []
    for record in table:
        if isinstance(record, Record):
            cells: Entry = {}
            for name, cell in zip(table.header, record.cells, strict=True):
                cells.setdefault(name, cell)
            for name in _LISTS:
                if name in cells:
                    cells[name] = [part.strip() for part in cells[name].split(_JOINED) if part.strip()]
            found.append((record.locator, cells))
        else:
            found.append((record.locator, record))
    return CodeList(path, kind, found)


def _kind(columns: set[str]) -> str | None:
    return next((kind for kind, wanted in _COLUMNS if wanted <= columns), None)


def _from_json(path: Path, data: bytes) -> CodeList:
    text, _ = decode(data, path)
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        raise FormatError(f"{path.name} is no JSON that can be read: cut off? Get it again.") from None
    if isinstance(held, dict) and held and all(_CODE.fullmatch(f"{key} {value}") for key, value in held.items()):
        # Département -> région, without names.
        pairs = [(f"entry {n}", {"code": code, "region": held[code]}) for n, code in enumerate(held, 1)]
        return CodeList(path, "department_region", list(pairs))
    entries = held if isinstance(held, list) else []
    # A column that is empty in the first entry may be left out of it.
    columns = {name for entry in entries[:50] if isinstance(entry, dict) for name in entry}
    kind = _kind(columns)
    if kind is None:
        raise FormatError(_UNKNOWN.format(path.name))
    return CodeList(path, kind, [(f"entry {n}", _entry(entry, f"entry {n}")) for n, entry in enumerate(entries, 1)])


def _entry(given: object, locator: str) -> Entry | Reject:
    if not isinstance(given, dict):
        return Reject(locator, [Fault("", str(given)[:80], "is no entry of the list, which has columns")])
    return {name: _plain(value) for name, value in given.items()}


def _plain(value: object) -> str | list[str]:
    """A value as text; of members that are entries themselves, their codes."""
    if isinstance(value, list):
        return [str(one.get("code", "")) if isinstance(one, dict) else str(one) for one in value]
    return "" if value is None else str(value).strip()
