"""What a 360Giving grant says of the money itself: amount, dates, kind, and what is noted beside it.

- ``amountAwarded`` is the amount of the tie, on the basis *committed*. ``amountDisbursed`` is the part of it that was
  paid so far, not further money: it is noted. Only where nothing is awarded it is the amount, on the basis *disbursed*.
- ``amountAppliedFor`` is what was asked for, and noted: it is no money.
- Dates are those of the activity as it was (``actualDates``), else as planned; where both are given, the planned ones
  are noted. A start and a duration in months give the end, as the standard has it; a duration alone gives none.
- ``regrantType`` marks a grant whose *recipient* is to hand the money on. It is kept on this tie as ``regrant_type``.
  It is not ``regrant``: that names who hands on, and stands on the ties by which the money goes on, which nobody but
  the recipient publishes. Setting it here would take the grant off the sums even where no onward grant is in the store.
  With both in the store a sum can take off what a recipient got under a type that is handed on whole (all but
  endowment and multipurpose), as far as that recipient gives in turn.
- ``fundingType`` that is a loan, a guarantee or help in kind says so as ``resource``.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from graphkit.loaders._360giving.codes import PURPOSES, REASONS, REGRANT_TYPES
from graphkit.loaders._360giving.entry import Entry
from graphkit.loaders._tables.values import currency_code
from graphkit.model.dates import When, when
from graphkit.model.money import currency_in, parse_amount, rounded
from graphkit.model.records import Fault
from graphkit.model.text import plain

# A file says the same days over and over.
_read = lru_cache(maxsize=65536)(when)

# A grant of a century is a mistake.
_LONGEST = 1200

_RESOURCES = (("loan", "loan"), ("guarantee", "guarantee"), ("in kind", "in_kind"), ("gift in kind", "in_kind"))


class Unusable(ValueError):
    """The amount or its currency cannot be read; carries the fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


def money(grant: Entry) -> tuple[dict[str, Any], list[str]]:
    """Amount, currency and basis of a grant, and what is to be noted beside them.

    Raises
    ------
    Unusable
        An amount is there and cannot be read, or has no currency.
    """
    awarded, paid, asked = (_amount(grant, f"amount{name}") for name in ("Awarded", "Disbursed", "AppliedFor"))
    if awarded is None and paid is None:
        currency = _currency(grant, needed=False)
        notes = [f"applied for {asked} {currency or ''}".strip()] if asked is not None else []
        return {"amount": None, "currency": currency, "basis": "committed"}, notes
    currency = _currency(grant, needed=True) or ""
    name, amount, basis = (
        ("amountAwarded", awarded, "committed") if awarded is not None else ("amountDisbursed", paid, "disbursed")
    )
    assert amount is not None
    try:
        stored = rounded(amount, currency)
    except ValueError:
        reason = "is no amount that can be stored exactly"
        raise Unusable(Fault(name, (grant.text(name) or "")[:60], reason)) from None
    notes = [f"applied for {asked} {currency}"] if asked is not None else []
    if awarded is not None and paid is not None:
        notes.append(f"disbursed {paid} {currency}")
    return {"amount": stored, "currency": currency, "basis": basis}, notes


def dates(grant: Entry) -> tuple[dict[str, Any], list[str]]:
    """Date, year, start and end of a grant, and what is to be noted beside them."""
    awarded = _when(grant, "awardDate")
    actual, _ = _period(grant.one("actualDates"))
    planned, months = _period(grant.one("plannedDates"))
    start, end = actual if any(actual) else planned
    notes = []
    if any(actual) and any(planned) and actual != planned:
        notes.append("planned " + " to ".join(day.isoformat() if day else "…" for day in planned))
    if months and not any(planned):
        notes.append(f"duration {months} months")
    year = awarded.year if awarded else start.year if start else None
    return {"date": awarded.date if awarded else None, "year": year, "start": start, "end": end}, notes


