"""How many shortest ways go over each node: Brandes' sums from eight sources at once, level by level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graphkit.networks.kernels._compile import kernel, part
from graphkit.networks.kernels._lanes import (
    LANES,
    at_least_one_where_positive,
    less,
    load,
    nothing,
    plus,
    some,
    store,
)
from graphkit.networks.kernels._running import Progress, ordered
from graphkit.networks.kernels.layout import hubs_first, hubs_first_of_one
from graphkit.networks.kernels.projection import repeated

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from numpy.typing import NDArray

    from graphkit.networks.kernels.layout import Numbers, OneMode, Places, Reals, TwoMode

    Levels = NDArray[np.uint16]
    Flags = NDArray[np.bool_]

_UNSEEN = 65_535
_TASKS = 512


def dependencies(
    network: OneMode,
    sources: NDArray[Any] | None = None,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Reals:
    r"""For each node v the sum over the sources s of :math:`\sum_t \sigma_{st}(v) / \sigma_{st}`, s and t not v.

    With all nodes as sources each pair counts twice, once from either end: half of it is the betweenness.

    Parameters
    ----------
    network : OneMode
        For a two-mode network its `both_modes`.
    sources : array of int, optional
        Without, all nodes.

    Raises
    ------
    OverflowError
        A shortest way has more than 65,533 steps.
    """
    rows, rank = hubs_first_of_one(network)
    return _all(_from_one_mode, rows, rank, sources, threads, progress, 250 * network.n_actors)


def dependencies_in_projection(
    network: TwoMode,
    sources: NDArray[Any] | None = None,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Reals:
    """As `dependencies`, of the projection of a network, which is not made.

    A way over c common actions counts c times in the two-mode network and once in the projection. What is too much is
    taken away again: c - 1 times, for the pairs with more than one action in common. Whom a search has reached is
    settled before that, so that no rounding can make a distance wrong.
    """
    rows, rank = hubs_first(network, least=2)
    scratch = 250 * network.n_actors + 65 * network.n_actions
    return _all(_from_two_mode, (*rows, *repeated(rows, threads=threads)), rank, sources, threads, progress, scratch)


def _all(
    function: Callable[..., Any],
    arrays: tuple[Any, ...],
    rank: Places,
    sources: NDArray[Any] | None,
    threads: int | None,
    progress: Progress | None,
    scratch: int,
) -> Reals:
    starts = np.arange(len(rank)) if sources is None else np.sort(rank[np.asarray(sources, dtype=np.int64)])
    step = LANES * max(-(-len(starts) // (LANES * _TASKS)), 1)
    tasks = [(starts[k : k + step], *arrays) for k in range(0, len(starts), step)]
    total = np.zeros(len(rank))
    for found, too_far in ordered(function, tasks, threads=threads, scratch=scratch, progress=progress):
        if too_far:
            raise OverflowError(f"A shortest way has more than {_UNSEEN - 2:,} steps.")
        total += found
    return total[rank]


@part
def _begin(sources: Places, paths: Reals, front: Reals, level: Levels, lit: Flags) -> None:
    """One lane a source; those left over count as done."""
    paths[:] = 0.0
    front[:] = 0.0
    lit[:] = False
    level[:, : len(sources)] = _UNSEEN
    level[:, len(sources) :] = 0
    for k in range(len(sources)):
        paths[sources[k], k] = 1.0
        front[sources[k], k] = 1.0
        level[sources[k], k] = 0
        lit[sources[k]] = True


@part
def _at(level: Levels, v: int, wanted: int) -> bool:
    """Whether a lane of v is at a level; a sum of all eight, which LLVM does at once, and not a search."""
    found = False
    for lane in range(LANES):
        found |= level[v, lane] == wanted
    return found


@part
def _settle(now: int, new: Reals, paths: Reals, front: Reals, level: Levels, lit: Flags) -> bool:
    """Lanes that were not seen and have paths in `new` are at level `now`, and go on from there."""
    grew = False
    for v in range(len(paths)):
        on = False
        for lane in range(LANES):
            hit = (level[v, lane] == _UNSEEN) & (new[v, lane] > 0.0)
            on |= hit
            front[v, lane] = new[v, lane] if hit else 0.0
            paths[v, lane] += front[v, lane]
            level[v, lane] = now if hit else level[v, lane]
        lit[v] = on
        grew |= on
    return grew


@part
def _hand_back(now: int, paths: Reals, sums: Reals, front: Reals, level: Levels, lit: Flags) -> None:
    """What nodes at level `now` give to those before them, a path."""
    for v in range(len(paths)):
        on = _at(level, v, now)
        lit[v] = on
        for lane in range(LANES):
            there = (level[v, lane] == now) & (paths[v, lane] > 0.0)
            front[v, lane] = (1.0 + sums[v, lane]) / paths[v, lane] if there else 0.0


@part
def _take(v: int, now: int, given: Any, paths: Reals, sums: Reals, level: Levels, line: Reals) -> None:
    """What a node at level `now` gets from those after it, times its paths."""
    store(line, 0, given)
    for lane in range(LANES):
        sums[v, lane] = line[0, lane] * paths[v, lane] if level[v, lane] == now else sums[v, lane]


@part
def _add_up(used: int, paths: Reals, sums: Reals, level: Levels, total: Reals) -> None:
    """The sums of all sources but the node itself, one lane after the other."""
    for v in range(len(total)):
        of_v = 0.0
        for lane in range(used):
            if level[v, lane] > 0 and paths[v, lane] > 0.0:
                of_v += sums[v, lane]
        total[v] += of_v


@part
def _gather(v: int, ptr: Places, others: Numbers, front: Reals, lit: Flags) -> Any:
    """The sum of the lines of a node's neighbours that have any."""
    found = nothing()
    for tie in range(ptr[v], ptr[v + 1]):
        if lit[others[tie]]:
            found = plus(found, load(front, others[tie]))
    return found


