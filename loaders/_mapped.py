"""A user's own table read as its mapping says: each row with all the nodes and ties that it states."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from graphkit.loaders._mapped_ends import Found, Reading, found_ends
from graphkit.loaders._mapping import Each, Statement, fold
from graphkit.loaders._mapping import Mapping as TableMapping
from graphkit.loaders._plain_columns import DAYS, tie_properties
from graphkit.loaders._plain_ties import Faulty
from graphkit.loaders._reading import Record, Table, read_table
from graphkit.loaders._values import decides, only_year, property_value
from graphkit.model import money
from graphkit.model.records import Fault, Reject, Row, Tie
from graphkit.model.text import stated

# More ties than this in one row is a cell that is no list.
_MOST = 10_000


def mapped_rows(path: Path, mapping: TableMapping, *, prefix: str = "") -> Iterator[Row | Reject]:
    """The rows of a table as the mapping reads them.

    Parameters
    ----------
    path : Path
        CSV, TSV or a workbook.
    mapping : Mapping
        What its columns are.
    prefix : str
        Before each locator: the file's name where several are read together.

    Raises
    ------
    FormatError
        The mapping names a column that the table does not have.
    """
    wanted = mapping.columns()
    table = read_table(path, mapping.sheet, recognise=lambda header: sum(cell in wanted for cell in header))
    mapping.check_columns(path.name, table.header)
    marks = _Marks(table)
    file = hashlib.sha256(path.read_bytes()).hexdigest()
    whole = list(table.faults)
    for record in table:
        if isinstance(record, Reject):
            yield replace(record, locator=prefix + record.locator)
            continue
        # Of two columns with one name the first is read.
        cells = dict(zip(reversed(table.header), reversed(record.cells), strict=True))
        found = _row(mapping, Reading(cells, f"{file}:{record.locator}"), marks)
        found.locator = prefix + record.locator
        if isinstance(found, Row):
            found.content = tuple(record.cells)
            found.repaired = record.repaired
            found.faults, whole = [*whole, *found.faults], []
        yield found


class _Marks:
    """The decimal mark of each column, looked for when an amount does not show it."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._found: dict[str, str | None] = {}

    def of(self, column: str | None) -> str | None:
        if self._table.encoding is None:
            return "."  # a workbook holds numbers, and they come as Python writes them
        if column is None or column not in self._table.header:
            return None
        if column not in self._found:
            at = self._table.header.index(column)
            self._found[column] = money.decimal_mark(r.cells[at] for r in self._table if isinstance(r, Record))
        return self._found[column]


def _row(mapping: TableMapping, reading: Reading, marks: _Marks) -> Row | Reject:
    row = Row("", [], [])
    wrong: list[Fault] = []
    kept_out = 0
    for number, statement in enumerate(mapping.statements):
        if not all(fold(reading.cells[column]) in texts for column, texts in statement.when):
            kept_out += 1
            continue
        for one in _columns(statement.each, reading, row):
            try:
                _state(statement, one, marks, row, needed=number == 0)
            except Faulty as error:
                wrong += error.faults
            if len(row.ties) > _MOST:
                return Reject("", [Fault("", "", f"the row makes more than {_MOST:,} ties: is split right?")])
    if wrong:
        return Reject("", list(dict.fromkeys(wrong)))
    row.faults = list(dict.fromkeys(reading.faults))
    if not row.nodes:
        if kept_out == len(mapping.statements):
            row.note = "left out by when in the mapping"
            return row
        empty = [repr(column) for column in sorted(mapping.columns()) if stated(reading.cells[column]) is None]
        return Reject("", [Fault("", "", f"the row states nothing; empty are {', '.join(empty)}")])
    return row


def _columns(each: Each | None, reading: Reading, row: Row) -> Iterator[Reading]:
    """The row itself, or in a wide table the row once for each column that holds something."""
    if each is None:
        yield reading
        return
    for column in each.columns:
        cell = reading.cells[column]
        if not cell:
            continue
        if fold(cell) in each.skip:
            row.note = f"{fold(cell)!r} in a column of each: taken as nothing"
            continue
        yield replace(reading, header=column, cell=cell)


