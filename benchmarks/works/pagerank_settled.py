"""PageRank until all values together change by less than 1e-9: who goes on longer anyhow loses nothing by it."""

from __future__ import annotations

from typing import Any

KIND = "weighted"
WANTED: dict[str, float] = {}
NOTES = {
    "igraph": "as before: it has no rule to be given",
    "networkit": "to 1e-9 by its own rule; does not hand on what actors without a tie have",
}


def graphkit(graph: Any, given: Any) -> Any:
    from graphkit.networks.kernels.walks import pagerank
    from works.pagerank import _implicit

    return pagerank(_implicit(graph), tolerance=1e-9 / given.n, steps=1_000)


def networkx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return nx.pagerank(graph, max_iter=1_000, tol=1e-9 / given.n)


def rustnx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return nx.pagerank(graph, max_iter=1_000, tol=1e-9 / given.n)


def graphkit_nx(graph: Any, given: Any) -> Any:
    return networkx(graph, given)


def igraph(graph: Any, given: Any) -> Any:
    return graph.pagerank(weights="weight")


def networkit(graph: Any, given: Any) -> Any:
    from networkit.centrality import PageRank

    return PageRank(graph, 0.85, 1e-9).run().scores()
