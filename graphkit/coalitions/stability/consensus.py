"""The groups that many runs agree on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.coalitions.found import Found
from graphkit.coalitions.stability.together import Together

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from graphkit.coalitions.basis import Basis
    from graphkit.networks.network import Network

REFERENCE = "Lancichinetti & Fortunato 2012, Sci. Rep. 2, 336"

# A pair that fewer runs put together is not tied in the consensus.
LEAST_SHARE = 0.3

# Runs a round, and rounds: some two are enough for them to agree.
_RUNS, _ROUNDS = 5, 10


def consensus(network: Network, basis: Basis, together: Together, *, seed: int) -> Found:
    """The groups in the network of actors tied by the share of runs that put them together.

    Shares below .3 are dropped, but for the largest of an actor that would be left without any. The method is run on
    what remains, several times, until all runs agree; where they do not, on the shares of these runs, and so on [1]_.

    Parameters
    ----------
    together : Together
        Of the runs that are to agree.

    References
    ----------
    .. [1] Lancichinetti, A. & Fortunato, S. (2012). Consensus clustering in complex networks. Scientific Reports 2,
       336.
    """
    once = replace(basis, starts=1)
    best = Found([])
    for turn in range(_ROUNDS):
        shares = _strong(together.shares())
        founds = [once.search(network, shares, seed=seed + turn * _RUNS + run, resolution=1.0) for run in range(_RUNS)]
        best = founds[0]
        if all(_same(best, other) for other in founds):
            break
        together = Together(shares)
        for found in founds:
            together.add(found)
    return best


def _strong(shares: csr_array[Any]) -> csr_array[Any]:
    """Shares from .3 on, and of an actor that has none the largest."""
    from scipy.sparse import coo_array

    n = shares.shape[0]
    rows = np.repeat(np.arange(n), np.diff(shares.indptr))
    largest = np.zeros(n)
    np.maximum.at(largest, rows, shares.data)
    left = (largest < LEAST_SHARE)[rows] & (shares.data == largest[rows])
    first = np.zeros(len(rows), dtype=np.bool_)
    first[np.flatnonzero(left)[np.unique(rows[left], return_index=True)[1]]] = True
    kept = (shares.data >= LEAST_SHARE) | first
    one, other, data = rows[kept], shares.indices[kept].astype(np.int64), shares.data[kept]
    upper = np.unique(np.minimum(one, other) * n + np.maximum(one, other), return_index=True)
    low, high = np.divmod(upper[0], n)
    ends = (np.concatenate([low, high]), np.concatenate([high, low]))
    found = coo_array((np.tile(data[upper[1]], 2), ends), shape=(n, n)).tocsr()
    found.sort_indices()
    return found


def _same(one: Found, other: Found) -> bool:
    return len(one.groups) == len(other.groups) and all(
        np.array_equal(first, second) for first, second in zip(one.groups, other.groups, strict=True)
    )
