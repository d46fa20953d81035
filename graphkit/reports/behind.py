"""The rows behind numbers, as sources and places in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from graphkit.reports.said import MOST_ROWS, Behind, Rows

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from graphkit.graph import Graph
    from graphkit.networks.network import Network
    from graphkit.networks.snapshot import Snapshot

NODES = (
    "MATCH (n:{label})-[r:FROM_SOURCE]->(s:Source) WHERE n.id IN $ids "
    "RETURN n.id AS id, s.name AS source, r.locator AS locator ORDER BY n.id, s.id, locator"
)
TIMES = "MATCH (n:{label})-[r:FROM_SOURCE]->(:Source) RETURN n.id AS id, count(r) AS times"


class Evidence:
    """Looks up rows of a snapshot's ties and links.

    Parameters
    ----------
    snapshot : Snapshot
        Where the ties are.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        sources = snapshot.sources
        self._called = dict(zip(sources["id"].to_pylist(), sources["name"].to_pylist(), strict=True))

    def ties(self, rows: Sequence[int] | np.ndarray[Any, Any]) -> Rows:
        """The ties in these rows of the snapshot, each once, in order."""
        return self._of(self._snapshot.ties, rows)

    def links(self, rows: Sequence[int] | np.ndarray[Any, Any]) -> Rows:
        """The links in these rows of the snapshot."""
        return self._of(self._snapshot.links, rows)

    def of_pairs(self, network: Network, pairs: Sequence[int] | np.ndarray[Any, Any]) -> Rows:
        """The ties behind some pairs of a network, given by their numbers."""
        import numpy as np

        rows, _ = network.tie_index.of(np.asarray(pairs, dtype=np.int64))
        return self.ties(rows)

    def whole(self, network: Network) -> Rows:
        """All ties behind a network."""
        return self.ties(network.tie_index.rows)

    def _of(self, table: pa.Table, rows: Sequence[int] | np.ndarray[Any, Any]) -> Rows:
        import numpy as np

        each = np.unique(np.asarray(rows, dtype=np.int64))

        def held(some: np.ndarray[Any, Any]) -> tuple[Behind, ...]:
            found = table.select(["id", "source", "locator"]).take(some).to_pylist()
            return tuple(
                Behind(self._called.get(row["source"]) or "", row["locator"] or "", row["id"]) for row in found
            )

        return Rows(len(each), held(each[:MOST_ROWS]), looked_for=True, every=lambda: held(each))


def namers(graph: Graph) -> Callable[[str, Sequence[str]], Rows]:
    """A look-up of the rows of sources that name nodes: of a label, by their ids."""
    held_already: dict[tuple[str, tuple[str, ...]], Rows] = {}

    def named(label: str, ids: Sequence[str]) -> Rows:
        if not ids:
            return Rows(looked_for=True)
        # Asked for in each language anew, and by several sections.
        key = (label, tuple(ids))
        if key not in held_already:
            held_already[key] = looked_up(label, ids)
        return held_already[key]

    @cache
    def times(label: str) -> dict[str, int]:
        found = graph.run(TIMES.format(label=label))
        return dict(zip(found["id"], map(int, found["times"]), strict=True))

    def held(label: str, asked: Sequence[str]) -> tuple[Behind, ...]:
        found = graph.run(NODES.format(label=label), ids=list(asked))
        columns = (found[name] for name in ("id", "source", "locator"))
        rows = [
            Behind(str(source or ""), str(locator or ""), str(id)) for id, source, locator in zip(*columns, strict=True)
        ]
        place = {id: at for at, id in enumerate(asked)}
        return tuple(sorted(rows, key=lambda row: place[row.tie]))

    def looked_up(label: str, ids: Sequence[str]) -> Rows:
        # Each node is named by a row at least; a node may be named by several.
        first = held(label, ids[:MOST_ROWS])
        n = len(first) if len(ids) <= MOST_ROWS else sum(map(times(label).get, ids, [0] * len(ids)))
        return Rows(n, first[:MOST_ROWS], looked_for=True, every=lambda: held(label, ids))

    return named
