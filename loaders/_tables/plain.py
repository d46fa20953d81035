"""The plain format: tables named after what they hold, with the columns of the model. Needs no mapping.

Tables are read twice: once for the ids and names that ties may name, once for their rows. Sources come first, then
nodes, then ties, whatever the order in which the files were given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from graphkit.loaders._tables.plain_columns import ACTOR_REFERENCES, DAYS, node_properties, tie_properties, tie_tables
from graphkit.loaders._tables.plain_index import Index
from graphkit.loaders._tables.plain_tables import PlainTable, open_tables
from graphkit.loaders._tables.plain_ties import Faulty, actor_named, tie_ends, tie_type
from graphkit.loaders._tables.values import (
    actor_identity,
    decides,
    money_currency,
    name_id,
    only_year,
    property_value,
    stated_properties,
    truth,
)
from graphkit.model.records import Fault, Node, Reject, Row, Tie
from graphkit.model.schema import Property
from graphkit.model.validation import node_faults

_NO_PROPERTY = frozenset({"type", "id", "start", "end", "start_label", "end_label", "source", "locator"})


def plain_rows(paths: Sequence[Path]) -> Iterator[Row | Reject]:
    """The rows of the tables at these paths: sources, nodes, ties.

    Raises
    ------
    FormatError
        A file is no table of the plain format, or lacks a column that its rows cannot do without.
    """
    tables = open_tables(paths)
    index = _index(tables)
    funders = _funders(tables, index)
    for table in tables:
        # What is wrong with a table as a whole is told with the first of its rows.
        whole = list(table.table.faults)
        for record in table.table:
            if isinstance(record, Reject):
                yield Reject(table.place(record.locator), record.faults)
                continue
            reading = _Reading(table, table.cells(record), index)
            try:
                row = reading.node(funders) if table.label else reading.tie()
            except Faulty as error:
                yield Reject(table.place(record.locator), error.faults)
                continue
            faults, row.note = table.unread(record)
            row.repaired = record.repaired
            reading.set_place(row, table.place(record.locator))
            faults = [*whole, *reading.faults, *faults]
            if row.source and (wrong := [fault for node in row.nodes for fault in node_faults(node)]):
                yield Reject(table.place(record.locator), wrong)
                continue
            if row.source:
                # The row's own place is that of the document: say in the reason where the row stands.
                place = table.place(record.locator)
                faults = [Fault(fault.column, fault.value, f"{place}: {fault.reason}") for fault in faults]
            row.faults, whole = faults, []
            yield row


@cache
def _needed(type: str) -> tuple[tuple[str, str], ...]:
    """The properties that a tie cannot do without, and what they say."""
    known = tie_properties(type).items()
    return tuple((name, of.description[0].lower() + of.description[1:]) for name, of in known if of.required)


def _index(tables: Sequence[PlainTable]) -> Index:
    """The nodes of all tables; rows without id come last, as their name may be that of a row with one."""
    index = Index()
    by_name: list[tuple[str, str]] = []
    by_id: list[tuple[str, str]] = []
    for table in tables:
        label = table.label
        if label is None:
            continue
        index.tables.setdefault(label, table.file)
        for cells in table.records():
            name = cells.get("name", "")
            if "id" in cells and not name:
                by_id.append((label, cells["id"]))
            elif "id" in cells:
                id = actor_identity(cells["id"], name).id if label == "Actor" else cells["id"]
                index.add(label, id, name, spelling=cells["id"])
            elif name:
                by_name.append((label, name))
    for label, id in by_id:
        if not index.hits([label], id):
            index.add(label, id, "")
    for label, name in by_name:
        if not index.by_name(label, name):
            index.add(label, name_id(name), name)
    return index


def _funders(tables: Sequence[PlainTable], index: Index) -> set[str]:
    """Ids of the actors that a tie of money starts from."""
    found: set[str] = set()
    for table in tables:
        for cells in table.records() if table.name in ("ties", "funds") else ():
            try:
                if table.name == "funds" or tie_type(cells.get("type", "")) == "FUNDS":
                    named = index.hits(["Actor"], cells.get("start", ""))
                    found.update(named[0][1:] if len(named) == 1 else ())
            except Faulty:
                continue  # told when the row itself is read
    return found


@dataclass(slots=True)
class _Reading:
    """One row on its way; `faults` are the values that are set aside while the row is used."""

    table: PlainTable
    cells: Mapping[str, str]
    index: Index
    faults: list[Fault] = field(default_factory=list)

    def node(self, funders: set[str]) -> Row:
        """The row as a node."""
        label, cells = self.table.label or "", self.cells
        id, stated = self._identity(label)
        name = cells.get("name") or self.index.name(label, id)
        if not name:
            raise Faulty([Fault("name", "", f"the name of {id!r} is missing here and in its other rows; write it")])
        properties: dict[str, Any] = {}
        for column, of in node_properties(label).items():
            if column in cells:
                try:
                    properties[column] = self._value(of, column)
                except ValueError as error:
                    self.faults.append(Fault(column, cells[column], str(error)))
        for column, value in stated.items():
            have = properties.get(column)
            properties[column] = (
                list(dict.fromkeys([*value, *(have or [])])) if isinstance(value, list) else have or value
            )
        return Row("", [Node(label, id, name, properties, self._is_funder(label, id, funders))], [])

    def tie(self) -> Row:
        """The row as a tie."""
        cells = self.cells
        type = tie_tables().get(self.table.name) or tie_type(cells.get("type", ""))
        known = tie_properties(type)
        wrong: list[Fault] = []
        properties: dict[str, Any] = {}
        for column, text in cells.items():
            if column in _NO_PROPERTY:
                continue
            of = known.get(column)
            if of is None:
                self.faults.append(Fault(column, text, f"{type} has no {column}; it has {', '.join(known)}"))
                continue
            try:
                properties[DAYS.get(column, column)] = (
                    actor_named(column, text, self.index) if column in ACTOR_REFERENCES else self._value(of, column)
                )
            except Faulty as error:
                wrong += error.faults
            except ValueError as error:
                (wrong if decides(of) else self.faults).append(Fault(column, text, str(error)))
        wrong += [Fault(name, "", f"{type} needs {name} ({said})") for name, said in _needed(type) if name not in cells]
        if type == "FUNDS":
            if "currency" not in cells:
                wrong += money_currency(properties, cells.get("amount") or cells.get("gross_amount"))
            year = only_year(cells.get("date", ""))
            if year and properties.pop("date", None):
                # No day is made up for money: a year is the year of the tie.
                properties.setdefault("year", year)
        try:
            start, end = tie_ends(type, cells, self.index)
        except Faulty as error:
            raise Faulty([*error.faults, *wrong]) from None
        if wrong:
            raise Faulty(wrong)
        return Row("", [], [Tie(type, start, end, properties, cells.get("id"))])

    def set_place(self, row: Row, place: str) -> None:
        """Say where the row comes from: the document it quotes, or the table itself."""
        row.locator = place
        source, locator = self._source(), self.cells.get("locator")
        stated = {"source": source, "locator": locator} if source else {}
        for tie in row.ties:
            said = {**tie.properties, **{name: value for name, value in stated.items() if value}}
            # What a tie says, in one order: the same whatever the order of the columns or the name of the table.
            row.content = (tie.type, *tie.start, *tie.end, *(f"{name}={said[name]}" for name in sorted(said)))
            tie.properties = said
        if source and row.nodes and row.nodes[0].label != "Source":
            row.source, row.locator = source, locator or place

    def _identity(self, label: str) -> tuple[str, Mapping[str, Any]]:
        """Id of the node, and what that says of an actor beside."""
        name, id = self.cells.get("name", ""), self.cells.get("id")
        if id and label == "Actor":
            identity = actor_identity(id, name or self.index.name_of_spelling(id))
            if identity.note:
                self.faults.append(Fault("id", id, identity.note))
            return identity.id, stated_properties(identity)
        if id:
            return id, {}
        if not name:
            raise Faulty([Fault("name", "", "the row has neither an id nor a name; write one")])
        known = self.index.by_name(label, name)
        if len(known) > 1:
            said = ", ".join(map(repr, known[:4]))
            raise Faulty(
                [Fault("name", name, f"is the name of rows with the ids {said}: write the id of the one meant")]
            )
        id = known[0]
        return id, {"id_quality": "name"} if label == "Actor" and id == name_id(name) else {}

    def _is_funder(self, label: str, id: str, funders: set[str]) -> bool:
        if label != "Actor":
            return False
        text = self.cells.get("funder")
        try:
            return id in funders or bool(text and truth(text))
        except ValueError as error:
            self.faults.append(Fault("funder", text or "", str(error)))
            return False

    def _value(self, of: Property, column: str) -> Any:
        decimal = self.table.decimal(column) if of.unit == "currency" else None
        return property_value(of, self.cells[column], decimal=decimal, currency=self.cells.get("currency", ""))

    def _source(self) -> str | None:
        """Id of the document that the row quotes; None where it quotes none that is known."""
        text = self.cells.get("source")
        if text is None:
            if "locator" in self.cells:
                reason = "a locator needs the document it is in: write that in the column source"
                self.faults.append(Fault("locator", self.cells["locator"], reason))
            return None
        found = self.index.hits(["Source"], text)
        if len(found) == 1:
            return found[0][1]
        if found:
            reason = "is the name of several rows of sources: write the id of the one meant"
        elif "Source" in self.index.tables:
            reason = self.index.missing(["Source"], text)
        else:
            reason = "is in no table of this load: add sources.csv with a row for it"
        self.faults.append(Fault("source", text, f"{reason}. Until then the table itself stands as the source"))
        return None
