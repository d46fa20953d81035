"""Ways over two actions and over two actors, counted: what two-mode clustering is a share of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.networks.kernels._running import Progress
    from graphkit.networks.network import Network

# So many rows of products at once, which have as many entries in each as there are nodes of a kind.
_ROWS = 256

# Of the kernel, with the rest of what it does to a tie: 9 to 17 were measured.
_SECONDS_A_LOOK = 1.5e-8


def work(network: Any, of: str | None = None) -> float:
    """What the ways cost without a kernel, in steps of a search: for the nodes of one kind, or of both."""
    import numpy as np

    total = 0.0
    for kind, ties, turned in (
        ("actors", network.incidence, network.by_action),
        ("actions", network.by_action, network.incidence),
    ):
        if of in (None, kind):
            reach = ties @ (np.diff(turned.indptr) - 1.0)
            total += 0.1 * float((np.minimum(reach, ties.shape[0]) ** 2).sum())
    return total


def seconds_by_kernel(network: Any, of: str = "actors") -> float:
    """How long the ways take by the kernel.

    For each node it looks at the ties of all that it has anything in common with, at most at all ties there are. So a
    node with thousands of ties costs it little more than these, and SciPy the square of whom they reach.
    """
    import numpy as np

    actors = (network.incidence, network.by_action)
    ties, turned = actors if of == "actors" else actors[::-1]
    sizes, degree = (np.diff(each.indptr).astype(np.float64) for each in (turned, ties))
    looks = np.minimum(ties @ (turned @ degree), float(ties.nnz)) + ties @ sizes
    return _SECONDS_A_LOOK * float(looks.sum())


def ways(network: Network, of: str, progress: Progress | None = None) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many ways over two have each actor or action in their middle, and how many of them are closed.

    See `graphkit.networks.kernels.closure.closure`.

    Parameters
    ----------
    network : Network
    of : {"actors", "actions"}
    progress : callable, optional
        Called with the share that is done.
    """
    from graphkit.measures._kernels import arrays, pay

    if pay(network, work(network, of)):
        from graphkit.networks.kernels.closure import closure

        held = arrays(network)
        found = closure(held if of == "actors" else held.turned, progress=progress)
        return found.paths, found.closed
    return _by_products(network.incidence if of == "actors" else network.by_action)


def _by_products(ties: csr_array[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The same as the kernel finds, in the words of matrices: S how many two have in common, 0 for one with itself."""
    import numpy as np
    from scipy.sparse import csr_array, diags_array

    n = ties.shape[0]
    if ties.nnz == 0:
        return np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    ties = ties.astype(np.int64)
    turned = csr_array(ties.T.tocsr())
    shared = csr_array(ties @ turned - diags_array(np.diff(ties.indptr), dtype=np.int64)).astype(np.int64)
    shared.eliminate_zeros()
    others = np.diff(turned.indptr).astype(np.int64) - 1
    ends, by_one = ties @ others, ties @ (others * (others - 1))
    paths = (ends**2 - np.asarray((shared * shared).sum(axis=1)).ravel() - by_one) // 2
    # Of each tie: with how many others the node has it and no second one in common.
    lone = csr_array((_where(shared, shared.data == 1) @ ties).multiply(ties))
    tied, repeated = _where(shared, shared.data > 0), csr_array(shared - _where(shared, shared.data > 0))
    closed = np.zeros(n, dtype=np.int64)
    for low in range(0, n, _ROWS):
        block = slice(low, low + _ROWS)
        closed[block] += np.asarray((shared[block] @ tied).multiply(shared[block]).sum(axis=1)).ravel()
        only_by_them = (ties[block] @ lone.T).multiply(repeated[block])
        closed[block] -= 2 * np.asarray(only_by_them.sum(axis=1)).ravel()
    closed -= 2 * 2 * _between_twins(ties, turned, shared)
    return paths, (closed - by_one) // 2


def _where(matrix: csr_array[Any], chosen: NDArray[np.bool_]) -> csr_array[Any]:
    """Ones for those entries of a matrix that are chosen."""
    import numpy as np
    from scipy.sparse import csr_array

    found = csr_array((chosen.astype(np.int64), matrix.indices, matrix.indptr), shape=matrix.shape, copy=True)
    found.eliminate_zeros()
    return found


def _between_twins(ties: csr_array[Any], turned: csr_array[Any], shared: csr_array[Any]) -> NDArray[np.int64]:
    """For each node, the pairs of others that have two in common, no more, and both of them with it."""
    import numpy as np
    from scipy.sparse import coo_array

    two = coo_array(_where(shared, shared.data == 2))
    once = two.row < two.col
    found = np.zeros(ties.shape[0], dtype=np.int64)
    one, other = two.row[once], two.col[once]
    for low in range(0, len(one), _ROWS):
        first, second = one[low : low + _ROWS], other[low : low + _ROWS]
        with_both = (ties[first].multiply(ties[second]).tocsr() @ turned).tocoo()
        middle = (
            (with_both.data == 2) & (with_both.col != first[with_both.row]) & (with_both.col != second[with_both.row])
        )
        np.add.at(found, with_both.col[middle], 1)
    return found
