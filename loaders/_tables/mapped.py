"""A user's own table read as its mapping says: each row with all the nodes and ties that it states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from graphkit.loaders import _persons
from graphkit.loaders._reading import Table, read_table
from graphkit.loaders._tables.guess_money import seems_money
from graphkit.loaders._tables.guess_seen import seen_columns
from graphkit.loaders._tables.mapped_ends import Found, Reading, found_ends
from graphkit.loaders._tables.mapped_persons import Hidden, columns_of
from graphkit.loaders._tables.mapped_totals import totals
from graphkit.loaders._tables.mapped_values import Count, Marks, note, tie_values
from graphkit.loaders._tables.mapping import Each, Statement, distinct, fold, word
from graphkit.loaders._tables.mapping import Mapping as TableMapping
from graphkit.loaders._tables.no_amounts import is_zero, to_come
from graphkit.loaders._tables.plain_ties import Faulty
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
    table = read_table(path, mapping.sheet, recognise=lambda header: sum(cell in wanted for cell in distinct(header)))
    header = distinct(table.header)
    mapping.check_columns(path.name, header)
    marks = Marks(table, header)
    of_persons, ranks = columns_of(mapping), _persons.Ranks()
    # A name that stands twice is no fault where the mapping reads the second column too.
    whole = [fault for fault in table.faults if not fault.column or f"{fault.column} (2)" not in wanted]
    unread = _unread_money(table, mapping)
    apart = totals(table, header, mapping, marks)
    for record in table:
        if isinstance(record, Reject):
            yield replace(record, locator=prefix + record.locator)
            continue
        total = apart.get(record.number)
        if isinstance(total, Row | Reject):
            yield replace(total, locator=prefix + record.locator)
            continue
        cells = dict(zip(header, record.cells, strict=True))
        hidden = Hidden(of_persons, ranks)
        found = _row(mapping, Reading(cells, hidden), marks)
        found.locator = prefix + record.locator
        if isinstance(found, Row):
            found.content = tuple(record.cells)
            if hidden.given:
                # The person's id, which is made of the other cells: names could be tried out.
                found.content = (hidden.given,)
                hidden.keep_out(found.ties)
            found.repaired = record.repaired
            if total:
                note(found, total)
            for column in unread:
                if stated(cells[column]) is not None:
                    note(found, f"{column!r} seems to hold amounts, and {mapping.file} does not read it")
            found.faults, whole = [*whole, *found.faults], []
        yield found


def _unread_money(table: Table, mapping: TableMapping) -> list[str]:
    """The columns that seem to hold amounts and that the mapping does not read."""
    money = [statement for statement in mapping.statements if statement.type == "FUNDS"]
    # Where no statement is about money, any column may be called after who gives.
    wide = any(statement.each for statement in mapping.statements) or not money
    read = mapping.columns()
    return [c.header for c in seen_columns(table) if c.header not in read and seems_money(c, wide=wide)]


def _row(mapping: TableMapping, reading: Reading, marks: Marks) -> Row | Reject:
    """All that the row states; a statement that cannot be made is left out alone, and the others are made."""
    row = Row("", [], [])
    wrong: list[Fault] = []
    unsaid: list[tuple[str, str]] = []
    tried: list[Statement] = []
    kept_out = 0
    for statement in mapping.statements:
        if not all(fold(reading.cells[column]) in texts for column, texts in statement.when):
            kept_out += 1
            continue
        for one in _columns(statement, reading, row):
            try:
                empty = _state(statement, one, marks, row)
            except Faulty as error:
                wrong += error.faults
                # What stands beside the value is lost with the tie, which is listed: no second fault for it.
                tried.append(statement)
                continue
            if empty is None:
                tried.append(statement)
            elif left := _beside(statement, one, empty):
                unsaid += left
            else:
                note(row, f"{statement.place}: not stated where {empty!r} is empty")
            if len(row.ties) > _MOST:
                return Reject("", [Fault("", "", f"the row makes more than {_MOST:,} ties: is split right?")])
    # What stands beside an empty name is lost, unless another statement of the row has read it.
    if unsaid:
        read = {column for statement in tried for _, column in statement.columns()}
        wrong += [Fault(column, reading.cells[column], why) for column, why in unsaid if column not in read]
    if row.nodes:
        row.faults = list(dict.fromkeys([*reading.faults, *wrong]))
        return row
    if kept_out == len(mapping.statements):
        note(row, "left out by when in the mapping")
        return row
    if not wrong:
        empties = [repr(column) for column in sorted(mapping.columns()) if stated(reading.cells[column]) is None]
        wrong = [Fault("", "", f"the row states nothing; empty are {', '.join(empties)}")]
    return Reject("", list(dict.fromkeys([*reading.faults, *wrong])))


def _columns(statement: Statement, reading: Reading, row: Row) -> Iterator[Reading]:
    """The row itself, or in a wide table the row once for each column that holds something."""
    each = statement.each
    if each is None:
        yield reading
        return
    for column in each.columns:
        cell = reading.cells[column]
        if not cell.strip():
            continue
        if (why := _says_no_tie(cell, statement, each)) is not None:
            note(row, f"{fold(cell)!r} in a column of each: {why}")
            continue
        yield replace(reading, header=column, cell=cell)


def _says_no_tie(cell: str, statement: Statement, each: Each) -> str | None:
    """Why a cell under `each` makes no tie; None where it makes one."""
    amounts = [c for name, c in statement.properties if c.origin == "cell" and name in ("amount", "gross_amount")]
    # What the mapping itself says of a text goes before all rules.
    if any(word(cell) == key for c in amounts for key, _ in c.values):
        return None
    if fold(cell) in each.skip or ("0" in each.skip and is_zero(cell)):
        return "taken as nothing"
    # "n.c." says that there is an amount; "n.d." does not say that there is a funder.
    if stated(cell) is None and not (amounts and to_come(cell)):
        return "does not say that there is a tie, none is made"
    return None


def _state(statement: Statement, reading: Reading, marks: Marks, row: Row) -> str | None:
    """Add to the row what one statement says of it; the column that is empty where it says nothing."""
    receives = any(name == "role" and reading.text(cell) == "recipient" for name, cell in statement.properties)
    starts = found_ends(statement.start, reading, receives=receives)
    ends = found_ends(statement.end, reading) if statement.end else []
    if not starts or (statement.end and not ends):
        missing = statement.end if starts and statement.end else statement.start
        return next((reading.column(cell) for cell in missing.cells() if cell.constant is None), "")
    if not statement.end:
        for found in starts:
            _take(row, found)
        return None
    if statement.type == "FUNDS":
        for found in starts:
            found.nodes[0].funder = found.nodes[0].label == "Actor"
    actors = {name: found_ends(end, reading, receives=name == "recipient") for name, end in statement.actors}
    count = Count(len(starts), len(ends))
    values = tie_values(statement, reading, marks, row, count)
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
    return None


def _beside(statement: Statement, reading: Reading, empty: str) -> list[tuple[str, str]]:
    """The columns of a statement that say something though `empty` names nobody, and why they are not read."""
    said = [reading.column(cell) for _, cell in statement.properties]
    reason = f"{statement.place}: not read, as {empty!r} is empty in this row"
    return [(column, reason) for column in said if column and _says(reading.cells[column])]


def _says(cell: str) -> bool:
    """Whether a cell says something; a 0 beside an empty name does not."""
    text = stated(cell)
    return text is not None and text.strip("0.,") != ""


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
