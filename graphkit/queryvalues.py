"""Values on their way into a query and out of it: text of a command line to typed values, cells to columns."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

Value = str | int | float | bool | date | None

PARAMETER_TYPES = ("str", "int", "float", "bool", "date")
COLUMN_TYPES = (*PARAMETER_TYPES, "list[str]")

# What a value of a type is called where one is asked for.
WORDS: Mapping[str, str] = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number such as 0.5",
    "bool": "yes or no",
    "date": "a day such as 2019-01-31",
}

# Types of pandas that keep "not known" apart from every value.
DTYPES: Mapping[str, str] = {
    "str": "object",
    "int": "Int64",
    "float": "float64",
    "bool": "boolean",
    "date": "object",
    "list[str]": "object",
}


def converted(kind: str, value: object) -> Value:
    """A value as one of the `PARAMETER_TYPES`, from that type or from text.

    Raises
    ------
    ValueError, TypeError
        It is none.

    Examples
    --------
    >>> converted("int", "3"), converted("bool", "yes"), converted("date", "2019-01-31")
    (3, True, datetime.date(2019, 1, 31))
    """
    return _CONVERT[kind](value)


def cell(kind: str, value: Any) -> Any:
    """A value of a row as its column's type; engines give dates as text or as objects of their driver."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if kind == "list[str]":
        return [str(item) for item in value]
    if kind == "int":
        return int(value)
    if kind == "date" and type(value) is not date:
        return date.fromisoformat(str(value)[:10])
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(value)
    return value.strip()


def _whole(value: object) -> int:
    if isinstance(value, bool):
        raise TypeError(value)
    number = int(value) if isinstance(value, str) else operator.index(value)  # type: ignore[arg-type]
    # Integers are 64-bit on both engines.
    if not -(2**63) <= number < 2**63:
        raise ValueError(value)
    return number


def _decimal(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError(value)
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(value)
    return number


def _truth(value: object) -> bool:
    if isinstance(value, bool):
        return value
    words = {"true": True, "yes": True, "oui": True, "false": False, "no": False, "non": False}
    found = words.get(str(value).strip().casefold())
    if found is None:
        raise ValueError(value)
    return found


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(_text(value))


_CONVERT: Mapping[str, Callable[[object], Value]] = {
    "str": _text,
    "int": _whole,
    "float": _decimal,
    "bool": _truth,
    "date": _day,
}
