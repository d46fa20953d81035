"""What the columns of an unknown table seem to be: by the words of their headers, then by what their cells hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from graphkit.loaders._reading import Record, Table
from graphkit.model import dates, identifiers, money
from graphkit.model.text import plain, stated

# Rows looked at: enough to see what a column holds.
_ROWS = 2_000

# A part of the model and the words (of the plain header) that name it; the first column that fits takes it.
_WORDS: tuple[tuple[str, str], ...] = (
    (
        "funder",
        r"financeurs?|funders?|funding org\w*|donors?|donateurs?|attribuant|mecenes?|sponsors?|bailleurs? de fonds",
    ),
    ("partner", r"partenaires?|partners?|co porteurs?"),
    ("operator", r"operateurs?|operators?|maitres? d ouvrage|maitres? d oeuvre|implementers?|implementing org\w*"),
    (
        "recipient",
        r"beneficiaires?|beneficiary|recipients?|grantees?|porteurs?|attributaires?|associations?|structures?|raison",
    ),
    ("amount", r"montants?|amounts?|subventions?|awards?|euros?|eur|financement|funding|sum"),
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
)
_ID = r"siret|siren|rna|id|ids|identifiants?|identifier|codes?|numeros?|n|no|number|num|ref|reference"
_CARRIES = r"porteurs?|lead org\w*"
_TOTAL = r"totals?|totaux|budgets?|couts?|costs?|sommes?|sum|nombres?|number|nb|effectifs?|population"
_PREFERRED = r"accordee?s?|attribuee?s?|votee?s?|awarded|granted|approved|alloue"
_SEPARATORS = (";", "|")


@dataclass(slots=True)
class Seen:
    """A column as it looks.

    Attributes
    ----------
    header, words : str
        Its name, and that in plain words.
    texts : list of str
        What its cells say, each once, in the order of the rows.
    filled : int
        Cells that say something.
    numbers, days, french : bool
        Whether (nearly) all of them are amounts, dates, SIREN or SIRET numbers.
    ambiguous : bool
        Whether some amount can be read in two ways.
    separator : str
        What parts several values in a cell, if anything does.
    """

    header: str
    words: str
    texts: list[str]
    filled: int
    numbers: bool
    days: bool
    french: bool
    ambiguous: bool
    separator: str

    @property
    def example(self) -> str:
        """One of its texts."""
        return self.texts[0] if self.texts else ""

    def has(self, pattern: str) -> bool:
        """Whether the words of its header are those of a pattern."""
        return re.search(rf"\b(?:{pattern})\b", self.words) is not None


@dataclass(slots=True)
class Guess:
    """Which column is which.

    Attributes
    ----------
    columns : dict
        Part of the model (``funder``, ``funder_id``, ``amount`` …) -> column.
    wide : list
        Columns of amounts that are called after funders.
    carries : bool
        Whether the recipient is called one who carries the action.
    fallback : Seen
        The column to show where nothing was understood.
    used : set of str
        Headers that the mapping names; filled as it is written.
    """

    columns: dict[str, Seen]
    wide: list[Seen]
    carries: bool
    fallback: Seen
    used: set[str] = field(default_factory=set)


def seen_columns(table: Table) -> list[Seen]:
    """The columns that have a name; of two with one name the first."""
    rows = [record.cells for record in islice((r for r in table if isinstance(r, Record)), _ROWS)]
    found: dict[str, Seen] = {}
    for at, header in enumerate(table.header):
        if header and header not in found:
            texts = [text for row in rows if (text := stated(row[at])) is not None]
            found[header] = _seen(header, texts, workbook=table.encoding is None)
    return list(found.values())


def header_words(header: str) -> str:
    """The words of a header: ``nomBeneficiaire`` has two."""
    return plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header))


def known_words(header: Sequence[str]) -> int:
    """How many cells of a row name a part of the model: by that a header is told from a title above it."""
    return sum(any(re.search(rf"\b(?:{pattern})\b", header_words(cell)) for _, pattern in _WORDS) for cell in header)


def guess_columns(columns: Sequence[Seen]) -> Guess:
    """Which column is which, as far as words and cells say so."""
    found: dict[str, Seen] = {}
    ids = [column for column in columns if column.french or (column.has(_ID) and not column.days)]
    names = [column for column in columns if column not in ids]
    for part, pattern in _WORDS:
        fits = [c for c in names if c not in found.values() and c.has(pattern) and _can_be(part, c)]
        if fits:
            # The amount that was decided on, before the one asked for.
            found[part] = next((c for c in fits if part == "amount" and c.has(_PREFERRED)), fits[0])
    if "action" not in found and "purpose" in found and "recipient" not in found:
        found["action"] = found.pop("purpose")
    _give_ids(ids, found)
    wide: list[Seen] = []
    if "funder" not in found and "action" in found and "amount" not in found:
        free = [c for c in names if c not in found.values() and c.numbers and not c.days and not c.has(_TOTAL)]
        wide = free if len(free) > 1 else []
    carries = "recipient" in found and found["recipient"].has(_CARRIES)
    return Guess(found, wide, carries, max(columns, key=lambda c: (c.filled, not c.numbers)))


def _can_be(part: str, column: Seen) -> bool:
    if part == "amount":
        return column.numbers and not column.has("nombre|number|nb|part|taux|share|rate")
    if part == "date":
        return column.days
    if part == "year":
        return column.days
    return column.filled > 0 and not column.numbers and not column.days


def _give_ids(ids: Sequence[Seen], found: dict[str, Seen]) -> None:
    """Give each column of identifiers to the node that its header names, or that it most likely is of."""
    patterns = dict(_WORDS)
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


def _seen(header: str, texts: list[str], *, workbook: bool) -> Seen:
    days = _most(texts, lambda text: dates.when(text) is not None)
    ambiguous = False
    if not workbook and money.decimal_mark(texts) is None:
        ambiguous = any(_is_ambiguous(text) for text in texts)
    return Seen(
        header=header,
        words=header_words(header),
        texts=list(dict.fromkeys(texts)),
        filled=len(texts),
        numbers=_most(texts, _is_amount),
        days=days,
        french=_most(texts, lambda text: identifiers.french_number(text).siren is not None),
        ambiguous=ambiguous,
        separator=next((s for s in _SEPARATORS if sum(s in text for text in texts) * 10 >= max(len(texts), 1)), ""),
    )


def _most(texts: Sequence[str], check: object) -> bool:
    assert callable(check)
    return bool(texts) and sum(map(bool, map(check, texts))) * 10 >= len(texts) * 9


def _is_amount(text: str) -> bool:
    try:
        money.parse_amount(text, decimal=".")
    except ValueError:
        return False
    return True


def _is_ambiguous(text: str) -> bool:
    try:
        money.parse_amount(text)
    except money.Ambiguous:
        return True
    except ValueError:
        return False
    return False
