"""Amounts: read exactly, rounded to the currency's minor unit, summed as whole numbers of it.

The rules of sums stand here and nowhere else: one currency and one basis a sum; what was refused, withdrawn, is not
decided or only asked for is not money; what is handed on is counted once, where it ends; a missing amount is counted as
missing, never as 0. An amount is stored as a float in major units; up to 10**15 minor units (ten trillion euros) the
way there and back is exact.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from graphkit.errors import DataError

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


@dataclass(frozen=True, slots=True)
class Sum:
    """What ties of money add up to, and what was left out of it.

    Attributes
    ----------
    currency, basis : str or None
        Those of every amount in it.
    minor : int
        The sum in minor units.
    n : int
        How many amounts are in it.
    missing : int
        How many ties of this currency and basis state no amount.
    left_out : Counter
        How many further ties were not counted, by the reason.
    """

    currency: str | None
    basis: str | None
    minor: int
    n: int
    missing: int
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def amount(self) -> Decimal:
        """The sum in major units, exactly."""
        return Decimal(self.minor) / _scale(self.currency or "")

    def __str__(self) -> str:
        parts = [f"{self.amount:,} {self.currency or ''} {self.basis or ''} in {self.n:,} amounts".replace("  ", " ")]
        if self.missing:
            parts.append(f"{self.missing:,} without an amount")
        parts += [f"{count:,} left out: {reason}" for reason, count in sorted(self.left_out.items())]
        return "; ".join(parts)


def total(ties: Iterable[Mapping[str, Any]], *, currency: str | None = None, basis: str | None = None) -> Sum:
    """The sum of ties of money in one currency and on one basis.

    Parameters
    ----------
    ties : iterable of mappings
        FUNDS ties with ``amount``, ``currency``, ``basis``, ``status``, ``recipient`` and ``regrant`` as far as stated.
    currency, basis : str, optional
        Which of them to sum where there are several; the others are counted as left out.

    Raises
    ------
    DataError
        The ties hold several currencies or bases, and it is not said which to sum.
    """
    ties = list(ties)
    kinds = _kinds(ties)
    for name, given, found in (("currency", currency, {c for c, _ in kinds}), ("basis", basis, {b for _, b in kinds})):
        if given is None and len(found) > 1:
            listed = ", ".join(sorted(str(value) for value in found))
            raise DataError(f"A sum has one {name}, and these ties have several: {listed}. Say which ({name}=...).")
    currency = currency or next((c for c, _ in kinds), None)
    basis = basis or next((b for _, b in kinds), None)
    minor, n, missing = 0, 0, 0
    left_out: Counter[str] = Counter()
    received: Counter[str] = Counter()
    handed_on: Counter[str] = Counter()
    for tie in ties:
        reason = _no_money(tie)
        if reason is None and tie.get("currency") != currency and tie.get("amount") is not None:
            reason = f"in {tie.get('currency') or 'no currency'}"
        if reason is None and tie.get("basis") != basis:
            reason = f"basis {tie.get('basis') or 'not stated'}"
        if reason:
            left_out[reason] += 1
        elif tie.get("amount") is None:
            missing += 1
        else:
            amount = to_minor(tie["amount"], currency or "")
            minor, n = minor + amount, n + 1
            if tie.get("regrant"):
                handed_on[tie["regrant"]] += amount
            if tie.get("recipient"):
                received[tie["recipient"]] += amount
    for actor, amount in handed_on.items():
        # Counted where it ends: what came in and went on again is taken off once.
        twice = min(amount, received[actor])
        if twice > 0:
            minor -= twice
            left_out[f"handed on by {actor}, counted where it ends"] += 1
    return Sum(currency, basis, minor, n, missing, left_out)


def totals(ties: Iterable[Mapping[str, Any]]) -> list[Sum]:
    """One `Sum` for each currency and basis that counts as money, sorted by them."""
    ties = list(ties)
    kinds = sorted(_kinds(ties), key=lambda kind: (kind[0] or "", kind[1] or ""))
    return [total([tie for tie in ties if _kind(tie) == kind]) for kind in kinds]


def _kinds(ties: Iterable[Mapping[str, Any]]) -> set[tuple[str | None, str | None]]:
    return {_kind(tie) for tie in ties if _no_money(tie) is None and tie.get("amount") is not None}


def _kind(tie: Mapping[str, Any]) -> tuple[str | None, str | None]:
    return tie.get("currency"), tie.get("basis")


def _no_money(tie: Mapping[str, Any]) -> str | None:
    """Why a tie is not money; None where it is."""
    if tie.get("status") in ("refused", "withdrawn", "pending"):
        return str(tie["status"])
    return "requested" if tie.get("basis") == "requested" else None


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