def _state(statement: Statement, reading: Reading, marks: _Marks, row: Row, *, needed: bool) -> None:
    """Add to the row what one statement says of it."""
    receives = any(name == "role" and reading.text(cell) == "recipient" for name, cell in statement.properties)
    starts = found_ends(statement.start, reading, receives=receives)
    ends = found_ends(statement.end, reading) if statement.end else []
    if not starts or (statement.end and not ends):
        _empty_end(statement, reading, starts, needed=needed)
        return
    if not statement.end:
        for found in starts:
            _take(row, found)
        return
    if statement.type == "FUNDS":
        for found in starts:
            found.nodes[0].funder = found.nodes[0].label == "Actor"
    actors = {name: found_ends(end, reading, receives=name == "recipient") for name, end in statement.actors}
    count = _Count(len(starts), len(ends))
    values = _values(statement, reading, marks, row, count)
    for name, several in actors.items():
        if len(several) > 1:
            reason = f"{statement.place}, {name}: one actor goes here, and the row names {len(several)}"
            raise Faulty([Fault(name, "", reason)])
    for found in [*starts, *ends, *(one for several in actors.values() for one in several)]:
        _take(row, found)
    for at in range(count.ties):
        start, end = starts[at // len(ends)], ends[at % len(ends)]
        properties = {name: one[at] for name, one in values.items() if one[at] is not None}
        properties.update((name, several[0].nodes[0].id) for name, several in actors.items() if several)
        if statement.type == "FUNDS":
            _recipient(properties, end, actors)
        id = reading.text(statement.id) if statement.id and count.ties == 1 else None
        row.ties.append(Tie(statement.type, start.key, end.key, properties, id))


def _empty_end(statement: Statement, reading: Reading, starts: list[Found], *, needed: bool) -> None:
    """A statement without one of its ends: nothing where it may be so, else a fault that names the column."""
    end = statement.start if not starts else statement.end
    columns = [cell.column for cell in end.cells() if cell.column] if end else []
    first = columns[0] if columns else ""
    if needed and not (statement.each and not reading.header):
        raise Faulty([Fault(first, "", f"{statement.place}: the row names no {end.label if end else 'node'} here")])
    said = [cell.column for _, cell in statement.properties if cell.column and stated(reading.cells[cell.column])]
    if said:
        reason = f"{statement.place}: not read, as {first!r} names no {end.label if end else 'node'} in this row"
        reading.faults += [Fault(column, reading.cells[column], reason) for column in said]


@dataclass(slots=True)
class _Count:
    """How many starts and ends a statement has in a row; every start goes with every end."""

    starts: int
    ends: int
    ties: int = field(init=False)

    def __post_init__(self) -> None:
        self.ties = self.starts * self.ends

    def spread(self, values: list[Any]) -> list[Any] | None:
        """One value a tie: the same for all, or side by side with the end that has as many; None where neither fits."""
        if len(values) == 1:
            return values * self.ties
        if len(values) == self.starts and self.ends == 1:
            return values
        if len(values) == self.ends and self.starts == 1:
            return values
        return None


def _values(statement: Statement, reading: Reading, marks: _Marks, row: Row, count: _Count) -> dict[str, list[Any]]:
    """For each property one value a tie."""
    known = tie_properties(statement.type)
    found: dict[str, list[Any]] = {}
    wrong: list[Fault] = []
    texts = {name: reading.texts(cell) for name, cell in statement.properties}
    currency = (texts.get("currency") or [""])[0]
    for name, cell in statement.properties:
        of = known[name]
        column = reading.column(cell)
        values: list[Any] = []
        for text in texts[name]:
            try:
                mark = (cell.decimal or marks.of(column)) if of.unit == "currency" else None
                values.append(property_value(of, text, decimal=mark, currency=currency))
                if name == "date" and statement.type == "FUNDS" and (year := only_year(text)):
                    # No day is made up for money: a year is the year of the tie.
                    values.pop()
                    found.setdefault("year", [year] * count.ties)
            except ValueError as error:
                cure = "; or add it under values" if of.vocabulary else ""
                fault = Fault(column, text, f"{statement.place}, {name}: {error}{cure}")
                (wrong if decides(of) else reading.faults).append(fault)
        if of.type == "list[str]":
            values = [[one for several in values for one in several]] if values else []
        if not values:
            if of.required and not wrong:
                wrong.append(Fault(column, "", f"{statement.place}, {name}: empty; say what it then is: default: …"))
            continue
        spread = count.spread(values)
        if spread is None:
            reason = (
                f"{len(values)} values for {count.starts} × {count.ends} nodes: as many are needed as there are names"
            )
            wrong.append(Fault(column, "; ".join(texts[name]), f"{statement.place}, {name}: {reason}"))
        else:
            found[DAYS.get(name, name)] = spread
        if name == "amount" and len(values) == 1 and count.ties > 1 and spread:
            _divide(statement, found, currency, row)
    if wrong:
        raise Faulty(wrong)
    return found


def _divide(statement: Statement, found: dict[str, list[Any]], currency: str, row: Row) -> None:
    """One amount for several: each has it as the total; shared out only where the mapping says how."""
    amounts = found.pop("amount")
    count = len(amounts)
    found["gross_amount"] = amounts
    if not statement.divide:
        row.note = (
            "one amount for several: kept as gross_amount, no amount of each (divide: equally would share it out)"
        )
        return
    total = money.to_minor(amounts[0], currency or "EUR")
    # Cents that cannot be shared go to the first, so that the parts add up to the total.
    parts = [total // count + (at < total % count) for at in range(count)]
    found["amount"] = [money.to_major(part, currency or "EUR") for part in parts]
    found["share"] = [1 / count] * count


def _recipient(properties: dict[str, Any], end: Found, actors: Mapping[str, list[Found]]) -> None:
    """Who receives, where the action is implied or a recipient is named: on the tie, as a SIRET is too."""
    named = end if end.recipient else next(iter(actors.get("recipient", ())), None)
    if named is None:
        return
    recipient = end.recipient or named.nodes[0]
    properties.setdefault("recipient", recipient.id)
    if named.given:
        properties.setdefault("recipient_id", named.given)


def _take(row: Row, found: Found) -> None:
    for node in found.nodes:
        if node not in row.nodes:
            row.nodes.append(node)
    for tie in found.ties:
        if tie not in row.ties:
            row.ties.append(tie)
