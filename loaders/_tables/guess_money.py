"""Whose money a column of amounts is: by the words of the headers, by their numbers, by what stands beside what.

What none of them decides is left open: a wrong pair would give one funder the money of another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graphkit.loaders._tables.guess_seen import Seen
from graphkit.model import money

FUNDER = (
    r"(?:co )?financeurs?|cofinanceurs?|(?:co )?funders?|cofunders?|partenaires? financiers?|financial partners?|"
    r"funding org\w*|donors?|donateurs?|attribuant|mecenes?|sponsors?|bailleurs? de fonds"
)
AMOUNT = (
    r"montants?|amounts?|subventions?|awards?|euros?|eur|financements?|cofinancements?|contributions?|funding|sum|grants?|"
    r"accordee?s?|attribuee?s?|votee?s?|awarded|granted"
)
# What may stand beside the word for a funder where the column still holds its name.
_OF_A_NAME = (
    r"\d+|s|n|no|nom|name|d|de|du|des|la|le|l|of|the|et|and|autres?|others?|principal|principaux|main|lead|secondaire|"
    r"complementaires?|premiere?|deuxieme|seconde?|troisieme|first|second|third|publics?|prives?|organisme|structure"
)
# What may stand beside the word for an amount that is of the funder next to it.
_OF_AN_AMOUNT = (
    r"en|in|of|de|d|du|des|la|le|l|the|s|k|m|milliers?|thousands?|millions?|\d{4}|ht|ttc|nets?|bruts?|gross|demandee?s?|sollicitee?s?|requested|applied|"
    r"for|asked|approved|allouee?s?|versee?s?|paye|paid|disbursed|prevue?s?|planned|gbp|usd|keur"
)
# Words that make a number something else than an amount of money.
_NO_MONEY = (
    r"nombre|number|nb|part|taux|share|rate|dates?|annees?|years?|exercices?|durations?|durees?|mois|months?|jours?|"
    r"days?|pourcentage|percent\w*|types?|objets?|titles?|intitules?|statuts?|status"
)
_CODE = r"codes?|siret|siren|rna|ids?|identifiants?|identifier|postal\w*|postcode|zip|tel\w*|phone|latitude|longitude"
TOTAL = r"totals?|totaux|budgets?|couts?|costs?|sommes?|sum|nombres?|number|nb|effectifs?|population"
_GRANTED = r"accordee?s?|attribuee?s?|votee?s?|awarded|granted|approved|allouee?s?"
_REQUESTED = r"demandee?s?|sollicitee?s?|requested|applied|asked"
# From here on a number is no year.
_NO_YEAR = 2_200
_SIGN = re.compile(r"[€£$]")


@dataclass(slots=True)
class Paid:
    """One funder of each row, and what it pays.

    Attributes
    ----------
    funder : Seen or None
        The column with its name; None where no column names who gives.
    amount : Seen or None
        The column with what it gives.
    id : Seen or None
        The column with its identifier.
    rivals : list of Seen
        Where that is not decided: the columns that it may be.
    """

    funder: Seen | None
    amount: Seen | None = None
    id: Seen | None = None
    rivals: list[Seen] = field(default_factory=list)

    @property
    def number(self) -> int | None:
        """The funder's number, where its header has one."""
        return self.funder.number if self.funder else None


def funder_columns(columns: Sequence[Seen]) -> list[Seen]:
    """The columns that name a funder: ``Financeur 1`` and ``Cofinanceur``, not ``Type de financeur``."""
    called = [c for c in columns if c.has(FUNDER) and c.amounts * 3 < max(c.filled, 1) and not c.days]
    names = [c for c in called if all(re.fullmatch(_OF_A_NAME, word) for word in _besides(FUNDER, c))]
    # An empty column may be filled tomorrow, but a table of empty ones has no funders.
    if any(c.filled for c in names):
        return names
    return [c for c in called if c.filled][:1]


def amount_columns(columns: Sequence[Seen]) -> list[Seen]:
    """The columns of amounts: called so, though some of their cells are no amount."""
    found = [c for c in columns if _called_amount(c) and not c.has(_NO_MONEY) and _holds_amounts(c)]
    return [c for c in found if not c.has(TOTAL)] or [c for c in found if c.has(AMOUNT)]


