"""The money in which two actors stand side by side, action by action."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.networks.network import Network

# Pairs that are made at a time.
_CHUNK = 4_000_000


def side_by_side(network: Network) -> tuple[csr_array[Any], int]:
    """For each pair of actors the sum, over the actions in common, of the smaller of their two amounts.

    Only what is known on both sides counts. Sums are made in minor units, hence exact.

    Returns
    -------
    matrix : scipy.sparse.csr_array
        Symmetric, without a diagonal; only what is above 0.
    n_unknown : int
        Pairs that have actions in common and no such sum above 0.
    """
    import numpy as np
    from scipy.sparse import coo_array, csr_array

    turned = _by_action(network)
    n = network.n_actors
    total = csr_array((n, n), dtype=np.int64)
    for rows, others, smaller in _pairs(turned):
        total = total + coo_array((smaller, (rows, others)), shape=(n, n)).tocsr()
    both = (total + total.T).tocsr()
    both.sort_indices()
    shared = network.incidence @ network.by_action
    n_shared = (shared.nnz - int((shared.diagonal() > 0).sum())) // 2
    weights = csr_array((both.data / 10.0**network.money.digits, both.indices, both.indptr), shape=both.shape)
    return weights, n_shared - both.nnz // 2


def _by_action(network: Network) -> csr_array[Any]:
    """Actions × actors: amounts in minor units where they are known to be above 0; less adds nothing."""
    import numpy as np
    from scipy.sparse import csr_array

    above = np.maximum(network.minor_amounts, 0)
    amounts = csr_array((above, network.indices, network.indptr), shape=network.incidence.shape)
    turned = amounts.T.tocsr()
    turned.eliminate_zeros()
    turned.sort_indices()
    return turned


def _pairs(turned: csr_array[Any]) -> Iterator[tuple[NDArray[Any], NDArray[Any], NDArray[Any]]]:
    """Each two actors of each action, the first before the second, with the smaller of their amounts; in chunks."""
    import numpy as np

    ends = np.repeat(turned.indptr[1:], np.diff(turned.indptr)).astype(np.int64)
    # Each entry is paired with those after it in its action.
    partners = ends - np.arange(turned.nnz) - 1
    so_far = np.concatenate([[0], np.cumsum(partners)])
    start = 0
    while start < turned.nnz:
        stop = max(int(np.searchsorted(so_far, so_far[start] + _CHUNK, side="right")) - 1, start + 1)
        times = partners[start:stop]
        one = np.repeat(np.arange(start, stop), times)
        other = one + 1 + np.arange(len(one)) - np.repeat(so_far[start:stop] - so_far[start], times)
        yield turned.indices[one], turned.indices[other], np.minimum(turned.data[one], turned.data[other])
        start = stop
