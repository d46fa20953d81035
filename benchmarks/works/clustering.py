"""Clustering of all actors in the projection: the share of the pairs of their partners that are tied."""

from __future__ import annotations

from typing import Any

KIND = "projection"
WANTED = {"best": 2.5}
NOTES = {"networkit": "its turbo mode"}


def graphkit(graph: Any, given: Any) -> Any:
    from graphkit.networks.kernels.triangles import clustering

    return clustering(graph.projection)


def networkx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return nx.clustering(graph)


def rustnx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return nx.clustering(graph)


def graphkit_nx(graph: Any, given: Any) -> Any:
    return networkx(graph, given)


def igraph(graph: Any, given: Any) -> Any:
    return graph.transitivity_local_undirected(mode="zero")


def networkit(graph: Any, given: Any) -> Any:
    from networkit.centrality import LocalClusteringCoefficient

    return LocalClusteringCoefficient(graph, True).run().scores()


def scipy(graph: Any, given: Any) -> Any:
    import numpy as np

    degree = np.diff(graph.indptr)
    corners = (graph @ graph).multiply(graph).sum(axis=1)
    return np.divide(corners, degree * (degree - 1.0), out=np.zeros(given.n), where=degree > 1)


def gds(graph: Any, given: Any) -> Any:
    return graph.run("localClusteringCoefficient")
