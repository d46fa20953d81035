"""Which nodes hang together, and how far apart they are, by SciPy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.backend.subject import Subject
    from graphkit.networks.kernels.layout import OneMode


def labels(ties: OneMode) -> tuple[int, NDArray[np.int64]]:
    """How many components there are, and the number of each node's, as they come up in the order of nodes."""
    import numpy as np
    from scipy.sparse.csgraph import connected_components

    count, found = connected_components(_matrix(ties), directed=False)
    _, first, label = np.unique(found, return_index=True, return_inverse=True)
    rank = np.empty(count, dtype=np.int64)
    rank[np.argsort(first)] = np.arange(count)
    return int(count), rank[label]


def eccentricity(graph: Subject) -> int:
    """How many steps it is to the farthest from the busiest node of the largest component."""
    import numpy as np
    from scipy.sparse.csgraph import breadth_first_order

    _, label = graph.components
    start = int(np.argmax(np.where(label == np.bincount(label).argmax(), graph.degree, -1)))
    order, before = breadth_first_order(_matrix(graph.one_mode), start, directed=False)
    steps, node = 0, int(order[-1])
    while node != start:
        steps, node = steps + 1, int(before[node])
    return steps


def _matrix(ties: OneMode) -> csr_array[Any]:
    import numpy as np
    from scipy.sparse import csr_array

    ptr, others = ties
    ones = np.ones(len(others), dtype=np.int8)
    return csr_array((ones, others.astype(np.int64), ptr), shape=(ties.n_actors,) * 2)
