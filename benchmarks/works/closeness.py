"""Closeness of all actors in the projection (Wasserman and Faust's, which counts whom an actor reaches), exact."""

from __future__ import annotations

from typing import Any

KIND = "projection"
WANTED = {"rustnx": 4, "igraph": 200, "networkit": 200}
NOTES = {"igraph": "within each component; times (actors of the component - 1) / (all actors - 1)"}


def graphkit(graph: Any, given: Any) -> Any:
    import numpy as np

    from graphkit.networks.kernels.distances import nearness

    found = nearness(graph.network)
    reached = found.reached.astype(float)
    return np.divide(reached**2, found.far * (given.n - 1.0), out=np.zeros(given.n), where=found.far > 0)


def networkx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return nx.closeness_centrality(graph)


def networkx_part(graph: Any, given: Any) -> float:
    import networkx as nx

    some = given.sources[:: len(given.sources) // 10]
    for actor in some.tolist():
        nx.closeness_centrality(graph, actor)
    return len(some) / given.n


def rustnx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return nx.closeness_centrality(graph)


def graphkit_nx(graph: Any, given: Any) -> Any:
    return networkx(graph, given)


def igraph(graph: Any, given: Any) -> Any:
    return graph.closeness()


def igraph_read(found: Any, graph: Any, given: Any) -> Any:
    import numpy as np

    label = np.array(graph.connected_components().membership)
    size = np.bincount(label)[label]
    return np.where(size > 1, np.array(found) * (size - 1) / (given.n - 1), 0.0)


def networkit(graph: Any, given: Any) -> Any:
    from networkit.centrality import Closeness, ClosenessVariant

    return Closeness(graph, True, ClosenessVariant.GENERALIZED).run().scores()


def gds(graph: Any, given: Any) -> Any:
    return graph.run("closeness", useWassermanFaust=True)
