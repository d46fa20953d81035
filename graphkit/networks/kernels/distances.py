"""How far actors are from one another: breadth-first searches from 512 of them at once, one bit each.

One step from actor to actor in the projection is two here, over an action, so the projection is never made: its
distances are half of those here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graphkit.networks.kernels._compile import kernel, part
from graphkit.networks.kernels._lanes import LANES, both, either, how_many, load, lowest, no_bits, some, store, without
from graphkit.networks.kernels._running import Progress, Rising, ordered
from graphkit.networks.kernels.layout import in_components

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from graphkit.networks.kernels.layout import Numbers, Places, Reals, TwoMode

    Bits = NDArray[np.int64]

TOGETHER = 64 * LANES

# What `between` writes where there is no way.
UNREACHED = 65_535

# Searches come in so many tasks at most, whatever the number of threads.
_TASKS = 64


class Nearness(NamedTuple):
    """Sums over all other nodes that a node can reach.

    Attributes
    ----------
    reached : array of int
        How many these are.
    far : array of int
        The sum of the distances to them.
    near : array of float
        The sum of 1 / distance.
    """

    reached: Places
    far: Places
    near: Reals


def nearness(network: TwoMode, *, threads: int | None = None, progress: Progress | None = None) -> Nearness:
    """Sums of the distances of each actor to all others, in steps from actor to actor: those of the projection."""
    rows, order = in_components(network, least=2)
    actors, _ = _search(rows, False, threads, progress)
    return Nearness(actors.reached[order.rank], actors.far[order.rank] // 2, 2.0 * actors.near[order.rank])


def nearness_in_two_modes(
    network: TwoMode, *, threads: int | None = None, progress: Progress | None = None
) -> tuple[Nearness, Nearness]:
    """Sums of the distances of each actor, and of each action, to all actors and actions."""
    told = None if progress is None else Rising(progress)
    rows, order = in_components(network)
    from_actors, to_actions = _search(rows, True, threads, None if told is None else told.until(0.5))
    from_actions, to_actors = _search(rows.turned, True, threads, None if told is None else told.until(1.0))
    return _sum(from_actors, to_actors, order.rank), _sum(from_actions, to_actions, order.action_rank)


def between(
    network: TwoMode, sources: NDArray[Any], *, threads: int | None = None, progress: Progress | None = None
) -> NDArray[np.uint16]:
    """Distances of some actors to all, in steps from actor to actor: those of the projection.

    Parameters
    ----------
    network : TwoMode
    sources : array of int
        Rows of actors.

    Returns
    -------
    array, sources × actors
        `UNREACHED` where there is no way.

    Raises
    ------
    OverflowError
        A distance is larger than can be written.
    """
    rows, order = in_components(network, least=2)
    name = np.argsort(order.rank)
    starts = order.rank[np.asarray(sources, dtype=np.int64)]
    # An actor's distances to all sources lie side by side: a step writes many of them at once.
    found = np.full((network.n_actors, len(starts)), UNREACHED, dtype=np.uint16)
    tasks = [(starts[k : k + TOGETHER], k, *rows, name, found) for k in range(0, len(starts), TOGETHER)]
    if any(list(ordered(_levels, tasks, threads=threads, scratch=_scratch(rows), progress=progress))):
        raise OverflowError(f"A distance is larger than {UNREACHED - 1:,}.")
    return found.T


def _search(
    network: TwoMode, count_actions: bool, threads: int | None, progress: Progress | None
) -> tuple[Nearness, Nearness]:
    """The sums at actors and at actions of the distances to all actors, those from an actor to an action being 1."""
    n, m = network.n_actors, network.n_actions if count_actions else 0
    step = TOGETHER * max(-(-n // (TOGETHER * _TASKS)), 1)
    tasks = [(low, min(low + step, n), count_actions, *network) for low in range(0, n, step)]
    at_actors, at_actions = (Nearness(np.zeros(k, np.int64), np.zeros(k, np.int64), np.zeros(k)) for k in (n, m))
    for found in ordered(_sums, tasks, threads=threads, scratch=_scratch(network), progress=progress):
        for total, more in zip((*at_actors, *at_actions), found, strict=True):
            np.add(total, more, out=total)
    return at_actors, at_actions


def _sum(one: Nearness, other: Nearness, rank: Places) -> Nearness:
    reached, far, near = (one.reached + other.reached, one.far + other.far, one.near + other.near)
    return Nearness(reached[rank], far[rank], near[rank])


def _scratch(network: TwoMode) -> int:
    return 64 * (3 * network.n_actors + 2 * network.n_actions)


@part
def _begin(sources: Places, seen: Bits, front: Bits, all_: Bits) -> None:
    """A bit for each source where it stands; `all_`, one line, has those in use."""
    seen[:] = 0
    front[:] = 0
    all_[:] = 0
    bit = np.int64(1)
    for k in range(len(sources)):
        seen[sources[k], k >> 6] |= bit << np.int64(k & 63)
        all_[0, k >> 6] |= bit << np.int64(k & 63)
    for k in range(len(sources)):
        front[sources[k]] = seen[sources[k]]


@part
def _over_actions(action_ptr: Places, actors: Numbers, front: Bits, middle: Bits) -> None:
    """The first half of a step: the bits that an action's actors have."""
    for x in range(len(action_ptr) - 1):
        found = no_bits()
        for tie in range(action_ptr[x], action_ptr[x + 1]):
            found = either(found, load(front, actors[tie]))
        store(middle, x, found)


