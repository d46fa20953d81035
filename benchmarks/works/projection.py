"""Projection of the whole network with three weights: actions in common, Newman's, and the sum of their amounts."""

from __future__ import annotations

from typing import Any

KIND = "two-mode"
BOUNDED = False
WANTED = {"best": 4}
NOTES = {
    "igraph": "counts alone: it has no other weights",
    "networkx": "three projections, by count, Newman's weights and a function of the amounts",
}


def graphkit(graph: Any, given: Any) -> Any:
    import numpy as np

    from graphkit.networks.kernels.projection import project

    sizes = np.diff(graph.network.action_ptr)
    return project(graph.network, 1.0 / np.maximum(sizes - 1, 1), given.totals)


def graphkit_read(found: Any, graph: Any, given: Any) -> Any:
    import numpy as np

    return np.concatenate([found.shared, found.first, found.second])


def scipy(graph: Any, given: Any) -> Any:
    import numpy as np
    from scipy.sparse import diags_array

    sizes = np.bincount(graph.indices, minlength=graph.shape[1])
    of_actions = np.ones(len(sizes)), 1.0 / np.maximum(sizes - 1, 1), given.totals
    return [graph @ diags_array(weights) @ graph.T for weights in of_actions]


def scipy_read(found: Any, graph: Any, given: Any) -> Any:
    import numpy as np
    from scipy.sparse import triu

    uppers = [triu(matrix, 1).tocsr() for matrix in found]
    for upper in uppers:
        upper.sort_indices()
    return np.concatenate([upper.data for upper in uppers])


def polars(graph: Any, given: Any) -> Any:
    import polars as pl

    other = graph.select(pl.col("actor").alias("other"), "action")
    pairs = graph.lazy().join(other.lazy(), on="action").filter(pl.col("actor") < pl.col("other"))
    return pairs.group_by("actor", "other").agg(pl.len(), pl.col("newman").sum(), pl.col("total").sum()).collect()


def polars_read(found: Any, graph: Any, given: Any) -> Any:
    import numpy as np

    ordered = found.sort("actor", "other")
    return np.concatenate([ordered[name].to_numpy() for name in ordered.columns[2:]])


def duckdb(graph: Any, given: Any) -> Any:
    return graph.execute(
        """SELECT one.actor AS one, two.actor AS two, count(*) AS n, sum(one.newman) AS newman, sum(one.total) AS total
           FROM ties AS one JOIN ties AS two USING (action) WHERE one.actor < two.actor GROUP BY ALL"""
    ).fetchnumpy()


def duckdb_read(found: Any, graph: Any, given: Any) -> Any:
    import numpy as np

    order = np.lexsort((found["two"], found["one"]))
    return np.concatenate([found[name][order] for name in ("n", "newman", "total")])


def igraph(graph: Any, given: Any) -> Any:
    types = [False] * given.n + [True] * given.n_actions
    return graph.bipartite_projection(types=types, multiplicity=True, which=0)


def igraph_read(found: Any, graph: Any, given: Any) -> Any:
    import numpy as np

    ends = np.sort(np.array(found.get_edgelist()), axis=1)
    return np.array(found.es["weight"], dtype=float)[np.lexsort((ends[:, 1], ends[:, 0]))]


def networkx(graph: Any, given: Any) -> Any:
    from networkx.algorithms import bipartite

    actors, totals, n = range(given.n), given.totals.tolist(), given.n

    def money(graph: Any, one: int, other: int) -> float:
        return sum(totals[action - n] for action in set(graph[one]) & set(graph[other]))

    return [
        bipartite.weighted_projected_graph(graph, actors),
        bipartite.collaboration_weighted_projected_graph(graph, actors),
        bipartite.generic_weighted_projected_graph(graph, actors, money),
    ]


def networkx_read(found: Any, graph: Any, given: Any) -> Any:
    import numpy as np

    columns = []
    for projected in found:
        ends = sorted(
            (min(one, other), max(one, other), weight) for one, other, weight in projected.edges(data="weight")
        )
        columns.append(np.array([weight for *_, weight in ends], dtype=float))
    return np.concatenate(columns)
