"""Constraint and effective size of all actors in the projection with Newman's weights (Burt), both in one go."""

from __future__ import annotations

from typing import Any

KIND = "weighted"
WANTED = {"best": 6}
NOTES = {
    "igraph": "constraint alone: it has no effective size",
    "networkx": "both; effective size by weight is wrong for all nodes at once (networkx#8906): constraint compared",
    "scipy": "both, by products of matrices",
}


def graphkit(graph: Any, given: Any) -> Any:
    from graphkit.networks.kernels.holes import holes

    return holes(graph.projection, given.newman)


def graphkit_read(found: Any, graph: Any, given: Any) -> Any:
    import numpy as np

    return np.concatenate([found.constraint, found.effective_size])


def networkx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return nx.constraint(graph, weight="weight"), nx.effective_size(graph, weight="weight")


def networkx_read(found: Any, graph: Any, given: Any) -> Any:
    import numpy as np

    return np.array([found[0][actor] for actor in range(given.n)])


def graphkit_nx(graph: Any, given: Any) -> Any:
    return networkx(graph, given)


def graphkit_nx_read(found: Any, graph: Any, given: Any) -> Any:
    from engines.graphkit_nx import numbered

    return networkx_read([numbered(values, graph) for values in found], graph, given)


def igraph(graph: Any, given: Any) -> Any:
    return graph.constraint(weights="weight")


def scipy(graph: Any, given: Any) -> Any:
    import numpy as np
    from scipy.sparse import diags_array

    strength, largest = graph.sum(axis=1), graph.max(axis=1).toarray().ravel()
    some = strength > 0
    ties = graph.copy()
    ties.data[:] = 1.0
    share = (diags_array(np.divide(1.0, strength, out=np.zeros(given.n), where=some)) @ graph).tocsr()
    scaled = (diags_array(np.divide(1.0, largest, out=np.zeros(given.n), where=some)) @ graph).tocsr()
    spent = share + (share @ share).multiply(ties)
    constraint = spent.multiply(spent).sum(axis=1)
    redundant = (share @ scaled.T).multiply(ties).sum(axis=1)
    size = np.diff(graph.indptr) - redundant
    return np.where(some, np.concatenate([[constraint], [size]]), np.nan)


def scipy_read(found: Any, graph: Any, given: Any) -> Any:
    return found.ravel()
