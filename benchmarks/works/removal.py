"""Actors removed in order, the busiest first: how large the largest component is, at 20 levels; graphkit gives all."""

from __future__ import annotations

from typing import Any

KIND = "two-mode"
WANTED = {"best": 20}
NOTES = {
    "graphkit": "after every removal, in one pass",
    "igraph": "20 times from the beginning",
    "networkx": "20 times from the beginning",
    "scipy": "20 times from the beginning",
}


def graphkit(graph: Any, given: Any) -> Any:
    from graphkit.networks.kernels.components import removal

    return removal(graph.network, given.order)


def graphkit_read(found: Any, graph: Any, given: Any) -> Any:
    return found.largest[given.levels]


def scipy(graph: Any, given: Any) -> Any:
    import numpy as np
    from scipy.sparse import block_array
    from scipy.sparse.csgraph import connected_components

    order, largest = given.order, []
    for gone in given.levels:
        rows = graph[np.sort(order[gone:])]
        _, label = connected_components(block_array([[None, rows], [rows.T, None]]), directed=False)
        largest.append(np.bincount(label[: rows.shape[0]]).max())
    return largest


def igraph(graph: Any, given: Any) -> Any:
    import numpy as np

    order, largest = given.order, []
    for gone in given.levels:
        left = np.concatenate([order[gone:], np.arange(given.n, given.n + given.n_actions)])
        left.sort()
        label = np.array(graph.induced_subgraph(left.tolist()).connected_components().membership)
        largest.append(np.bincount(label[: given.n - gone]).max())
    return largest


def networkx(graph: Any, given: Any) -> Any:
    import networkx as nx

    order, largest = given.order.tolist(), []
    for gone in given.levels.tolist():
        left = graph.copy()
        left.remove_nodes_from(order[:gone])
        parts = (sum(node < given.n for node in part) for part in nx.connected_components(left))
        largest.append(max(parts))
    return largest
