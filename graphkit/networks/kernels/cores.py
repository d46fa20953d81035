"""Cores: groups in which everybody is tied to at least k others of the group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graphkit.networks.kernels._compile import kernel
from graphkit.networks.kernels._running import alone

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from graphkit.networks.kernels.layout import Numbers, OneMode, Places

# So many actors between two looks at the flag.
_LOOK = 1023


def coreness(network: OneMode) -> NDArray[Any]:
    """The largest k for which each actor is in a k-core."""
    found: Places = alone(_peel, *network)
    return found


@kernel
def _peel(stop: NDArray[np.uint8], ptr: Places, others: Numbers) -> Places:
    """Takes away the actor of least degree, again and again.

    `order` has the actors by what is left of their degree, and `start` where each degree begins in it: an actor that
    loses a tie changes places with the first of its degree, and the border moves over it (Batagelj & Zaveršnik 2003).
    """
    n = len(ptr) - 1
    left = ptr[1:] - ptr[:-1]
    largest = 0
    for v in range(n):
        largest = max(largest, left[v])
    start = np.zeros(largest + 2, np.int64)
    for v in range(n):
        start[left[v] + 1] += 1
    for degree in range(largest + 1):
        start[degree + 1] += start[degree]
    order, place, put = np.empty(n, np.int64), np.empty(n, np.int64), start.copy()
    for v in range(n):
        place[v] = put[left[v]]
        order[place[v]] = v
        put[left[v]] += 1
    for k in range(n):
        if k & _LOOK == 0 and stop[0]:
            break
        v = order[k]
        for tie in range(ptr[v], ptr[v + 1]):
            other = others[tie]
            if left[other] > left[v]:
                border = start[left[other]]
                first = order[border]
                order[border], order[place[other]] = other, first
                place[first], place[other] = place[other], border
                start[left[other]] += 1
                left[other] -= 1
    return left
