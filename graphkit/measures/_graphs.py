"""Networks as bare NetworkX graphs, for measures: nodes are numbers, actors first, then actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.measures._measure import Subject
    from graphkit.networks.network import Network


def bare_graph(subject: Subject) -> nx.Graph[int]:
    """A two-mode network or a projection without names; ties of a projection have their ``weight``."""
    import networkx as nx
    import numpy as np

    from graphkit.networks.projection import Projection

    graph: nx.Graph[int] = nx.Graph()
    if isinstance(subject, Projection):
        matrix = subject.matrix
        rows = np.repeat(np.arange(subject.n_actors), np.diff(matrix.indptr))
        once = rows < matrix.indices
        graph.add_nodes_from(range(subject.n_actors))
        ties = (rows[once].tolist(), matrix.indices[once].tolist(), matrix.data[once].tolist())
        graph.add_weighted_edges_from(zip(*ties, strict=True))
        return graph
    rows = np.repeat(np.arange(subject.n_actors), np.diff(subject.indptr))
    graph.add_nodes_from(range(subject.n_actors + subject.n_actions))
    graph.add_edges_from(zip(rows.tolist(), (subject.indices + subject.n_actors).tolist(), strict=True))
    return graph


def both_modes(network: Network) -> csr_array[Any]:
    """A two-mode network as one symmetric matrix of ones: actors, then actions."""
    import numpy as np
    from scipy.sparse import block_array, csr_array

    if network.n_pairs == 0:
        n = network.n_actors + network.n_actions
        return csr_array((n, n), dtype=np.float64)
    return csr_array(block_array([[None, network.incidence], [network.by_action, None]], dtype=np.float64))


def in_order(values: Any, n: int) -> NDArray[np.float64]:
    """Values by node as an array, in the order of nodes."""
    import numpy as np

    return np.array([values[node] for node in range(n)], dtype=np.float64)
