"""How many of those an actor is tied to are tied to one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graphkit.networks.kernels._compile import kernel
from graphkit.networks.kernels._running import Progress, ordered, ranges, run

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from graphkit.networks.kernels.layout import Numbers, OneMode, Places, Reals

# Ranges of rows, so many whatever the number of threads; so few ties or steps are not worth it.
_RANGES, _SMALL = 64, 2_000_000

# Counts of one range have 32 bits: it looks at no more ties than that, and those of one actor.
_MOST_STEPS = 2**31


def triangles(network: OneMode, *, threads: int | None = None, progress: Progress | None = None) -> Places:
    """How many triangles each actor is in.

    Each is found once, from the corner of least degree: ties are looked at from their end of smaller degree, so that
    the rows of hubs, long as they are, hold few. Actors are numbered by their degree for that: what is looked up most
    often, the hubs, lies side by side.
    """
    rank, ptr, after = _by_degree(network, threads)
    within = np.zeros(len(after) + 1, dtype=np.int64)
    np.cumsum(np.diff(ptr)[after], out=within[1:])
    steps = np.diff(within[ptr])
    parts = 1 if within[-1] <= _SMALL else max(_RANGES, int(within[-1] // _MOST_STEPS) + 1)
    total = np.zeros(network.n_actors, dtype=np.int64)
    tasks = [(*part, ptr, after) for part in ranges(steps, parts)]
    for found in ordered(_corners, tasks, threads=threads, scratch=5 * network.n_actors, progress=progress):
        total += found
    return total[rank]


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


def _by_degree(network: OneMode, threads: int | None) -> tuple[Places, Places, Numbers]:
    """Actors numbered by degree, as `is_at_the_smaller_end` has it, and each tie once, from the smaller number."""
    n = network.n_actors
    rank = np.empty(n, dtype=np.uint32)
    rank[np.argsort(np.diff(network.ptr), kind="stable")] = np.arange(n, dtype=np.uint32)
    parts = ranges(np.diff(network.ptr), _RANGES if len(network.others) > _SMALL else 1)
    ptr = np.zeros(n + 1, dtype=np.int64)
    run(_count_after, [(*part, *network, rank, ptr) for part in parts], threads=threads)
    np.cumsum(ptr, out=ptr)
    after = np.empty(int(ptr[-1]), dtype=np.uint32)
    run(_keep_after, [(*part, *network, rank, ptr, after) for part in parts], threads=threads)
    return rank.astype(np.int64), ptr, after


@kernel
def _count_after(
    stop: NDArray[np.uint8], low: int, high: int, ptr: Places, others: Numbers, rank: Numbers, after_ptr: Places
) -> None:
    """``after_ptr[rank + 1]``: to how many that come after it an actor is tied."""
    for v in range(low, high):
        if stop[0]:
            return
        count = 0
        for tie in range(ptr[v], ptr[v + 1]):
            count += rank[others[tie]] > rank[v]
        after_ptr[rank[v] + 1] = count


@kernel
def _keep_after(
    stop: NDArray[np.uint8],
    low: int,
    high: int,
    ptr: Places,
    others: Numbers,
    rank: Numbers,
    after_ptr: Places,
    after: Numbers,
) -> None:
    """Who these are."""
    for v in range(low, high):
        if stop[0]:
            return
        own = rank[v]
        out, end = after_ptr[own], after_ptr[own + 1]
        for tie in range(ptr[v], ptr[v + 1]):
            if out == end:
                break
            after[out] = rank[others[tie]]
            out += after[out] > own


@kernel
def _corners(stop: NDArray[np.uint8], low: int, high: int, ptr: Places, after: Numbers) -> Numbers:
    """The triangles that start at `low` to `high`, counted at all three corners."""
    n = len(ptr) - 1
    partner = np.zeros(n, np.uint8)
    total = np.zeros(n, np.uint32)
    for v in range(low, high):
        if stop[0]:
            break
        for tie in range(ptr[v], ptr[v + 1]):
            partner[after[tie]] = 1
        at_v = np.uint32(0)
        for tie in range(ptr[v], ptr[v + 1]):
            other = after[tie]
            at_other = np.uint32(0)
            for tie2 in range(ptr[other], ptr[other + 1]):
                closed = np.uint32(partner[after[tie2]])
                at_other += closed
                total[after[tie2]] += closed
            total[other] += at_other
            at_v += at_other
        total[v] += at_v
        for tie in range(ptr[v], ptr[v + 1]):
            partner[after[tie]] = 0
    return total
