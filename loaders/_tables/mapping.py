"""What a mapping file says, checked and made ready: which statements each row of the user's table makes.

``docs/tables.md`` explains the file to those who write one. Each key and each word of a code list is checked here,
before a row is read; the columns are checked against the table by `Mapping.check_columns`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from graphkit.errors import FormatError
from graphkit.model.text import plain

FROM = ("header", "cell")


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one value comes from: a column, the mapping itself, or the column that `Each` has come to.

    Attributes
    ----------
    place : str
        Where in the mapping it stands, for messages.
    column, constant, origin
        One of them is given: a header of the table, a text, or ``"header"`` / ``"cell"`` of the column at hand.
    values : tuple of (str, str)
        What a text of the table stands for; compared by `word`. Empty: an amount that is not told.
    default : str, optional
        Taken where the cell is empty.
    other : str, optional
        Taken where the text is none of `values`.
    split : str
        What separates several values in one cell; empty where a cell holds one.
    decimal : ",", "." or "none", optional
        The decimal mark of an amount that does not show it; none where three digits behind a mark are thousands.
    times : int
        What a column of amounts counts in: 1,000 for thousands.
    """

    place: str
    column: str | None = None
    constant: str | None = None
    origin: str = ""
    values: tuple[tuple[str, str], ...] = ()
    default: str | None = None
    other: str | None = None
    split: str = ""
    decimal: str | None = None
    times: int = 1

    def same_as(self, other: Cell | None) -> bool:
        """Whether both take their value from the same place in the same way."""
        return other is not None and replace(self, place="") == replace(other, place="")


@dataclass(frozen=True, slots=True)
class Implied:
    """An action that the table does not name: what the recipient does in a year."""

    recipient: End
    year: Cell | None


@dataclass(frozen=True, slots=True)
class End:
    """A node that a row names: by an identifier, by a name, or both; or an action that follows from its recipient.

    `within` is what its name belongs to: a *Fonctionnement* of one recipient is not that of another.
    """

    place: str
    label: str
    name: Cell | None = None
    id: Cell | None = None
    scheme: str = ""
    within: Cell | None = None
    properties: tuple[tuple[str, Cell], ...] = ()
    implied: Implied | None = None

    def cells(self) -> Iterator[Cell]:
        """Every cell it takes."""
        yield from (cell for cell in (self.name, self.id, self.within) if cell)
        yield from (cell for _, cell in self.properties)
        if self.implied:
            yield from self.implied.recipient.cells()
            yield from [self.implied.year] if self.implied.year else []

    def nodes(self) -> Iterator[End]:
        """Itself, or the recipient where it is an implied action."""
        yield self.implied.recipient if self.implied else self


@dataclass(frozen=True, slots=True)
class Each:
    """A table in wide form: the statement is made once for each of these columns whose cell holds something."""

    place: str
    columns: tuple[str, ...]
    skip: frozenset[str]


@dataclass(frozen=True, slots=True)
class Statement:
    """A tie (with `type`, `start`, `end`) or a node (with `start` alone) that each row states."""

    place: str
    type: str
    start: End
    end: End | None = None
    properties: tuple[tuple[str, Cell], ...] = ()
    actors: tuple[tuple[str, End], ...] = ()
    id: Cell | None = None
    each: Each | None = None
    when: tuple[tuple[str, frozenset[str]], ...] = ()
    divide: bool = False

    def ends(self) -> Iterator[End]:
        """The nodes it names."""
        yield self.start
        if self.end:
            yield self.end
        yield from (end for _, end in self.actors)

    def columns(self) -> Iterator[tuple[str, str]]:
        """Place in the mapping and header, for each column it reads."""
        cells = [cell for end in self.ends() for cell in end.cells()] + [cell for _, cell in self.properties]
        cells += [self.id] if self.id else []
        yield from ((cell.place, cell.column) for cell in cells if cell.column is not None)
        yield from ((f"{self.place}, when", column) for column, _ in self.when)
        if self.each:
            yield from ((self.each.place, column) for column in self.each.columns)


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping file, checked.

    Attributes
    ----------
    file : str
        Its name, for messages.
    table : str
        The file it was written for; empty where it does not say.
    sheet : str, optional
        The sheet of a workbook to read.
    statements : tuple of Statement
        What each row states, as far as its cells say so.
    """

    file: str
    table: str
    sheet: str | None
    statements: tuple[Statement, ...]

    def columns(self) -> set[str]:
        """The headers of the table that it reads."""
        return {column for statement in self.statements for _, column in statement.columns()}

    def check_columns(self, table: str, headers: Sequence[str]) -> None:
        """Stop at a column that the table does not have.

        Raises
        ------
        FormatError
            Names the key of the mapping, the column, those that are near, and all there are.
        """
        for statement in self.statements:
            for place, column in statement.columns():
                if column not in headers:
                    raise FormatError(f"{place}: {table} has no column {column!r}. {near_columns(column, headers)}")


def distinct(header: Sequence[str]) -> list[str]:
    """The names of columns, each once: the second ``Montant`` is ``Montant (2)``; a column without name has none.

    Examples
    --------
    >>> distinct(["Financeur", "Montant", "", "Financeur", "Montant", ""])
    ['Financeur', 'Montant', '', 'Financeur (2)', 'Montant (2)', '']
    """
    taken, found = set(header), []
    counts: Counter[str] = Counter()
    for name in header:
        counts[name] += 1
        one = name
        while name and counts[name] > 1 and one in taken:
            one = f"{name} ({counts[name]})"
            counts[name] += one in taken
        taken.add(one)
        found.append(one)
    return found


def near_columns(column: str, headers: Iterable[str]) -> str:
    """A sentence on which columns there are, the near ones first."""
    known = [header for header in headers if header]
    near = near_words(column, known)
    if near:
        return f"Near to it: {', '.join(map(repr, near))}."
    return f"Its columns: {', '.join(map(repr, known[:40]))}{' …' if len(known) > 40 else ''}."


def near_words(word: str, known: Iterable[str], cutoff: float = 0.6) -> list[str]:
    """Those of the known words that are nearest to a word, blind to case; at most three."""
    spelled: dict[str, str] = {}
    for one in known:
        spelled.setdefault(fold(one), one)
    return [spelled[found] for found in get_close_matches(fold(word), list(spelled), n=3, cutoff=cutoff)]


def word(text: str) -> str:
    """A text as the keys of values are compared: blind to case, accents and punctuation."""
    return plain(text) or fold(text)


def fold(text: str) -> str:
    """A text without case and without spaces around or doubled: two spellings of one word agree in it."""
    return " ".join(text.casefold().split())
