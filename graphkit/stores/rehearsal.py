"""What would become of batches: as the store takes them, by the same rules, with nothing written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graphkit.model.batches import Batch, TieKind, TieRow
from graphkit.model.merge import merge_node, merge_tie
from graphkit.stores.writing import HeldTie, Written, chunks, clash

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
        self._nodes: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        self._ties: dict[str, dict[str, HeldTie]] = defaultdict(dict)

    def known(self, label: str, ids: Iterable[str]) -> set[str]:
        """Those of the ids that the store or this load has a node of this label for."""
        asked = list(ids)
        found = {id for id in asked if id in self._nodes[label]}
        rest = [id for id in asked if id not in found]
        return found | self._store.known(label, rest) if self._store is not None and rest else found

    def write(self, batch: Batch) -> Written:
        """What of the batch would be new, and how many values would not be taken."""
        written = Written()
        for label, nodes in batch.nodes.items():
            held = self._held_nodes(label, [node["id"] for node in nodes])
            for node in nodes:
                self._take_node(label, node, held.get(node["id"]), written)
        for kind, ties in batch.ties.items():
            held_ties = self._held_ties(kind[0], [tie.properties["id"] for tie in ties])
            for tie in ties:
                self._take_tie(kind, tie, held_ties.get(tie.properties["id"]), written)
        return written

    def _take_node(self, label: str, node: Mapping[str, Any], held: dict[str, Any] | None, written: Written) -> None:
        known = self._nodes[label]
        id = node["id"]
        if held is not None:
            known.setdefault(id, held)
        if id not in known:
            known[id] = dict(node)
            written.new.add((label, id))
            return
        written.conflicts += merge_node(known[id], node)[1]

    def _take_tie(self, kind: TieKind, tie: TieRow, held: HeldTie | None, written: Written) -> None:
        known = self._ties[kind[0]]
        id = tie.properties["id"]
        if held is not None:
            known.setdefault(id, held)
        if id not in known:
            # No copy: the batcher changes none that it has given, and ties are most of what a dry run remembers.
            known[id] = HeldTie(tie.start, tie.end, tie.properties)
            written.new.add((kind[0], id))
        elif (known[id].start, known[id].end) != (tie.start, tie.end):
            written.clashes.append(clash(kind[0], tie, known[id]))
        else:
            written.conflicts += merge_tie(known[id].properties, tie.properties)[1]

    def _held_nodes(self, label: str, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        if self._store is None:
            return {}
        asked = [id for id in ids if id not in self._nodes[label]]
        return {id: node for some in chunks(asked, _ASKED) for id, node in self._store.held_nodes(label, some).items()}

    def _held_ties(self, type: str, ids: Sequence[str]) -> dict[str, HeldTie]:
        if self._store is None:
            return {}
        asked = [id for id in ids if id not in self._ties[type]]
        return {id: tie for some in chunks(asked, _ASKED) for id, tie in self._store.held_ties(type, some).items()}
