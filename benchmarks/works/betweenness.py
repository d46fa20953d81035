"""Betweenness of all actors in the projection, exact, from all actors; not normalised, each pair once."""

from __future__ import annotations

from typing import Any

KIND = "projection"
WANTED = {"best": 6}
NOTES = {"networkit": "counts each pair from both ends: halved"}


def graphkit(graph: Any, given: Any) -> Any:
    from graphkit.networks.kernels.betweenness import dependencies_in_projection

    return dependencies_in_projection(graph.network) / 2.0


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


def igraph(graph: Any, given: Any) -> Any:
    return graph.betweenness()


def networkit(graph: Any, given: Any) -> Any:
    from networkit.centrality import Betweenness

    return Betweenness(graph).run().scores()


def networkit_read(found: Any, graph: Any, given: Any) -> Any:
    import numpy as np

    return np.array(found) / 2.0


def gds(graph: Any, given: Any) -> Any:
    return graph.run("betweenness")