@part
def _new(node: int, ptr: Places, others: Numbers, front: Bits, wanted: Any) -> Any:
    """The wanted bits that a node's neighbours have; it looks at no more of them once it has all."""
    found = no_bits()
    low = ptr[node]
    for tie in range(low, ptr[node + 1]):
        found = either(found, load(front, others[tie]))
        if (tie - low) & 7 == 7 and not some(without(wanted, found)):
            break
    return both(found, wanted)


@kernel
def _sums(
    stop: NDArray[np.uint8],
    low: int,
    high: int,
    count_actions: bool,
    actor_ptr: Places,
    actions: Numbers,
    action_ptr: Places,
    actors: Numbers,
) -> tuple[Places, Places, Reals, Places, Places, Reals]:
    """Sums of the distances to actors `low` to `high`, at each actor and, where they are counted, each action."""
    n, m = len(actor_ptr) - 1, len(action_ptr) - 1
    seen, front, new = np.empty((n, LANES), np.int64), np.empty((n, LANES), np.int64), np.empty((n, LANES), np.int64)
    n_counted = m if count_actions else 0
    middle, middle_seen = np.empty((m, LANES), np.int64), np.empty((n_counted, LANES), np.int64)
    line = np.empty((1, LANES), np.int64)
    reached, far, near = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n)
    reached2, far2, near2 = np.zeros(n_counted, np.int64), np.zeros(n_counted, np.int64), np.zeros(n_counted)
    for first in range(low, high, 64 * LANES):
        _begin(np.arange(first, min(first + 64 * LANES, high)), seen, front, line)
        middle_seen[:] = 0
        all_ = load(line, 0)
        distance = 0
        grew = True
        while grew and not stop[0]:
            grew = False
            distance += 1
            share = 1.0 / distance
            if count_actions:
                for x in range(m):
                    wanted = without(all_, load(middle_seen, x))
                    found = no_bits()
                    if some(wanted):
                        found = _new(x, action_ptr, actors, front, wanted)
                        more = how_many(found)
                        if more > 0:
                            reached2[x] += more
                            far2[x] += more * distance
                            near2[x] += more * share
                            store(middle_seen, x, either(found, load(middle_seen, x)))
                    store(middle, x, found)
            else:
                _over_actions(action_ptr, actors, front, middle)
            distance += 1
            share = 1.0 / distance
            for v in range(n):
                wanted = without(all_, load(seen, v))
                found = no_bits()
                if some(wanted):
                    found = _new(v, actor_ptr, actions, middle, wanted)
                    more = how_many(found)
                    if more > 0:
                        grew = True
                        reached[v] += more
                        far[v] += more * distance
                        near[v] += more * share
                        store(seen, v, either(found, load(seen, v)))
                store(new, v, found)
            front, new = new, front
    return reached, far, near, reached2, far2, near2


@kernel
def _levels(
    stop: NDArray[np.uint8],
    sources: Places,
    first: int,
    actor_ptr: Places,
    actions: Numbers,
    action_ptr: Places,
    actors: Numbers,
    name: Places,
    found: NDArray[np.uint16],
) -> bool:
    """``found[name[v], first + k]``: the distance of source k to v; gives back whether there are larger than fit."""
    n, m = len(actor_ptr) - 1, len(action_ptr) - 1
    seen, front, new = np.empty((n, LANES), np.int64), np.empty((n, LANES), np.int64), np.empty((n, LANES), np.int64)
    middle, line = np.empty((m, LANES), np.int64), np.empty((1, LANES), np.int64)
    _begin(sources, seen, front, line)
    all_ = load(line, 0)
    for k in range(len(sources)):
        found[name[sources[k]], first + k] = 0
    distance = 0
    grew = True
    while grew and distance < UNREACHED - 1 and not stop[0]:
        distance += 1
        grew = False
        _over_actions(action_ptr, actors, front, middle)
        for v in range(n):
            wanted = without(all_, load(seen, v))
            bits = no_bits()
            if some(wanted):
                bits = _new(v, actor_ptr, actions, middle, wanted)
            store(new, v, bits)
            if some(bits):
                grew = True
                store(seen, v, either(bits, load(seen, v)))
                for word in range(LANES):
                    left = new[v, word]
                    while left:
                        found[name[v], first + (word << 6) + lowest(left)] = distance
                        left &= left - 1
        front, new = new, front
    return grew