def seems_money(column: Seen, *, wide: bool) -> bool:
    """Whether a column that nobody reads seems to hold what somebody gives.

    Parameters
    ----------
    column : Seen
    wide : bool
        Whether columns of this table are called after who gives, so that no word has to say that it is an amount.
    """
    if not column.amounts or column.french or column.has(_NO_MONEY) or column.has(TOTAL) or column.has(_CODE):
        return False
    if _called_amount(column) or shows_currency(column):
        return True
    if not wide or column.words.isdigit() or (column.days and _years(column)):
        return False
    return _holds_amounts(column)


def shows_currency(column: Seen) -> bool:
    """Whether most of its cells are amounts that show their currency: money, whatever the header says."""
    return column.signed * 2 > column.filled


def round_amounts(column: Seen) -> bool:
    """Whether what looks like years, or like days as spreadsheets count them, are amounts: all are round.

    2000 is, in a column of which one cell is filled, where no word of the header says that it is a year.
    """
    return (
        not column.has(rf"{_NO_MONEY}|{_CODE}") and not _years(column) and all(_is_round(text) for text in column.texts)
    )


def _years(column: Seen) -> bool:
    return not all(text.isdigit() and (int(text) >= _NO_YEAR or int(text) % 100 == 0) for text in column.texts)


def _is_round(text: str) -> bool:
    return text.isdigit() and int(text) % (10 if int(text) >= _NO_YEAR else 100) == 0


def paid(columns: Sequence[Seen], funders: Sequence[Seen], amounts: Sequence[Seen]) -> list[Paid]:
    """For each funder its column of amounts, as far as that is decided."""
    if not funders:
        return [_choice(None, amounts, amounts)] if amounts else []
    if len(funders) == 1:
        (funder,) = funders
        named = [a for a in amounts if _about(a, funder)] or list(amounts)
        numbered = [a for a in named if a.number is None or funder.number in (None, a.number)]
        return [_choice(funder, numbered, amounts)]
    owned: dict[str, list[Seen]] = {funder.header: [] for funder in funders}
    left = []
    for amount in amounts:
        owner = _named_owner(amount, funders) or _numbered_owner(amount, funders)
        if owner:
            owned[owner.header].append(amount)
        else:
            left.append(amount)
    # What was asked for is not what stands beside a funder where something else does.
    left = [a for a in left if not a.has(_REQUESTED)] or left
    others = [column for column in columns if column not in amounts]
    placed = _by_place(others, funders, [a for a in left if _is_plain(a)], owned)
    for header, several in placed.items():
        owned[header] += several
    open_ = [a for a in left if not any(a in several for several in placed.values())]
    return [_choice(funder, owned[funder.header], open_) for funder in funders]


def identified(funders: Sequence[Paid], ids: Sequence[Seen]) -> None:
    """Give each of several funders the column of identifiers that has its name or its number."""
    names = [one.funder for one in funders if one.funder]
    for column in ids:
        if not (column.french and column.has(FUNDER)):
            continue
        owner = _named_owner(column, names) or _numbered_owner(column, names)
        for one in funders:
            if owner and one.funder is owner and one.id is None:
                one.id = column


def times(column: Seen) -> int:
    """What a column of amounts counts in, by its header: 1,000 for ``Montant (k€)``."""
    if re.search(r"\bk ?(?:€|£|\$|eur)|\bmilliers?\b|\bthousands?\b", column.header, re.IGNORECASE):
        return 1_000
    return 1_000_000 if re.search(r"\bM ?(?:€|£|\$|EUR)|\b[Mm]illions?\b", column.header) else 1


def currency(column: Seen) -> str | None:
    """The currency that a column of amounts shows, in its header or in its first cell."""
    # By whole words: Financeur ends in EUR.
    shown = re.search(r"[€£$]|\b(?:EUR|GBP|USD|euros?)\b", column.header, re.IGNORECASE)
    return money.currency_in(shown[0] if shown else column.example if column.amounts else "")


