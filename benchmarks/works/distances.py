"""Distances between 1,000 actors in the projection, each to each."""

from __future__ import annotations

from typing import Any

KIND = "projection"
WANTED = {"best": 50}
NOTES = {
    "networkit": "the largest number stands for no way",
    "rustnx": "from each actor to all, as NetworkX has it; no batch is public",
}


def graphkit(graph: Any, given: Any) -> Any:
    from graphkit.networks.kernels.distances import between

    return between(graph.network, given.ends)[:, given.ends]


def graphkit_read(found: Any, graph: Any, given: Any) -> Any:
    import numpy as np

    from graphkit.networks.kernels.distances import UNREACHED

    return np.where(found == UNREACHED, np.inf, found)


def networkx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return _rows(nx.single_source_shortest_path_length, graph, given.ends.tolist())


def networkx_part(graph: Any, given: Any) -> float:
    import networkx as nx

    some = given.ends[:: len(given.ends) // 10].tolist()
    _rows(nx.single_source_shortest_path_length, graph, some)
    return len(some) / len(given.ends)


def rustnx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return _rows(nx.single_source_shortest_path_length, graph, given.ends.tolist())


def igraph(graph: Any, given: Any) -> Any:
    return graph.distances(given.ends.tolist(), given.ends.tolist())


def networkit(graph: Any, given: Any) -> Any:
    from networkit.distance import SPSP

    ends = given.ends.tolist()
    search = SPSP(graph, ends)
    search.setTargets(ends)
    search.run()
    return search.getDistances(asarray=True)


def networkit_read(found: Any, graph: Any, given: Any) -> Any:
    import numpy as np

    values = np.asarray(found, dtype=float)
    return np.where(values > given.n, np.inf, values)


def scipy(graph: Any, given: Any) -> Any:
    from scipy.sparse.csgraph import dijkstra

    return dijkstra(graph, directed=True, indices=given.ends, unweighted=True)[:, given.ends]


def _rows(search: Any, graph: Any, ends: list[int]) -> list[list[float]]:
    rows = []
    for source in ends:
        found = search(graph, source)
        rows.append([found.get(target, float("inf")) for target in ends])
    return rows
