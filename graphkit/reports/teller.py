"""How a report is told in one language: sentences, tables and figures whose numbers all have their evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphkit.reports.page import Column, Figure, Section, Table
from graphkit.reports.said import NOTHING, Number, Part, Rows, Text, count, name, plain

if TYPE_CHECKING:
    from graphkit.reports.ledger import Entry, Ledger
    from graphkit.reports.prose import Prose

Value = Number | Text | str
"""What a place in a sentence takes: a number with its evidence, names, or words without a digit."""

# Holds the place of a value while a sentence is put together; stands in no text that people write.
_HOLD = re.compile("\ue000(\\d+)\ue001")
_DIGIT = re.compile(r"\d")

# Units of numbers in columns, where the number itself has none. First what is no quantity: a rank of 4 is not twice a
# rank of 2; then counts.
UNITS = {
    "rank": "rank", "ranks": "rank", "p": "p-value", "group": "group", "one": "group", "other": "group", "step": "step",
    "years": "years", "stability": "stability", "sha": "hash", "joins": "pairs",
    **dict.fromkeys(("actors", "members", "funders", "core", "who", "degree"), "actors"),
    **dict.fromkeys(("ties", "ties_with", "missing", "left_out"), "ties"),
}  # fmt: skip

# Columns that count what actors share: actions, or who receives.
OF_THINGS = ("shared", "expected", "funds", "falls")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: what it is about (an id, for its evidence), its cells, and the rows behind them.

    `query` is how to get its numbers again, where that is not as for the table.
    """

    id: str
    cells: Sequence[Value]
    rows: Rows = NOTHING
    query: str = ""