def counted_alike(columns: Sequence[Seen]) -> list[list[Seen]]:
    """Columns of amounts grouped by what they count in, and by their currency."""
    groups: dict[tuple[int, str | None], list[Seen]] = {}
    for column in columns:
        groups.setdefault((times(column), currency(column)), []).append(column)
    for (scale, shown), group in list(groups.items()):
        alike = [key for key in groups if key[0] == scale and key[1]]
        # A column that shows no currency has that of the others, where they have one.
        if shown is None and len(alike) == 1:
            groups[alike[0]] = [column for column in columns if column in group or column in groups[alike[0]]]
            del groups[scale, None]
    return list(groups.values())


def _is_plain(amount: Seen) -> bool:
    """Whether a header says amount and nothing else: not ``Autofinancement (€)``, not ``Montant 3``."""
    return all(re.fullmatch(_OF_AN_AMOUNT, word) for word in _besides(AMOUNT, amount))


def _besides(pattern: str, column: Seen) -> list[str]:
    """The words of a header without those of a pattern."""
    return re.sub(rf"\b(?:{pattern})\b", " ", column.words).split()


def _called_amount(column: Seen) -> bool:
    return column.has(AMOUNT) or _SIGN.search(column.header) is not None


def _holds_amounts(column: Seen) -> bool:
    if not column.filled:
        return column.has("montants?|amounts?") or _SIGN.search(column.header) is not None
    return column.amounts * 3 >= column.filled


def _choice(funder: Seen | None, own: Sequence[Seen], others: Sequence[Seen]) -> Paid:
    """The one column that is meant; none where there are several and no word says which."""
    granted = [a for a in own if a.has(_GRANTED)]
    given = [a for a in own if not a.has(_REQUESTED)]
    meant = granted or given or list(own)
    bare = [a for a in meant if _is_plain(a)]
    if len(bare) == 1 and all(a.number is None for a in meant):
        # Montant beside Montant garanti: the one that says no more than amount.
        meant = bare
    if len(meant) == 1 and (meant[0].has(AMOUNT) or _is_plain(meant[0])):
        return Paid(funder, meant[0])
    return Paid(funder, rivals=meant or list(others))


def _about(amount: Seen, funder: Seen) -> bool:
    """Whether the header of an amount has all of the funder's: ``Montant cofinanceur 2``."""
    return re.search(rf"\b{re.escape(funder.words)}\b", amount.words) is not None


def _named_owner(amount: Seen, funders: Sequence[Seen]) -> Seen | None:
    named = [funder for funder in funders if _about(amount, funder)]
    return max(named, key=lambda funder: len(funder.words), default=None)


def _numbered_owner(amount: Seen, funders: Sequence[Seen]) -> Seen | None:
    if amount.number is None:
        return None
    same = [funder for funder in funders if funder.number == amount.number]
    bare = [funder for funder in funders if funder.number is None]
    if not same and amount.number == 1 and len(bare) == 1:
        same = bare  # Financeur, Financeur 2: the first has no number
    return same[0] if len(same) == 1 else None


def _by_place(
    others: Sequence[Seen], funders: Sequence[Seen], left: Sequence[Seen], owned: Mapping[str, list[Seen]]
) -> dict[str, list[Seen]]:
    """Amounts given to the funder beside them: the one before; or the one behind, where every pair stands so."""
    before = [funder.at - 1 for funder in funders]
    if [a.at for a in left] == before and not any(owned.values()):
        return {funder.header: [amount] for funder, amount in zip(funders, left, strict=True)}
    found: dict[str, list[Seen]] = {}
    for amount in left:
        at = max((n for n, funder in enumerate(funders) if funder.at < amount.at), default=None)
        if at is None:
            continue
        funder = funders[at]
        # Numbers, days and other amounts of this funder may stand between; anything else begins another matter.
        apart = [c for c in others if funder.at < c.at < amount.at and not (c.french or c.days)]
        # Financeur, Cofinanceur, Montant: it may be what both give.
        told = [a for a in owned[funder.header] if not a.has(_REQUESTED)]
        shared = at > 0 and not owned[funders[at - 1].header] and funders[at - 1].header not in found
        if not apart and not shared and not told:
            found.setdefault(funder.header, []).append(amount)
    return found
