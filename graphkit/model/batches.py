"""From a loader's rows to batches that a store can write, with an account of every row.

Here rows get what all of them need: ties an identity and the place they come from, nodes a ``FROM_SOURCE`` tie,
all of them validation. One `Batcher` serves one file.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from graphkit.model.merge import merge_node, merge_tie
from graphkit.model.records import Fault, Key, Node, Reject, Row, SourceFile, Tie
from graphkit.model.schema import schema
from graphkit.model.validation import node_faults, tie_faults

TieKind = tuple[str, str, str]
"""Type of a tie, label of its start, label of its end."""

Known = Callable[[str, Iterable[str]], set[str]]
"""Given a label and ids, those of them that the store holds."""

BATCH_ROWS = 100_000


@dataclass(slots=True)
class TieRow:
    """A tie ready to be written: the ids of its ends and its properties, ``id``, ``source`` and ``locator`` among them."""

    start: str
    end: str
    properties: dict[str, Any]


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
    """

    nodes: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    funders: set[str] = field(default_factory=set)
    ties: dict[TieKind, list[TieRow]] = field(default_factory=dict)
    rows: list[Key | None] = field(default_factory=list)


@dataclass(slots=True)
class Account:
    """What became of the rows of a file: ``read = loaded + merged + rejected`` once all is written.

    Attributes
    ----------
    values_set_aside : int
        Values that could not be used while their row was; listed with the rejects.
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
    conflicts: int = 0
    notes: Counter[str] = field(default_factory=Counter)

    def balanced(self) -> bool:
        """Whether every row read is loaded, merged or rejected."""
        return self.read == self.loaded + self.merged + self.rejected


OnFault = Callable[[str, Fault, bool], None]
"""Called with the locator, the fault, and whether the whole row is rejected (else only the value is set aside)."""


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
        rows: int = BATCH_ROWS,
    ) -> None:
        self.source, self.format, self.account = source, format, account
        self._known, self._on_fault, self._rows = known, on_fault, rows
        self._nodes: dict[Key, dict[str, Any]] = {}
        self._sent: set[tuple[str, str]] = set()
        self._ranks: Counter[bytes] = Counter()
        self._places: set[tuple[str, str, str]] = set()
        self._stored: dict[Key, bool] = {}

    def batches(self, rows: Iterable[Row | Reject]) -> Iterator[Batch]:
        """The rows as batches; the last one holds what is left, even when that is only the Source."""
        self._begin()
        self._add_node(Node("Source", self.source.id, self.source.name, self.source.properties()))
        for row in rows:
            self.account.read += 1
            if isinstance(row, Reject):
                self._reject(row.locator, row.faults)
            else:
                self._add(row)
                if len(self._batch.rows) >= self._rows:
                    yield self._finish()
                    self._begin()
        yield self._finish()

    def _begin(self) -> None:
        self._batch = Batch()
        self._changed: dict[Key, None] = {}
        self._ties: dict[tuple[str, str], tuple[TieKind, TieRow]] = {}

    def _finish(self) -> Batch:
        for label, id in self._changed:
            self._batch.nodes.setdefault(label, []).append(dict(self._nodes[label, id]))
        for kind, tie in self._ties.values():
            self._batch.ties.setdefault(kind, []).append(tie)
        self._sent.update(self._ties)
        return self._batch

    def _reject(self, locator: str, faults: Iterable[Fault]) -> None:
        self.account.rejected += 1
        for fault in faults:
            self._on_fault(locator, fault, True)

    def _add(self, row: Row) -> None:
        faults = [fault for node in row.nodes for fault in node_faults(node)]
        faults += [fault for tie in row.ties for fault in tie_faults(tie)]
        faults = faults or list(self._missing_ends(row))
        if faults:
            self._reject(row.locator, faults)
            return
        for fault in row.faults:
            self.account.values_set_aside += 1
            self._on_fault(row.locator, fault, False)
        if row.note:
            self.account.notes[row.note] += 1
        source = row.source or self.source.id
        new_nodes = [self._add_node(node) for node in row.nodes]
        for node in row.nodes:
            self._add_place(node, source, row.locator)
        stem = self._stem(row) if any(self._by_row(tie) for tie in row.ties) else b""
        new_ties = [self._add_tie(tie, number, stem, source, row.locator) for number, tie in enumerate(row.ties)]
        stands_for = new_ties[0] if row.ties else new_nodes[0] if row.nodes else None
        self._batch.rows.append(stands_for)

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

    def _add_node(self, node: Node) -> Key | None:
        """Take in a node; its key where this load states it for the first time."""
        stated = {"id": node.id, "name": node.name}
        stated.update((name, value) for name, value in node.properties.items() if value is not None)
        if node.funder and node.id not in self._batch.funders:
            self._batch.funders.add(node.id)
            self._changed[node.key] = None
        known = self._nodes.get(node.key)
        if known is None:
            self._nodes[node.key] = stated
            self._changed[node.key] = None
            return node.key
        changed, conflicts = merge_node(known, stated)
        self.account.conflicts += conflicts
        if changed:
            self._changed[node.key] = None
        return None

    def _add_place(self, node: Node, source: str, locator: str) -> None:
        place = (node.label, node.id, source)
        if place in self._places or node.label in ("Source", "Load"):
            return
        self._places.add(place)
        tie = Tie("FROM_SOURCE", node.key, ("Source", source))
        self._add_tie(tie, 0, b"", source, locator)

    def _add_tie(self, tie: Tie, number: int, stem: bytes, source: str, locator: str) -> Key | None:
        """Take in a tie; type and id where this load states it for the first time."""
        id = tie.id or self._tie_id(tie, number, stem)
        properties = {"id": id, "source": source, "locator": locator}
        properties.update((name, value) for name, value in tie.properties.items() if value is not None)
        key = (tie.type, id)
        known = self._ties.get(key)
        if known is not None:
            self.account.conflicts += merge_tie(known[1].properties, properties)[1]
            return None
        self._ties[key] = (tie.type, tie.start[0], tie.end[0]), TieRow(tie.start[1], tie.end[1], properties)
        return None if key in self._sent else key

    @staticmethod
    def _by_row(tie: Tie) -> bool:
        return tie.id is None and schema().ties[tie.type].by_row

    def _stem(self, row: Row) -> bytes:
        """Identity of a row: its content, and how many equal rows came before it in the file."""
        digest = _digest(self.format, *(row.content or _canonical(row)))
        rank = self._ranks[digest]
        self._ranks[digest] += 1
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
    hashed = hashlib.blake2b(digest_size=12)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        hashed.update(len(data).to_bytes(4, "big"))
        hashed.update(data)
    return hashed.digest()
