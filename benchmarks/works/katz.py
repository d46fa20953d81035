"""Katz centrality of all actors in the projection with Newman's weights, to 1e-6 as NetworkX stops."""

from __future__ import annotations

from typing import Any

KIND = "weighted"
WANTED = {"best": 3}
NOTES = {"networkit": "without the constant: other values, not compared"}


def graphkit(graph: Any, given: Any) -> Any:
    from graphkit.networks.kernels.walks import katz
    from works.pagerank import _implicit

    return katz(_implicit(graph), given.alpha)


def networkx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return nx.katz_centrality(graph, given.alpha, weight="weight")


def rustnx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return nx.katz_centrality(graph, given.alpha, weight="weight")


def graphkit_nx(graph: Any, given: Any) -> Any:
    return networkx(graph, given)


def networkit(graph: Any, given: Any) -> Any:
    from networkit.centrality import KatzCentrality

    return KatzCentrality(graph, given.alpha, 1.0, 1e-6).run().scores()


def networkit_read(found: Any, graph: Any, given: Any) -> Any:
    return None


def scipy(graph: Any, given: Any) -> Any:
    import numpy as np

    before = np.zeros(given.n)
    for _ in range(1_000):
        after = given.alpha * (graph @ before) + 1.0
        if np.abs(after - before).sum() < given.n * 1e-6:
            break
        before = after
    return after / np.linalg.norm(after)
