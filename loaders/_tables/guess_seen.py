"""The columns of an unknown table as they look: the words of the header, and what kind of thing the cells hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from graphkit.loaders._reading import Record, Table
from graphkit.loaders._tables.mapping import distinct
from graphkit.loaders._tables.values import is_ambiguous, is_amount, is_bare
from graphkit.model import dates, identifiers, money
from graphkit.model.text import plain, stated

# Rows looked at: enough to see what a column holds.
_ROWS = 2_000

_SEPARATORS = (";", "|")

# Columns are numbered by a small number; 2024 is a year.
_NUMBER = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_ORDINALS = (r"premiere?|1er|first", r"deuxieme|seconde?|second|2nd", r"troisieme|third|3rd", r"quatrieme|fourth")


@dataclass(slots=True)
class Seen:
    """A column as it looks.

    Attributes
    ----------
    header, words : str
        Its name, and that in plain words.
    at : int
        Its place in the table, from 0.
    texts : list of str
        What its cells say, each once, in the order of the rows.
    filled : int
        Cells that say something.
    no_amounts : list of str
        Those of `texts` that are no amount.
    amounts, signed, dated : int
        Cells that hold an amount; those of them that show its currency; cells that hold a date or a year.
    numbers, days, french : bool
        Whether (nearly) all of them are amounts, dates, SIREN or SIRET numbers.
    ambiguous : bool
        Whether some amount can be read in two ways.
    separator : str
        What parts several values in a cell, if anything does.
    """

    header: str
    words: str
    at: int
    texts: list[str]
    filled: int
    no_amounts: list[str]
    amounts: int
    signed: int
    dated: int
    numbers: bool
    days: bool
    french: bool
    ambiguous: bool
    separator: str

    @property
    def example(self) -> str:
        """One of its texts."""
        return self.texts[0] if self.texts else ""

    @property
    def number(self) -> int | None:
        """The number in its header: 2 of ``Financeur 2`` and of ``Second funder``."""
        found = _NUMBER.search(self.words)
        if found:
            return int(found[1])
        return next((n for n, words in enumerate(_ORDINALS, start=1) if self.has(words)), None)

    @property
    def mostly_amounts(self) -> bool:
        """Whether more than half of its cells are amounts: a word among them makes no place or name of the column."""
        return self.amounts * 2 > self.filled

    def has(self, pattern: str) -> bool:
        """Whether the words of its header are those of a pattern."""
        return re.search(rf"\b(?:{pattern})\b", self.words) is not None


def seen_columns(table: Table) -> list[Seen]:
    """The columns that have a name; the second of two with one name as a mapping calls it."""
    rows = [record.cells for record in islice((r for r in table if isinstance(r, Record)), _ROWS)]
    found = []
    for at, header in enumerate(distinct(table.header)):
        if header:
            texts = [text for row in rows if (text := stated(row[at])) is not None]
            found.append(_seen(header, at, texts, workbook=table.encoding is None))
    return found


def header_words(header: str) -> str:
    """The words of a header: ``nomBeneficiaire`` has two, and ``Financeur2`` too."""
    return plain(re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z]{3})(?=\d)", " ", header))


def _seen(header: str, at: int, texts: list[str], *, workbook: bool) -> Seen:
    dated = sum(dates.when(text) is not None for text in texts)
    days = _most(dated, texts)
    amounts = [text for text in texts if is_amount(text)]
    # A workbook's own numbers leave nothing open.
    typed = [text for text in amounts if not (workbook and is_bare(text))]
    ambiguous = money.decimal_mark(typed) is None and any(map(is_ambiguous, typed))
    return Seen(
        header=header,
        words=header_words(header),
        at=at,
        texts=list(dict.fromkeys(texts)),
        filled=len(texts),
        no_amounts=[text for text in dict.fromkeys(texts) if not is_amount(text)],
        amounts=len(amounts),
        signed=sum(money.currency_in(text) is not None for text in amounts),
        dated=dated,
        numbers=_most(len(amounts), texts),
        days=days,
        french=not days and _most(sum(identifiers.french_number(text).siren is not None for text in texts), texts),
        ambiguous=ambiguous,
        separator=next((s for s in _SEPARATORS if sum(s in text for text in texts) * 10 >= max(len(texts), 1)), ""),
    )


def _most(count: int, texts: Sequence[str]) -> bool:
    return bool(texts) and count * 10 >= len(texts) * 9
