"""The network as a picture, with numbered coalitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graphkit.drawing.layout import Node, Point, components, layout
from graphkit.reports import figures
from graphkit.reports.common import things
from graphkit.reports.said import count, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from graphkit.reports.facts import Facts
    from graphkit.reports.page import Section
    from graphkit.reports.teller import Teller

MOST_DRAWN_TWO_MODE = 260
MOST_DRAWN = 80
KEPT = 3
# Parts of a drawing with fewer nodes are counted and not drawn.
SMALL = 6


def map_(facts: Facts, tell: Teller) -> Section:
    """The section."""
    section = tell.begin("map")
    shared = things(facts, tell)
    if not facts.network.n_pairs:
        section.paragraphs.append(tell("map.empty"))
        return section
    if facts.given is not None:
        section.paragraphs.append(tell("map.one", name=tell.actor(facts.given.funder), title=tell.word("given")))
        return section
    two_mode, whole, graph, parts, positions = facts.drawing
    place = facts.grouped.place
    groups = {node: place[node[1]] - 1 for node in graph if node[0] == "actor" and node[1] in place}
    names = {node: plain(tell.actor(node[1]) if node[0] == "actor" else tell.action(node[1])) for node in graph}
    query = facts.command("report", seeded=True)

    def drawn(n: int, key: str, unit: str) -> object:
        return count(n, key=f"map.{key}", unit=unit, query=query, rows=facts.whole)

    values = {
        "nodes": drawn(len(graph), "nodes", "nodes"),
        "ties": drawn(graph.number_of_edges(), "lines", "lines"),
        "kept": drawn(KEPT, "strongest", "lines an actor"),
        **shared,
    }
    caption = [tell("map.two_mode" if two_mode else "map.projection", **values)]  # type: ignore[arg-type]
    if parts:
        left = {"parts": drawn(parts, "parts", "parts"), "left": drawn(len(whole) - len(graph), "parts.nodes", "nodes")}
        caption.append(tell("map.small", **left))  # type: ignore[arg-type]
    if not two_mode and facts.projection.n_actors > len(whole):
        fewer = drawn(facts.projection.n_actors - len(whole), "not_drawn", "actors")
        caption.append(tell("map.fewer", left=fewer))  # type: ignore[arg-type]
    alternative = tell.phrase("map.alt", **values, **_largest(facts, tell))  # type: ignore[arg-type]
    svg = figures.network(graph, groups, names, _legend(facts, tell), at=positions, title=plain(alternative))
    spaced = [part for text in caption for part in (*text, *tell.spelled(" "))]
    section.paragraphs.append(tell("map.how"))
    section.figures.append(tell.figure(svg, tuple(spaced[:-1]), alternative, "network"))
    return section


def drawing(facts: Facts) -> Drawing:
    """What is drawn, and where: worked out once for both languages."""
    two_mode = facts.network.n_actors + facts.network.n_actions <= MOST_DRAWN_TWO_MODE
    whole = _two_mode(facts) if two_mode else _strongest(facts)
    graph, parts = _without_small_parts(whole)
    return Drawing(two_mode, whole, graph, parts, layout(graph, figures.WIDTH, figures.HEIGHT, seed=facts.seed))


class Drawing(NamedTuple):
    """The drawing of a network: whether in two modes, all of it, what is drawn, parts that are not, positions."""

    two_mode: bool
    whole: nx.Graph[Node]
    graph: nx.Graph[Node]
    parts: int
    at: Mapping[Node, Point]


def _largest(facts: Facts, tell: Teller) -> dict[str, object]:
    groups = facts.grouped.groups
    query = facts.command(f"coalitions --runs {facts.grouped.runs}", seeded=True)
    return {"groups": count(len(groups), key="coalitions.n", unit="coalitions", query=query, rows=facts.whole)}


def _without_small_parts(graph: nx.Graph[Node]) -> tuple[nx.Graph[Node], int]:
    """The graph without parts that would only fill the margins of a picture, and how many these are."""
    parts = components(graph)
    kept = [part for n, part in enumerate(parts) if n == 0 or len(part) >= SMALL]
    return graph.subgraph([node for part in kept for node in part]), len(parts) - len(kept)


def _legend(facts: Facts, tell: Teller) -> figures.Legend:
    called = [
        f"{tell.words.number(n)} · {plain(tell.actor(facts.grouped.foremost(n, 1)[0]))}"
        for n in range(1, len(facts.grouped.groups) + 1)
    ]
    return figures.Legend(called, tell.word("map.others"), tell.word(f"Things.{facts.grain}"))


def _two_mode(facts: Facts) -> nx.Graph[Node]:
    import networkx as nx

    net = facts.network
    graph: nx.Graph[Node] = nx.Graph()
    for mode, ids in (("actor", net.actor_ids), ("action", net.action_ids)):
        graph.add_nodes_from(((mode, id), {"mode": mode}) for id in ids)
    rows, columns = net.incidence.nonzero()
    graph.add_edges_from(
        (("actor", net.actor_ids[a]), ("action", net.action_ids[x])) for a, x in zip(rows, columns, strict=True)
    )
    return graph


def _strongest(facts: Facts) -> nx.Graph[Node]:
    """The actors with most ties, each with its strongest ties among them."""
    import networkx as nx
    import numpy as np

    matrix = facts.projection.matrix
    degree = np.diff(matrix.indptr)
    chosen = np.sort(np.lexsort((np.arange(len(degree)), -degree))[:MOST_DRAWN])
    part = matrix[chosen][:, chosen].tocsr()
    ids = [facts.projection.actor_ids[i] for i in chosen]
    graph: nx.Graph[Node] = nx.Graph()
    graph.add_nodes_from((("actor", id), {"mode": "actor"}) for id in ids)
    for row, id in enumerate(ids):
        found = slice(part.indptr[row], part.indptr[row + 1])
        weights, columns = part.data[found], part.indices[found]
        for k in np.lexsort((columns, -weights))[:KEPT]:
            graph.add_edge(("actor", id), ("actor", ids[columns[k]]), weight=float(weights[k]))
    return graph
