"""Betweenness of all actors in the projection, exact, from all actors; not normalised, each pair once."""

from __future__ import annotations

from typing import Any

from works import betweenness_from_256

KIND = "projection"
WANTED = {"best": 6}
NOTES = {"networkit": "counts each pair from both ends: halved"}


def graphkit(graph: Any, given: Any) -> Any:
    from graphkit.networks.kernels.betweenness import dependencies_in_projection

    return dependencies_in_projection(graph.network) / 2.0


def graphkit_part(graph: Any, given: Any) -> float:
    return _from_some(betweenness_from_256.graphkit, graph, given)


def networkx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return nx.betweenness_centrality(graph, normalized=False)


def networkx_part(graph: Any, given: Any) -> float:
    import networkx as nx

    sources = given.sources[:: len(given.sources) // 8].tolist()
    nx.betweenness_centrality_subset(graph, sources, list(graph))
    return len(sources) / given.n


def rustnx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return nx.betweenness_centrality(graph, normalized=False)


def rustnx_part(graph: Any, given: Any) -> float:
    return _from_some(betweenness_from_256.rustnx, graph, given)


def graphkit_nx(graph: Any, given: Any) -> Any:
    return networkx(graph, given)


def graphkit_nx_part(graph: Any, given: Any) -> float:
    return _from_some(betweenness_from_256.graphkit_nx, graph, given)


def igraph(graph: Any, given: Any) -> Any:
    return graph.betweenness()


def igraph_part(graph: Any, given: Any) -> float:
    return _from_some(betweenness_from_256.igraph, graph, given)


def networkit(graph: Any, given: Any) -> Any:
    from networkit.centrality import Betweenness

    return Betweenness(graph).run().scores()


def networkit_read(found: Any, graph: Any, given: Any) -> Any:
    import numpy as np

    return np.array(found) / 2.0


def gds(graph: Any, given: Any) -> Any:
    return graph.run("betweenness")


def _from_some(run: Any, graph: Any, given: Any) -> float:
    run(graph, given)
    return len(given.sources) / given.n
