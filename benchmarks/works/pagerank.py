"""PageRank of all actors in the projection with Newman's weights, to 1e-6 as NetworkX stops."""

from __future__ import annotations

from typing import Any

KIND = "weighted"
WANTED = {"rustnx": 3, "igraph": 8}
NOTES = {
    "gds": "stops when no value changes by 1e-7 of the mean; brought to the sum 1",
    "igraph": "PRPACK goes on until it is exact, hence differs by what NetworkX leaves; see pagerank_settled",
    "networkit": "goes on to 1e-9; does not hand on what actors without a tie have",
    "sknetwork": "ten steps; actors without a tie otherwise",
}


def graphkit(graph: Any, given: Any) -> Any:
    from graphkit.networks.kernels.walks import pagerank

    return pagerank(_implicit(graph))


def networkx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return nx.pagerank(graph)


def rustnx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return nx.pagerank(graph)


def graphkit_nx(graph: Any, given: Any) -> Any:
    return networkx(graph, given)


def igraph(graph: Any, given: Any) -> Any:
    return graph.pagerank(weights="weight")


def networkit(graph: Any, given: Any) -> Any:
    from networkit.centrality import PageRank

    return PageRank(graph, 0.85, 1e-9).run().scores()


def sknetwork(graph: Any, given: Any) -> Any:
    from sknetwork.ranking import PageRank

    return PageRank().fit_predict(graph)


def scipy(graph: Any, given: Any) -> Any:
    import numpy as np

    strength = graph.sum(axis=1)
    alone = strength == 0
    onward = np.divide(1.0, strength, out=np.zeros(given.n), where=~alone)
    before = np.full(given.n, 1.0 / given.n)
    for _ in range(100):
        after = 0.85 * (graph @ (before * onward)) + (0.15 + 0.85 * before[alone].sum()) / given.n
        if np.abs(after - before).sum() < given.n * 1e-6:
            break
        before = after
    return after


def gds(graph: Any, given: Any) -> Any:
    return graph.run("pageRank", relationshipWeightProperty="weight", maxIterations=100)


def gds_read(found: Any, graph: Any, given: Any) -> Any:
    from engines.gds import read

    values = read(found, graph, given)
    return values / values.sum()


def _implicit(graph: Any) -> Any:
    import numpy as np

    from graphkit.networks.kernels.walks import ImplicitProjection

    sizes = np.diff(graph.network.action_ptr)
    return ImplicitProjection(graph.incidence, graph.by_action, 1.0 / np.maximum(sizes - 1, 1))
