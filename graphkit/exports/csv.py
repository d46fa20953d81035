"""CSV tables of nodes, ties and sources, for spreadsheets, Gephi and everything else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.exports._cells import as_text, kind, rows
from graphkit.exports._format import Format, Notes
from graphkit.exports._tables import Sheet, write_sheet

if TYPE_CHECKING:
    from graphkit.exports._content import Content

FORMAT = Format(
    title="CSV",
    read_by=("Excel", "LibreOffice", "Gephi", "R", "pandas"),
    read_back_by="pandas, Gephi toolkit",
    ending="",
    keeps={
        "names": "yes.guarded", "attributes": "yes", "types": "text alone", "lists": "joined", "modes": "yes.column",
        "parallel": "yes.kind", "ties": "yes", "years": "yes.columns", "sources": "yes",
    },
    options=("bom",),
)  # fmt: skip

_CALLED = {"key": "Id", "name": "Label", "from_key": "Source", "to_key": "Target", "worth": "Weight"}


def write(content: Content, place: Path, notes: Notes, *, bom: bool = False) -> None:
    """Write ``nodes.csv``, ``edges.csv`` and ``sources.csv`` (RFC 4180, UTF-8).

    Headings are those that Gephi reads; load the nodes first. A text that a spreadsheet would take for a formula has a
    ``'`` before it, in every column, so that ids still match.
    """
    sheet = Sheet(notes, bom)
    write_sheet(place / "nodes.csv", _called(content.nodes.column_names), map(_plain, rows(content.nodes)), sheet)
    ties = [name for name in content.ties.column_names if name not in ("nth", "opens", "closes")]
    head = ["Type", *([] if content.one_mode else ["Kind"])]
    edges = ({"Type": "Undirected", "Kind": kind(row), **_plain(row)} for row in rows(content.ties))
    write_sheet(place / "edges.csv", [*_called(ties[:2]), *head, *_called(ties[2:])], edges, sheet)
    write_sheet(place / "sources.csv", content.sources.column_names, rows(content.sources), sheet)


def _called(names: list[str]) -> list[str]:
    return [_CALLED.get(name, name) for name in names]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {_CALLED.get(name, name): as_text(v) if isinstance(v, list) else v for name, v in row.items()}