class Teller:
    """The words of a report in one language, with the list of evidence that they fill.

    Parameters
    ----------
    words : Prose
        Sentences and numbers of the language.
    ledger : Ledger
        Where the numbers are entered.
    names : mapping of str to str
        What actors and actions are called in the language, by id: ``actor:ID``, ``action:ID``.
    things : str
        What actors share in the network, as a unit: ``actions``, ``recipients``, ``recipient-years``.
    part : bool
        The report was asked to read a part of the data: then no sentence speaks of all of them.
    """

    def __init__(
        self, words: Prose, ledger: Ledger, names: dict[str, str], things: str = "actions", *, part: bool = False
    ) -> None:
        self.words, self.ledger, self._names = words, ledger, names
        self._units = UNITS | dict.fromkeys(OF_THINGS, things)
        # What any sentence may say of where it holds.
        which = "part" if part else "whole"
        self._where: dict[str, Value] = {
            place: (Part(words(f"{place}.{which}"), scope=True),) for place in ("in_data", "In_data")
        }
        self.section = ""

    @property
    def lang(self) -> str:
        """The language."""
        return self.words.lang

    def actor(self, id: str) -> Text:
        """What an actor is called; in HTML a link to it on a map that stands beside."""
        return name(self._names[f"actor:{id}"], id)

    def actor_of_data(self, id: str) -> Text:
        """What an actor is called that may not be in the network, and so not on a map of it."""
        return name(self._names[f"actor:{id}"])

    def translated(self, called: str) -> str:
        """A name in a row of a query, in the language where the data have it in one way."""
        return self._names.get(f"called:{called}", called)

    def action(self, id: str) -> Text:
        """What an action, or what is in its place, is called."""
        return name(self._names[f"action:{id}"], action=id)

    def other(self, label: str, id: str, called: str) -> Text:
        """What a field, a territory or the like is called; as given where the language has no name of its own."""
        return name(self._names.get(f"{label}:{id}", called))

    def word(self, key: str) -> str:
        """A phrase that has no number."""
        return self.words(key)

    def phrase(self, key: str, /, **values: Value) -> Text:
        """A sentence whose numbers are not entered yet: a part of another one, or a cell."""
        held = {place: _Held(n, self.spelled(value), self._singular(value)) for n, (place, value) in
                enumerate((self._where | values).items())}  # fmt: skip
        text = self.words.spaced(self.words.sentence(key).format(**held))
        by_number = {each.n: each.text for each in held.values()}
        found: list[Part] = []
        for n, piece in enumerate(_HOLD.split(text)):
            if n % 2:
                found.extend(by_number[int(piece)])
            elif piece:
                found.append(Part(piece))
        return tuple(found)

    def __call__(self, key: str, /, **values: Value) -> Text:
        """A sentence with its numbers entered into the list of evidence."""
        return self.ledger.say(self.phrase(key, **values), self.section)

    def alike(self, *numbers: Number) -> bool:
        """Whether numbers are written in the same way, so that a reader has them as one."""
        return len({plain(self.spelled(number)) for number in numbers}) == 1

    def between(self, low: Number, high: Number) -> Text:
        """The least and the most, which are written once where a reader sees no difference."""
        return self.spelled(low) if self.alike(low, high) else self.phrase("range", low=low, high=high)

    def spelled(self, value: Value) -> Text:
        """A value as the language writes it.

        Raises
        ------
        TypeError
            Words with a digit, or a bare number: it would be printed without evidence.
        """
        if isinstance(value, Number):
            return (Part(self._number(value), "number", number=value),)
        if isinstance(value, tuple):
            return value
        if not isinstance(value, str) or _DIGIT.search(value):
            raise TypeError(f"{value!r} would be said without evidence")
        return (Part(value),) if value else ()

    def counted(self, number: Number) -> str:
        """A number with what it counts, in the language; its `unit` is the same in all of them, for machines."""
        return plain(self.with_unit(number))

    def with_unit(self, number: Number) -> Text:
        """A number with what it counts, as pieces."""
        bare = number.spelling in ("share", "money", "year", "code")
        key = f"unit.{number.unit}"
        return self.spelled(number) if bare or not self.words.has(key) else self.phrase(key, n=number)

    def _number(self, number: Number) -> str:
        value, words = number.value, self.words
        if isinstance(value, str) or number.spelling == "year":
            return str(value)
        if number.spelling == "share":
            return words.share(value)
        if number.spelling == "money":
            return words.money(int(value), number.unit, number.digits or 0)
        return words.number(value, number.digits)

    def _singular(self, value: Value) -> bool:
        return isinstance(value, Number) and not isinstance(value.value, str) and self.words.is_singular(value.value)

    def begin(self, id: str) -> Section:
        """A section; what is told from now on is told in it."""
        self.section = id
        return Section(id, self.word(id))

    def table(
        self,
        key: str,
        title: Text,
        columns: Sequence[tuple[str, str, str]],
        rows: Sequence[Row],
        *,
        query: str,
        behind: Rows,
        of: int | None = None,
    ) -> Table:
        """A table, entered as a whole and number by number.

        Parameters
        ----------
        key : str
            What it is: the numbers in it are ``key/row/column``.
        columns : sequence of (str, str, str)
            Key, heading, and ``text``, ``number`` or ``money``.
        query, behind
            How to get it again, and what it rests on.
        of : int, optional
            How many rows there would be, where not all are shown.
        """
        called = self.ledger.say(title, self.section)
        whole = count(len(rows) if of is None else of, key=key, unit="rows", query=query, rows=behind)
        entry = self.ledger.table(whole, self.section, plain(called))
        place = 0
        made: list[list[Text]] = []
        for row in rows:
            cells = [self.spelled(value) for value in row.cells]
            told = _row_called(cells)
            line: list[Text] = []
            for (column, heading, _), cell in zip(columns, cells, strict=True):
                pieces: list[Part] = []
                for part in cell:
                    if part.number is None:
                        pieces.append(part)
                        continue
                    place += 1
                    said = replace(part.number, unit=part.number.unit or self._units.get(column, ""))
                    number = self._of_cell(said, f"{key}/{row.id}/{column}", len(pieces), row.query or query, row.rows)
                    pieces.append(self.ledger.cell(part, number, entry, place, f"{told} · {heading}"))
                line.append(tuple(pieces))
            made.append(line)
        more: Text = ()
        if of is not None and of > len(rows):
            shown = count(len(rows), key=f"{key}.shown", unit="rows", query=query)
            more = self("more", n=shown, m=whole)
        headings = [Column(heading, kind) for _, heading, kind in columns]  # type: ignore[arg-type]
        return Table(called, headings, made, more, entry.id)

    @staticmethod
    def _of_cell(number: Number, key: str, place: int, query: str, rows: Rows) -> Number:
        if number.key:
            key = number.key
        elif place:
            key = f"{key}/{place}"
        own = number.rows.n or number.rows.looked_for
        return replace(number, key=key, query=number.query or query, rows=number.rows if own else rows)

    def figure(
        self, svg: str, caption: Text, alternative: Text, file: str, cells: Sequence[tuple[str, Number]] = ()
    ) -> Figure:
        """A picture; the numbers in it that no table has are entered one by one.

        Parameters
        ----------
        cells : sequence of (str, Number)
            Numbers that stand in the picture: what each belongs to, and the number with its key.
        """
        said, described = (self.ledger.say(text, self.section) for text in (caption, alternative))
        if cells:
            first = cells[0][1]
            key = first.key.rpartition("/")[0].partition("/")[0]
            whole = count(len(cells), key=key, unit="numbers in the figure", query=first.query)
            entry: Entry = self.ledger.table(whole, self.section, plain(said))
            for n, (row, number) in enumerate(cells, 1):
                self.ledger.cell(Part("", "number", number=number), number, entry, n, row)
        return Figure(svg, said, described, file)


def _row_called(cells: Sequence[Text]) -> str:
    """What a row is of: the one or two that it names, as a pair does; else what its first cell says."""
    named = [cell for cell in cells if sum(part.kind == "name" for part in cell) == 1]
    return " – ".join(" ".join(plain(cell).split()) for cell in named[:2] or cells[:1])


class _Held:
    """A place in a sentence: written as a sign that is replaced, with the word for one or for several behind it."""

    def __init__(self, n: int, text: Text, singular: bool) -> None:
        self.n, self.text, self.singular = n, text, singular

    def __format__(self, spec: str) -> str:
        one, bar, several = spec.partition("|")
        sign = f"\ue000{self.n}\ue001"
        return f"{sign} {one if self.singular else several}" if bar else sign