@part
def _over_actions(
    action_ptr: Places, actors: Numbers, front: Reals, lit: Flags, middle: Reals, middle_lit: Flags
) -> None:
    """The first half of a step: from actors to actions."""
    for x in range(len(action_ptr) - 1):
        on = False
        for tie in range(action_ptr[x], action_ptr[x + 1]):
            on |= lit[actors[tie]]
        middle_lit[x] = on
        if on:
            store(middle, x, _gather(x, action_ptr, actors, front, lit))


@part
def _less_repeated(
    found: Any, v: int, pair_ptr: Places, partners: Numbers, beyond: Reals, front: Reals, lit: Flags
) -> Any:
    """Without what came over a second common action, a third, and so on."""
    for pair in range(pair_ptr[v], pair_ptr[v + 1]):
        if lit[partners[pair]]:
            found = less(found, load(front, partners[pair]), beyond[pair])
    return found


@kernel
def _from_one_mode(stop: NDArray[np.uint8], sources: Places, ptr: Places, others: Numbers) -> tuple[Reals, bool]:
    """The sums over `sources`, and whether a way was longer than can be written."""
    n = len(ptr) - 1
    paths, front, sums, new = np.empty((n, LANES)), np.empty((n, LANES)), np.empty((n, LANES)), np.empty((n, LANES))
    level, lit, line, total = np.empty((n, LANES), np.uint16), np.empty(n, np.bool_), np.empty((1, LANES)), np.zeros(n)
    for first in range(0, len(sources), LANES):
        group = sources[first : first + LANES]
        _begin(group, paths, front, level, lit)
        now = 0
        grew = True
        while grew and now < _UNSEEN - 1 and not stop[0]:
            now += 1
            for v in range(n):
                found = nothing()
                if _at(level, v, _UNSEEN):
                    found = _gather(v, ptr, others, front, lit)
                store(new, v, found)
            grew = _settle(now, new, paths, front, level, lit)
        if grew:
            return total, not stop[0]
        sums[:] = 0.0
        for back in range(now - 1, 1, -1):
            if stop[0]:
                break
            _hand_back(back, paths, sums, front, level, lit)
            for v in range(n):
                if _at(level, v, back - 1):
                    _take(v, back - 1, _gather(v, ptr, others, front, lit), paths, sums, level, line)
        _add_up(len(group), paths, sums, level, total)
    return total, False


@kernel
def _from_two_mode(
    stop: NDArray[np.uint8],
    sources: Places,
    actor_ptr: Places,
    actions: Numbers,
    action_ptr: Places,
    actors: Numbers,
    pair_ptr: Places,
    partners: Numbers,
    beyond: Reals,
) -> tuple[Reals, bool]:
    """As `_from_one_mode`, in the projection."""
    n, m = len(actor_ptr) - 1, len(action_ptr) - 1
    paths, front, sums, new = np.empty((n, LANES)), np.empty((n, LANES)), np.empty((n, LANES)), np.empty((n, LANES))
    level, lit, line, total = np.empty((n, LANES), np.uint16), np.empty(n, np.bool_), np.empty((1, LANES)), np.zeros(n)
    middle, middle_lit = np.empty((m, LANES)), np.empty(m, np.bool_)
    for first in range(0, len(sources), LANES):
        group = sources[first : first + LANES]
        _begin(group, paths, front, level, lit)
        now = 0
        grew = True
        while grew and now < _UNSEEN - 1 and not stop[0]:
            now += 1
            _over_actions(action_ptr, actors, front, lit, middle, middle_lit)
            for v in range(n):
                found = nothing()
                if _at(level, v, _UNSEEN):
                    found = _gather(v, actor_ptr, actions, middle, middle_lit)
                    if some(found):
                        once = _less_repeated(found, v, pair_ptr, partners, beyond, front, lit)
                        found = at_least_one_where_positive(found, once)
                store(new, v, found)
            grew = _settle(now, new, paths, front, level, lit)
        if grew:
            return total, not stop[0]
        sums[:] = 0.0
        for back in range(now - 1, 1, -1):
            if stop[0]:
                break
            _hand_back(back, paths, sums, front, level, lit)
            _over_actions(action_ptr, actors, front, lit, middle, middle_lit)
            for v in range(n):
                if _at(level, v, back - 1):
                    given = _gather(v, actor_ptr, actions, middle, middle_lit)
                    given = _less_repeated(given, v, pair_ptr, partners, beyond, front, lit)
                    _take(v, back - 1, given, paths, sums, level, line)
        _add_up(len(group), paths, sums, level, total)
    return total, False
