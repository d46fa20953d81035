"""Harmonic closeness of all actors in the projection, exact."""

from __future__ import annotations

from typing import Any

KIND = "projection"
WANTED = {"best": 100}
NOTES = {
    "gds": "the mean, times (actors - 1)",
    "igraph": "the mean, times (actors - 1)",
}


def graphkit(graph: Any, given: Any) -> Any:
    from graphkit.networks.kernels.distances import nearness

    return nearness(graph.network).near


def networkx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return nx.harmonic_centrality(graph)


def networkx_part(graph: Any, given: Any) -> float:
    import networkx as nx

    some = given.sources[:: len(given.sources) // 10].tolist()
    nx.harmonic_centrality(graph, sources=some)
    return len(some) / given.n


def rustnx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return nx.harmonic_centrality(graph)


def graphkit_nx(graph: Any, given: Any) -> Any:
    return networkx(graph, given)


def igraph(graph: Any, given: Any) -> Any:
    return graph.harmonic_centrality()


def igraph_read(found: Any, graph: Any, given: Any) -> Any:
    import numpy as np

    return np.array(found) * (given.n - 1)


def networkit(graph: Any, given: Any) -> Any:
    from networkit.centrality import HarmonicCloseness

    return HarmonicCloseness(graph, False).run().scores()


def gds(graph: Any, given: Any) -> Any:
    return graph.run("closeness.harmonic")


def gds_read(found: Any, graph: Any, given: Any) -> Any:
    from engines.gds import read

    return read(found, graph, given) * (given.n - 1)
