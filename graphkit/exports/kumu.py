"""Kumu: a sheet of elements and one of connections."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.exports._cells import kind, rows
from graphkit.exports._format import Format, Notes
from graphkit.exports._tables import Sheet, write_sheet

if TYPE_CHECKING:
    from graphkit.exports._content import Content

FORMAT = Format(
    title="Kumu (CSV)",
    read_by=("Kumu",),
    read_back_by="the csv module, by Kumu's documentation; Kumu itself not tried",
    ending="",
    keeps={
        "names": "yes.bars", "attributes": "yes", "types": "text alone", "lists": "yes", "modes": "yes.column",
        "parallel": "yes.ids", "ties": "yes", "years": "yes.columns", "sources": "yes",
    },
    options=("bom",),
)  # fmt: skip

# What parts values in a cell, and would make several connections of one; and what stands in its place in a text.
BAR, INSTEAD = "|", "\u00a6"

# By what elements and connections are known, and joined.
_IDS = ("ID", "From", "To")


def write(content: Content, place: Path, notes: Notes, *, bom: bool = False) -> None:
    """Write ``elements.csv`` and ``connections.csv``.

    Both have an ID, so that importing again changes what is there and doubles nothing; connections name elements by it.
    A ``|`` in a name becomes a broken bar: Kumu would part the name there. Lists are parted by ``|``. In an ID it is
    ``%7C``, and a percent sign ``%25``: two ids stay two.
    """
    sheet = Sheet(notes, bom)
    left = [name for name in content.nodes.column_names if name not in ("key", "name", "mode", "kind")]
    elements = (
        {"ID": row["key"], "Label": row["name"], "Type": row["mode"], "Tags": _tags(row), **row}
        for row in rows(content.nodes)
    )
    columns = ["ID", "Label", "Type", "Tags", "kind", *left]
    write_sheet(place / "elements.csv", columns, (_parted(row, columns, notes) for row in elements), sheet)
    without = ("from_key", "to_key", "worth", "nth", "tie_type", "opens", "closes")
    left = [name for name in content.ties.column_names if name not in without]
    connections = (
        {"ID": connection_id(row), "From": row["from_key"], "To": row["to_key"], "Type": row.get("tie_type"),
         "Weight": row["worth"], **row}
        for row in rows(content.ties)
    )  # fmt: skip
    columns = ["ID", "From", "To", "Type", "Weight", *left]
    write_sheet(place / "connections.csv", columns, (_parted(row, columns, notes) for row in connections), sheet)


def connection_id(row: dict[str, Any]) -> str:
    """What a connection is known by: its ends and what tells it apart from others between them."""
    return f"{row['from_key']} {kind(row) or '-'} {row['to_key']}"


def _tags(row: dict[str, Any]) -> list[str]:
    """What one filters by first."""
    funder = ["funder"] if row.get("funder") else []
    said = (row["mode"], row["kind"], row["scale"])
    return [*funder, *(str(each) for each in said if each)]


def _parted(row: dict[str, Any], columns: list[str], notes: Notes) -> dict[str, Any]:
    return {name: _id(row[name], notes) if name in _IDS else _cell(row.get(name), notes) for name in columns}


def _id(text: str, notes: Notes) -> str:
    """An id as one that no other becomes: a broken bar would make one of a|b and a¦b."""
    notes["bars"] += BAR in text
    return text.replace("%", "%25").replace(BAR, "%7C")


def _cell(value: Any, notes: Notes) -> Any:
    if isinstance(value, list):
        return BAR.join(_cell(item, notes) for item in value)
    if not isinstance(value, str) or BAR not in value:
        return value
    notes["bars"] += 1
    return value.replace(BAR, INSTEAD)
