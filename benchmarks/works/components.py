"""Components of the two-mode network: the smallest actor of the component that each actor is in."""

from __future__ import annotations

from typing import Any

KIND = "two-mode"
WANTED = {"best": 1}
NOTES = {"scipy": "the matrix of both modes is made, since it is given actors × actions"}


def graphkit(graph: Any, given: Any) -> Any:
    from graphkit.networks.kernels.components import components

    return components(graph.network)[0]


def graphkit_read(found: Any, graph: Any, given: Any) -> Any:
    return _smallest(found, given)


def networkx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return list(nx.connected_components(graph))


def networkx_read(found: Any, graph: Any, given: Any) -> Any:
    return _smallest(_label(found), given)


def rustnx(graph: Any, given: Any) -> Any:
    import networkx as nx

    return list(nx.connected_components(graph))


def rustnx_read(found: Any, graph: Any, given: Any) -> Any:
    return _smallest(_label(found), given)


def graphkit_nx(graph: Any, given: Any) -> Any:
    return networkx(graph, given)


def graphkit_nx_read(found: Any, graph: Any, given: Any) -> Any:
    number = {("Actor", id): at for at, id in enumerate(graph.actor_ids)}
    actors = [{number[node] for node in part if node in number} for part in found]
    return _smallest(_label(actors), given)


def igraph(graph: Any, given: Any) -> Any:
    return graph.connected_components().membership


def igraph_read(found: Any, graph: Any, given: Any) -> Any:
    return _smallest(found, given)


def networkit(graph: Any, given: Any) -> Any:
    from networkit.components import ConnectedComponents

    return ConnectedComponents(graph).run().getPartition().getVector()


def networkit_read(found: Any, graph: Any, given: Any) -> Any:
    return _smallest(found, given)


def scipy(graph: Any, given: Any) -> Any:
    from scipy.sparse import block_array
    from scipy.sparse.csgraph import connected_components

    return connected_components(block_array([[None, graph], [graph.T, None]]), directed=False)[1]


def scipy_read(found: Any, graph: Any, given: Any) -> Any:
    return _smallest(found, given)


def sknetwork(graph: Any, given: Any) -> Any:
    from sknetwork.topology import get_connected_components

    return get_connected_components(graph, force_bipartite=True)


def sknetwork_read(found: Any, graph: Any, given: Any) -> Any:
    return _smallest(found, given)


def gds(graph: Any, given: Any) -> Any:
    return graph.run("wcc")


def gds_read(found: Any, graph: Any, given: Any) -> Any:
    from engines.gds import read

    return _smallest(read(found, graph, given), given)


def _label(parts: Any) -> list[int]:
    label = [0] * sum(len(part) for part in parts)
    for number, part in enumerate(parts):
        for node in part:
            label[node] = number
    return label


def _smallest(label: Any, given: Any) -> Any:
    """Numbers of components differ from engine to engine; their smallest actors do not."""
    import numpy as np

    _, first, place = np.unique(np.asarray(label)[: given.n], return_index=True, return_inverse=True)
    return first[place]
