"""GraphML, which most programs read: one type a column, lists as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit import __version__
from graphkit.exports._cells import as_text, rows
from graphkit.exports._format import Format, Notes
from graphkit.exports._xml import Xml

if TYPE_CHECKING:
    import pyarrow as pa

    from graphkit.exports._content import Content

FORMAT = Format(
    title="GraphML",
    read_by=("NetworkX", "igraph", "Gephi", "yEd", "Cytoscape"),
    read_back_by="NetworkX, igraph, Gephi toolkit",
    ending=".graphml",
    keeps={
        "names": "yes", "attributes": "yes", "types": "dates as text", "lists": "joined", "modes": "yes.column",
        "parallel": "yes but Gephi", "ties": "yes", "years": "yes.columns", "sources": "yes",
    },
)  # fmt: skip


def write(content: Content, place: Path, notes: Notes) -> None:
    """Write a network as GraphML. What is not known has no value. Gephi adds up parallel ties: for it there is GEXF."""
    with place.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_lines(content, Xml(notes)))


def _lines(content: Content, xml: Xml) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield f"<desc>{xml.text(f'graphkit {__version__}. {content.description}')}</desc>\n"
    nodes, ties = _types(content.nodes, ("key",)), _types(content.ties, ("from_key", "to_key"))
    for of, types in (("node", nodes), ("edge", ties)):
        for name, type in types.items():
            yield f'<key id="{of[0]}_{name}" for="{of}" attr.name="{_called(name)}" attr.type="{type}"/>\n'
    yield '<graph id="graphkit" edgedefault="undirected">\n'
    for row in rows(content.nodes):
        yield f"<node id={xml.attribute(row['key'])}>{_values(row, 'n', nodes, xml)}</node>\n"
    for number, row in enumerate(rows(content.ties)):
        ends = f"source={xml.attribute(row['from_key'])} target={xml.attribute(row['to_key'])}"
        yield f'<edge id="e{number}" {ends}>{_values(row, "e", ties, xml)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _called(name: str) -> str:
    """What programs look for: they show ``label`` at a node, and compute with ``weight``."""
    return {"name": "label", "worth": "weight"}.get(name, name)


def _types(table: pa.Table, without: tuple[str, ...]) -> dict[str, str]:
    import pyarrow as pa

    known = {pa.int64(): "long", pa.float64(): "double", pa.bool_(): "boolean"}
    return {field.name: known.get(field.type, "string") for field in table.schema if field.name not in without}


def _values(row: dict[str, Any], of: str, types: dict[str, str], xml: Xml) -> str:
    return "".join(
        f'<data key="{of}_{name}">{xml.text(as_text(row[name]))}</data>'
        for name in types
        if row[name] is not None and row[name] != []
    )
