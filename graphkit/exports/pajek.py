"""Pajek: a network in two modes with partitions and vectors beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.exports._cells import number, one_line, rows
from graphkit.exports._format import Format, Notes
from graphkit.exports._pairs import pairs
from graphkit.exports._tables import Sheet, write_sheet

if TYPE_CHECKING:
    import pyarrow as pa

    from graphkit.exports._content import Content

FORMAT = Format(
    title="Pajek",
    read_by=("Pajek", "igraph", "Gephi"),
    read_back_by="igraph, Gephi toolkit, NetworkX (one mode); Pajek itself not tried",
    ending="",
    keeps={
        "names": "yes.quotes", "attributes": "numbered", "types": "beside", "lists": "beside", "modes": "yes",
        "parallel": "summed", "ties": "no", "years": "no", "sources": "no",
    },
    options=("bom",),
)  # fmt: skip

# What Pajek takes for not known, in a partition and in a vector.
UNKNOWN_CLASS, UNKNOWN_VALUE = "9999998", "999999998"

PARTITIONS = ("mode", "kind", "scale", "coalition")
VECTORS = ("amount", "n_ties", "first_year", "last_year")


def write(content: Content, place: Path, notes: Notes, *, bom: bool = False) -> None:
    """Write ``network.net``, a ``.clu`` for each partition, a ``.vec`` for each vector, and two tables.

    In two modes ``*Vertices N M`` says that the first M vertices are actors. One line a pair: its value is how many
    ties of the data are behind it, in one mode the weight. ``classes.csv`` says which class each number of a partition
    is, ``vertices.csv`` has all that is known of each vertex, by its number. What is not known is 9999998 in a
    partition, 999999998 in a vector. Pajek itself reads accents in names only where a byte order mark stands first
    (``--bom``), which other readers may not take.
    """
    encoding = "utf-8-sig" if bom else "utf-8"

    def put(name: str, lines: Iterator[str]) -> None:
        with (place / name).open("w", encoding=encoding, newline="\r\n") as file:
            file.writelines(f"{line}\n" for line in lines)

    put("network.net", _network(content, notes))
    n, classes = content.nodes.num_rows, []
    for name in PARTITIONS:
        if name in content.nodes.column_names and content.nodes[name].null_count < n:
            numbers, found = _classes(content.nodes[name])
            classes += [{"partition": name, "class": class_, "value": value} for value, class_ in found.items()]
            put(f"{name}.clu", iter([f"*Vertices {n}", *numbers]))
    for name in VECTORS:
        if content.nodes[name].null_count < n:
            values = (UNKNOWN_VALUE if v is None else number(v) for v in content.nodes[name].to_pylist())
            put(f"{name}.vec", iter([f"*Vertices {n}", *values]))
    sheet = Sheet(notes, bom)
    write_sheet(place / "classes.csv", ["partition", "class", "value"], classes, sheet)
    numbered = ({"vertex": vertex, **row} for vertex, row in enumerate(rows(content.nodes), 1))
    write_sheet(place / "vertices.csv", ["vertex", *content.nodes.column_names], numbered, sheet)


def label(name: str, notes: Notes) -> str:
    """A name between double quotes: Pajek has no way to write one inside them."""
    plain = one_line(name).replace('"', "'")
    if plain != name:
        notes["quotes"] += 1
    return f'"{plain}"'


def _network(content: Content, notes: Notes) -> Iterator[str]:
    modes = "" if content.one_mode else f" {content.n_actors}"
    yield f"*Vertices {content.nodes.num_rows}{modes}"
    for vertex, row in enumerate(rows(content.nodes.select(["name"])), 1):
        yield f"{vertex} {label(row['name'], notes)}"
    yield "*Edges"
    for one, other, value in pairs(content):
        yield f"{one + 1} {other + 1} {number(value)}"


def _classes(column: pa.ChunkedArray) -> tuple[Sequence[str], dict[Any, str]]:
    """For each vertex the number of its class, and which number each class has; a number stays itself."""
    values = column.to_pylist()
    different = sorted({value for value in values if value is not None})
    as_is = all(isinstance(value, int) for value in different)
    found = {value: str(value if as_is else place) for place, value in enumerate(different, 1)}
    return [UNKNOWN_CLASS if value is None else found[value] for value in values], found
