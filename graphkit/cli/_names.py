"""Names as people type them, made out on the store before anything is computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from graphkit.cli._settings import Settings
from graphkit.errors import UnknownName, UsageError

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.graph import Graph
    from graphkit.networks.naming import Named
    from graphkit.networks.snapshot import Snapshot

LISTED = 5


def named(settings: Settings, graph: Graph, texts: tuple[str, ...], *, label: str = "Actor") -> tuple[str, ...]:
    """What each text names, for what takes an id or an exact name; says whom it took where that was not plain.

    Raises
    ------
    DataError
        The store is empty.
    UnknownName
        Nobody is called like that; says who is near.
    UsageError
        Several are, and none of them just so.
    """
    statement = f"MATCH (n:{label}) WHERE n.id IN $texts OR n.name IN $texts RETURN n.id AS id, n.name AS name"
    there = {word for row in graph.store.read(statement, {"texts": list(texts)}).to_pylist() for word in row.values()}
    if there.issuperset(texts):
        return texts
    nodes = _nodes(graph, label)
    settings.require_actors(len(nodes), graph.store.place)
    return tuple(text if text in there else _one(settings, graph, text, nodes, label) for text in texts)


def for_readers(settings: Settings, frame: pd.DataFrame, snapshot: Snapshot) -> pd.DataFrame:
    """Rows with French names where a person reads them in French; CSV and JSON have names as they are found by."""
    from graphkit.reports.names import translated

    return translated(frame, snapshot, settings.lang) if settings.shape == "table" else frame


def _one(settings: Settings, graph: Graph, text: str, nodes: list[Named], label: str) -> str:
    from graphkit.networks.naming import alike, likely, nearest

    found = alike(text, nodes) or likely(text, nodes)
    what = "actor" if label == "Funder" else label.lower()
    if not found:
        near = nearest(text, (name for node in nodes for name in (node.name, *node.others)))
        raise UnknownName(what, text, (), f"Did you mean {', '.join(near)}?" if near else "")
    if len(found) > 1:
        found = _counted_once(graph, found)
    if len(found) > 1:
        listed = ", ".join(f"{node.name} ({node.id})" for node in found[:LISTED])
        more = settings.word("and_more", n=len(found) - LISTED) if len(found) > LISTED else ""
        raise UsageError(settings.word("several_named", text=text, n=len(found), listed=listed + more))
    (node,) = found
    settings.say("taken_for", text=text, name=node.name, id=node.id)
    return node.id


def _counted_once(graph: Graph, found: list[Named]) -> list[Named]:
    """The same without those that were judged to be another of them."""
    from networkx.utils import UnionFind

    same: UnionFind[str] = UnionFind()
    statement = "MATCH (a:Actor)-[s:SAME_AS]->(b:Actor) WHERE s.judgement = 'same' RETURN a.id AS one, b.id AS other"
    for row in graph.store.read(statement).to_pylist():
        same.union(row["one"], row["other"])
    # In order of their ids: the first is the one that analyses count them as.
    return list({same[node.id]: node for node in reversed(found)}.values())[::-1]


def _nodes(graph: Graph, label: str) -> list[Named]:
    from graphkit.model.schema import schema
    from graphkit.networks.naming import Named

    held = schema().nodes["Actor" if label == "Funder" else label].properties
    others = [name for name in ("name_fr", "aliases", "identifiers") if name in held]
    listed = ", ".join(f"n.{name} AS {name}" for name in ("id", "name", *others))
    rows = graph.store.read(f"MATCH (n:{label}) RETURN {listed}").to_pylist()
    rows.sort(key=lambda row: str(row["id"]))
    return [Named(row["id"], row["name"] or row["id"], tuple(_flat(row.get(name) for name in others))) for row in rows]


def _flat(values: Iterable[str | list[str] | None]) -> Iterator[str]:
    for value in values:
        yield from [value] if isinstance(value, str) else value or ()
