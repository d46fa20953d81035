"""The grants of a 360Giving table: CSV or workbook, flat columns put together to the objects of the standard.

In a workbook every sheet that has columns for giver and recipient holds grants. A sheet without them that has
identifiers of grants holds more about these grants (a location on each row, a classification): it is read first, and
its lists go with the grant of the same identifier.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from graphkit.errors import FormatError
from graphkit.loaders import _workbooks
from graphkit.loaders._360giving.headers import Path as Place
from graphkit.loaders._360giving.headers import missing, path_of
from graphkit.loaders._reading import Record, Table, read_bytes, read_table
from graphkit.model.records import Fault, Reject
from graphkit.model.text import stated

Values = dict[str, Any]
"""A grant as the JSON of the standard would hold it."""


def grants(path: Path, sheet: str | None) -> Iterator[tuple[str, Values, list[Fault]] | Reject]:
    """Place, value and faults of each grant; rows that do not fit the header as `Reject`.

    Raises
    ------
    FormatError
        The file is no table, or no sheet has the columns without which a grant cannot be told.
    """
    tables = _tables(path, sheet)
    holding = [table for table in tables if not missing(_places(table))]
    if not holding:
        best = max(tables, key=lambda table: _known(table.header))
        lacks = "; ".join(missing(_places(best)))
        shown = ", ".join(name for name in best.header if name)[:200]
        raise FormatError(
            f"{path.name} holds no 360Giving grants: there is no column {lacks}. It has: {shown}. "
            "Name the columns as the standard does, or name another file."
        )
    more = _more(table for table in tables if table not in holding)
    for table in holding:
        yield from _grants(table, more)


def _tables(path: Path, sheet: str | None) -> list[Table]:
    if sheet is not None or not _workbooks.is_workbook(read_bytes(path)):
        return [read_table(path, sheet, recognise=_known)]
    found = []
    for name in [name for name, rows, _ in _workbooks.sheets(path) if any(any(cells) for cells in rows)]:
        found.append(read_table(path, name, recognise=_known))
    if not found:
        raise FormatError(f"{path.name} has no sheet with a table in it. Name the file that holds the rows.")
    return found


def _known(header: Sequence[str]) -> int:
    return len({place for name in header if (place := path_of(name))})


def _places(table: Table) -> list[Place | None]:
    return [path_of(name) for name in table.header]


def _grants(table: Table, more: dict[str, Values]) -> Iterator[tuple[str, Values, list[Fault]] | Reject]:
    faults = list(table.faults)
    places = _places(table)
    for record in table:
        if isinstance(record, Reject):
            yield record
            continue
        values = _nested(record, places)
        for name, items in more.get(str(values.get("id", "")), {}).items():
            values[name] = [*values.get(name, []), *items]
        # What is wrong with the table as a whole is told once, with its first row.
        yield record.locator, values, faults
        faults = []


def _more(tables: Iterator[Table]) -> dict[str, Values]:
    """Identifier of a grant -> the lists that sheets beside those of the grants hold of it."""
    found: dict[str, Values] = {}
    for table in tables:
        places = _places(table)
        if ("id",) not in places:
            continue
        for record in table:
            if isinstance(record, Reject):
                continue
            values = _nested(record, places)
            of = found.setdefault(str(values.get("id", "")), {})
            for name, items in values.items():
                # Who gives and who receives stands with the grant itself.
                if isinstance(items, list) and name not in ("recipientOrganization", "fundingOrganization"):
                    of.setdefault(name, []).extend(items)
    found.pop("", None)
    return found


def _nested(record: Record, places: Sequence[Place | None]) -> Values:
    """The cells of a row, each at its place in a grant; of two columns for one field the first that says something."""
    flat: dict[Place, str] = {}
    for place, cell in zip(places, record.cells, strict=True):
        if place is not None and place not in flat and stated(cell) is not None:
            flat[place] = cell
    values: Values = {}
    named = []
    for place, cell in flat.items():
        if place[0] == "classifications" and isinstance(place[1], str):
            named.append({"vocabulary": place[1], "title": cell})
        else:
            _put(values, place, cell)
    values = {name: _listed(value) for name, value in values.items()}
    return values | {"classifications": [*values.get("classifications", ()), *named]} if named else values


def _put(into: dict[Any, Any], place: Place, cell: str) -> None:
    *way, last = place
    for step in way:
        into = into.setdefault(step, {})
    into[last] = cell


def _listed(value: Any) -> Any:
    """Objects numbered by their column as the list that they are."""
    if not isinstance(value, dict):
        return value
    inner = {name: _listed(item) for name, item in value.items()}
    if not all(isinstance(name, int) for name in inner):
        return inner
    return [inner[number] for number in sorted(inner)]
