"""Amounts and days of IATI transactions; XML has a point for the decimal mark, whatever stands for thousands."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from graphkit.model.dates import When, when
from graphkit.model.money import parse_amount, to_minor


@lru_cache(maxsize=16384)
def minor_amount(text: str | None, currency: str | None) -> int | None:
    """An amount in minor units; None where the text is none or no currency is known.

    Examples
    --------
    >>> minor_amount("1,067,912", "GBP"), minor_amount("-647", "GBP"), minor_amount("12.5", "JPY")
    (106791200, -64700, 13)
    """
    if text is None or currency is None:
        return None
    try:
        return to_minor(parse_amount(text, decimal="."), currency)
    except ValueError:
        return None


@lru_cache(maxsize=16384)
def moment(text: str | None) -> When | None:
    """What a text says of a time."""
    return when(text) if text else None


def day(text: str | None) -> date | None:
    """The day that a text states; None where it states none, or a year only."""
    found = moment(text)
    return found.date if found else None
