"""The files of a load in the plain format: which table each one is, and which of its columns are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graphkit.errors import FormatError
from graphkit.loaders._reading import Record, Table, read_table
from graphkit.loaders._tables.mapping import fold, near_words
from graphkit.loaders._tables.plain_columns import (
    columns_of,
    node_tables,
    table_names,
    tie_properties,
    tie_tables,
)
from graphkit.model.money import decimal_mark
from graphkit.model.records import Fault

# What a folder may hold beside tables is not looked at; what ends so is taken for one.
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods")

# Below this a column is another thing and not a slip of the pen.
_NEAR = 0.75


@dataclass(slots=True)
class PlainTable:
    """One file of the plain format.

    Attributes
    ----------
    name : str
        ``actors``, ``funds``.
    table : Table
        The file.
    columns : dict of str to int
        Column of the plain format -> place in the row.
    misspelt : dict of str to (int, str)
        Header near to a column of the format -> place in the row, and that column.
    left_out : dict of str to int
        Header that the format does not have -> place in the row.
    """

    name: str
    table: Table
    columns: dict[str, int] = field(default_factory=dict)
    misspelt: dict[str, tuple[int, str]] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    _marks: dict[str, str | None] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """Name of the file."""
        return self.table.path.name

    @property
    def label(self) -> str | None:
        """The label of its nodes; None for a table of ties."""
        return "Source" if self.name == "sources" else node_tables().get(self.name)

    def place(self, locator: str) -> str:
        """A row of it in a reader's words: ``actors.csv row 12``."""
        return f"{self.file} {locator}"

    def records(self) -> Iterator[dict[str, str]]:
        """The cells of each row that fits the header."""
        return (self.cells(record) for record in self.table if isinstance(record, Record))

    def cells(self, record: Record) -> dict[str, str]:
        """The cells of a row that hold something, by column of the plain format."""
        return {name: record.cells[at] for name, at in self.columns.items() if record.cells[at]}

    def decimal(self, column: str) -> str | None:
        """The decimal mark that the amounts of a column show; looked for when one of them does not."""
        if self.table.encoding is None:
            return "."  # a workbook holds numbers, and they come as Python writes them
        if column not in self._marks:
            self._marks[column] = decimal_mark(cells[column] for cells in self.records() if column in cells)
        return self._marks[column]

    def unread(self, record: Record) -> tuple[list[Fault], str | None]:
        """What stands in columns that the format does not have: as faults where a slip is likely, else as a note."""
        faults = [
            Fault(header, record.cells[at], f"{self.name} has no column {header!r}; rename it {near!r}")
            for header, (at, near) in self.misspelt.items()
            if record.cells[at]
        ]
        if not any(record.cells[at] for at in self.left_out.values()):
            return faults, None
        names = ", ".join(repr(header) if header else "a column without a name" for header in self.left_out)
        return faults, f"{self.file}: not read, as {self.name} has no such column: {names}"


def table_of(path: Path) -> str | None:
    """The table of the plain format that a file is named after; None where its name is none."""
    name = header_word(path.stem)
    return name if name in table_names() else None


def open_tables(paths: Sequence[Path]) -> list[PlainTable]:
    """The files as tables, in the order in which they are read: sources, nodes, ties.

    Raises
    ------
    FormatError
        A file is named after no table, or lacks a column that its rows cannot do without.
    """
    order = table_names()
    tables = [_open(path) for path in paths]
    return sorted(tables, key=lambda one: (order.index(one.name), one.file, str(one.table.path)))


def no_plain_name(path: Path) -> str:
    """What to say of a file whose name is no table of the plain format."""
    near = near_words(path.stem, table_names())
    cure = f"Rename it {near[0]}{path.suffix} if it is that; else" if near else "Rename it, or"
    return (
        f"{path.name} is not named after a table of the plain format (actors, actions … ties, funds …). {cure} "
        f"say what its columns are in a mapping file (--mapping); --guess writes one to begin with."
    )


def header_word(text: str) -> str:
    """A header as the plain format writes it: lower case, underscores."""
    return fold(text).replace(" ", "_").replace("-", "_")


def _open(path: Path) -> PlainTable:
    name = table_of(path)
    if name is None:
        raise FormatError(no_plain_name(path))
    words = {*columns_of(name)}
    if "start" in words and name in ("ties", *tie_tables()):
        words |= {"start_label", "end_label"}
    table = read_table(path, recognise=lambda header: sum(header_word(cell) in words for cell in header))
    found = PlainTable(name, table)
    for at, header in enumerate(table.header):
        column = header_word(header)
        if column in words:
            found.columns.setdefault(column, at)
            continue
        near = near_words(column, words, _NEAR) if column else []
        if near and near[0] not in map(header_word, table.header):
            found.misspelt.setdefault(header, (at, near[0]))
        else:
            found.left_out.setdefault(header, at)
    for group in _needed(name):
        if not any(column in found.columns for column in group):
            near = [header for header, (_, word) in found.misspelt.items() if word in group]
            cure = (
                f"Rename {near[0]!r}" if near else "Add it, or say what the columns are in a mapping file (--mapping)"
            )
            raise FormatError(
                f"{path.name} has no column {' or '.join(group)}, and {name} needs one. It has: "
                f"{', '.join(filter(None, table.header))}. {cure}."
            )
    return found


def _needed(table: str) -> list[tuple[str, ...]]:
    if table == "ties":
        return [("type",), ("start",), ("end",)]
    if table in tie_tables():
        return [("start",), ("end",), *((n,) for n, p in tie_properties(tie_tables()[table]).items() if p.required)]
    return [("name", "id")]
