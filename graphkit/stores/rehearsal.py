"""What would become of batches: as the store takes them, by the same rules, with nothing written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from graphkit.model.batches import Batch, TieKind, TieRow
from graphkit.model.merge import merge_node, merge_tie, tie_differences
from graphkit.model.records import Key
from graphkit.model.spill import Remembered, spilled
from graphkit.stores.writing import ROWS, HeldTie, Written, chunks, clash

if TYPE_CHECKING:
    from graphkit.stores.bolt import Store

# Without the index of ties, which a first load leaves for later, each question reads all of a type: few, then.
_ASKED = 100_000


class Rehearsal:
    """Takes batches as `Store.write` does, and remembers them in place of writing them.

    Parameters
    ----------
    store : Store or None
        What they would be written to; None for a store that is not there yet.
    """

    is_kept = True

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self._nodes: Remembered[Key, dict[str, Any]] = {}
        self._ties: Remembered[Key, HeldTie] = {}

    def known(self, label: str, ids: Iterable[str]) -> set[str]:
        """Those of the ids that the store or this load has a node of this label for."""
        asked = list(ids)
        found = {id for id in asked if (label, id) in self._nodes}
        rest = [id for id in asked if id not in found]
        return found | self._store.known(label, rest) if self._store is not None and rest else found

    def write(self, batch: Batch) -> Written:
        """What of the batch would be new, and which values would not be taken."""
        written = Written()
        size = ROWS if self._store is None else _ASKED
        for label, nodes in batch.nodes.items():
            for some in chunks(nodes, size):
                held = self._held_nodes(label, [node["id"] for node in some])
                for node in some:
                    self._take_node(label, node, held.get(node["id"]), batch, written)
                self._nodes = spilled(self._nodes, heavy=True)
        for kind, ties in batch.ties.items():
            for some_ties in chunks(ties, size):
                held_ties = self._held_ties(kind[0], [tie.properties["id"] for tie in some_ties])
                for tie in some_ties:
                    self._take_tie(kind, tie, held_ties.get(tie.properties["id"]), written)
                self._ties = spilled(self._ties, heavy=True)
        return written

    def _take_node(
        self, label: str, node: dict[str, Any], held: dict[str, Any] | None, batch: Batch, written: Written
    ) -> None:
        key = (label, node["id"])
        known = self._nodes.get(key) or held
        self._nodes[key] = known or node
        if known is None:
            written.new.add(key)
        else:
            written.differences += batch.differences(*key, merge_node(known, node)[1])

    def _take_tie(self, kind: TieKind, tie: TieRow, held: HeldTie | None, written: Written) -> None:
        key = (kind[0], tie.properties["id"])
        known = self._ties.get(key) or held
        # No copy: the batcher changes none that it has given, and ties are most of what a dry run remembers.
        self._ties[key] = known or HeldTie(tie.start, tie.end, tie.properties)
        if known is None:
            written.new.add(key)
        elif (known.start, known.end) != (tie.start, tie.end):
            written.clashes.append(clash(kind[0], tie, known))
        else:
            _, differing = merge_tie(known.properties, tie.properties)
            written.differences += tie_differences(kind[0], known.properties, tie.properties, differing)

    def _held_nodes(self, label: str, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        if self._store is None:
            return {}
        return self._store.held_nodes(label, [id for id in ids if (label, id) not in self._nodes])

    def _held_ties(self, type: str, ids: Sequence[str]) -> dict[str, HeldTie]:
        if self._store is None:
            return {}
        return self._store.held_ties(type, [id for id in ids if (type, id) not in self._ties])
