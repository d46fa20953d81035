"""GEXF 1.3, for Gephi and Gephi Lite: years as spells, lists as lists, parallel ties apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit import __version__
from graphkit.exports._cells import as_text, kind, rows
from graphkit.exports._format import Format, Notes
from graphkit.exports._looks import Look, looks
from graphkit.exports._xml import Xml

if TYPE_CHECKING:
    import pyarrow as pa

    from graphkit.exports._content import Content

FORMAT = Format(
    title="GEXF 1.3",
    read_by=("Gephi", "Gephi Lite", "graphology", "NetworkX"),
    read_back_by="Gephi toolkit, graphology-gexf, NetworkX",
    ending=".gexf",
    keeps={
        "names": "yes", "attributes": "yes", "types": "dates as text", "lists": "yes", "modes": "yes.column",
        "parallel": "yes.kind", "ties": "yes", "years": "yes.spells", "sources": "yes",
    },
)  # fmt: skip

# Of the tables: what an element says by itself.
_OF_NODES = ("key", "name")
_OF_TIES = ("from_key", "to_key", "worth", "nth", "opens", "closes")


def write(content: Content, place: Path, notes: Notes) -> None:
    """Write a network as GEXF.

    Two ties of one type between one pair differ by ``kind`` (FUNDS, FUNDS 2 …): Gephi adds up those that do not. A
    tie without a year has no spell, nor has one that ends before it begins: it is there at all times. What is not known
    has no value. Nodes stand where graphkit would draw them, as large as they have ties and in the colour of their
    coalition: switch off "auto-scale" when opening it in Gephi.
    """
    with place.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_lines(content, Xml(notes), notes))


def _lines(content: Content, xml: Xml, notes: Notes) -> Iterator[str]:
    dated = not content.one_mode and any(
        content.ties[name].null_count < content.ties.num_rows for name in ("opens", "closes")
    )
    dynamic = ' mode="dynamic" timeformat="date" timerepresentation="interval"' if dated else ' mode="static"'
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" '
    yield 'xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield f"<meta><creator>graphkit {xml.text(__version__)}</creator>"
    yield f"<description>{xml.text(content.description)}</description></meta>\n"
    yield f'<graph defaultedgetype="undirected"{dynamic}>\n'
    yield from _columns("node", content.nodes, _OF_NODES)
    yield from _columns("edge", content.ties, _OF_TIES)
    yield "<nodes>\n"
    types = _types(content.nodes, _OF_NODES)
    for row, look in zip(rows(content.nodes), looks(content), strict=True):
        yield f"<node id={xml.attribute(row['key'])} label={xml.attribute(row['name'])}>"
        yield f"{_values(row, types, xml)}{_look(look)}</node>\n"
    yield "</nodes>\n<edges>\n"
    types = _types(content.ties, _OF_TIES)
    for number, row in enumerate(rows(content.ties)):
        ends = f"source={xml.attribute(row['from_key'])} target={xml.attribute(row['to_key'])}"
        yield f'<edge id="{number}" {ends}{_kind(row, xml)} weight="{as_text(row["worth"])}">'
        yield f"{_values(row, types, xml)}{_spells(row, notes)}</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def _look(look: Look) -> str:
    red, green, blue = look.colour
    said = f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:size value="{look.size}"/>'
    return said + (f'<viz:position x="{look.place[0]}" y="{look.place[1]}" z="0.0"/>' if look.place else "")


def _kind(row: dict[str, Any], xml: Xml) -> str:
    return f" kind={xml.attribute(said)}" if (said := kind(row)) else ""


def _columns(of: str, table: pa.Table, without: tuple[str, ...]) -> Iterator[str]:
    yield f'<attributes class="{of}" mode="static">\n'
    for name, type in _types(table, without).items():
        yield f'<attribute id="{name}" title="{name}" type="{type}"/>\n'
    yield "</attributes>\n"


def _types(table: pa.Table, without: tuple[str, ...]) -> dict[str, str]:
    import pyarrow as pa

    known = {pa.int64(): "long", pa.float64(): "double", pa.bool_(): "boolean", pa.list_(pa.string()): "liststring"}
    return {field.name: known.get(field.type, "string") for field in table.schema if field.name not in without}


def _values(row: dict[str, Any], types: dict[str, str], xml: Xml) -> str:
    found = [
        f'<attvalue for="{name}" value={xml.attribute(_list(value) if type == "liststring" else as_text(value))}/>'
        for name, type in types.items()
        if (value := row[name]) is not None and value != []
    ]
    return f"<attvalues>{''.join(found)}</attvalues>" if found else ""


def _list(items: list[str]) -> str:
    """A list as Gephi reads one: each item quoted, for it may hold a comma."""
    quoted = (item.replace("\\", "\\\\").replace('"', '\\"') for item in items)
    return "[" + ", ".join(f'"{item}"' for item in quoted) + "]"


def _spells(row: dict[str, Any], notes: Notes) -> str:
    opens, closes = row.get("opens"), row.get("closes")
    if opens and closes and closes < opens:
        # No interval of time: a reader may refuse the file for it.
        notes["backwards"] += 1
        return ""
    ends = [(name, day) for name, day in (("start", opens), ("end", closes)) if day]
    said = "".join(f' {name}="{day.isoformat()}"' for name, day in ends)
    return f"<spells><spell{said}/></spells>" if said else ""
