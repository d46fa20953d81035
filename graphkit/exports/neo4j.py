"""Tables for ``neo4j-admin database import``, with the command line to run: for graphs of any size."""

from __future__ import annotations

import csv
import re
import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.exports._cells import as_text
from graphkit.exports._format import Format, Notes
from graphkit.exports._model import Kind, is_funder, node_kinds, node_rows, tie_kinds, tie_rows

if TYPE_CHECKING:
    from graphkit.exports._content import Content

FORMAT = Format(
    title="Neo4j (neo4j-admin)",
    read_by=("Neo4j 5 and later",),
    read_back_by="neo4j-import-tool, then Neo4j 5",
    ending="",
    keeps={
        "names": "yes", "attributes": "yes", "types": "yes", "lists": "yes", "modes": "yes.labels",
        "parallel": "yes", "ties": "yes", "years": "yes.stated", "sources": "yes",
    },
)  # fmt: skip

# Parts the items of a list: no text holds it, as a name may hold any other sign.
BETWEEN = "\x1f"

_TYPES = {"str": "string", "int": "long", "float": "double", "bool": "boolean", "date": "date", "list[str]": "string[]"}


def write(content: Content, place: Path, notes: Notes) -> None:
    """Write one table a label and a type of tie, and ``import.sh`` with the command line.

    Labels, types and properties are those of the model; ``SHARES_WITH`` is the tie in one mode. An empty text is no
    value, as in Neo4j's own import.
    """
    nodes, ties = node_kinds(content), tie_kinds(content)
    for kind in nodes:
        head = [f"id:ID({kind.name})", *_heads(kind), ":LABEL"]
        cells = ([row["id"], *_cells(kind, row, notes), _labels(kind, row)] for row in node_rows(content, kind))
        _write(place / f"{kind.name}.csv", head, cells)
    for kind in ties:
        start, end = kind.ends
        heads = [f"{name}:{_TYPES[type]}" for name, type in kind.types.items()]
        found = ([one, other, *(_cell(row[name], notes) for name in kind.types), kind.name]
                 for one, other, row in tie_rows(content, kind))  # fmt: skip
        _write(place / f"{kind.name}.csv", [f":START_ID({start})", f":END_ID({end})", *heads, ":TYPE"], found)
    (place / "import.sh").write_text(script(nodes, ties), encoding="utf-8", newline="\n")


def script(nodes: Sequence[Kind], ties: Sequence[Kind]) -> str:
    """The shell script that imports the tables into a database of its own."""
    words = [
        "--multiline-fields=true",
        "--array-delimiter=U+001F",
        *(f"--nodes={kind.name}.csv" for kind in nodes),
        *(f"--relationships={kind.name}.csv" for kind in ties),
    ]
    lines = " \\\n  ".join(map(shlex.quote, words))
    return (
        "#!/bin/sh\n"
        "# Into an empty database of a server that is stopped: sh import.sh [DATABASE]\n"
        'cd "$(dirname "$0")" || exit 1\n'
        f'neo4j-admin database import full "${{1:-neo4j}}" \\\n  {lines}\n'
    )


def _heads(kind: Kind) -> list[str]:
    return [f"{name}:{_TYPES[type]}" for name, type in kind.types.items() if name != "id"]


def _cells(kind: Kind, row: dict[str, Any], notes: Notes) -> list[str]:
    return [_cell(row[name], notes) for name in kind.types if name != "id"]


def _labels(kind: Kind, row: dict[str, Any]) -> str:
    return BETWEEN.join([kind.name, "Funder"] if kind.name == "Actor" and is_funder(row) else [kind.name])


def _cell(value: Any, notes: Notes) -> str:
    if not isinstance(value, list):
        return as_text(value)
    items = [re.sub(BETWEEN, " ", item) for item in value]
    notes["controls"] += sum(one != other for one, other in zip(items, value, strict=True))
    return BETWEEN.join(items)


def _write(place: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
