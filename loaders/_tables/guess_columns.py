"""What the columns of an unknown table seem to be: by the words of their headers, then by what their cells hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graphkit.loaders._french import kind_and_scale
from graphkit.loaders._tables.guess_money import (
    AMOUNT,
    FUNDER,
    TOTAL,
    Paid,
    amount_columns,
    funder_columns,
    identified,
    paid,
    round_amounts,
    seems_money,
    shows_currency,
)
from graphkit.loaders._tables.guess_seen import Seen, header_words

_ACTOR = r"acteurs?|actors?|organisations?|organizations?|organismes?|orgs?"

# A part of the model and the words (of the plain header) that name it; the first column that fits takes it.
WORDS: tuple[tuple[str, str], ...] = (
    ("funder", FUNDER),
    ("partner", r"partenaires?|partners?|co porteurs?"),
    ("operator", r"operateurs?|operators?|maitres? d ouvrage|maitres? d oeuvre|implementers?|implementing org\w*"),
    (
        "recipient",
        (
            r"beneficiaires?|beneficiary|recipients?|grantees?|porteurs?|attributaires?|associations?|structures?|raison|"
            r"lead org\w*"
        ),
    ),
    ("amount", AMOUNT),
    ("currency", r"devises?|monnaie|currency"),
    ("year", r"annees?|years?|exercices?|millesime"),
    ("date", r"dates?|le jour"),
    ("role", r"roles?|fonction"),
    ("status", r"statuts?|status|decisions?|avis"),
    ("action", r"projets?|projects?|actions?|operations?|intitules?|titres?|titles?|activites?|activity"),
    ("purpose", r"objets?|purpose|descriptions?"),
    (
        "territory",
        r"communes?|villes?|territoires?|territory|town|city|quartiers?|neighbou?rhood|departements?|regions?|area|lieu",
    ),
    ("field", r"domaines?|thematiques?|themes?|fields?|secteurs?|sectors?|politiques?|policy field"),
    ("group", r"publics?( cibles?)?|target groups?|groupes? cibles?|beneficiaires finaux"),
    ("programme", r"programmes?|programs?|dispositifs?|schemes?|plan"),
    # The whole header: a type of organisation is none, nor is the number of actors.
    ("actor", rf"^(?:(?:nom|name) )?(?:(?:de l|d|of|of the) )?(?:{_ACTOR})(?: (?:nom|name))?$"),
)
_ID = r"siret|siren|rna|id|ids|identifiants?|identifier|codes?|numeros?|n|no|number|num|ref|reference"
# Financeur n° 2: no number of a register.
_COUNTED = r"(?:n|no|num|numero|number) \d{1,2}"
# What a table with several funders may say of each of them: Date 2, Statut 2.
_OF_A_FUNDER = ("date", "year", "status")
_CARRIES = r"porteurs?|lead org\w*"


@dataclass(slots=True)
class Guess:
    """Which column is which.

    Attributes
    ----------
    columns : dict
        Part of the model (``funder``, ``funder_id``, ``amount`` …) -> column.
    paid : list of Paid
        Each funder with what it pays.
    numbered : dict
        For ``date``, ``year`` and ``status`` all columns that are called so.
    amounts : list of Seen
        The columns of amounts.
    wide : list
        Columns of amounts that are called after funders.
    carries : bool
        Whether the recipient is called one who carries the action.
    fallback : Seen
        The column to show where nothing was understood.
    used : set of str
        Headers that the mapping names; filled as it is written.
    reasons : dict
        Header -> why the mapping does not name it, where that was found as it was written.
    """

    columns: dict[str, Seen]
    paid: list[Paid]
    numbered: dict[str, list[Seen]]
    amounts: list[Seen]
    wide: list[Seen]
    carries: bool
    fallback: Seen
    used: set[str] = field(default_factory=set)
    reasons: dict[str, str] = field(default_factory=dict)

    def of_funder(self, part: str, one: Paid) -> Seen | None:
        """The column that says something of one funder: that with its number, else one without number."""
        if len(self.paid) < 2:
            return self.columns.get(part)
        columns = self.numbered[part]
        number = one.number or (1 if one is self.paid[0] else None)
        same = [c for c in columns if c.number == number] if number else []
        return next(iter(same or [c for c in columns if c.number is None]), None)

    def unread_money(self, columns: Sequence[Seen]) -> list[Seen]:
        """The columns that the mapping does not name though they seem to hold what somebody gives."""
        # Where no column names who gives, columns may be called after them.
        wide = bool(self.wide) or "funder" not in self.columns
        return [c for c in columns if c.header not in self.used and seems_money(c, wide=wide)]

    def why_unread(self, column: Seen) -> str:
        """Why the mapping does not name a column."""
        if column.header in self.reasons:
            return self.reasons[column.header]
        if column in self.amounts:
            read = [repr(one.amount.header) for one in self.paid if one.amount and one.amount.header in self.used]
            return f"amounts beside {', '.join(read)}, which the mapping reads" if read else "amounts of nobody"
        if seems_money(column, wide=True):
            count = f"amounts in {column.amounts} of {column.filled} cells"
            if column.mostly_amounts:
                return f"{count}, and nothing says that it is called after who gives them"
            return f"{count} only"
        for part, pattern in WORDS:
            other = self.columns.get(part)
            if other and other.header in self.used and other is not column and column.has(pattern):
                return f"called much as {other.header!r}, which the mapping reads"
        return (
            "a total, not what one gives" if column.has(TOTAL) and column.amounts else "nothing in it said what it is"
        )


def known_words(header: Sequence[str]) -> int:
    """How many cells of a row name a part of the model: by that a header is told from a title above it."""
    return sum(any(re.search(rf"\b(?:{pattern})\b", header_words(cell)) for _, pattern in WORDS) for cell in header)


def guess_columns(columns: Sequence[Seen]) -> Guess:
    """Which column is which, as far as words and cells say so."""
    ids = [c for c in columns if c.french or (c.has(_ID) and not c.days and not c.has(_COUNTED))]
    names = [column for column in columns if column not in ids]
    funders = funder_columns(names)
    amounts = amount_columns([column for column in names if column not in funders])
    found = _parts([column for column in names if column not in funders and column not in amounts])
    wide = _wide(names, found, amounts) if "action" in found and not funders else []
    pairs = [] if wide else paid(columns, funders, amounts)
    if funders:
        found["funder"] = funders[0]
    if len(funders) > 1:
        identified(pairs, ids)
        ids = [column for column in ids if not column.has(FUNDER)]
    _give_ids(ids, found)
    if len(funders) == 1:
        pairs[0].id = found.get("funder_id")
    carries = "recipient" in found and found["recipient"].has(_CARRIES)
    fallback = max(columns, key=lambda c: (c.filled, not c.numbers))
    numbered = {part: [c for c in names if c.has(dict(WORDS)[part]) and _can_be(part, c)] for part in _OF_A_FUNDER}
    return Guess(found, pairs, numbered, amounts, wide, carries, fallback)


def _parts(columns: Sequence[Seen]) -> dict[str, Seen]:
    """The first column for each part of the model that a word names, money apart."""
    found: dict[str, Seen] = {}
    for part, pattern in WORDS:
        fits = [c for c in columns if c not in found.values() and c.has(pattern) and _can_be(part, c)]
        if fits and part not in ("funder", "amount"):
            found[part] = fits[0]
    if "action" not in found and "purpose" in found and "recipient" not in found:
        found["action"] = found.pop("purpose")
    return found


def _wide(names: Sequence[Seen], found: Mapping[str, Seen], amounts: Sequence[Seen]) -> list[Seen]:
    """The columns of numbers that are called after funders: nothing in their names but a sign says what they are."""
    if any(c.has(AMOUNT) and not c.has(TOTAL) for c in amounts):
        return []
    free = [c for c in names if c not in found.values() and c.mostly_amounts and not c.has(TOTAL)]
    # 2023, 2024, à venir: years among words.
    free = [c for c in free if c.numbers or c.dated < c.amounts]
    # 2023 over a column is the year of its amounts, not who gives them.
    free = [c for c in free if (not c.days or c in amounts or round_amounts(c)) and not c.words.isdigit()]
    # One column alone may be anything that is counted, unless it shows money under the name of a public body.
    if len(free) == 1 and not (shows_currency(free[0]) and kind_and_scale(free[0].header, None, funder=True)[0]):
        return []
    return free


def _can_be(part: str, column: Seen) -> bool:
    if part in ("date", "year"):
        return column.days
    return column.filled > 0 and not column.mostly_amounts and not column.days


def _give_ids(ids: Sequence[Seen], found: dict[str, Seen]) -> None:
    """Give each column of identifiers to the node that its header names, or that it most likely is of."""
    patterns = dict(WORDS)
    left = []
    for column in ids:
        parts = [p for p in ("funder", "recipient", "operator", "action") if p in found and column.has(patterns[p])]
        if parts and f"{parts[0]}_id" not in found and (column.french or parts[0] == "action"):
            found[f"{parts[0]}_id"] = column
        elif not parts:
            left.append(column)
    for column in left:
        for part in ("recipient", "funder"):
            if column.french and part in found and f"{part}_id" not in found:
                found[f"{part}_id"] = column
                break
