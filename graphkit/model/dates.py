"""Dates as publishers write them. No day is made up: a year stays a year, a month gives its year."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from graphkit.model.text import plain


class When(NamedTuple):
    """A day, a year, or the days between two.

    Attributes
    ----------
    date : date or None
        The day, or the first day of an interval.
    year : int
        Its year; for an interval of years the first one.
    end : date or None
        The last day of an interval.
    """

    date: dt.date | None
    year: int
    end: dt.date | None = None


# Grants, associations and towns of today: what lies outside is no date but another number.
_YEARS = range(1800, 2101)

# Day 0 of Excel's calendar; 20,000 is in 1954 and 80,000 in 2119.
_EXCEL_DAY_0 = dt.date(1899, 12, 30)
_EXCEL_DAYS = range(20_000, 80_000)

_TIME = r"(?:[T ]+\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z| ?[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})|(\d{1,2})/(\d{4})")
_NUMBER = re.compile(r"(\d{4,5})(?:[.,]0+)?")
_IN_WORDS = re.compile(r"\b(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+) (\d{4})\b")
_TWO_YEARS = re.compile(r"(\d{4}) ?[-/_à] ?(\d{4})(?: ?[-/_] ?\d{4})*")
_BETWEEN = re.compile(r"\s*/\s*|\s*_\s*|\s+-\s+|\s+(?:au|à|to)\s+")

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("janvier", "january"),
            ("fevrier", "february"),
            ("mars", "march"),
            ("avril", "april"),
            ("mai", "may"),
            ("juin", "june"),
            ("juillet", "july"),
            ("aout", "august"),
            ("septembre", "september"),
            ("octobre", "october"),
            ("novembre", "november"),
            ("decembre", "december"),
        ),
        start=1,
    )
    for name in names
}


def when(text: str) -> When | None:
    """What a text says of a time; None where it says none, or says what cannot be.

    Read are ISO dates with or without a time, ``JJ/MM/AAAA`` (day first, as everywhere in Europe), years, days of
    Excel's calendar, dates in French or English words, also within a text that holds just one, and two of any of
    these as an interval (``2017-03-30/2017-05-24``, ``2021-02-15_2022-02-15``, ``du … au …``).

    Examples
    --------
    >>> when("05/12/2016").date.isoformat(), when("2014").date, when("2014").year
    ('2016-12-05', None, 2014)
    >>> when("2017-03-30/2017-05-24").end.isoformat()
    '2017-05-24'
    >>> when("2017-30-05") is None, when("NA") is None
    (True, True)
    """
    text = " ".join(text.split())
    return _one(text) or _interval(text)


def _one(text: str) -> When | None:
    if not any(char.isdigit() for char in text) or not text.isprintable():
        return None
    for pattern, year, month, day in ((_YEAR_FIRST, 1, 3, 4), (_DAY_FIRST, 4, 3, 1), (_COMPACT, 1, 2, 3)):
        found = pattern.fullmatch(text)
        if found:
            return _day(_four_digits(found[year]), int(found[month]), int(found[day]))
    found = _NUMBER.fullmatch(text)
    if found:
        return _year_or_serial(int(found[1]))
    found = _YEAR_MONTH.fullmatch(text)
    if found:
        said, numbered = (found[1], found[2]) if found[1] else (found[4], found[3])
        return When(None, int(said)) if 1 <= int(numbered) <= 12 and int(said) in _YEARS else None
    return _in_words(text)


def _day(year: int, month: int, day: int) -> When | None:
    if year not in _YEARS:
        return None
    try:
        return When(dt.date(year, month, day), year)
    except ValueError:
        return None


def _four_digits(year: str) -> int:
    # POSIX: 69 to 99 are the last century's, 00 to 68 this one's.
    return int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= 69 else 2000)


def _year_or_serial(number: int) -> When | None:
    if number in _YEARS:
        return When(None, number)
    if number in _EXCEL_DAYS:
        day = _EXCEL_DAY_0 + dt.timedelta(days=number)
        return When(day, day.year)
    return None


def _in_words(text: str) -> When | None:
    """A date such as ``22 mai 2023`` in a text; None where there is none, or more than one."""
    found = [match for match in _IN_WORDS.finditer(plain(text)) if match[2] in _MONTHS]
    if len(found) != 1:
        return None
    day, month, year = found[0].groups()
    return _day(int(year), _MONTHS[month], int(day))


def _interval(text: str) -> When | None:
    text = re.sub(r"^(?:du|from) ", "", text, flags=re.IGNORECASE)
    years = _TWO_YEARS.fullmatch(text)
    if years:
        first, last = int(years[1]), int(years[2])
        return When(None, first) if first in _YEARS and first <= last <= first + 50 else None
    for separator in _BETWEEN.finditer(text):
        start, end = _one(text[: separator.start()]), _one(text[separator.end() :])
        if start and end:
            if start.date and end.date:
                return When(start.date, start.year, end.date) if start.date <= end.date else None
            return When(start.date, start.year, end.date) if start.year <= end.year else None
    return None
