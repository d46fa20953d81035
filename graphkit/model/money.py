"""Amounts: read exactly, rounded to the currency's minor unit, turned into whole numbers of it and back.

An amount is stored as a float in major units; up to 10**15 minor units (ten trillion euros) the way there and back is
exact. The rules of sums are those of `graphkit.money`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

# Digits after the point where they are not two (ISO 4217).
_MINOR_DIGITS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND"), 0),
    **dict.fromkeys(("VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}

LARGEST = 10**15
"""The most minor units that a stored amount holds exactly in any currency: a float keeps 15 decimal digits.

2**53 is the limit for whole numbers; at 90,071,992,547,409.91 EUR a float's steps are wider than a cent.
"""

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u200a\u202f]+")
_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD", "EUROS": "EUR", "EURO": "EUR", "EUR": "EUR", "GBP": "GBP", "USD": "USD"}
_SIGN = re.compile("|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True)), re.IGNORECASE)

# Groups of three, by a blank or an apostrophe.
_GROUPED = re.compile(r"\d{1,3}(?:[ '’]\d{3})+")
_PLAIN = re.compile(r"\d+")


class Ambiguous(ValueError):
    """``1,234`` may be a thousand or one and a bit: what the other values of the column show is needed."""


def parse_amount(text: str, decimal: str | None = None) -> Decimal:
    """The amount that a text states, exactly.

    Parameters
    ----------
    text : str
        ``3 000``, ``1 234,56``, ``1.234,56``, ``1,234.56``, ``250.0``, ``3 000 €``, ``(12,00)``; any kind of blank.
    decimal : "," or ".", optional
        The decimal mark of the column, which `decimal_mark` finds; it decides only where the text itself does not.

    Raises
    ------
    Ambiguous
        One mark with three digits behind it, and `decimal` is not given.
    ValueError
        The text is no amount. So is ``1,2E+05``: a spreadsheet has rounded it.

    Examples
    --------
    >>> parse_amount("1 234,56 €"), parse_amount("1.234", decimal=",")
    (Decimal('1234.56'), Decimal('1234'))
    """
    bare = _SPACES.sub(" ", _SIGN.sub("", text)).strip()
    negative = bare.startswith(("-", "−")) or bare.endswith("-") or (bare[:1] == "(" and bare[-1:] == ")")
    bare = bare.strip("()+-− ")
    whole, fraction = _cut(bare, decimal)
    if not _PLAIN.fullmatch(whole) or (fraction and not _PLAIN.fullmatch(fraction)) or not whole.isascii():
        raise ValueError(f"{text!r} is no amount")
    if not fraction.isascii() or len(whole) + len(fraction) > 40:
        raise ValueError(f"{text!r} is no amount")
    number = Decimal(f"{whole}.{fraction or 0}") if fraction else Decimal(whole)
    return -number if negative else number


def decimal_mark(texts: Iterable[str]) -> str | None:
    """The decimal mark that the values of a column show; None where they show none, or both.

    Examples
    --------
    >>> decimal_mark(["1,234", "99,5"]), decimal_mark(["1,234", "5,678"])
    (',', None)
    """
    shown = set()
    for text in texts:
        marks = re.findall(r"[.,]", text)
        if not marks:
            continue
        if len(set(marks)) == 2:
            shown.add(marks[-1])
        elif len(marks) > 1:
            shown.add("," if marks[0] == "." else ".")
        elif not re.search(r"^\D*[1-9]\d{0,2}[.,]\d{3}\D*$", text):
            shown.add(marks[0])
    return shown.pop() if len(shown) == 1 else None


def currency_in(text: str) -> str | None:
    """The currency that an amount names (``3 000 €`` is EUR); None where it names none."""
    found = _SIGN.search(text)
    return _SIGNS[found[0].upper()] if found else None


def minor_digits(currency: str) -> int:
    """Digits after the point: 2 for EUR, 0 for JPY."""
    return _MINOR_DIGITS.get(currency, 2)


def to_minor(amount: Decimal | float, currency: str) -> int:
    """An amount in whole minor units (cents), rounded half up.

    Raises
    ------
    ValueError
        The amount is not finite, or has more minor units than can be stored exactly.
    """
    # The shortest decimal of a float, which is what was meant when it was stored.
    exact = amount if isinstance(amount, Decimal) else Decimal(repr(amount))
    if not exact.is_finite() or abs(exact) > LARGEST:
        raise ValueError(f"{amount} is no amount that can be stored exactly")
    minor = int((exact * _scale(currency)).to_integral_value(ROUND_HALF_UP))
    if abs(minor) > LARGEST:
        raise ValueError(f"{amount} is no amount that can be stored exactly")
    return minor


def to_major(minor: int, currency: str) -> float:
    """Minor units as an amount is stored: a float in major units."""
    return minor / int(_scale(currency))


def rounded(amount: Decimal, currency: str) -> float:
    """An amount as it is stored: rounded to the minor unit.

    Examples
    --------
    >>> rounded(Decimal("4989.3285"), "EUR")
    4989.33
    """
    return to_major(to_minor(amount, currency), currency)


@cache
def _scale(currency: str) -> Decimal:
    return Decimal(10) ** minor_digits(currency)


def _cut(text: str, decimal: str | None) -> tuple[str, str]:
    """The digits before and behind the decimal mark, grouping removed; text that fits no rule stays as it is."""
    marks = [char for char in text if char in ".,"]
    if not marks:
        return _ungrouped(text), ""
    last = marks[-1]
    before, _, behind = text.rpartition(last)
    other = "," if last == "." else "."
    if len(set(marks)) == 2:
        # 1.234,56 or 1,234.56: the last mark is the decimal one, the other groups.
        return (_ungrouped(before.replace(other, " ")), behind) if last not in before else (text, "")
    if len(marks) > 1:
        return _ungrouped(text.replace(last, " ")), ""
    if len(behind) != 3 or not re.fullmatch(r"[1-9]\d{0,2}", before):
        return _ungrouped(before) if before else "0", behind
    if decimal is None:
        raise Ambiguous(f"{text!r} may be {before}{behind} or {before}.{behind}")
    return (before, behind) if decimal == last else (before + behind, "")


def _ungrouped(text: str) -> str:
    return re.sub(r"[ '’]", "", text) if _GROUPED.fullmatch(text) else text
