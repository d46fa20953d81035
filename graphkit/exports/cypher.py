"""A Cypher script, for graphs that are small enough to be typed in: Neo4j 5 and later, and graphkit's own store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.exports._format import Format, Notes
from graphkit.exports._model import Kind, is_funder, node_kinds, node_rows, tie_kinds, tie_rows

if TYPE_CHECKING:
    from graphkit.exports._content import Content

FORMAT = Format(
    title="Cypher",
    read_by=("Neo4j 5 and later", "graphkit cypher --write"),
    read_back_by="the embedded engine, Neo4j 5",
    ending=".cypher",
    keeps={
        "names": "yes", "attributes": "yes", "types": "yes", "lists": "yes", "modes": "yes.labels",
        "parallel": "yes", "ties": "yes", "years": "yes.stated", "sources": "yes",
    },
)  # fmt: skip

# Rows of one statement: larger ones are slow to parse.
BATCH = 500

# Beside the quote and the backslash: what would end a line of the script.
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write(content: Content, place: Path, notes: Notes) -> None:
    """Write a script of statements, each ended by ``;`` and a line break: constraints first, then nodes, then ties.

    Running it twice equals running it once. Labels, types and properties are those of the model; what the data say
    stands in quotes, escaped.
    """
    with place.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{statement};\n" for statement in statements(content))


def statements(content: Content) -> Iterator[str]:
    """The statements of the script, each on one line."""
    nodes, ties = node_kinds(content), tie_kinds(content)
    for kind in nodes:
        yield f"CREATE CONSTRAINT {kind.name.lower()}_id IF NOT EXISTS FOR (n:{kind.name}) REQUIRE n.id IS UNIQUE"
    for kind in nodes:
        rows = list(node_rows(content, kind))
        for batch in _batches(_map(row["id"], _properties(kind, row)) for row in rows):
            yield f"UNWIND [{batch}] AS row MERGE (n:{kind.name} {{id: row.id}}) SET n += row.properties"
        funders = (text(row["id"]) for row in rows if kind.name == "Actor" and is_funder(row))
        for batch in _batches(funders):
            yield f"UNWIND [{batch}] AS id MATCH (n:Actor {{id: id}}) SET n:Funder"
    for kind in ties:
        start, end = kind.ends
        key = "{id: row.id}" if "id" in kind.types else ""
        found = (
            f"{{one: {text(one)}, other: {text(other)}, {_map(row.get('id'), _properties(kind, row))[1:]}"
            for one, other, row in tie_rows(content, kind)
        )
        for batch in _batches(found):
            yield (
                f"UNWIND [{batch}] AS row MATCH (a:{start} {{id: row.one}}), (b:{end} {{id: row.other}}) "
                f"MERGE (a)-[t:{kind.name} {key}]->(b) SET t += row.properties"
            )


def _batches(items: Iterable[str]) -> Iterator[str]:
    left = iter(items)
    while batch := list(islice(left, BATCH)):
        yield ", ".join(batch)


def _map(id: Any, properties: str) -> str:
    return f"{{id: {literal(id)}, properties: {properties}}}"


def _properties(kind: Kind, row: dict[str, Any]) -> str:
    said = ((name, row[name]) for name in kind.types if name != "id")
    return "{" + ", ".join(f"{name}: {literal(value)}" for name, value in said if value not in (None, [])) + "}"


def literal(value: Any) -> str:
    """A value as Cypher writes it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    return text(value) if isinstance(value, str) else repr(value)


def text(value: str) -> str:
    r"""A text in quotes; nothing in it can end them.

    Examples
    --------
    >>> print(text("L'Abri\n\\u0027"))
    'L\'Abri\n\\u0027'
    """
    return "'" + "".join(_escaped(c) for c in value) + "'"


def _escaped(c: str) -> str:
    if c in _ESCAPES:
        return _ESCAPES[c]
    # Controls, and what some take for the end of a line.
    return f"\\u{ord(c):04x}" if ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u2028\u2029" else c
