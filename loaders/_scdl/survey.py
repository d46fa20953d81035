"""What a first look at a whole file tells: who gives under which number, how amounts are written, what shares mean.

A row alone does not say whether ``1.234`` is a thousand, or whether the 40 in its share is a percentage.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from graphkit.loaders import _totals
from graphkit.model.dates import when
from graphkit.model.identifiers import NAME, Identity, french, french_number
from graphkit.model.money import decimal_mark, parse_amount
from graphkit.model.records import Fault
from graphkit.model.text import plain

Cells = Mapping[str, str]
"""What a row states, by the official name of the column; a column that says nothing is not in it."""

# The columns that are the same on every row of one grant that several recipients share.
_GRANT = ("nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "objet", "montant")


@dataclass(slots=True)
class Survey:
    """What was found in a file as a whole.

    Attributes
    ----------
    decimal : "," or "." or None
        The decimal mark of the amounts, where they show it.
    sirens : mapping
        Name of a giver (plain) -> the valid SIRENs it stands beside.
    names : mapping
        Number of a giver as written -> the names it stands beside.
    percent : mapping
        Grant -> sum of the shares above 1 on its rows.
    sums : mapping
        Sum of the amounts that have a recipient: by giver and year, by giver (year None), and of all (giver None).
    cofunded : mapping
        Id of a co-funded project -> the givers (plain) that have a row of it.
    exercises : mapping
        Grant to a recipient, with its amount -> how many of its rows are of each budget year.
    """

    decimal: str | None
    sirens: Mapping[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: Mapping[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    percent: dict[tuple[str, ...], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    sums: dict[tuple[str | None, int | None], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    cofunded: Mapping[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    exercises: Mapping[tuple[str, ...], Counter[int]] = field(default_factory=lambda: defaultdict(Counter))


def survey(rows: Iterable[Cells], decimal: str | None) -> Survey:
    """A first look at all rows; `decimal` is given where the amounts are numbers of a workbook."""
    found = Survey(decimal)
    amounts: list[tuple[str, int | None, str]] = []
    for cells in rows:
        name, number = cells.get("nomAttribuant"), cells.get("idAttribuant")
        if name and number:
            found.names[number].setdefault(name)
            siren = _siren(french(name, number))
            if siren:
                found.sirens[plain(name)].add(siren)
        if "montant" in cells and not may_be_total(cells):
            amounts.append((name or number or "", _year(cells), cells["montant"]))
        if name and "idCofinancement" in cells:
            found.cofunded[cells["idCofinancement"]].add(plain(name))
        over, exercise = over_years(cells)
        if exercise:
            found.exercises[over][exercise] += 1
        share = share_in(cells.get("pourcentageSubvention", ""))
        if share and share > 1:
            found.percent[grant(cells)] += share
    found.decimal = decimal or decimal_mark(text for _, _, text in amounts)
    for who, year, text in amounts:
        try:
            amount = parse_amount(text, found.decimal)
        except ValueError:
            continue
        for key in {(who, year), (who, None), (None, None)}:
            found.sums[key] += amount
    return found


def may_be_total(cells: Cells) -> bool:
    """Whether a row names no recipient, or calls it a total."""
    if french_number(cells.get("idBeneficiaire", "")).siren or "rnaBeneficiaire" in cells:
        return False
    name = cells.get("nomBeneficiaire")
    return name is None or _totals.may_be_total(name)


def is_called_total(cells: Cells) -> bool:
    """Whether a row says of itself that it is a total; *Ensemble* may be the name of one that receives."""
    return _totals.is_called_total(cells.get("nomBeneficiaire", ""))


def total_of(cells: Cells, found: Survey) -> str | None:
    """Which rows a row is the total of; None where its amount is the sum of none.

    Publishers leave totals between the grants, often without a word: counted as a grant, one would double a year.
    """
    try:
        amount = parse_amount(cells.get("montant", ""), found.decimal)
    except ValueError:
        return None
    who, year = cells.get("nomAttribuant") or cells.get("idAttribuant") or "", _year(cells)
    for key, rows in (
        ((who, year), f"of this giver in {year}" if year else "of this giver"),
        ((who, None), "of this giver"),
        ((None, None), "of the file"),
    ):
        if amount and found.sums.get(key) == amount:
            return rows
    return None


def grant(cells: Cells) -> tuple[str, ...]:
    """What is the same on all rows of a grant that several recipients share."""
    return tuple(cells.get(column, "") for column in _GRANT)


def over_years(cells: Cells) -> tuple[tuple[str, ...], int | None]:
    """What is the same on the rows of a grant over several years to one recipient, and the year of this row.

    The extension gives such a grant one id, and a row for each budget year. No year where it is not such a row.
    """
    exercise = when(cells.get("exerciceBudgetaire", "")) if "idSubvention" in cells and "montant" in cells else None
    columns = ("nomAttribuant", "idAttribuant", "idSubvention", "nomBeneficiaire", "idBeneficiaire", "rnaBeneficiaire")
    key = tuple(cells.get(column, "") for column in (*columns, "montant", "pourcentageSubvention"))
    return key, exercise.year if exercise else None


def share_in(text: str) -> Decimal | None:
    """The number in a share, ``50 %`` as .5; None where it is none."""
    try:
        number = parse_amount(text.replace("%", ""), decimal=".")
    except ValueError:
        return None
    return number / 100 if "%" in text else number


def giver(cells: Cells, found: Survey) -> tuple[str, Identity, list[Fault]] | None:
    """Name and identity of who gives, with what other rows of the file say; None where nothing says it.

    A giver without a usable number is the one that the file names alike with a number, if that is one number only; a
    giver without a name has the name that stands beside its number elsewhere.
    """
    name, number = cells.get("nomAttribuant"), cells.get("idAttribuant")
    faults = []
    if not name and number and len(found.names.get(number, ())) == 1:
        name = next(iter(found.names[number]))
        faults.append(Fault("nomAttribuant", "", f"missing; taken from the rows with the same number: {name}"))
    who = french(name, number)
    if who is None:
        return None
    if who.note:
        faults.append(Fault("idAttribuant", number or "", who.note))
    if who.quality == NAME and name and len(found.sirens.get(plain(name), ())) == 1:
        (siren,) = found.sirens[plain(name)]
        same = french(name, siren)
        assert same is not None
        who = Identity(same.id, same.quality, same.identifiers, who.note)
        faults.append(
            Fault("idAttribuant", number or "", f"not usable; the rows with the same name give SIREN {siren}")
        )
    return name or who.id, who, faults


def _year(cells: Cells) -> int | None:
    read = (when(cells[column]) for column in ("exerciceBudgetaire", "dateConvention") if column in cells)
    return next((found.year for found in read if found), None)


def _siren(who: Identity | None) -> str | None:
    return who.id.removeprefix("FR-SIREN:") if who and who.id.startswith("FR-SIREN:") else None
