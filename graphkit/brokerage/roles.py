"""Counts of Gould and Fernandez's roles: by sparse products, or by a kernel where there is much to count."""

from __future__ import annotations

from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.networks.kernels.layout import one_mode

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.networks.kernels._running import Progress

    Reals = NDArray[np.float64]
    Places = NDArray[np.int64]

ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")

# Ways of two ties: below, the products are done before numba is imported.
LEAST_WAYS = 3e6

# Ways of two ties that are held at once.
_AT_ONCE = 2_000_000


def roles(
    ties: csr_array[Any],
    group: Places,
    *,
    weighted: bool = False,
    credit: bool = False,
    progress: Progress | None = None,
) -> Reals:
    """The ordered pairs that each actor stands between, by role: actors × `ROLES`.

    Parameters
    ----------
    ties : scipy.sparse.csr_array
        From rows to columns, without a diagonal.
    group : array of int
        The group of each actor.
    weighted : bool
        A pair counts as much as the product of the two ties that lead from one to the other.
    credit : bool
        Those who stand between one pair share what it counts.
    """
    ways = float(np.diff(ties.indptr)[ties.indices].sum())
    if ways >= LEAST_WAYS and find_spec("numba") is not None:
        from graphkit.networks.kernels.brokers import brokers

        weight = ties.data if weighted else None
        return brokers(one_mode(ties.indptr, ties.indices), group, weight, credit=credit, progress=progress)
    return by_products(ties, group, weighted=weighted, credit=credit)


def by_products(ties: csr_array[Any], group: Places, *, weighted: bool = False, credit: bool = False) -> Reals:
    """The same as products of matrices, some rows at a time."""
    from scipy.sparse import csr_array

    n = ties.shape[0]
    total = np.zeros((n, len(ROLES)))
    once = csr_array((np.ones(ties.nnz), ties.indices, ties.indptr), shape=ties.shape)
    worth = csr_array((ties.data.astype(np.float64), ties.indices, ties.indptr), shape=ties.shape) if weighted else once
    within, across = _split(worth, group)
    turned = within.T.tocsr(), across.T.tocsr()
    for low, high in _parts(ties):
        pairs = csr_array(once[low:high] @ once)
        open_, same = _open(pairs, once[low:high], group, low, credit=credit)
        apart = open_ - same
        to_within, to_across = within[low:high], across[low:high]
        for role, (first, ends, last) in enumerate(
            (
                (to_within, same, turned[0]),
                (to_across, same, turned[1]),
                (to_within, apart, turned[1]),
                (to_across, apart, turned[0]),
                (to_across, apart, turned[1]),
            )
        ):
            total[:, role] += np.asarray(first.multiply(csr_array(ends) @ last).sum(axis=0)).ravel()
    return total


def _parts(ties: csr_array[Any]) -> list[tuple[int, int]]:
    """Rows in runs of so many ways."""
    n = ties.shape[0]
    of_row = np.zeros(n, dtype=np.int64)
    np.add.at(of_row, np.repeat(np.arange(n), np.diff(ties.indptr)), np.diff(ties.indptr)[ties.indices])
    run = np.cumsum(of_row) // _AT_ONCE
    edges = [0, *(np.flatnonzero(np.diff(run)) + 1).tolist(), n]
    return [(low, high) for low, high in pairwise(edges) if high > low]


def _split(ties: csr_array[Any], group: Places) -> tuple[csr_array[Any], csr_array[Any]]:
    """Ties within groups, and ties across."""
    from scipy.sparse import coo_array

    coo = ties.tocoo()
    same = group[coo.row] == group[coo.col]
    parts = (coo_array((coo.data[of], (coo.row[of], coo.col[of])), shape=ties.shape).tocsr() for of in (same, ~same))
    within, across = parts
    return within, across


def _open(
    pairs: csr_array[Any], tied: csr_array[Any], group: Places, low: int, *, credit: bool
) -> tuple[csr_array[Any], csr_array[Any]]:
    """Of the pairs that two ties join, those that no tie does; and of these, those of one group."""
    from scipy.sparse import coo_array

    coo = pairs.tocoo()
    row, column = coo.row.astype(np.int64), coo.col.astype(np.int64)
    width = pairs.shape[1]
    ends = tied.tocoo()
    closed = np.isin(row * width + column, ends.row.astype(np.int64) * width + ends.col) | (row + low == column)
    row, column, ways = row[~closed], column[~closed], coo.data[~closed]
    counts = 1.0 / ways if credit else np.ones(len(ways))
    same = group[row + low] == group[column]
    made = coo_array((counts, (row, column)), shape=pairs.shape).tocsr()
    return made, coo_array((counts[same], (row[same], column[same])), shape=pairs.shape).tocsr()
