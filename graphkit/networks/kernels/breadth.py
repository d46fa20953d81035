"""How far all others are from one node, and from that how wide a network is: few searches in place of all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    Steps = NDArray[np.int64]


class Extent(NamedTuple):
    """The largest and the least eccentricity of a connected network, or what they are between.

    Attributes
    ----------
    diameter, radius : (int, int)
        At least, at most; the same twice where it is known.
    searches : int
        From how many nodes there was a search.
    """

    diameter: tuple[int, int]
    radius: tuple[int, int]
    searches: int


def distances_from(ties: csr_array[Any], source: int) -> Steps:
    """The distance of each node from one, -1 where there is no way; `ties` is symmetric, of floats.

    SciPy's search gives from which node each was reached. How far it is to there all nodes then find out at once: to
    the one before, from there as far again, and so on, twice as far each time. So a long chain takes some more turns
    than a network in which all are near, not one for each of its steps.
    """
    from scipy.sparse.csgraph import breadth_first_order

    order, before = breadth_first_order(ties, source, directed=True, return_predecessors=True)
    place = np.empty(ties.shape[0], dtype=np.int64)
    place[order] = np.arange(len(order))
    back = np.concatenate([[0], place[before[order[1:]]]])
    steps = np.ones(len(order), dtype=np.int64)
    steps[0] = 0
    # The source, at place 0, is the only one that goes back to itself, by no step.
    while back.any():
        steps += steps[back]
        back = back[back]
    found = np.full(ties.shape[0], -1, dtype=np.int64)
    found[order] = steps
    return found


def extent(distances: Callable[[int], Steps], degree: NDArray[Any], at_most: int) -> Extent:
    r"""Diameter and radius by bounding eccentricities (Takes & Kosters).

    A search from v gives its eccentricity e and the distance d of each other node w, and with that bounds for w:
    :math:`\max(d, e - d) \le e_w \le e + d`. The next search is, in turn, from the node that may have the largest
    eccentricity and from the one that may have the least, until neither can change what is known. In networks as they
    come that takes some dozens of searches; a ring takes one from each node.

    Parameters
    ----------
    distances : callable
        The distances of all nodes from one. Each has a way to each.
    degree : array
        Of each node; of nodes with like bounds the one with most ties comes first.
    at_most : int
        With so many searches it ends, whatever is known.

    References
    ----------
    .. [1] Takes, F. W., Kosters, W. A. (2013). Computing the eccentricity distribution of large graphs. Algorithms
       6(1), 100-118.
    """
    n = len(degree)
    low, high = np.zeros(n, dtype=np.int64), np.full(n, np.iinfo(np.int64).max // 2)
    searches = 0
    while searches < at_most:
        unknown = np.flatnonzero(low < high)
        may_be_widest = unknown[high[unknown] > low.max()]
        may_be_least = unknown[low[unknown] < high.min()]
        if not len(may_be_widest) and not len(may_be_least):
            break
        # lexsort: the last key comes first.
        if len(may_be_widest) and (searches % 2 == 0 or not len(may_be_least)):
            v = may_be_widest[np.lexsort((-degree[may_be_widest], -high[may_be_widest]))[0]]
        else:
            v = may_be_least[np.lexsort((-degree[may_be_least], low[may_be_least]))[0]]
        away = distances(int(v))
        searches += 1
        own = int(away.max())
        np.maximum(low, np.maximum(away, own - away), out=low)
        np.minimum(high, own + away, out=high)
        low[v] = high[v] = own
    return Extent((int(low.max()), int(high.max())), (int(low.min()), int(high.min())), searches)
