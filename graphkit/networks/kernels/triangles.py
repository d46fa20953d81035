"""How many of those an actor is tied to are tied to one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graphkit.networks.kernels._compile import kernel
from graphkit.networks.kernels._running import Progress, ordered, ranges
from graphkit.networks.kernels.layout import contiguous

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from graphkit.networks.kernels.layout import Numbers, OneMode, Places, Reals

_RANGES = 64


def triangles(network: OneMode, *, threads: int | None = None, progress: Progress | None = None) -> Places:
    """How many triangles each actor is in.

    Each is found once, from the corner of least degree: ties are looked at from their end of smaller degree, so that
    the rows of hubs, long as they are, hold few.
    """
    ptr, after = _from_the_smaller_end(network)
    within = np.zeros(len(after) + 1, dtype=np.int64)
    np.cumsum(np.diff(ptr)[after], out=within[1:])
    total = np.zeros(network.n_actors, dtype=np.int64)
    tasks = [(*part, ptr, after) for part in ranges(np.diff(within[ptr]), _RANGES)]
    for found in ordered(_corners, tasks, threads=threads, scratch=9 * network.n_actors, progress=progress):
        total += found
    return total


def clustering(network: OneMode, *, threads: int | None = None, progress: Progress | None = None) -> Reals:
    """The share of the pairs of an actor's partners that are tied; 0 where there is no pair."""
    found = triangles(network, threads=threads, progress=progress)
    degree = np.diff(network.ptr)
    shares: Reals = np.divide(2.0 * found, degree * (degree - 1.0), out=np.zeros(len(degree)), where=degree > 1)
    return shares


def is_at_the_smaller_end(network: OneMode, rows: NDArray[Any]) -> NDArray[np.bool_]:
    """Whether each tie stands at its end of smaller degree; at the smaller number where both have the same.

    `rows` are the actors at which they stand.
    """
    degree = np.diff(network.ptr)
    own, its = degree[rows], degree[network.others]
    kept: NDArray[np.bool_] = (own < its) | ((own == its) & (rows < network.others))
    return kept


def _from_the_smaller_end(network: OneMode) -> tuple[Places, Numbers]:
    """Each tie once, at that end."""
    rows = np.repeat(np.arange(network.n_actors), np.diff(network.ptr))
    kept = is_at_the_smaller_end(network, rows)
    ptr = np.zeros(network.n_actors + 1, dtype=np.int64)
    np.cumsum(np.bincount(rows[kept], minlength=network.n_actors), out=ptr[1:])
    return ptr, contiguous(network.others[kept], np.uint32)


@kernel
def _corners(stop: NDArray[np.uint8], low: int, high: int, ptr: Places, after: Numbers) -> Places:
    """The triangles that start at `low` to `high`, counted at all three corners."""
    n = len(ptr) - 1
    partner = np.zeros(n, np.uint8)
    total = np.zeros(n, np.int64)
    for v in range(low, high):
        if stop[0]:
            break
        for tie in range(ptr[v], ptr[v + 1]):
            partner[after[tie]] = 1
        at_v = np.int64(0)
        for tie in range(ptr[v], ptr[v + 1]):
            other = after[tie]
            at_other = np.int64(0)
            for tie2 in range(ptr[other], ptr[other + 1]):
                closed = np.int64(partner[after[tie2]])
                at_other += closed
                total[after[tie2]] += closed
            total[other] += at_other
            at_v += at_other
        total[v] += at_v
        for tie in range(ptr[v], ptr[v + 1]):
            partner[after[tie]] = 0
    return total
