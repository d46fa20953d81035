"""What a row of the schema "subventions" says of the grant itself: amount, share, decision, dates, nature.

``montant`` is the total of the grant before it is split between recipients, and stands on the row of each of them, in
every version of the official schema (1.1 to 2.1.1) and in the extension of datasubvention; ``pourcentageSubvention``
is this recipient's share, 0.01 to 1. So

- share 1 or none: amount = montant;
- share below 1: gross_amount = montant, amount = gross_amount x share;
- share above 1 where the rows of the same grant add up to 100: a percentage, used as such;
- any other share (97.38 on a single row; 0; above 100) is against the schema and cannot be told to mean this: it is set
  aside, amount = montant. Nothing of what the publisher states as given is lost by a guess.

The extension gives a grant over several years one ``idSubvention`` and a row for each budget year, with the total on
each: rows of one grant, recipient and amount carry equal parts of it. Where the amounts differ by year, they are
instalments, and stand as they are.

What was asked for (``montantDemande``) is the amount, on the basis requested, of what was refused or is not decided;
beside an amount that was granted it is ``requested_amount``, which no sum takes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from graphkit.loaders._scdl.survey import Cells, Survey, grant, over_years, share_in
from graphkit.model.dates import When, when
from graphkit.model.money import Ambiguous, currency_in, parse_amount, rounded, to_major, to_minor
from graphkit.model.records import Fault
from graphkit.model.text import plain

_NOTED = ("detailAvantagesNature", "estimationAvantageNatures", "montantPret", "montantGarantie")

# How the words for a decision begin; those that say no first, for *non attribuée* is one of them.
_STATUSES = {
    "refused": ("refus", "rejet", "inelig", "non ", "pas ", "defavorable", "avis defavorable", "sans suite", "classe"),
    "pending": ("en cours", "en attente", "attente", "instruction", "depos", "recu", "a l etude", "ajourn", "report"),
    "withdrawn": ("abandon", "retir", "annul", "desist"),
    "granted": ("attribu", "accord", "sold", "clotur", "vers", "paye", "retenu", "favorable", "avis favorable", "oui"),
}

# The year of a grant, by the column that says it best.
_YEAR_FROM = ("exerciceBudgetaire", "dateConvention", "dateDecision", "datesPeriodeVersement", "dateDebut")


class Unusable(ValueError):
    """The row's amount cannot be read; carries the fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


@dataclass(slots=True)
class Grant:
    """The properties of the FUNDS tie that the row states, its year, and what was set aside."""

    properties: dict[str, Any]
    year: int | None
    faults: list[Fault] = field(default_factory=list)


def read_grant(cells: Cells, found: Survey) -> Grant:
    """What a row says of its grant.

    Raises
    ------
    Unusable
        The amount is there and cannot be read.
    """
    faults: list[Fault] = []
    status = _status(cells, faults)
    properties: dict[str, Any] = {
        "instrument": "multi_year_agreement" if plain(cells.get("pluriannualite", "")) == "oui" else "grant",
        "status": status,
        "basis": "committed",
        "purpose": cells.get("objet"),
        "scheme": _scheme(cells),
        "reference": _reference(cells.get("referenceDecision")) or cells.get("idSubvention"),
    }
    if status in ("refused", "pending") and ("montantDemande" in cells or "montant" not in cells):
        properties["basis"] = "requested"
        properties |= _shared(cells, "montantDemande", found, faults)
    else:
        properties |= _spread(cells, _shared(cells, "montant", found, faults), found, faults)
        properties["requested_amount"] = _requested(cells, found, faults)
    properties |= _nature(cells, faults)
    dates, year = _dates(cells, faults)
    return Grant(properties | dates, year, faults)


def _money(cells: Cells, column: str, found: Survey) -> tuple[dict[str, Any], Decimal | None]:
    """Amount and currency as they are stored, and the amount as it is written."""
    text = cells.get(column)
    if text is None:
        return {"currency": "EUR"}, None
    try:
        exact = parse_amount(text, found.decimal)
        currency = currency_in(text) or "EUR"
        return {"amount": rounded(exact, currency), "currency": currency}, exact
    except Ambiguous as error:
        cure = "write the amounts of the column with two decimals, or without separators"
        raise Unusable(Fault(column, text, f"{error}, and no other value of the column shows which: {cure}")) from None
    except ValueError:
        raise Unusable(Fault(column, text, "is no amount that can be read exactly")) from None


def _requested(cells: Cells, found: Survey, faults: list[Fault]) -> float | None:
    """What was asked for beside a decision; one that cannot be read costs nothing else of the row."""
    try:
        # The share was judged with the amount.
        return _shared(cells, "montantDemande", found, []).get("amount")
    except Unusable as error:
        faults.append(error.fault)
        return None


