"""UCINET DL: short codes for names, and what they stand for in a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.exports._cells import number, rows
from graphkit.exports._format import Format, Notes
from graphkit.exports._pairs import pairs
from graphkit.exports._tables import Sheet, write_sheet

if TYPE_CHECKING:
    from graphkit.exports._content import Content

FORMAT = Format(
    title="UCINET DL",
    read_by=("UCINET", "Gephi (one_mode.dl)"),
    read_back_by="Gephi toolkit (one_mode.dl); UCINET itself not tried",
    ending="",
    keeps={
        "names": "coded", "attributes": "beside", "types": "beside", "lists": "beside", "modes": "yes",
        "parallel": "summed", "ties": "no", "years": "no", "sources": "no",
    },
    options=("bom",),
)  # fmt: skip


def write(content: Content, place: Path, notes: Notes, *, bom: bool = False) -> None:
    """Write ``two_mode.dl`` (edgelist2), ``one_mode.dl`` (edgelist1) and ``attributes.csv``.

    UCINET cuts labels at 18 characters and makes capitals of them: nodes are called A1, A2 … (actors) and X1, X2 …
    (actions), and ``attributes.csv`` says who that is. A value says how many ties of the data are behind a pair. Where
    the network is in one mode there is ``one_mode.dl`` alone, with both directions of each tie and its weight; else it
    has actors and actions as nodes of one kind, for programs that read nothing else. A line of it is an arc, there each
    from the actor to the action and none back: make it symmetric (maximum) for measures that know no direction.
    """
    codes = [f"A{n}" for n in range(1, content.n_actors + 1)]
    codes += [f"X{n}" for n in range(1, content.nodes.num_rows - content.n_actors + 1)]
    found = {"one_mode.dl": _one_mode(content, codes)}
    if not content.one_mode:
        found["two_mode.dl"] = _two_mode(content, codes)
    for name, lines in found.items():
        with (place / name).open("w", encoding="ascii", newline="\r\n") as file:
            file.writelines(f"{line}\n" for line in lines)
    coded = ({"code": code, **row} for code, row in zip(codes, rows(content.nodes), strict=True))
    write_sheet(place / "attributes.csv", ["code", *content.nodes.column_names], coded, Sheet(notes, bom))


def _two_mode(content: Content, codes: list[str]) -> Iterator[str]:
    n = content.n_actors
    yield f"DL nr={n}, nc={len(codes) - n}"
    yield "format = edgelist2"
    yield "row labels:"
    yield ",".join(codes[:n])
    yield "column labels:"
    yield ",".join(codes[n:])
    yield "data:"
    for one, other, value in pairs(content):
        yield f"{one + 1} {other + 1 - n} {number(value)}"


def _one_mode(content: Content, codes: list[str]) -> Iterator[str]:
    yield f"DL n={len(codes)}"
    yield "format = edgelist1"
    yield "labels:"
    # On one line: from several, Gephi takes the first alone.
    yield ",".join(codes)
    yield "data:"
    for one, other, value in pairs(content):
        yield f"{one + 1} {other + 1} {number(value)}"
        if content.one_mode:
            yield f"{other + 1} {one + 1} {number(value)}"
