"""NetworkX itself, no backend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from given import Given

VERSIONS = ("networkx",)


def ready(given: Given, kind: str) -> Any:
    """A graph of numbers; weights are in ``weight``."""
    import networkx as nx

    if kind == "two-mode":
        graph = nx.empty_graph(given.n + given.n_actions)
        one, other = given.ties()
        graph.add_edges_from(zip(one.tolist(), other.tolist(), strict=True))
        return graph
    graph = nx.empty_graph(given.n)
    one, other, weights = (column.tolist() for column in given.pairs())
    if kind == "weighted":
        graph.add_weighted_edges_from(zip(one, other, weights, strict=True))
    else:
        graph.add_edges_from(zip(one, other, strict=True))
    return graph
