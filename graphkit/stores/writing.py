"""A batch written in portable statements: read what the store holds, merge in Python, write what is new or changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from graphkit.errors import StoreError
from graphkit.model.batches import Batch, TieKind, TieRow
from graphkit.model.merge import Difference, merge_node, merge_tie, tie_differences
from graphkit.model.schema import schema
from graphkit.stores.values import from_driver

if TYPE_CHECKING:
    import neo4j

# Measured on both engines: smaller statements cost round trips, larger ones memory.
ROWS = 10_000

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Clash:
    """A tie whose id the store has already for a tie between other nodes: the publisher gave it twice.

    Attributes
    ----------
    type, id : str
        Of the tie.
    locator : str
        Where the tie that was not written stands.
    held : str
        The tie that the store has, in words.
    """

    type: str
    id: str
    locator: str
    held: str


@dataclass(slots=True)
class Written:
    """What became of a batch.

    Attributes
    ----------
    new : set of (str, str)
        ``(label, id)`` and ``(type, id)`` of what the store did not hold before.
    differences : list of Difference
        Values that differ from what the store held and were not taken.
    clashes : list of Clash
        Ties that were not written, for the store holds another one under their id.
    merged_rows : set of (str, str)
        What stands for the rows of the batch that brought nothing new, as far as a clash may yet be found for it.
    """

    new: set[tuple[str, str]] = field(default_factory=set)
    differences: list[Difference] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    merged_rows: set[tuple[str, str]] = field(default_factory=set)

    @property
    def conflicts(self) -> int:
        """How many values differ from what the store held and were not taken."""
        return len(self.differences)

    @property
    def lost_rows(self) -> set[tuple[str, str]]:
        """Those of the rows that are lost: what stands for them is not in the store."""
        return {key for clash in self.clashes if (key := (clash.type, clash.id)) in self.merged_rows}


def chunks(items: Sequence[Item], size: int = ROWS) -> Iterator[Sequence[Item]]:
    """The items, at most `size` at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


Held = Callable[[Any, str, list[str]], dict[str, "HeldTie"]]
"""Given a transaction, a type and ids, the ties of these ids that the store holds."""


@dataclass(slots=True)
class HeldTie:
    """A tie as the store holds it."""

    start: str
    end: str
    properties: dict[str, Any]

    def __reduce__(self) -> tuple[Any, ...]:
        return HeldTie, (self.start, self.end, self.properties)


def clash(type_: str, tie: TieRow, held: HeldTie) -> Clash:
    """What is to be told of a tie that has the id of one between other nodes."""
    place = f"{held.start} → {held.end}, {held.properties.get('source')} {held.properties.get('locator')}"
    return Clash(type_, tie.properties["id"], tie.properties["locator"], place)


def write_batch(session: neo4j.Session, batch: Batch, held: Held) -> Written:
    """Write nodes, then ties; each statement in a transaction of its own, which may be run again."""
    written = Written()
    for label, nodes in batch.nodes.items():
        for some in chunks(nodes):
            _take(written, label, *session.execute_write(_write_nodes, label, some, batch))
    for ids in chunks(sorted(batch.funders)):
        session.execute_write(_run, "UNWIND $ids AS id MATCH (a:Actor {id: id}) SET a:Funder", ids=list(ids))
    for kind, ties in batch.ties.items():
        for some_ties in chunks(ties):
            new, differences, clashes = session.execute_write(_write_ties, kind, some_ties, held)
            _take(written, kind[0], new, differences)
            written.clashes += clashes
    return written


@cache
def moments(type_: str) -> tuple[str, ...]:
    """The properties of a tie that are points in time."""
    return tuple(p.name for p in schema().ties[type_].properties.values() if p.type == "datetime")


def _run(tx: neo4j.ManagedTransaction, /, statement: str, **params: Any) -> None:
    tx.run(statement, params).consume()


def _take(written: Written, name: str, new: list[str], differences: list[Difference]) -> None:
    written.new.update((name, id) for id in new)
    written.differences += differences


def _write_nodes(
    tx: neo4j.ManagedTransaction, label: str, nodes: Sequence[Mapping[str, Any]], batch: Batch
) -> tuple[list[str], list[Difference]]:
    ids = [node["id"] for node in nodes]
    found = tx.run(f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN properties(n) AS held", ids=ids)
    known_by_id = {held["id"]: held for held in (from_driver(row["held"]) for row in found)}
    new, rows = [], []
    differences: list[Difference] = []
    for node in nodes:
        known = known_by_id.get(node["id"])
        if known is None:
            new.append(node["id"])
            rows.append({"id": node["id"], "properties": dict(node)})
            continue
        changed, differing = merge_node(known, node)
        differences += batch.differences(label, node["id"], differing)
        if changed:
            rows.append({"id": node["id"], "properties": known})
    if rows:
        _run(tx, f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n += row.properties", rows=rows)
    return new, differences


def _write_ties(
    tx: neo4j.ManagedTransaction, kind: TieKind, ties: Sequence[TieRow], held: Held
) -> tuple[list[str], list[Difference], list[Clash]]:
    type_, start, end = kind
    known_by_id = held(tx, type_, [tie.properties["id"] for tie in ties])
    new, fresh, rows, clashes = [], [], [], []
    differences: list[Difference] = []
    for tie in ties:
        id = tie.properties["id"]
        known = known_by_id.get(id)
        if known is None:
            new.append(id)
            fresh.append({"start": tie.start, "end": tie.end, "id": id, "properties": dict(tie.properties)})
            continue
        if (known.start, known.end) != (tie.start, tie.end):
            clashes.append(clash(type_, tie, known))
            continue
        changed, differing = merge_tie(known.properties, tie.properties)
        differences += tie_differences(type_, known.properties, tie.properties, differing)
        if changed:
            rows.append({"start": tie.start, "end": tie.end, "id": id, "properties": known.properties})
    # MERGE looks through all ties of an end: 18,000 grants of one funder took five minutes, and take 15 s so. What is
    # created was looked for in this transaction, and the constraint on the id holds against another writer.
    for word, some in (("CREATE", fresh), ("MERGE", rows)):
        if not some:
            continue
        statement = (
            f"UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{end} {{id: row.end}}) "
            f"{word} (a)-[t:{type_} {{id: row.id}}]->(b) SET t += row.properties {_set_moments(some, type_)}"
            "RETURN count(t) AS n"
        )
        count = tx.run(statement, rows=some).single(strict=True)["n"]
        if count != len(some):
            raise StoreError(f"{len(some) - count} of {len(some)} {type_} ties name a node that the store lacks.")
    return new, differences, clashes


def _set_moments(rows: list[dict[str, Any]], type_: str) -> str:
    """Words that set points in time from their text: the embedded handle would take them without their zone."""
    names = moments(type_)
    for row in rows if names else ():
        given = row["properties"]
        row["moments"] = {name: given[name].isoformat() for name in names if given.get(name) is not None}
        row["properties"] = {name: value for name, value in given.items() if name not in names}
    return "".join(f"SET t.{name} = datetime(row.moments.{name}) " for name in names)
