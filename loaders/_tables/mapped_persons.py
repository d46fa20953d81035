"""The natural person that a mapped row names as recipient: an id from what the row says of nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graphkit.loaders import _persons
from graphkit.loaders._tables.mapping import End, Statement
from graphkit.loaders._tables.mapping import Mapping as TableMapping
from graphkit.model.records import Tie

# Properties of a tie that are written freely.
_TEXTS = frozenset(("purpose", "note"))


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns say who receives, and which say something else that the mapping reads."""

    of_recipients: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(slots=True)
class Hidden:
    """One actor a row stands for its natural persons: without names nothing says which rows are of one person."""

    columns: Columns = field(default_factory=Columns)
    ranks: _persons.Ranks = field(default_factory=_persons.Ranks)
    given: str = ""
    person: str = ""

    def id(self, cells: Mapping[str, str]) -> str:
        """Its id, the same each time the row asks for it."""
        if not self.given:
            self.person = " ".join(cells[column] for column in self.columns.of_recipients)
            said = _persons.without((cells[column] for column in self.columns.others), self.person)
            self.given = self.ranks.next_id("tables", *self.columns.others, *said)
        return self.given

    def keep_out(self, ties: Iterable[Tie]) -> None:
        """Take the texts off the ties that name the person."""
        for tie in ties:
            naming = {name for name in _TEXTS if _persons.names(self.person, tie.properties.get(name))}
            tie.properties = {name: value for name, value in tie.properties.items() if name not in naming}


def columns_of(mapping: TableMapping) -> Columns:
    """The columns that a mapping reads, told apart by whether they say who receives."""
    personal = {column for statement in mapping.statements for column in _personal(statement)}
    return Columns(tuple(sorted(personal)), tuple(sorted(mapping.columns() - personal)))


def _personal(statement: Statement) -> Iterator[str]:
    cells = [cell for end in _recipients(statement) for cell in end.cells()]
    cells += [cell for name, cell in statement.properties if name == "recipient_id"]
    for cell in cells:
        if cell.column is not None:
            yield cell.column
        elif cell.origin == "cell" and statement.each:
            yield from statement.each.columns


def _recipients(statement: Statement) -> Iterator[End]:
    """The ends at which natural persons are kept without name."""
    yield from (end.implied.recipient for end in statement.ends() if end.implied)
    yield from (end for name, end in statement.actors if name == "recipient")
    if any(name == "role" for name, _ in statement.properties):
        yield statement.start
