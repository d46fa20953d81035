"""Coreness of all actors in the projection."""

from __future__ import annotations

from typing import Any

KIND = "projection"
WANTED = {"best": 1}
NOTES: dict[str, str] = {}


def graphkit(graph: Any, given: Any) -> Any:
    from graphkit.networks.kernels.cores import coreness

    return coreness(graph.projection)


def networkx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return nx.core_number(graph)


def rustnx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return nx.core_number(graph)


def graphkit_nx(graph: Any, given: Any) -> Any:
    return networkx(graph, given)


def igraph(graph: Any, given: Any) -> Any:
    return graph.coreness()


def networkit(graph: Any, given: Any) -> Any:
    from networkit.centrality import CoreDecomposition

    return CoreDecomposition(graph).run().scores()


def sknetwork(graph: Any, given: Any) -> Any:
    from sknetwork.topology import get_core_decomposition

    return get_core_decomposition(graph)


def gds(graph: Any, given: Any) -> Any:
    return graph.run("kcore")
