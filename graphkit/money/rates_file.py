"""Files of rates: read row by row, each fault told with its place and its cure."""

from __future__ import annotations

import csv
import re
import sys
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from graphkit.errors import DataError
from graphkit.model.dates import when
from graphkit.model.money import parse_amount
from graphkit.model.text import plain
from graphkit.money.rates import EPOCH, Rates

_COLUMNS = ("date", "currency", "rate")
_IN_FRENCH = {
    "devise": "currency", "monnaie": "currency", "taux": "rate", "cours": "rate", "devise de base": "base",
    "jour": "date",
}  # fmt: skip
_CODE = re.compile(r"[A-Z]{3}")


def read(file: str | Path) -> Rates:
    """The rates of a CSV file; see `Rates.read`."""
    if str(file) == "-":
        return parse(sys.stdin.read(), "the rates on standard input")
    try:
        data = Path(file).read_bytes()
    except OSError as error:
        raise DataError(f"The rates cannot be read from {file}: {error.strerror}.") from error
    if b"\0" in data:
        raise DataError(f"{file} is no text. Save it as CSV.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # As spreadsheets in Europe save CSV; all that counts of a file of rates is the same in both.
        text = data.decode("cp1252", errors="replace")
    return parse(text, str(file))


def parse(text: str, file: str) -> Rates:
    """The rates of a CSV text; `file` is what messages call it."""
    rows = _rows(text, file)
    if not rows:
        raise DataError(f"{file} holds no rates: write rows of date, currency and rate below the headings.")
    base = _base(file, rows)
    found: dict[str, dict[int, tuple[Decimal, int]]] = {}
    for line, day, currency, rate, _ in rows:
        if currency == base:
            if rate != 1:
                raise DataError(f"{file}, line {line}: {currency} is the base, so its rate is 1, not {rate}.")
            continue
        number = day.toordinal() - EPOCH
        earlier = found.setdefault(currency, {}).get(number)
        if earlier and earlier[0] != rate:
            raise DataError(
                f"{file}, line {line}: {currency} has another rate on {day} in line {earlier[1]} ({earlier[0]} and "
                f"{rate}). Keep the one that holds."
            )
        found[currency][number] = (rate, line)
    days = {currency: sorted(by_day) for currency, by_day in sorted(found.items())}
    values = {currency: [found[currency][day][0] for day in by_day] for currency, by_day in days.items()}
    return Rates(base, days, values, file)


_Row = tuple[int, date, str, Decimal, str]


def _rows(text: str, file: str) -> list[_Row]:
    heading = text.partition("\n")[0]
    mark = max(",;\t", key=heading.count)
    try:
        names, *lines = [
            [cell.strip() for cell in cells] for cells in csv.reader(text.splitlines(), delimiter=mark)
        ] or [[]]
    except csv.Error as error:
        raise DataError(f"{file} is no CSV: {error}.") from error
    names = [_IN_FRENCH.get(plain(name), name.lower()) for name in names]
    if missing := [name for name in _COLUMNS if name not in names]:
        raise DataError(f"{file} has no column {', '.join(missing)}. Its first line must be: date,currency,rate")
    stated = [
        (number, dict(zip(names, cells, strict=False))) for number, cells in enumerate(lines, start=2) if any(cells)
    ]
    return [_row(file, number, cells) for number, cells in stated]


def _row(file: str, line: int, cells: dict[str, str]) -> _Row:
    where = f"{file}, line {line}"
    text = cells.get("date", "")
    found = when(text)
    if found is None or found.date is None:
        raise DataError(f"{where}: {text!r} is no date; write it as 2024-12-31.")
    currency, base = (cells.get(name, "").upper() for name in ("currency", "base"))
    for code in (currency, *([base] if base else [])):
        if not _CODE.fullmatch(code):
            raise DataError(f"{where}: {code!r} is no currency; write its three letters, such as USD.")
    text = cells.get("rate", "")
    rate = _rate(text)
    if not (rate.is_finite() and Decimal("1e-12") <= rate <= Decimal("1e12")):
        raise DataError(f"{where}: {text!r} is no rate; write how much one {currency} is worth, such as 0.92.")
    return line, found.date, currency, rate, base


def _rate(text: str) -> Decimal:
    """The number that a text states; 0 where it states none."""
    try:
        return Decimal(text)
    except InvalidOperation:
        pass
    try:
        # One mark is that of decimals: nobody groups the thousands of a rate. Of two it is the one behind.
        return parse_amount(text, decimal="," if "," in text else ".")
    except ValueError:
        return Decimal(0)


def _base(file: str, rows: list[_Row]) -> str:
    named = sorted({base for *_, base in rows if base})
    if len(named) > 1:
        raise DataError(f"{file} names several bases ({', '.join(named)}). All rates must be in one currency.")
    if named:
        return named[0]
    rates: dict[str, set[Decimal]] = {}
    for _, _, currency, rate, _ in rows:
        rates.setdefault(currency, set()).add(rate)
    ones = sorted(currency for currency, found in rates.items() if found == {Decimal(1)})
    if len(ones) != 1:
        why = f"{', '.join(ones)} all have the rate 1" if ones else "no currency has the rate 1"
        raise DataError(
            f"{file} does not say which currency its rates are in: {why}. Add a column base, or a row such as "
            f"{rows[0][1]},EUR,1 for the base alone."
        )
    return ones[0]
