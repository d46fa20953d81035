"""The first load of an embedded store: the engine's bulk import into a new directory, which then becomes the store.

Vertices and edges are written as they come. What cannot be is kept and written in portable statements at the end,
before the directory takes its place: nodes that later rows say more of, actors that turn out to be funders, ties that
are stated again, and ties with times, which the bulk import would write without their zone.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from graphkit.errors import StoreError
from graphkit.model.batches import Batch, TieKind, TieRow
from graphkit.model.merge import merge_node
from graphkit.model.schema import VERSION, schema
from graphkit.model.spill import Remembered, spilled
from graphkit.stores import constraints
from graphkit.stores.edges import send_edges
from graphkit.stores.embedded import Embedded, held_ties, open_database
from graphkit.stores.failures import translated
from graphkit.stores.handle_session import HandleSession
from graphkit.stores.writing import HeldTie, Written, moments, write_batch

if TYPE_CHECKING:
    from graphkit.stores.bolt import Execute

# The index of ties by id takes longer than writing them. Only the next load needs it, and makes it (`Store.write`).
INDEXED_AT_ONCE = 100_000

# How many pieces of work may wait for the engine: enough to keep it busy, few enough for the memory.
AHEAD = 4

FUNDER = "Actor~Funder"
"""How the engine calls the type of a node with both labels."""


class BulkLoad:
    """Takes batches as `Store.write` does; nothing is in the store before `finish`.

    Parameters
    ----------
    connection : Embedded
        The store, empty.
    """

    is_kept = False

    def __init__(self, connection: Embedded) -> None:
        self._connection = connection
        path = connection.directory.new_loading()
        self._handle = open_database(path, connection.directory.log, connection.place)
        # By label, and by type: the places of nodes in the engine, which only the worker asks for, nodes as they are so
        # far, and the ids of ties.
        self._rids: dict[str, Remembered[str, str]] = defaultdict(dict)
        self._nodes: dict[str, Remembered[str, dict[str, Any]]] = defaultdict(dict)
        self._seen: dict[str, Remembered[str, bool]] = defaultdict(dict)
        self._sent: dict[str, int] = defaultdict(int)
        self._changed: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        self._made_funders: set[str] = set()
        self._late_funders: set[str] = set()
        self._late: list[tuple[Written, Batch]] = []
        self._edges: dict[str, int] = defaultdict(int)
        with translated(connection.place):
            self._make_types()
            # The log of changes would only repeat what a directory not yet in use holds.
            self._batch = self._handle.graph_batch(batch_size=100_000, commit_every=50_000)
        # The engine works in native code: the next rows are read and validated meanwhile.
        self._worker = ThreadPoolExecutor(1, "graphkit-bulk")
        self._running: deque[Future[None]] = deque()

    def _make_types(self) -> None:
        for label in schema().nodes:
            self._handle.schema.create_vertex_type(label)
        for name in schema().ties:
            self._handle.schema.create_edge_type(name)
        self._handle.command("opencypher", "CREATE (a:Actor:Funder {id: ''}) DELETE a").to_list()

    def known(self, label: str, ids: Iterable[str]) -> set[str]:
        """Those of the ids that this load has a node of this label for."""
        return {id for id in ids if id in self._nodes[label]}

    def write(self, batch: Batch) -> Written:
        """What of the batch is new; differences of late ties are added to it by `finish`."""
        written = Written()
        with translated(self._connection.place):
            for label, nodes in batch.nodes.items():
                self._write_nodes(label, nodes, batch, written)
            late = Batch()
            for kind, ties in batch.ties.items():
                self._write_ties(kind, ties, late, written)
        self._late_funders |= batch.funders - self._made_funders
        if late.ties:
            self._late.append((written, late))
        return written

    def _write_nodes(self, label: str, nodes: list[dict[str, Any]], batch: Batch, written: Written) -> None:
        known = self._nodes[label]
        new = []
        for node in nodes:
            held = known.get(node["id"])
            if held is None:
                known[node["id"]] = node
                new.append(node)
                continue
            changed, differing = merge_node(held, node)
            written.differences += batch.differences(label, node["id"], differing)
            if changed:
                self._changed[label][node["id"]] = held
        if label == "Actor":
            funders = batch.funders
            # The label costs as much as the node has ties when it is set later.
            self._create(FUNDER, label, [node for node in new if node["id"] in funders])
            self._made_funders.update(node["id"] for node in new if node["id"] in funders)
            self._create(label, label, [node for node in new if node["id"] not in funders])
        else:
            self._create(label, label, new)
        written.new.update((label, node["id"]) for node in new)
        self._sent[label] += len(new)
        self._nodes[label] = spilled(known, heavy=True)

    def _create(self, type_: str, label: str, nodes: list[dict[str, Any]]) -> None:
        if nodes:
            # Copies: what later rows say is merged into the originals while these are being written.
            self._do(self._create_now, type_, label, [dict(node) for node in nodes])

    def _create_now(self, type_: str, label: str, nodes: list[dict[str, Any]]) -> None:
        rids = self._batch.create_vertices(type_, nodes)
        places = self._rids[label]
        for node, rid in zip(nodes, rids, strict=True):
            places[node["id"]] = rid
        self._rids[label] = spilled(places)

    def _write_ties(self, kind: TieKind, ties: list[TieRow], late: Batch, written: Written) -> None:
        name = kind[0]
        seen = self._seen[name]
        now, again = [], []
        for tie in ties:
            id = tie.properties["id"]
            if id in seen:
                again.append(tie)
            else:
                seen[id] = True
                now.append(tie)
                written.new.add((name, id))
        self._seen[name] = spilled(seen)
        if moments(name):
            now, again = [], ties
        if again:
            late.ties[kind] = again
        if now:
            self._edges[name] += len(now)
            self._do(self._tie_now, kind, now)

    def _tie_now(self, kind: TieKind, ties: list[TieRow]) -> None:
        starts, ends = self._rids[kind[1]], self._rids[kind[2]]
        send_edges(
            self._batch,
            kind[0],
            [starts[tie.start] for tie in ties],
            [ends[tie.end] for tie in ties],
            [tie.properties for tie in ties],
        )

    def _do(self, work: Callable[..., None], *given: Any) -> None:
        """Have the worker do it after what it has to do; raises what went wrong before."""
        while len(self._running) >= AHEAD:
            self._running.popleft().result()
        self._running.append(self._worker.submit(work, *given))

    def _wait(self) -> None:
        while self._running:
            self._running.popleft().result()

    def finish(self, at_last: Callable[[Execute], None]) -> None:
        """Make what was written the store.

        Parameters
        ----------
        at_last : callable
            Given what runs a statement, writes what has to be taken over from the store that is replaced.
        """
        with translated(self._connection.place):
            self._do(self._batch.close)
            self._wait()
            self._check_counts()
            large = {
                name for name, count in self._edges.items() if count > INDEXED_AT_ONCE and name not in self._again()
            }
            for statement in constraints.statements(leave_out=large):
                self._handle.command("opencypher", statement).to_list()
            self._write_late()
            at_last(self._execute)
            self._execute(constraints.WRITE_VERSION, {"version": VERSION})
            self._handle.close()
        self._worker.shutdown()
        self._connection.directory.complete()
        self._connection.let_go()
        try:
            self._connection.directory.take_over()
        finally:
            self._connection.reopen()

    def _execute(self, statement: str, params: Mapping[str, Any]) -> None:
        self._handle.command("opencypher", statement, dict(params)).to_list()

    def _again(self) -> set[str]:
        """Types of ties that are written to once more, which needs their index."""
        return {kind[0] for _, batch in self._late for kind in batch.ties}

    def _check_counts(self) -> None:
        """What the engine holds is what was sent, or the load fails here."""
        for label in schema().nodes:
            self._check(label, self._sent[label])
        for name in schema().ties:
            self._check(name, self._edges[name])

    def _check(self, name: str, sent: int) -> None:
        held = self._handle.count_type(name)
        if held != sent:
            raise StoreError(f"The engine holds {held} of {sent} {name} that were sent to it. Run the load again.")

    def _write_late(self) -> None:
        session: Any = HandleSession(self._handle)
        nodes = Batch({label: list(changed.values()) for label, changed in self._changed.items()}, self._late_funders)
        for written, batch in [(Written(), nodes), *self._late]:
            late = write_batch(session, batch, self._held_ties)
            written.differences += late.differences
            written.clashes += late.clashes

    def _held_ties(self, tx: Any, type: str, ids: list[str]) -> dict[str, HeldTie]:
        return held_ties(self._handle, type, ids)

    def discard(self) -> None:
        """Remove what was written; the store stays empty."""
        self._worker.shutdown(cancel_futures=True)
        with suppress(Exception):
            self._batch.close()
        with suppress(Exception):
            self._handle.close()
        self._connection.directory.remove(self._connection.directory.loading)
