"""Eigenvector centrality of all actors in the projection with Newman's weights, to 1e-6 as NetworkX stops."""

from __future__ import annotations

from typing import Any

KIND = "weighted"
WANTED = {"rustnx": 3, "igraph": 8}
NOTES = {
    "gds": "divides weights by all of their actor: other values, not compared",
    "igraph": "the largest value is 1: brought to length 1; ARPACK goes on until it is exact",
    "networkit": "goes on to 1e-9",
    "scipy": "ARPACK goes on until it is exact",
}


def graphkit(graph: Any, given: Any) -> Any:
    from graphkit.networks.kernels.walks import eigenvector
    from works.pagerank import _implicit

    return eigenvector(_implicit(graph), steps=1_000)


def networkx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return nx.eigenvector_centrality(graph, 1_000, weight="weight")


def rustnx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return nx.eigenvector_centrality(graph, 1_000, weight="weight")


def graphkit_nx(graph: Any, given: Any) -> Any:
    return networkx(graph, given)


def igraph(graph: Any, given: Any) -> Any:
    return graph.eigenvector_centrality(weights="weight")


def igraph_read(found: Any, graph: Any, given: Any) -> Any:
    import numpy as np

    return np.array(found) / np.linalg.norm(found)


def networkit(graph: Any, given: Any) -> Any:
    from networkit.centrality import EigenvectorCentrality

    return EigenvectorCentrality(graph, 1e-9).run().scores()


def scipy(graph: Any, given: Any) -> Any:
    import numpy as np
    from scipy.sparse.linalg import eigsh

    _, vectors = eigsh(graph, k=1, which="LA", v0=np.ones(given.n))
    return np.abs(vectors[:, 0])


def gds(graph: Any, given: Any) -> Any:
    return graph.run("eigenvector", relationshipWeightProperty="weight", maxIterations=1_000)


def gds_read(found: Any, graph: Any, given: Any) -> Any:
    return None
