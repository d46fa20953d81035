"""The rows of a mapped table that are totals of other rows: found in a look at the whole table, before it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal

from graphkit.loaders import _totals
from graphkit.loaders._reading import Record, Table
from graphkit.loaders._tables.mapped_ends import Reading
from graphkit.loaders._tables.mapped_values import Marks
from graphkit.loaders._tables.mapping import Cell
from graphkit.loaders._tables.mapping import Mapping as TableMapping
from graphkit.loaders._tables.plain_columns import tie_properties
from graphkit.loaders._tables.values import amount_in
from graphkit.model.records import Fault, Reject, Row
from graphkit.model.text import stated

Sums = dict[str, Decimal]
"""Column of amounts -> sum."""

# Of the blocks that totals close, so many of the last may be added up by one more total.
_BLOCKS = 100


@dataclass(frozen=True, slots=True)
class _Named:
    """A row that is called a total: its cells, the column that says so, and its amounts."""

    record: Record
    cells: Mapping[str, str]
    column: str
    amounts: Sums

    @property
    def name(self) -> str:
        """What it is called."""
        return self.cells[self.column]

    @property
    def certain(self) -> bool:
        """Whether its name leaves no doubt."""
        return _totals.is_called_total(self.name)


def totals(table: Table, header: list[str], mapping: TableMapping, marks: Marks) -> dict[int, Row | Reject | str]:
    """What a load has to say of the rows that are called totals, by their number.

    A row is one where its name says so (*Total*, *Sous-total*, *Ensemble*, *Sum*) and each of its amounts is the sum of
    the rows above it, of those since another total, or of all. It is no action and no money. One that is called a total
    without doubt and is the sum of none of these is set aside.

    Returns
    -------
    dict
        Row number -> a `Row` that states nothing, or a `Reject`; both say what the amounts were compared with. A text
        is the note on a row that is loaded, as it may be called so and be an action.

    Notes
    -----
    O(rows); a second look at the amounts only where a row is called a total, and at most 100 comparisons for each.
    """
    amounts = dict(_amounts(mapping))
    names = [header.index(column) for column in _names(mapping)]
    called = {r.number: at for r in _records(table) if (at := _name_at(r, names)) is not None} if amounts else {}
    if not called:
        return {}
    look = _Look(dict.fromkeys(amounts, Decimal(0)))
    for record in _records(table):
        cells = dict(zip(header, record.cells, strict=True))
        stated_ = _stated(cells, amounts, marks)
        at = called.get(record.number)
        if at is None:
            look.add(record.number, stated_)
        else:
            look.meet(_Named(record, cells, header[at], stated_))
    return look.verdicts()


@dataclass(slots=True)
class _Look:
    """The sums so far, from the first row to the last one looked at.

    Attributes
    ----------
    sums : Sums
        Of all rows that are no totals.
    blocks : list of (Sums, int)
        What `sums` was where each block of rows begins, and the number of its first row; 0 while it has none.
    last : int
        Number of the last row that was added.
    found : dict
        What is to be said of the rows that are totals of rows above them.
    left : list of _Named
        Those that are not.
    """

    sums: Sums
    blocks: list[tuple[Sums, int]] = field(default_factory=list)
    last: int = 0
    found: dict[int, Row | Reject | str] = field(default_factory=dict)
    left: list[_Named] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.blocks.append((dict(self.sums), 0))

    def add(self, number: int, amounts: Sums) -> None:
        """Add a row that is no total."""
        for column, amount in amounts.items():
            self.sums[column] += amount
        self.last = number
        start, first = self.blocks[-1]
        self.blocks[-1] = start, first or number

    def meet(self, row: _Named) -> None:
        """Judge a row that is called a total by those above it."""
        since = (first for start, first in reversed(self.blocks) if first and _are(row.amounts, self.sums, start))
        first = next(since, 0)
        if first:
            self.found[row.record.number] = _equal(row, f"the rows {first} to {self.last}")
        else:
            self.left.append(row)
            if not row.certain:
                # It may be the name of an action.
                self.add(row.record.number, row.amounts)
                return
        self.blocks = [*self.blocks[:1], *self.blocks[1:][-_BLOCKS:], (dict(self.sums), 0)]

    def verdicts(self) -> dict[int, Row | Reject | str]:
        """Those found, and what the sums of the whole table say of the others."""
        for row in self.left:
            if _are(row.amounts, self.sums, {} if row.certain else row.amounts):
                self.found[row.record.number] = _equal(row, "all rows")
            elif row.certain:
                self.found[row.record.number] = _different(row, self.sums)
            elif row.amounts:
                self.found[row.record.number] = f"{row.name!r} may be a total, and is the sum of no rows: loaded"
        return self.found


def _are(amounts: Sums, sums: Sums, start: Sums) -> bool:
    """Whether amounts are what was added up from a start on, to the cent."""
    return bool(amounts) and all(
        round(sums[column] - start.get(column, Decimal(0)), 2) == round(amount, 2) for column, amount in amounts.items()
    )


def _equal(row: _Named, rows: str) -> Row:
    reason = f"{row.name!r} is the sum of {rows}: a total, loaded neither as an action nor as money"
    faults = [Fault(column, row.cells[column], reason) for column in row.amounts]
    return Row(row.record.locator, [], [], faults=faults, note="total, equal to its rows", repaired=row.record.repaired)


def _different(row: _Named, sums: Sums) -> Reject:
    apart = "loaded neither as an action nor as money"
    faults = [
        Fault(column, row.cells[column], f"{row.name!r}: the rows of the table add up to {sums[column]:f}; {apart}")
        for column, amount in row.amounts.items()
        if round(amount, 2) != round(sums[column], 2)
    ]
    nothing = Fault(row.column, row.name, f"called a total, and no amount in it can be compared; {apart}")
    return Reject(row.record.locator, faults or [nothing])


def _records(table: Table) -> Iterator[Record]:
    return (record for record in table if isinstance(record, Record))


def _name_at(record: Record, names: Sequence[int]) -> int | None:
    """The place of the cell that calls a row a total: what its money goes to, or where that is empty any cell."""
    said = [at for at in names if stated(record.cells[at])] or range(len(record.cells))
    return next((at for at in said if _totals.may_be_total(record.cells[at], headed=True)), None)


def _stated(cells: Mapping[str, str], amounts: Mapping[str, Cell], marks: Marks) -> Sums:
    """The amounts of a row that can be read, as the mapping reads them."""
    found: Sums = {}
    for column, cell in amounts.items():
        reading = Reading(cells, header=column, cell=cells[column])
        for text in reading.texts(cell) if stated(cells[column]) else ():
            with suppress(ValueError):
                amount = amount_in(text, marks.by(cell, column, text), cell.times)
                found[column] = found.get(column, Decimal(0)) + amount
    return found


def _amounts(mapping: TableMapping) -> Iterator[tuple[str, Cell]]:
    """The columns of money that the mapping reads, and how."""
    for statement in mapping.statements:
        if statement.type != "FUNDS":
            continue
        for name, cell in statement.properties:
            if tie_properties("FUNDS")[name].unit == "currency":
                columns = statement.each.columns if cell.origin == "cell" and statement.each else (cell.column,)
                yield from ((column, cell) for column in columns if column)


def _names(mapping: TableMapping) -> set[str]:
    """The columns that say what money goes to."""
    ends = [node for one in mapping.statements if one.type == "FUNDS" and one.end for node in one.end.nodes()]
    return {cell.column for end in ends for cell in (end.name, end.id) if cell and cell.column}
