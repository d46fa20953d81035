"""From a loader's rows to batches that a store can write, with an account of every row.

Here rows get what all of them need: ties an identity and the place they come from, nodes a ``FROM_SOURCE`` tie,
all of them validation. One `Batcher` serves one file.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from graphkit.model import spill
from graphkit.model.merge import Difference, Differing, merge_node, merge_tie, tie_differences
from graphkit.model.records import Fault, Key, Node, Reject, Row, SourceFile, Tie
from graphkit.model.schema import schema
from graphkit.model.spill import Remembered, spilled
from graphkit.model.stated import GivenId, StatedNode
from graphkit.model.validation import node_faults, tie_faults

TieKind = tuple[str, str, str]
"""Type of a tie, label of its start, label of its end."""

Known = Callable[[str, Iterable[str]], set[str]]
"""Given a label and ids, those of them that the store holds."""

# A batch is rows, nodes and ties in memory at once, about 3 kB a row of an IATI file. Larger ones save nothing: a node
# that a later batch says more of is sent again, which few are.
BATCH_ROWS = 20_000

# Rows read ahead, so that the store is asked for many nodes at a time.
LOOKED_UP = 1000

REPAIRED = "text encoded twice, put right"
"""The note that counts rows in which that was so."""


@dataclass(slots=True)
class TieRow:
    """A tie ready to be written: ids of its ends, and properties with ``id``, ``source`` and ``locator`` among them."""

    start: str
    end: str
    properties: dict[str, Any]

    def __reduce__(self) -> tuple[Any, ...]:
        return TieRow, (self.start, self.end, self.properties)


@dataclass(slots=True)
class Batch:
    """Nodes and ties to write together, nodes first.

    Attributes
    ----------
    nodes : dict
        Label -> list of properties, ``id`` and ``name`` among them; each id once.
    funders : set of str
        Ids of actors that also carry the label ``Funder``.
    ties : dict
        (type, label of start, label of end) -> `TieRow` list; each id once.
    rows : list
        For each row the record that stands for it, ``(label, id)`` or ``(type, id)``; None where another row of this
        load stands for it already. A row is loaded when that record was new to the store, else merged.
    places : dict
        ``(label, id)`` -> where the file states the node, for what no later row has added.
    added : dict
        ``(label, id, property)`` -> where a later row of the batch has added the property.
    """

    nodes: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    funders: set[str] = field(default_factory=set)
    ties: dict[TieKind, list[TieRow]] = field(default_factory=dict)
    rows: list[Key | None] = field(default_factory=list)
    places: dict[Key, str] = field(default_factory=dict)
    added: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def differences(self, label: str, id: str, differing: Iterable[Differing]) -> list[Difference]:
        """What is to be told of the values of a node of the batch that were not taken."""
        first = self.places.get((label, id), "")
        return [
            Difference(label, id, self.added.get((label, id, each.property), first), *each, "") for each in differing
        ]


@dataclass(slots=True)
class Account:
    """What became of the rows of a file: ``read = loaded + merged + rejected`` once all is written.

    Attributes
    ----------
    values_set_aside : int
        Values that could not be used while their row was; listed with the rejects.
    totals : int
        Rows that state nothing of their own, for they are the sum of others; merged, and listed with the rejects.
    conflicts : int
        Values that differ from what was stated before; the earlier was kept.
    notes : Counter
        How often each kind of row occurred that the loader names.
    """

    read: int = 0
    loaded: int = 0
    merged: int = 0
    rejected: int = 0
    values_set_aside: int = 0
    totals: int = 0
    conflicts: int = 0
    notes: Counter[str] = field(default_factory=Counter)

    def balanced(self) -> bool:
        """Whether every row read is loaded, merged or rejected."""
        return self.read == self.loaded + self.merged + self.rejected


OnFault = Callable[[str, Fault, bool], None]
"""Called with the locator, the fault, and whether the whole row is rejected (else only the value is set aside)."""

OnDifference = Callable[[Difference], None]
"""Called with each value that differs from what the file itself has stated before."""


class Batcher:
    """Turns the rows of one file into batches.

    Parameters
    ----------
    source : SourceFile
        The file; written as a Source node with the first batch.
    format : str
        Name of the loader; part of the identity of rows, so that equal rows of two formats stay apart.
    account : Account
        Counts rows read and rejected; whoever writes the batches adds those loaded and merged.
    known : callable
        Which ids of a label the store holds: a tie to a node that neither the file nor the store has is rejected.
    on_fault : callable
        Told each fault as it is found.
    on_difference : callable, optional
        Told each value that the file states otherwise than before; the account counts them.
    rows : int
        How many rows go into one batch.
    """

    def __init__(
        self,
        source: SourceFile,
        format: str,
        account: Account,
        *,
        known: Known,
        on_fault: OnFault,
        on_difference: OnDifference | None = None,
        rows: int = BATCH_ROWS,
    ) -> None:
        self.source, self.format, self.account = source, format, account
        self._known, self._on_fault, self._on_difference, self._rows = known, on_fault, on_difference, rows
        self._nodes: Remembered[Key, StatedNode] = {}
        # Ties known by their ends, as they are so far: stated again, they need no look at the store. That of a node to
        # its source is not among them, for the node knows its sources.
        self._by_ends: Remembered[Key, TieRow] = {}
        self._given: Remembered[Key, GivenId] = {}
        # How many rows there were of the same content.
        self._ranks: Remembered[bytes, int] = {}
        self._stored: dict[Key, bool] = {}
        self._is_by_row = {name: kind.by_row for name, kind in schema().ties.items()}

    def batches(self, rows: Iterable[Row | Reject]) -> Iterator[Batch]:
        """The rows as batches; the last one holds what is left, even when that is only the Source."""
        self._begin()
        self._add_node(Node("Source", self.source.id, self.source.name, self.source.properties()), "")
        coming = iter(rows)
        while some := list(islice(coming, LOOKED_UP)):
            self._spill()
            self._look_up(some)
            for row in some:
                self.account.read += 1
                if isinstance(row, Reject):
                    self._reject(row.locator, row.faults)
                else:
                    self._add(row)
                    if len(self._batch.rows) >= self._rows:
                        yield self._finish()
                        self._begin()
        yield self._finish()

    def _spill(self) -> None:
        """Keep in memory what was asked for lately, where a file states more than memory should hold."""
        self._nodes, self._by_ends = spilled(self._nodes, heavy=True), spilled(self._by_ends, heavy=True)
        self._given, self._ranks = spilled(self._given), spilled(self._ranks)
        # What the store holds can be asked again.
        if len(self._stored) > spill.ENTRIES:
            self._stored.clear()

    def _look_up(self, rows: list[Row | Reject]) -> None:
        """Ask the store for the ends of ties that no row so far has stated, all of a label at once."""
        wanted: dict[str, dict[str, None]] = {}
        for row in rows:
            for tie in () if isinstance(row, Reject) else row.ties:
                for key in (tie.start, tie.end):
                    if key not in self._nodes and key not in self._stored:
                        wanted.setdefault(key[0], {})[key[1]] = None
        for row in rows:
            for node in () if isinstance(row, Reject) else row.nodes:
                wanted.get(node.label, {}).pop(node.id, None)
        for label, ids in wanted.items():
            held = self._known(label, list(ids)) if ids else set()
            self._stored.update(((label, id), id in held) for id in ids)

    def _begin(self) -> None:
        self._batch = Batch()
        # Where the batch states each node first.
        self._changed: dict[Key, str] = {}
        # Those of the batch that may be stated again.
        self._ties: dict[Key, TieRow] = {}

    def _finish(self) -> Batch:
        for number, (label, id) in enumerate(self._changed):
            if number % LOOKED_UP == 0:
                self._spill()
            self._batch.nodes.setdefault(label, []).append(dict(self._nodes[label, id].properties))
        self._batch.places = self._changed
        return self._batch

    def _reject(self, locator: str, faults: Iterable[Fault]) -> None:
        self.account.rejected += 1
        for fault in faults:
            self._on_fault(locator, fault, True)

    def _add(self, row: Row) -> None:
        faults: list[Fault] = []
        nodes = self._nodes
        for node in row.nodes:
            known = nodes.get((node.label, node.id))
            if known is None or not known.is_restated_by(node):
                faults += node_faults(node)
        for tie in row.ties:
            faults += tie_faults(tie)
        if not faults:
            for tie in row.ties:
                if tie.start not in nodes or tie.end not in nodes:
                    faults = list(self._missing_ends(row))
                    break
        faults = faults or list(self._given_twice(row))
        if faults:
            self._reject(row.locator, faults)
            return
        states_nothing = not row.nodes and not row.ties
        self.account.totals += bool(states_nothing and row.faults)
        for fault in row.faults:
            self.account.values_set_aside += not states_nothing
            self._on_fault(row.locator, fault, False)
        if row.note:
            self.account.notes[row.note] += 1
        if row.repaired and row.note != REPAIRED:
            self.account.notes[REPAIRED] += 1
        for note in row.notes:
            self.account.notes[note] += 1
        self._batch.rows.append(self._take_in(row, row.source or self.source.id))

    def _take_in(self, row: Row, source: str) -> Key | None:
        """Take in a row without faults; what stands for it, where this load states that for the first time."""
        stands_for = None
        for number, node in enumerate(row.nodes):
            new = self._add_node(node, row.locator)
            if number == 0:
                stands_for = new
        for node in row.nodes:
            self._add_place(node, source, row.locator)
        stem = b""
        for number, tie in enumerate(row.ties):
            if not stem and tie.id is None and self._is_by_row[tie.type]:
                stem = self._stem(row)
            new = self._add_tie(tie, number, stem, source, row.locator)
            if number == 0:
                stands_for = new
        return stands_for

    def _missing_ends(self, row: Row) -> Iterator[Fault]:
        own = {node.key for node in row.nodes}
        for tie in row.ties:
            for key in (tie.start, tie.end):
                if key in own or key in self._nodes:
                    continue
                if key not in self._stored:
                    self._stored[key] = key[1] in self._known(key[0], [key[1]])
                if not self._stored[key]:
                    yield Fault(tie.type, key[1], f"{tie.type} names the {key[0]} {key[1]!r}, which no row holds")

    def _given_twice(self, row: Row) -> Iterator[Fault]:
        """Ids of the publisher that an earlier row has for a tie between other nodes: one record cannot be both."""
        for tie in row.ties:
            if tie.id is None:
                continue
            key = (tie.type, tie.id)
            given = self._given.get(key)
            if given is None:
                self._given[key] = GivenId(tie.start, tie.end, row.locator)
            elif (given.start, given.end) != (tie.start, tie.end):
                said = f"{given.start[1]} → {given.end[1]}, {given.locator}"
                yield Fault("id", tie.id, f"an id given twice, for different ties ({said}): give each record its own")

    def _add_node(self, node: Node, locator: str) -> Key | None:
        """Take in a node; its key where this load states it for the first time."""
        key = (node.label, node.id)
        if node.funder and node.id not in self._batch.funders:
            self._batch.funders.add(node.id)
            self._changed.setdefault(key, locator)
        known = self._nodes.get(key)
        if known is not None and known.is_restated_by(node):
            return None
        stated = {"id": node.id, "name": node.name, **node.properties}
        if None in stated.values():
            stated = {name: value for name, value in stated.items() if value is not None}
        if known is None:
            self._nodes[key] = StatedNode(stated, locator)
            self._changed.setdefault(key, locator)
            return key
        changed, conflicts = merge_node(known.properties, stated)
        if conflicts:
            own = self.source.id
            self._differ(
                [Difference(*key, locator, *each, f"{own} {known.place_of(each.property)}") for each in conflicts]
            )
        if changed:
            self._changed.setdefault(key, locator)
            # Lists grow row by row, and are never told as differing.
            known.added = {**dict.fromkeys(changed, locator), **(known.added or {})}
            for name in changed:
                self._batch.added[*key, name] = locator
        elif not conflicts and known.words is None:
            known.words = node
        return None

    def _add_place(self, node: Node, source: str, locator: str) -> None:
        known = self._nodes[node.label, node.id]
        if source in known.sources or node.label in ("Source", "Load"):
            return
        known.sources = (*known.sources, source)
        tie = Tie("FROM_SOURCE", (node.label, node.id), ("Source", source))
        properties = {"id": self._tie_id(tie, 0, b""), "source": source, "locator": locator}
        self._send(tie, properties)

    def _add_tie(self, tie: Tie, number: int, stem: bytes, source: str, locator: str) -> Key | None:
        """Take in a tie; type and id where this load states it for the first time."""
        id = tie.id or self._tie_id(tie, number, stem)
        properties = {"id": id, "source": source, "locator": locator, **tie.properties}
        if None in properties.values():
            given = {name: value for name, value in tie.properties.items() if value is not None}
            properties = {"id": id, "source": source, "locator": locator, **given}
        key = (tie.type, id)
        if tie.id is None and self._is_by_row[tie.type]:
            # Its id holds its rank among equal rows: nothing in this file states it again.
            self._send(tie, properties)
            return key
        known = self._ties.get(key)
        if known is not None:
            changed, conflicts = merge_tie(known.properties, properties)
            if conflicts:
                self._differ(tie_differences(tie.type, known.properties, properties, conflicts))
            if changed and tie.id is None:
                self._by_ends[key] = known
            return None
        if tie.id is not None:
            self._ties[key] = self._send(tie, properties)
            first = self._given[key]
            was_sent, first.is_sent = first.is_sent, True
            return None if was_sent else key
        so_far = self._by_ends.get(key)
        if so_far is None:
            self._by_ends[key] = self._ties[key] = self._send(tie, properties)
            return key
        # A copy: whoever took the batch with this tie may still be writing it.
        merged = dict(so_far.properties)
        changed, conflicts = merge_tie(merged, properties)
        if conflicts:
            self._differ(tie_differences(tie.type, merged, properties, conflicts))
        if changed:
            self._by_ends[key] = self._ties[key] = self._send(tie, merged)
        return None

    def _differ(self, differences: list[Difference]) -> None:
        self.account.conflicts += len(differences)
        if self._on_difference is not None:
            for difference in differences:
                self._on_difference(difference)

    def _send(self, tie: Tie, properties: dict[str, Any]) -> TieRow:
        """The tie in the batch, with these properties."""
        made = TieRow(tie.start[1], tie.end[1], properties)
        self._batch.ties.setdefault((tie.type, tie.start[0], tie.end[0]), []).append(made)
        return made

    def _stem(self, row: Row) -> bytes:
        """Identity of a row: its content, and how many equal rows came before it in the file."""
        digest = _digest(self.format, *(row.content or _canonical(row)))
        rank = self._ranks.get(digest) or 0
        self._ranks[digest] = rank + 1
        return digest + rank.to_bytes(4, "big")

    def _tie_id(self, tie: Tie, number: int, stem: bytes) -> str:
        kind = schema().ties[tie.type]
        if kind.by_row:
            return hashlib.blake2b(stem + number.to_bytes(2, "big"), digest_size=12).hexdigest()
        told_apart = [str(tie.properties.get(name)) for name in kind.identity]
        return _digest(tie.type, *tie.start, *tie.end, *told_apart).hex()


def _canonical(row: Row) -> Iterator[str]:
    for tie in row.ties:
        yield from (tie.type, *tie.start, *tie.end)
        for name in sorted(tie.properties):
            yield f"{name}={tie.properties[name]}"


def _digest(*parts: str) -> bytes:
    # Each part carries its length, so that ("ab", "c") and ("a", "bc") differ.
    pieces = []
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        pieces.append(len(data).to_bytes(4, "big"))
        pieces.append(data)
    return hashlib.blake2b(b"".join(pieces), digest_size=12).digest()
