"""The evidence of a report: a line for every number, written where the number is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from graphkit.formulas import guarded
from graphkit.reports.again import on_store
from graphkit.reports.said import Number, Part, Text, plain, with_ref

COLUMNS = ("id", "key", "section", "sentence", "value", "unit", "query", "n_rows", "source", "locator", "all_rows")
ROW_COLUMNS = ("id", "source", "locator", "tie")

# The list of evidence, which every report has, and that of the rows behind its numbers.
LIST, ROWS = "evidence.csv", "evidence_rows.csv"

# The section on what changed since an earlier report.
CHANGES = "changes"

# Of the rows behind a number these stand in its own line; the others in the list of rows.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A number of the report with its evidence.

    Attributes
    ----------
    id : str
        ``E7``; of a cell in a table, the table's with a number behind it: ``E7.3``. What changed since an earlier
        report has ``C1``, so that the others are called the same without it.
    section : str
        Where it is said first.
    sentence : str
        The sentence that says it first; of a cell, the table and the row.
    number : Number
    all_rows : str
        A command that lists all rows behind it, where they are more than the list of rows has.
    text : Text
        The sentence in its pieces; nothing of a cell or a whole table.
    """

    id: str
    section: str
    sentence: str
    number: Number
    all_rows: str = ""
    text: Text = ()

    @property
    def sources(self) -> list[str]:
        """The sources of the rows shown, each once."""
        return list(dict.fromkeys(row.source for row in self.number.rows.first[:SHOWN]))

    @property
    def locators(self) -> list[str]:
        """Where the rows shown stand."""
        return list(dict.fromkeys(row.locator for row in self.number.rows.first[:SHOWN] if row.locator))


@dataclass
class Ledger:
    """All numbers that were said, in the order in which they were said first.

    Attributes
    ----------
    store : str
        Where the store is, as it was asked for; nothing where it is the usual one. The commands say it.
    rows_of : callable, optional
        The command that lists all rows behind the number of a key.
    colon : str
        As the language writes it.
    """

    store: str = ""
    rows_of: Callable[[str], str] | None = None
    colon: str = ": "
    _entries: dict[str, Entry] = field(default_factory=dict)
    _n: dict[str, int] = field(default_factory=dict)

    @property
    def entries(self) -> list[Entry]:
        """All of them, those of cells behind their table's."""
        return list(self._entries.values())

    @property
    def listed(self) -> list[Entry]:
        """Without those of cells: a page has the evidence of a table once."""
        return [entry for entry in self._entries.values() if "." not in entry.id]

    def say(self, text: Text, section: str) -> Text:
        """The sentence with its numbers entered, each pointing to its evidence: the only way a number is printed.

        A number said before keeps its evidence. Two values under one key are a mistake of ours, and raise.
        """
        return tuple(
            part if part.number is None else with_ref(part, self._enter(part.number, section, plain(text), text).id)
            for part in text
        )

    def table(self, number: Number, section: str, title: str) -> Entry:
        """The evidence of a table as a whole."""
        return self._enter(number, section, title)

    def cell(self, part: Part, number: Number, table: Entry, place: int, row: str) -> Part:
        """A number in a cell with its evidence, which is one of the table's."""
        entry = self._entries.get(number.key)
        if entry is None:
            made = self._entry(f"{table.id}.{place}", table.section, f"{table.sentence}{self.colon}{row}", number)
            entry = self._entries[number.key] = made
        _same(entry, number)
        return with_ref(part, entry.id)

    def _enter(self, number: Number, section: str, sentence: str, text: Text = ()) -> Entry:
        if not number.key:
            raise ValueError(f"a number without a key, {number.bare!r}, in: {sentence}")
        entry = self._entries.get(number.key)
        if entry is None:
            letter = "C" if section == CHANGES else "E"
            self._n[letter] = self._n.get(letter, 0) + 1
            entry = self._entry(f"{letter}{self._n[letter]}", section, sentence, number, text)
            self._entries[number.key] = entry
        _same(entry, number)
        return entry

    def _entry(self, id: str, section: str, sentence: str, number: Number, text: Text = ()) -> Entry:
        """A number with its commands as they run: on the store that the report was asked of."""
        rows = self.rows_of(number.key) if number.rows.cut and self.rows_of is not None else ""
        said = replace(number, query=self.again(number.query))
        return Entry(id, section, sentence, said, self.again(rows), text)

    def again(self, command: str) -> str:
        """A command with the store that it is to ask."""
        return on_store(command, self.store)

    def lines(self) -> Iterator[tuple[str, ...]]:
        """The rows of the list of evidence; see `COLUMNS`."""
        for entry in self._entries.values():
            number = entry.number
            yield (
                *(entry.id, number.key, entry.section, entry.sentence, number.bare, number.unit, number.query),
                *(str(number.rows.n), " | ".join(entry.sources), " | ".join(entry.locators), entry.all_rows),
            )

    def rows(self) -> Iterator[tuple[str, ...]]:
        """The rows behind each number, as far as they are kept; see `ROW_COLUMNS`."""
        for entry in self._entries.values():
            for row in entry.number.rows.first:
                yield entry.id, row.source, row.locator, row.tie


def _same(entry: Entry, number: Number) -> None:
    if entry.number.bare != number.bare:
        raise ValueError(f"{number.key} is said to be {entry.number.bare} and {number.bare}")


def csv_text(columns: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    """Rows as CSV in which no cell is a formula to a spreadsheet."""
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    # A line break of old, which csv takes for none where lines end in LF.
    quoting = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row in rows:
        (quoting if any("\r" in cell for cell in row) else writer).writerow(
            [guarded(cell, numbers=True) for cell in row]
        )
    return text.getvalue()
