"""Names as people type them, made out on the store before anything is computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.cli._settings import Settings
from graphkit.errors import UnknownName, UsageError

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.graph import Graph
    from graphkit.identity.contradictions import Contradiction
    from graphkit.networks.naming import Named
    from graphkit.networks.snapshot import Snapshot

LISTED = 5


def named(
    settings: Settings, graph: Graph, texts: tuple[str, ...], *, label: str = "Actor", funders: bool = False
) -> tuple[str, ...]:
    """What each text names, for what takes an id or an exact name; says whom it took where that was not plain.

    With `funders` those that fund go before those that fund nothing.

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
    choice = _Choice(settings, graph, nodes, label, funders)
    return tuple(text if text in there else choice.one(text) for text in texts)


def named_other(settings: Settings, graph: Graph, snapshot: Snapshot, text: str, *, label: str) -> str:
    """The id or name of a programme, a concept or the like: by id, name or code, else as `named` makes it out.

    Raises
    ------
    UnknownName
        None is called like that; says what is near.
    UsageError
        Several are.
    """
    from graphkit.networks.others import one_of, others_of

    nodes = others_of(snapshot, label)
    try:
        return one_of(nodes, text, label.lower()).id
    except UnknownName:
        if not nodes:
            raise
    return named(settings, graph, (text,), label=label)[0]


def say_contradictions(settings: Settings, found: Sequence[Contradiction]) -> None:
    """Say that actors have names under one number that have nothing in common, with the first of them."""
    if found:
        from shlex import quote

        from graphkit.reports.again import on_store

        first = found[0]
        lists, rows = (
            on_store(f"graphkit {words}", settings.named_store)
            for words in ("resolve contradictions", f"query sources_of_node {quote(f'node={first.id}')}")
        )
        told = {"id": first.id, "name": first.name, "other": first.other, "all": lists, "rows": rows}
        settings.say("contradictions", n=len(found), **told)


def for_readers(settings: Settings, frame: pd.DataFrame, snapshot: Snapshot) -> pd.DataFrame:
    """Rows with French names where a person reads them in French; CSV and JSON have names as they are found by."""
    from graphkit.reports.names import translated

    return translated(frame, snapshot, settings.lang) if settings.shape == "table" else frame


@dataclass(frozen=True)
class _Choice:
    """Those of whom one is meant."""

    settings: Settings
    graph: Graph
    nodes: list[Named]
    label: str
    funders: bool

    def one(self, text: str) -> str:
        from graphkit.networks.naming import alike, likely

        found = alike(text, self.nodes) or likely(text, self.nodes)
        if not found:
            raise self._unknown(text)
        if len(found) > 1 and self.label in ("Actor", "Funder"):
            found = _counted_once(self.graph, found)
        if len(found) > 1 and self.label in ("Actor", "Funder"):
            found = self._foremost(found)
        word = self.settings.word
        if len(found) > 1:
            listed = ", ".join(f"{node.name} ({node.id})" for node in found[:LISTED])
            more = word("and_more", n=len(found) - LISTED) if len(found) > LISTED else ""
            raise UsageError(word("several_named", text=text, n=len(found), listed=listed + more))
        (node,) = found
        self.settings.say("taken_for", text=text, name=node.name, id=node.id)
        return node.id

    def _foremost(self, found: list[Named]) -> list[Named]:
        """Those who fund most first, then those with most ties; only those who fund, if there are any and they are
        asked for."""  # noqa: D209
        statement = (
            "MATCH (n:Actor)-[r]->(x:Action) WHERE n.id IN $ids RETURN n.id AS id, count(r) AS ties, "
            "sum(CASE WHEN type(r) = 'FUNDS' THEN 1 ELSE 0 END) AS funds"
        )
        rows = self.graph.store.read(statement, {"ids": [node.id for node in found]}).to_pylist()
        ties = {row["id"]: (int(row["funds"]), int(row["ties"])) for row in rows}
        none = (0, 0)
        fund = [node for node in found if ties.get(node.id, none)[0]]
        # Sorting is stable: equal ones stay in the order of their ids.
        return sorted(fund if fund and self.funders else found, key=lambda n: ties.get(n.id, none), reverse=True)

    def _unknown(self, text: str) -> UnknownName:
        from graphkit.networks.naming import nearest

        near: list[str] = []
        if self.funders:
            rows = self.graph.store.read("MATCH (n:Funder) RETURN n.id AS id").to_pylist()
            fund = {row["id"] for row in rows}
            near = nearest(text, _names(node for node in self.nodes if node.id in fund))
        near = near or nearest(text, _names(self.nodes))
        what = "actor" if self.label == "Funder" else self.label.lower()
        return UnknownName(what, text, (), f"Did you mean {', '.join(near)}?" if near else "")


def _names(nodes: Iterable[Named]) -> Iterator[str]:
    for node in nodes:
        yield node.name
        yield from node.others


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