def kind(grant: Entry) -> tuple[dict[str, Any], list[str]]:
    """Resource, instrument and type of regrant of a grant, and what is to be noted beside them."""
    types = [text for entry in grant.each("fundingType") if (text := entry.text("title") or entry.text("code"))]
    words = f" {' '.join(plain(text) for text in types)} "
    resource = next((resource for word, resource in _RESOURCES if f" {word}" in words), "cash")
    found = {
        "resource": resource,
        "instrument": "grant" if resource in ("cash", "in_kind") else None,
        "regrant_type": _code(grant, "regrantType", REGRANT_TYPES),
    }
    notes = [f"funding type: {', '.join(types)}"] if types else []
    details = grant.one("toIndividualsDetails")
    if details is not None:
        reasons = [_code(details, name, REASONS) for name in ("primaryGrantReason", "secondaryGrantReason")]
        purposes = [PURPOSES.get(text.upper()) for text in details.texts("grantPurpose")]
        for what, listed in (("reason", reasons), ("for", purposes)):
            if any(listed):
                notes.append(f"{what}: {', '.join(filter(None, listed))}")
    return found, notes


def _amount(grant: Entry, name: str) -> Decimal | None:
    text = grant.text(name)
    if text is None:
        return None
    value = grant.values.get(name)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    try:
        # The standard is in English: a comma before three digits groups them.
        return parse_amount(text, decimal=".")
    except ValueError:
        if name == "amountAppliedFor":
            grant.fault(name, text, "is no amount; not noted")
            return None
        reason = "is no amount; write digits with a point, such as 1000.50"
        raise Unusable(Fault(name, text[:60], reason)) from None


def _currency(grant: Entry, *, needed: bool) -> str | None:
    text = grant.text("currency")
    if text is None:
        shown = currency_in(grant.text("amountAwarded") or grant.text("amountDisbursed") or "")
        if needed and shown is None:
            reason = "an amount needs its currency; write its three letters, such as GBP"
            raise Unusable(Fault("currency", "", reason))
        return shown
    try:
        return currency_code(text)
    except ValueError as error:
        if needed:
            raise Unusable(Fault("currency", text[:60], str(error))) from None
        grant.fault("currency", text, str(error))
        return None


def _when(entry: Entry, name: str) -> When | None:
    text = entry.text(name)
    found = _read(text) if text else None
    if text and found is None:
        entry.fault(name, text, "is no date, or one that cannot be; write 2024-06-30")
    return found


def _period(event: Entry | None) -> tuple[tuple[date | None, date | None], int | None]:
    """First and last day of an event, and its months as stated."""
    if event is None:
        return (None, None), None
    first, last = _when(event, "startDate"), _when(event, "endDate")
    start, end = first.date if first else None, (last.end or last.date) if last else None
    months = _months(event)
    if start and not last and months:
        end = _after(start, months)
    if start and end and end < start:
        event.fault("endDate", end.isoformat(), f"lies before the start, {start.isoformat()}; not used")
        end = None
    return (start, end), months


def _months(event: Entry) -> int | None:
    text = event.text("duration")
    if text is None:
        return None
    try:
        months = parse_amount(text, decimal=".")
    except ValueError:
        months = Decimal(-1)
    if not 0 <= months <= _LONGEST:
        event.fault("duration", text, "is no number of months")
        return None
    return int(months) if months == int(months) and months else None


def _after(start: date, months: int) -> date | None:
    """The last day of so many months."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > date.max.year:
        return None
    # The 31st of a month that has 30 days ends the month before the next begins.
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])) - timedelta(days=1)


def _code(entry: Entry, name: str, codes: dict[str, str]) -> str | None:
    text = entry.text(name)
    if text is None:
        return None
    found = codes.get(text.upper())
    if found is None:
        entry.fault(name, text, f"is no code of its list: {', '.join(codes)}")
    return found


def texts(grant: Entry) -> Iterator[str]:
    """Title and description, each once."""
    title, description = grant.text("title"), grant.text("description")
    if title:
        yield title
    if description and description != title:
        yield description
