"""Betweenness of all actors in the projection, from the same 256 actors to all."""

from __future__ import annotations

import random
from typing import Any

KIND = "projection"
WANTED = {"best": 3}
NOTES = {
    "gds": "draws its own actors, so that values are not compared",
    "igraph": "halves its sums, as if each pair were seen from both ends; doubled",
    "networkit": "draws its own actors, so that values are not compared",
    "networkx": "scaled to all actors, the 256 otherwise than the rest; scaled back",
    "rustnx": "scaled as NetworkX does; scaled back",
}


def graphkit(graph: Any, given: Any) -> Any:
    from graphkit.networks.kernels.betweenness import dependencies_in_projection

    return dependencies_in_projection(graph.network, given.sources)


def networkx(graph: Any, given: Any) -> Any:
    return _as_networkx(graph, given)


def networkx_read(found: Any, graph: Any, given: Any) -> Any:
    return _unscaled(found, given)


def networkx_part(graph: Any, given: Any) -> float:
    import networkx as nx

    some = given.sources[:: len(given.sources) // 8].tolist()
    nx.betweenness_centrality_subset(graph, some, list(graph))
    return len(some) / len(given.sources)


def rustnx(graph: Any, given: Any) -> Any:
    return _as_networkx(graph, given)


def rustnx_read(found: Any, graph: Any, given: Any) -> Any:
    return _unscaled(found, given)


def graphkit_nx(graph: Any, given: Any) -> Any:
    return _as_networkx(graph, given)


def graphkit_nx_read(found: Any, graph: Any, given: Any) -> Any:
    from engines.graphkit_nx import numbered

    return _unscaled(numbered(found, graph), given)


def igraph(graph: Any, given: Any) -> Any:
    return graph.betweenness(sources=given.sources.tolist())


def igraph_read(found: Any, graph: Any, given: Any) -> Any:
    import numpy as np

    return 2.0 * np.array(found)


def networkit(graph: Any, given: Any) -> Any:
    from networkit.centrality import EstimateBetweenness

    return EstimateBetweenness(graph, len(given.sources), False, True).run().scores()


def networkit_read(found: Any, graph: Any, given: Any) -> Any:
    return None


def gds(graph: Any, given: Any) -> Any:
    return graph.run("betweenness", samplingSize=len(given.sources), samplingSeed=0)


def gds_read(found: Any, graph: Any, given: Any) -> Any:
    return None


class _Chosen(random.Random):
    """Draws what it was given: NetworkX lets nobody name the actors to start from."""

    def __init__(self, chosen: list[int]) -> None:
        super().__init__(0)
        self.chosen = chosen

    def sample(self, population: Any, k: int, **_: Any) -> list[Any]:
        return [population[number] for number in self.chosen]


def _as_networkx(graph: Any, given: Any) -> Any:
    import networkx as nx

    chosen = given.sources.tolist()
    return nx.betweenness_centrality(graph, k=len(chosen), normalized=False, seed=_Chosen(chosen))


def _unscaled(found: Any, given: Any) -> Any:
    """The sums: NetworkX multiplies them by (actors - 1) / (2 k), where it began by (actors - 1) / (2 (k - 1))."""
    import numpy as np

    values = np.array([found[actor] for actor in range(given.n)])
    k = len(given.sources)
    scale = np.full(given.n, (given.n - 1) / (2 * k))
    scale[given.sources] = (given.n - 1) / (2 * (k - 1))
    return values / scale
