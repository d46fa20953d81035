"""Trees that hang on a network: what stands at the end of one tie alone, and is worked out without a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graphkit.networks.kernels._compile import kernel
from graphkit.networks.kernels._running import alone

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphkit.networks.kernels.layout import Numbers, OneMode, Places

    Flags = NDArray[np.bool_]

_LOOK = 1023


class Trees(NamedTuple):
    """A network without its trees.

    Attributes
    ----------
    gone : array of bool
        Who stood in a tree; its root stays.
    size : array of int
        For each node itself and all that hang below it.
    squares : array of int
        For each node the sum of the squares of the sizes of what hangs on it.
    """

    gone: Flags
    size: Places
    squares: Places


def trees(network: OneMode) -> Trees:
    """Who is in a tree: those with one tie, and with them gone those with one tie then, and so on."""
    n = network.n_actors
    found = Trees(np.zeros(n, dtype=np.bool_), np.ones(n, dtype=np.int64), np.zeros(n, dtype=np.int64))
    alone(_fell, *network, *found)
    return found


@kernel
def _fell(stop: NDArray[np.uint8], ptr: Places, others: Numbers, gone: Flags, size: Places, squares: Places) -> None:
    """Takes off one leaf after the other; `left` is the exclusive or of the neighbours: of a leaf, the only one."""
    n = len(ptr) - 1
    degree = ptr[1:] - ptr[:-1]
    left = np.zeros(n, np.int64)
    leaves = np.empty(n, np.int64)
    n_leaves = 0
    for v in range(n):
        for tie in range(ptr[v], ptr[v + 1]):
            left[v] ^= np.int64(others[tie])
        if degree[v] == 1:
            leaves[n_leaves] = v
            n_leaves += 1
    done = 0
    while done < n_leaves:
        if done & _LOOK == 0 and stop[0]:
            return
        v = leaves[done]
        done += 1
        # Of two that have one another alone, the second stays.
        if degree[v] != 1:
            continue
        root = left[v]
        gone[v] = True
        degree[v] = 0
        degree[root] -= 1
        left[root] ^= v
        size[root] += size[v]
        squares[root] += size[v] * size[v]
        if degree[root] == 1:
            leaves[n_leaves] = root
            n_leaves += 1
