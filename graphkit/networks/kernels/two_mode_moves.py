"""Actors and actions moved from group to group, one at a time, while Barber's modularity grows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.networks.kernels._compile import kernel
from graphkit.networks.kernels.layout import contiguous

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphkit.networks.kernels.layout import Numbers, Places

    Reals = NDArray[np.float64]

# A move that gains less than this is no move: sums of the same numbers in another order differ by as much.
LEAST_GAIN = 1e-10


def moved(
    ptr: NDArray[Any],
    others: NDArray[Any],
    weight: NDArray[Any],
    ties: Reals,
    turned: Reals,
    labels: Places,
    order: Places,
    share: float,
) -> Places:
    """The groups after moves, each to the best group among those of a node's neighbours, until none gains.

    Parameters
    ----------
    ptr, others, weight : arrays
        A symmetric sparse matrix: nodes of both modes, or groups of them.
    ties, turned : arrays of float
        For each node how many ties its actors have, and its actions.
    labels : array of int
        The groups to begin with, numbers below the number of nodes.
    order : array of int
        In which nodes are visited first; a node whose neighbour moved is visited again.
    share : float
        Resolution by number of ties.
    """
    arrays = (contiguous(ptr, np.int64), contiguous(others, np.uint32), contiguous(weight, np.float64))
    strengths = (contiguous(ties, np.float64), contiguous(turned, np.float64))
    visited = contiguous(order, np.int64)
    # Called as it is: one call is short, there are thousands, and those who call run several at once by themselves.
    found: Places = _move(np.zeros(1, np.uint8), *arrays, *strengths, labels.astype(np.int64), visited, share)
    return found


@kernel
def _move(
    stop: NDArray[np.uint8],
    ptr: Places,
    others: Numbers,
    weight: Reals,
    ties: Reals,
    turned: Reals,
    labels: Places,
    order: Places,
    share: float,
) -> Places:
    n = len(ptr) - 1
    of_actors, of_actions, shared = np.zeros(n), np.zeros(n), np.zeros(n)
    for v in range(n):
        of_actors[labels[v]] += ties[v]
        of_actions[labels[v]] += turned[v]
    queue, waits, near = order.copy(), np.ones(n, np.uint8), np.empty(n, np.int64)
    head, size = 0, n
    while size > 0 and not stop[0]:
        v = queue[head]
        head = head + 1 if head + 1 < n else 0
        size -= 1
        waits[v] = 0
        n_near = 0
        for place in range(ptr[v], ptr[v + 1]):
            if others[place] == v:
                continue
            group = labels[others[place]]
            if shared[group] == 0.0:
                near[n_near] = group
                n_near += 1
            shared[group] += weight[place]
        own = labels[v]
        of_actors[own] -= ties[v]
        of_actions[own] -= turned[v]
        best, most = own, shared[own] - share * (ties[v] * of_actions[own] + turned[v] * of_actors[own])
        for k in range(n_near):
            group = near[k]
            gain = shared[group] - share * (ties[v] * of_actions[group] + turned[v] * of_actors[group])
            if gain > most + LEAST_GAIN:
                best, most = group, gain
            shared[group] = 0.0
        of_actors[best] += ties[v]
        of_actions[best] += turned[v]
        if best == own:
            continue
        labels[v] = best
        for place in range(ptr[v], ptr[v + 1]):
            other = others[place]
            if not waits[other] and labels[other] != best:
                waits[other] = 1
                queue[(head + size) % n] = other
                size += 1
    return labels
