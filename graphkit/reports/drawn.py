"""What the picture of a network shows, and where it stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graphkit.drawing.layout import Node, Point, components, layout
from graphkit.reports import figures

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from graphkit.reports.facts import Facts

MOST_DRAWN_TWO_MODE = 260
MOST_DRAWN = 80
KEPT = 3
# Parts of a drawing with fewer nodes are counted and not drawn.
SMALL = 6


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


def _without_small_parts(graph: nx.Graph[Node]) -> tuple[nx.Graph[Node], int]:
    """The graph without parts that would only fill the margins of a picture, and how many these are."""
    parts = components(graph)
    kept = [part for n, part in enumerate(parts) if n == 0 or len(part) >= SMALL]
    return graph.subgraph([node for part in kept for node in part]), len(parts) - len(kept)


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
