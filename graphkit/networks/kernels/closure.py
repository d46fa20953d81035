"""Ways over two actions, and how many of them a third action closes: the clustering of two modes (Opsahl 2013)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graphkit.networks.kernels._compile import kernel
from graphkit.networks.kernels._running import Progress, ordered, ranges, run
from graphkit.networks.kernels.layout import contiguous, places_in_actions

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphkit.networks.kernels.layout import Numbers, Places, TwoMode

    Counts = NDArray[np.int32]

_RANGES, _SMALL = 256, 20_000


class Closure(NamedTuple):
    """Ways i – x – v – y – k of two actors, two actions and v between them, all of them different.

    Attributes
    ----------
    paths : array of int
        For each actor v how many there are, from either end counted once.
    closed : array of int
        How many of them have ends i and k that a third action z ties, neither x nor y.
    """

    paths: Places
    closed: Places


class _Repeated(NamedTuple):
    """The pairs that have two actions or more in common: the partners of v are ``others[ptr[v]:ptr[v + 1]]``.

    ``shared`` is how many actions they have in common, ``one`` and ``two`` are the first two of these.
    """

    ptr: Places
    others: Numbers
    shared: Counts
    one: Numbers
    two: Numbers


def closure(network: TwoMode, *, threads: int | None = None, progress: Progress | None = None) -> Closure:
    r"""The ways that have each actor in their middle, and those of them that are closed.

    They are counted, not walked. With :math:`s_{ik}` the number of actions that i and k have in common, all ways whose
    ends have anything in common are :math:`\sum_{i < k} s_{vi} s_{vk}` over the tied pairs, which is
    :math:`\sum_{i < k} s_{vi} s_{vk} s_{ik}`, two products with the incidence, less what pairs with several actions
    have too much. From that go the ways with x = y, and those that only x and y themselves would close: where i and k
    have one action in common, or two, and these are v's. So an action of d actors costs d² and not the d³ of its
    triangles.
    """
    n = network.n_actors
    degree = np.diff(network.actor_ptr)
    places = places_in_actions(network)
    parts = 1 if len(network.actions) <= _SMALL else _RANGES
    around = _sums(network.action_ptr, degree[network.actors])
    work = _sums(network.actor_ptr, around[network.actions])
    lone = np.zeros(len(places), dtype=np.int64)
    found = Closure(np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64))
    shared = _repeated(network, places, lone, parts, threads)
    tasks = [(*part, network, lone, *shared, *found) for part in ranges(work, parts)]
    run(_count, tasks, threads=threads, scratch=12 * n + 9 * network.n_actions, progress=progress)
    return found


def _sums(ptr: Places, values: NDArray[np.int64]) -> Places:
    """The sum of the values in each row."""
    until = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(values, out=until[1:])
    return np.diff(until[ptr])


def _repeated(network: TwoMode, places: Places, lone: Places, parts: int, threads: int | None) -> _Repeated:
    """The pairs with several actions in common; fills `lone`, see `_meet`."""
    work = _sums(network.actor_ptr, np.diff(network.action_ptr)[network.actions])
    tasks = [(*part, network, places, lone) for part in ranges(work, parts)]
    found = list(ordered(_meet, tasks, threads=threads, scratch=20 * network.n_actors))
    ptr = np.zeros(network.n_actors + 1, dtype=np.int64)
    if not found:
        none = np.zeros(0, dtype=np.uint32)
        return _Repeated(ptr, none, none.astype(np.int32), none, none)
    sizes, others, shared, one, two = (np.concatenate(each) for each in zip(*found, strict=True))
    np.cumsum(sizes, out=ptr[1:])
    return _Repeated(
        ptr,
        contiguous(others, np.uint32),
        contiguous(shared, np.int32),
        contiguous(one, np.uint32),
        contiguous(two, np.uint32),
    )


@kernel
def _meet(
    stop: NDArray[np.uint8],
    low: int,
    high: int,
    network: TwoMode,
    places: Places,
    lone: Places,
) -> tuple[Places, Numbers, Counts, Numbers, Numbers]:
    """The pairs of actors `low` to `high` with others that share several actions: how many each has, and which.

    ``lone[place]``, in the order of actions, is with how many others the actor there has this action and no second one
    in common.
    """
    actor_ptr, actions, action_ptr, actors = network
    n = len(actor_ptr) - 1
    count, met = np.zeros(n, np.int32), np.empty(n, np.uint32)
    first, second = np.empty(n, np.int64), np.empty(n, np.uint32)
    sizes = np.zeros(high - low, np.int64)
    room = 1024
    others, shared = np.empty(room, np.uint32), np.empty(room, np.int32)
    one, two = np.empty(room, np.uint32), np.empty(room, np.uint32)
    out = 0
    for v in range(low, high):
        if stop[0]:
            break
        n_met = 0
        for tie in range(actor_ptr[v], actor_ptr[v + 1]):
            action = actions[tie]
            for place in range(action_ptr[action], action_ptr[action + 1]):
                other = actors[place]
                if other == v:
                    continue
                if count[other] == 0:
                    met[n_met] = other
                    n_met += 1
                    first[other] = tie
                elif count[other] == 1:
                    second[other] = action
                count[other] += 1
        if out + n_met > room:
            room = 2 * (out + n_met)
            more = np.empty(room - out, np.uint32)
            others, one = np.concatenate((others[:out], more)), np.concatenate((one[:out], more))
            two = np.concatenate((two[:out], more))
            shared = np.concatenate((shared[:out], np.empty(room - out, np.int32)))
        before = out
        for k in range(n_met):
            other = met[k]
            if count[other] == 1:
                lone[places[first[other]]] += 1
            else:
                others[out], shared[out] = other, count[other]
                one[out], two[out] = actions[first[other]], second[other]
                out += 1
            count[other] = 0
        sizes[v - low] = out - before
    return sizes, others[:out].copy(), shared[:out].copy(), one[:out].copy(), two[:out].copy()


@kernel
def _count(
    stop: NDArray[np.uint8],
    low: int,
    high: int,
    network: TwoMode,
    lone: Places,
    ptr: Places,
    others: Numbers,
    shared: Counts,
    one: Numbers,
    two: Numbers,
    paths: Places,
    closed: Places,
) -> None:
    """The ways with actors `low` to `high` in their middle; all sums are over ordered pairs of ends, hence halved."""
    actor_ptr, actions, action_ptr, actors = network
    n, m = len(actor_ptr) - 1, len(action_ptr) - 1
    times, met = np.zeros(n, np.int64), np.empty(n, np.uint32)
    over, own = np.zeros(m, np.int64), np.zeros(m, np.uint8)
    for v in range(low, high):
        if stop[0]:
            return
        if actor_ptr[v + 1] - actor_ptr[v] < 2:
            continue
        n_met = 0
        ends = np.int64(0)
        by_one = np.int64(0)
        for tie in range(actor_ptr[v], actor_ptr[v + 1]):
            action = actions[tie]
            own[action] = 1
            size = action_ptr[action + 1] - action_ptr[action] - 1
            ends += size
            by_one += size * (size - 1)
            for place in range(action_ptr[action], action_ptr[action + 1]):
                other = actors[place]
                if other == v:
                    continue
                if times[other] == 0:
                    met[n_met] = other
                    n_met += 1
                times[other] += 1
        squares = np.int64(0)
        tied = np.int64(0)
        for k in range(n_met):
            other = met[k]
            t = times[other]
            squares += t * t
            tied -= (actor_ptr[other + 1] - actor_ptr[other]) * t * t
            for tie in range(actor_ptr[other], actor_ptr[other + 1]):
                action = actions[tie]
                tied += t * (2 * over[action] + t)
                over[action] += t
            for place in range(ptr[other], ptr[other + 1]):
                t2 = times[others[place]]
                if t2 > 0:
                    tied -= t * t2 * (shared[place] - 1)
                    if shared[place] == 2 and own[one[place]] and own[two[place]]:
                        tied -= 2
        for tie in range(actor_ptr[v], actor_ptr[v + 1]):
            action = actions[tie]
            for place in range(action_ptr[action], action_ptr[action + 1]):
                t = times[actors[place]]
                if t > 1:
                    tied -= 2 * (t - 1) * lone[place]
        for k in range(n_met):
            other = met[k]
            times[other] = 0
            for tie in range(actor_ptr[other], actor_ptr[other + 1]):
                over[actions[tie]] = 0
        for tie in range(actor_ptr[v], actor_ptr[v + 1]):
            own[actions[tie]] = 0
        paths[v] = (ends * ends - squares - by_one) // 2
        closed[v] = (tied - by_one) // 2
