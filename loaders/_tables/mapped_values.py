"""The values of a tie that a mapped row states: one a tie, those that cannot be read set aside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from graphkit.loaders._reading import Record, Table
from graphkit.loaders._tables.mapped_ends import Reading
from graphkit.loaders._tables.mapping import Cell, Statement, fold
from graphkit.loaders._tables.no_amounts import to_come
from graphkit.loaders._tables.plain_columns import DAYS, tie_properties
from graphkit.loaders._tables.plain_ties import Faulty
from graphkit.loaders._tables.values import (
    currency_code,
    decides,
    is_ambiguous,
    is_amount,
    is_bare,
    only_year,
    property_value,
)
from graphkit.model import money
from graphkit.model.records import Fault, Row
from graphkit.model.schema import Property


class Marks:
    """The decimal mark of each column, looked for when an amount does not show it.

    A workbook holds numbers, and they come as Python writes them; what is typed in it as text is read as elsewhere.
    """

    def __init__(self, table: Table, header: list[str]) -> None:
        self._table, self._header = table, header
        self._found: dict[str, str | None] = {}

    def by(self, cell: Cell, column: str, text: str) -> str | None:
        """The mark by which a text is read: as the mapping says, else as the column shows; None where neither does."""
        return "." if self._is_number(text) else cell.decimal or self._of(column)

    def open(self, cell: Cell, column: str, text: str) -> bool:
        """Whether a text can be read in two ways, and the mapping alone decides."""
        if cell.decimal is None or not is_ambiguous(text) or self._is_number(text):
            return False
        return self._of(column) != cell.decimal

    def _is_number(self, text: str) -> bool:
        return self._table.encoding is None and is_bare(text)

    def _of(self, column: str | None) -> str | None:
        if column is None or column not in self._header:
            return None
        if column not in self._found:
            at = self._header.index(column)
            cells = (record.cells[at] for record in self._table if isinstance(record, Record))
            # A point in "n.c." is no mark.
            typed = (cell for cell in cells if is_amount(cell) and not self._is_number(cell))
            self._found[column] = money.decimal_mark(typed)
        return self._found[column]


@dataclass(slots=True)
class Count:
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


def tie_values(statement: Statement, reading: Reading, marks: Marks, row: Row, count: Count) -> dict[str, list[Any]]:
    """For each property one value a tie."""
    known = tie_properties(statement.type)
    found: dict[str, list[Any]] = {}
    wrong: list[Fault] = []
    texts = {name: reading.texts(cell) for name, cell in statement.properties}
    amounts = texts.get("amount") or texts.get("gross_amount") or [""]
    currency = (texts.get("currency") or [money.currency_in(amounts[0]) or ""])[0]
    for name, cell in statement.properties:
        of = known[name]
        column = reading.column(cell)
        # None keeps the place of a value that is set aside, so that the others stay with their names.
        values: list[Any] = [None] * len(texts[name])
        for at, text in enumerate(texts[name]):
            if name == "date" and statement.type == "FUNDS" and (year := only_year(text)):
                # No day is made up for money: a year is the year of the tie.
                found.setdefault("year", [year] * count.ties)
                continue
            try:
                mark = marks.by(cell, column, text) if of.unit == "currency" else None
                values[at] = _value(of, cell, text, currency, mark)
            except ValueError as error:
                cure = "; or add it under values" if of.vocabulary else ""
                decisive = _is_another(of, text)
                lost = "; without it this tie is not stated" if decisive else ""
                fault = Fault(column, text, f"{statement.place}, {name}: {error}{cure}{lost}")
                (wrong if decisive else reading.faults).append(fault)
        if of.type == "list[str]":
            values = [[one for several in values for one in several or ()]] if values else []
        if all(value is None for value in values):
            if of.required and not values and not wrong:
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
    _tell(statement, reading, texts, marks, row)
    if {"amount", "gross_amount"} & found.keys():
        found.setdefault("currency", [currency] * count.ties)
    return found


def _value(of: Property, cell: Cell, text: str, currency: str, mark: str | None) -> Any:
    if of.unit == "currency":
        if not text or to_come(text):
            return None
        _one_currency(text, currency)
    return property_value(of, text, decimal=mark, currency=currency, times=cell.times)


def _tell(statement: Statement, reading: Reading, texts: dict[str, list[str]], marks: Marks, row: Row) -> None:
    """Have the row counted for what its amounts leave open."""
    for name, cell in statement.properties:
        if tie_properties(statement.type)[name].unit != "currency":
            continue
        if said := _to_come(reading, cell, texts[name]):
            missing = f"{said!r} in place of {name}: the tie is loaded, its amount counts as missing"
            note(row, f"{statement.place}: {missing}")
        column = reading.column(cell)
        if any(marks.open(cell, column, text) for text in texts[name]):
            as_said = "as thousands" if cell.decimal == "none" else f"with the decimal mark {cell.decimal!r}"
            open_ = (
                "three digits behind the only mark (1,234), and the other amounts of the column do not say which it is"
            )
            note(row, f"{column!r}: {open_}; read {as_said}, as {statement.place} says")


def _to_come(reading: Reading, cell: Cell, texts: list[str]) -> str:
    """The words in place of an amount that say that it is yet to come or not told; empty where there are none."""
    whole = reading.raw(cell)
    if cell.split:
        return next((fold(text) or fold(whole) for text in texts if not text or to_come(text)), "")
    # A word that says nothing leaves no text; one that the mapping gives an amount leaves that.
    return fold(whole) if texts == [""] or (to_come(whole) and not any(map(_digits, texts))) else ""


def _digits(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _one_currency(text: str, currency: str) -> None:
    """Stop at an amount that shows another currency than its row has, or that has none."""
    if not currency:
        raise ValueError("has no currency; give the mapping's currency a default: currency: {column: …, default: EUR}")
    shown = money.currency_in(text)
    # Many currencies are called $.
    if shown and "$" not in text and shown != currency_code(currency):
        raise ValueError(f"shows {shown}, and the currency of its row is {currency}")


def _is_another(of: Property, text: str) -> bool:
    """Whether a tie without this value may say what the table does not.

    An amount with digits in it is money whose sum is not known; a word in its place (refused, pending) may mean none.
    """
    return decides(of) and not (of.unit == "currency" and _digits(text))


def _divide(statement: Statement, found: dict[str, list[Any]], currency: str, row: Row) -> None:
    """One amount for several: each has it as the total; shared out only where the mapping says how."""
    amounts = found.pop("amount")
    count = len(amounts)
    found["gross_amount"] = amounts
    if not statement.divide:
        note(row, "one amount for several: kept as gross_amount, no amount of each (divide: equally would share it)")
        return
    total = money.to_minor(amounts[0], currency or "EUR")
    # Cents that cannot be shared go to the first, so that the parts add up to the total.
    parts = [total // count + (at < total % count) for at in range(count)]
    found["amount"] = [money.to_major(part, currency or "EUR") for part in parts]
    found["share"] = [1 / count] * count


def note(row: Row, said: str) -> None:
    """Have a row counted under what is said of it; once, however often it is said."""
    if said not in row.notes:
        row.notes.append(said)
