"""Who stands between two that are not tied, by the groups of the three."""

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

_RANGES, _LOOK = 64, 63


def brokers(
    network: OneMode,
    group: NDArray[Any],
    weight: NDArray[Any] | None = None,
    *,
    credit: bool = False,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Reals:
    """For each actor the pairs a → v → b without a → b: those in which it is v, by Gould and Fernandez's roles.

    Parameters
    ----------
    network : OneMode
        The ties of each actor to others; those of an undirected network stand at both ends.
    group : array of int
        The group of each actor.
    weight : array of float, optional
        Of each tie: a pair counts as much as the product of its two ties'. Without it, 1.
    credit : bool
        Whether those who stand between one pair share what it counts.

    Returns
    -------
    array of float, actors × 5
        As coordinator, itinerant, representative, gatekeeper, liaison; ordered pairs.

    Notes
    -----
    From each actor two steps are gone: as many as there are ways of two ties, in the network as a whole.
    """
    n = network.n_actors
    degree = np.diff(network.ptr)
    until = np.zeros(len(network.others) + 1, dtype=np.int64)
    np.cumsum(degree[network.others], out=until[1:])
    weights = np.ones(len(network.others)) if weight is None else contiguous(weight, np.float64)
    arrays = (network.ptr, network.others, contiguous(group, np.int64), weights, np.int64(credit))
    tasks = [(*part, *arrays) for part in ranges(np.diff(until[network.ptr]), _RANGES)]
    total = np.zeros((n, 5))
    for found in ordered(_from, tasks, threads=threads, scratch=60 * n, progress=progress):
        total += found
    return total


@kernel
def _from(
    stop: NDArray[np.uint8],
    low: int,
    high: int,
    ptr: Places,
    others: Numbers,
    group: Places,
    weight: Reals,
    credit: int,
) -> Reals:
    """The pairs whose first is one of `low` to `high`."""
    n = len(ptr) - 1
    total = np.zeros((n, 5))
    near = np.full(n, -1, np.int64)
    ways = np.zeros(n, np.int64)
    for a in range(low, high):
        if a & _LOOK == 0 and stop[0]:
            break
        near[a] = a
        for tie in range(ptr[a], ptr[a + 1]):
            near[others[tie]] = a
        if credit:
            for tie in range(ptr[a], ptr[a + 1]):
                v = others[tie]
                for tie2 in range(ptr[v], ptr[v + 1]):
                    ways[others[tie2]] += 1
        own = group[a]
        for tie in range(ptr[a], ptr[a + 1]):
            v = others[tie]
            its = group[v]
            for tie2 in range(ptr[v], ptr[v + 1]):
                b = others[tie2]
                if near[b] == a:
                    continue
                worth = weight[tie] * weight[tie2]
                if credit:
                    worth /= ways[b]
                end = group[b]
                if own == its:
                    total[v, 0 if its == end else 2] += worth
                elif its == end:
                    total[v, 3] += worth
                else:
                    total[v, 1 if own == end else 4] += worth
        if credit:
            for tie in range(ptr[a], ptr[a + 1]):
                v = others[tie]
                for tie2 in range(ptr[v], ptr[v + 1]):
                    ways[others[tie2]] = 0
    return total