def _spread(cells: Cells, money: dict[str, Any], found: Survey, faults: list[Fault]) -> dict[str, Any]:
    """The year's part of a total that stands on the row of each year; the parts add up to it to the cent."""
    key, exercise = over_years(cells)
    years = sorted(found.exercises.get(key, ()))
    if exercise is None or len(years) < 2 or "amount" not in money:
        return money
    if any(rows > 1 for rows in found.exercises[key].values()):
        # Several rows of one year are instalments, not a total that is repeated.
        return money
    currency, rank, n = money["currency"], years.index(exercise), len(years)
    cents = to_minor(money["amount"], currency)
    part = cents * (rank + 1) // n - cents * rank // n
    reason = f"the total of a grant over {n} years, on the row of each of them: a part in {n} is taken"
    faults.append(Fault("montant", cells["montant"], reason))
    whole = {"gross_amount": money.get("gross_amount", money["amount"]), "share": money.get("share", 1.0) / n}
    return money | whole | {"amount": to_major(part, currency)}


def _shared(cells: Cells, column: str, found: Survey, faults: list[Fault]) -> dict[str, Any]:
    money, exact = _money(cells, column, found)
    text = cells.get("pourcentageSubvention")
    if text is None:
        return money
    share = share_in(text)
    if share is not None and 1 < share <= 100 and abs(found.percent.get(grant(cells), Decimal(0)) - 100) <= 1:
        share /= 100
    if share in (1, 100):
        return money
    if share is None or not 0 < share < 1:
        reason = "no share of 0.01 to 1, and no percentage by which the rows of this grant add up to 100; not applied"
        faults.append(Fault("pourcentageSubvention", text, reason))
        return money
    if exact is not None:
        money["gross_amount"] = money["amount"]
        money["amount"] = rounded(exact * share, money["currency"])
    return money | {"share": float(share)}


def _status(cells: Cells, faults: list[Fault]) -> str:
    text = cells.get("statutLabel")
    words = plain(text or "")
    if text is None:
        return "granted"
    for status, starts in _STATUSES.items():
        if words.startswith(starts):
            return status
    faults.append(Fault("statutLabel", text, "is no status that is known; taken as not decided, so not as money"))
    return "pending"


def _nature(cells: Cells, faults: list[Fault]) -> dict[str, Any]:
    text = cells.get("nature")
    words = plain(text or "").split()
    kinds = [kind for word, kind in (("numeraire", "cash"), ("nature", "in_kind")) if word in words]
    notes = [f"{column}: {cells[column]}" for column in _NOTED if column in cells]
    if plain(cells.get("cofinancement", "")) == "oui" and "attribuantsCofinanceurs" not in cells:
        notes.append("cofinancement: oui")
    if len(kinds) == 2:
        # How much is which is not said: neither is claimed.
        notes.insert(0, f"nature: {text}")
    elif text is not None and not kinds:
        faults.append(Fault("nature", text, "is neither in cash (aide en numéraire) nor in kind (aide en nature)"))
    return {"resource": kinds[0] if len(kinds) == 1 else None, "note": "; ".join(notes) or None}


def _scheme(cells: Cells) -> str | None:
    parts = [cells[column] for column in ("dispositif", "sousDispositif") if column in cells]
    return " / ".join(parts) or cells.get("dispositifAide") or None


def _reference(text: str | None) -> str | None:
    # A date in a spreadsheet that was turned into text: midnight is no part of it.
    return text.removesuffix(" 00:00:00") if text else None


def _dates(cells: Cells, faults: list[Fault]) -> tuple[dict[str, date | int | None], int | None]:
    found: dict[str, When] = {}
    for column in (*_YEAR_FROM, "dateFin"):
        text = cells.get(column)
        if text is None:
            continue
        read = when(text)
        if read:
            found[column] = read
        else:
            faults.append(Fault(column, text, "is no date, or one that cannot be"))
    year = next((found[column].year for column in _YEAR_FROM if column in found), None)
    paid = found.get("datesPeriodeVersement")
    decided = next((found[column].date for column in ("dateConvention", "dateDecision") if column in found), None)
    start, end = (found[column].date if column in found else None for column in ("dateDebut", "dateFin"))
    if start is None and end is None and paid and paid.end:
        start, end = paid.date, paid.end
    # Where no decision is dated, a single day of payment is the date of the grant.
    day = decided or (paid.date if paid and not paid.end else None)
    return {"date": day, "year": year, "start": start, "end": end}, year
