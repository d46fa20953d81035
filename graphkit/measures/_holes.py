"""Structural holes of a projection: all measures of them come out of one pass, which is made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.kernels._running import Progress
    from graphkit.networks.projection import Projection


class Holes(NamedTuple):
    """The measures of each actor, as in `graphkit.networks.kernels.holes.Holes`, and how many partners it has."""

    constraint: NDArray[np.float64]
    effective_size: NDArray[np.float64]
    hierarchy: NDArray[np.float64]
    partners: NDArray[np.float64]


_MADE: WeakKeyDictionary[Projection, Holes] = WeakKeyDictionary()


def work(projection: Any) -> float:
    """What the pass costs without a kernel, in steps of a search: products of sparse matrices."""
    from graphkit.measures._kernels import ways_of_two

    return 0.5 * ways_of_two(projection)


def holes(projection: Projection, progress: Progress | None = None) -> Holes:
    """The measures of structural holes, by the weights of a projection; kept as long as the projection is.

    Parameters
    ----------
    projection : Projection
    progress : callable, optional
        Called with the share that is done.
    """
    import numpy as np

    from graphkit.measures._kernels import as_it_is, pay

    if projection not in _MADE:
        if pay(projection, work(projection)):
            from graphkit.networks.kernels import holes as kernel

            constraint, size, hierarchy = kernel.holes(as_it_is(projection), projection.matrix.data, progress=progress)
        else:
            constraint, size, hierarchy = _by_products(projection)
        partners = np.diff(projection.matrix.indptr).astype(np.float64)
        _MADE[projection] = Holes(constraint, size, hierarchy, partners)
    # Each result has its own, to write to as it likes.
    return Holes(*(values.copy() for values in _MADE[projection]))


def _by_products(
    projection: Projection,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """The same in the words of matrices: P the shares of each row, M the shares of its largest, A the ties as ones."""
    import numpy as np
    from scipy.sparse import csr_array, diags_array

    weights = projection.matrix.astype(np.float64)
    ties = csr_array((np.ones(weights.nnz), weights.indices, weights.indptr), shape=weights.shape)
    partners = np.diff(weights.indptr)
    if weights.nnz == 0:
        nothing = np.full(len(partners), np.nan)
        return nothing, nothing.copy(), nothing.copy()
    strength, largest = np.asarray(weights.sum(axis=1)).ravel(), np.zeros(len(partners))
    rows = np.repeat(np.arange(len(partners)), partners)
    np.maximum.at(largest, rows, weights.data)
    p = csr_array(diags_array(1.0 / np.maximum(strength, strength[partners > 0].min())) @ weights)
    m = csr_array(diags_array(1.0 / np.maximum(largest, largest[partners > 0].min())) @ weights)
    none = partners == 0
    # Of each tie: the constraint of that partner. The products have more entries than there are ties.
    spent = csr_array(p + (p @ p).multiply(ties))
    spent.sort_indices()
    dyadic = spent.data**2
    constraint = np.bincount(rows, dyadic, minlength=len(partners))
    shared = np.asarray((p @ m.T).multiply(ties).sum(axis=1)).ravel()
    # A partner's share of the constraint by the mean of all: 1 where it is divided equally.
    share = dyadic / constraint[rows] * partners[rows]
    # Never below 0, but for rounding.
    unequal = np.maximum(np.bincount(rows, share * np.log(share), minlength=len(partners)), 0.0)
    most = partners * np.log(np.maximum(partners, 1))
    hierarchy = np.divide(unequal, most, out=np.full(len(partners), np.nan), where=partners > 1)
    return np.where(none, np.nan, constraint), np.where(none, np.nan, partners - shared), hierarchy
