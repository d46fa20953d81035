"""The columns of the plain format as Markdown: the part of ``docs/tables.md`` that is written from the code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphkit.loaders._tables.plain_columns import Column, columns_of, node_tables, plain_columns, tie_tables
from graphkit.model.schema import schema

BEGIN = "<!-- columns: written by `make docs` from the code; change the code, not what follows -->"
END = "<!-- end of columns -->"

_HEAD = ("| column | holds | needed | what it says |", "|---|---|---|---|")
_EVERY_NODE = ("id", "name", "source", "locator")
_EVERY_TIE = ("id", "start_label", "start", "end_label", "end", "since", "until", "note", "source", "locator")


def with_reference(text: str) -> str:
    """A page with the part between `BEGIN` and `END` as the code has it now.

    Raises
    ------
    ValueError
        The page lacks one of the two lines.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page needs the lines {BEGIN!r} and {END!r}")
    return f"{before}{BEGIN}\n\n{reference()}\n\n{END}{after}"


def reference() -> str:
    """Every table with its columns: first those that many have, then each table's own."""
    ties = columns_of("ties")
    parts = [
        "### Every table of nodes",
        _table(columns_of("actions")[name] for name in _EVERY_NODE),
        "### Every table of ties",
        _table(ties[name] for name in _EVERY_TIE),
        "### sources.csv",
        _table(columns_of("sources").values()),
    ]
    for table, label in node_tables().items():
        parts += [
            f"### {table}.csv",
            f"{schema().nodes[label].description}. Label `{label}`.",
            _own(table, _EVERY_NODE),
        ]
    parts += ["### ties.csv", f"{_table([ties['type']])}\n\nIts other columns are those of the tables below."]
    for table, type in tie_tables().items():
        ends = ", ".join(f"{start} → {end}" for start, end in schema().ties[type].ends)
        said = f"{schema().ties[type].description}. `{type}`: {ends}."
        parts += [f"### {table}.csv", said, _own(table, _EVERY_TIE)]
    return "\n\n".join(part for part in parts if part)


def _own(table: str, without: Sequence[str]) -> str:
    columns = [c for c in plain_columns() if c.table == table and c.name not in without]
    return _table(columns) if columns else ""


def _table(columns: Iterable[Column]) -> str:
    return "\n".join([*_HEAD, *map(_line, columns)])


def _line(column: Column) -> str:
    holds = f"one of `{column.vocabulary}`" if column.vocabulary else _TYPES.get(column.type, column.type)
    holds += f", {column.unit}" if column.unit else ""
    cells = (f"`{column.name}`", holds, column.required, column.description)
    return f"| {' | '.join(cells)} |"


_TYPES = {
    "str": "text",
    "int": "whole number",
    "float": "number",
    "bool": "yes or no",
    "date": "date",
    "datetime": "time",
    "list[str]": "texts with \\| between",
}
