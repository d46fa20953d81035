"""Who could take the place of the only bridge between two groups."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    Places = NDArray[np.int64]

# So many are named.
NEAREST = 3


def nearest(
    incidence: csr_array[Any], reached: csr_array[Any], one: Places, other: Places, who: Places
) -> list[list[int]]:
    """For each pair of groups that one row alone joins, up to three that share most with it and reach one of the two.

    Parameters
    ----------
    incidence : scipy.sparse.csr_array
        What each row is tied to: rows that are tied to the same share it.
    reached : scipy.sparse.csr_array
        The groups of each row.
    one, other, who : arrays of int
        The two groups of each pair, and the row that joins them.

    Notes
    -----
    One row may join thousands of pairs: whom it meets is looked up once.
    """
    turned = incidence.T.tocsr()
    found: list[list[int]] = [[] for _ in who]
    order = np.argsort(who, kind="stable")
    for same in np.split(order, np.flatnonzero(np.diff(who[order])) + 1):
        if not len(same):
            continue
        met = _met(incidence, turned, reached, int(who[same[0]]))
        for at, first, second in zip(same.tolist(), one[same].tolist(), other[same].tolist(), strict=True):
            near = (row for row, groups in met if first in groups or second in groups)
            found[at] = list(islice(near, NEAREST))
    return found


def _met(
    incidence: csr_array[Any], turned: csr_array[Any], reached: csr_array[Any], row: int
) -> list[tuple[int, set[int]]]:
    """Those that share anything with a row, those that share most first, with the groups each reaches."""
    met = incidence[[row]] @ turned
    shares = dict(zip(met.indices.tolist(), met.data.tolist(), strict=True))
    return [
        (at, set(reached.indices[reached.indptr[at] : reached.indptr[at + 1]].tolist()))
        for at in sorted(shares, key=lambda at: (-shares[at], at))
        if at != row
    ]
