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

    Counts = NDArray[np.int32]

# So many actors, less one, between two looks at the flag.
_LOOK = 1023

# More ties than anybody has.
_MOST = 2**31 - 1


def coreness(network: OneMode) -> NDArray[Any]:
    """The largest k for which each actor is in a k-core."""
    found: Counts = alone(_peel, *network, steps=len(network.others))
    return found


@kernel
def _peel(stop: NDArray[np.uint8], ptr: Places, others: Numbers) -> Counts:
    """Takes away the actors that have k ties left, and those that come down to k with them, for each k in turn.

    At each k those who stand are looked through for the least that any has left, and for who has it. Everybody stands
    at most as often as the ties at hand say, so that this costs no more than the ties, and it goes along one list. What
    is left of an actor then need not be known in order, and a tie costs one look and no more (Dasari et al. 2014;
    Batagelj & Zaveršnik 2003 keep all in order by four exchanges a tie). What an actor has left, and whether it goes,
    is written whether it has changed or not: a processor that guessed would often be wrong.
    """
    n = len(ptr) - 1
    left = (ptr[1:] - ptr[:-1]).astype(np.int32)
    standing = np.arange(n).astype(np.uint32)
    going = np.empty(n + 1, np.uint32)
    n_standing = n
    k = np.int32(0)
    looked = 0
    while n_standing > 0:
        least = np.int32(_MOST)
        kept = 0
        for at in range(n_standing):
            v = standing[at]
            standing[kept] = v
            kept += left[v] >= k
            least = min(least, left[v] if left[v] >= k else least)
        n_standing = kept
        if n_standing == 0:
            break
        k = least
        n_going = 0
        for at in range(n_standing):
            going[n_going] = standing[at]
            n_going += left[standing[at]] == k
        gone = 0
        while gone < n_going:
            looked += 1
            if looked & _LOOK == 0 and stop[0]:
                return left
            v = going[gone]
            gone += 1
            for tie in range(ptr[v], ptr[v + 1]):
                other = others[tie]
                had = left[other]
                left[other] = had - np.int32(had > k)
                going[n_going] = other
                n_going += had == k + 1
        k += np.int32(1)
    return left
