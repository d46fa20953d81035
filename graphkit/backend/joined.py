"""Which nodes hang together, by SciPy."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.backend.subject import Subject


def labels(graph: Subject) -> tuple[int, NDArray[np.int64]]:
    """How many components there are, and the number of each node's, as they come up in the order of nodes."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    ptr, others = graph.one_mode
    ones = np.ones(len(others), dtype=np.int8)
    matrix = csr_array((ones, others.astype(np.int64), ptr), shape=(graph.size.n,) * 2)
    count, found = connected_components(matrix, directed=False)
    _, first, label = np.unique(found, return_index=True, return_inverse=True)
    rank = np.empty(count, dtype=np.int64)
    rank[np.argsort(first)] = np.arange(count)
    return int(count), rank[label]
