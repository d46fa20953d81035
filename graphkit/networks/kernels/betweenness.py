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
from graphkit.networks.kernels.layout import in_components, in_components_of_one, without_rows
from graphkit.networks.kernels.projection import repeated
from graphkit.networks.kernels.trees import trees

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from numpy.typing import NDArray

    from graphkit.networks.kernels.layout import Numbers, OneMode, Order, Places, Reals, TwoMode

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
    if sources is None:
        return _around_trees(network, threads, progress)
    rows, order = in_components_of_one(network)
    return _all(_from_one_mode, rows, order, (order.begin, order.end), None, sources, threads, progress)


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
    rows, order = in_components(network, least=2)
    arrays = (*rows, *repeated(rows, threads=threads))
    return _all(_from_two_mode, arrays, order, order[2:], None, sources, threads, progress)


def _around_trees(network: OneMode, threads: int | None, progress: Progress | None) -> Reals:
    """The sums of all nodes, searching from those alone that are in no tree.

    A node on which trees hang stands for all of them in the searches. What goes over it from one tree to another, and
    from its trees to the rest of the component, is a matter of counting.
    """
    found = trees(network)
    _, order = in_components_of_one(network)
    component = (order.end - order.begin)[order.rank]
    below = (found.size - 1).astype(np.float64)
    total: Reals = below**2 - found.squares + 2.0 * below * (component - found.size)
    stays = np.flatnonzero(~found.gone)
    core = without_rows(network, found.gone)
    rows, order = in_components_of_one(core)
    weight = np.empty(len(stays))
    weight[order.rank] = found.size[stays]
    total[stays] += _all(_from_one_mode, rows, order, (order.begin, order.end), weight, None, threads, progress)
    return total


def _all(
    function: Callable[..., Any],
    arrays: tuple[Any, ...],
    order: Order,
    borders: tuple[Any, ...],
    weight: Reals | None,
    sources: NDArray[Any] | None,
    threads: int | None,
    progress: Progress | None,
) -> Reals:
    starts = order.rank if sources is None else order.rank[np.asarray(sources, dtype=np.int64)]
    # Where there are not three, nobody is between two.
    starts = np.sort(starts[(order.end - order.begin)[starts] > 2])
    step = LANES * max(-(-len(starts) // (LANES * _TASKS)), 1)
    weight = np.ones(len(order.rank)) if weight is None else weight
    tasks = [(starts[k : k + step], weight, *borders, *arrays) for k in range(0, len(starts), step)]
    total = np.zeros(len(order.rank))
    scratch = sum(300 * len(ptr) for ptr in arrays[::2])
    for found, too_far in ordered(function, tasks, threads=threads, scratch=scratch, progress=progress):
        if too_far:
            raise OverflowError(f"A shortest way has more than {_UNSEEN - 2:,} steps.")
        total += found
    return total[order.rank]


@part
def _begin(sources: Places, low: int, high: int, paths: Reals, front: Reals, level: Levels, lit: Flags) -> None:
    """One lane a source; those left over count as done."""
    paths[low:high] = 0.0
    lit[low:high] = False
    level[low:high, : len(sources)] = _UNSEEN
    level[low:high, len(sources) :] = 0
    for k in range(len(sources)):
        front[sources[k]] = 0.0
    for k in range(len(sources)):
        paths[sources[k], k] = 1.0
        front[sources[k], k] = 1.0
        level[sources[k], k] = 0
        lit[sources[k]] = True


@part
def _at(level: Levels, v: int, wanted: int) -> bool:
    """Whether a lane of v is at a level. All eight are looked at, which LLVM does at once."""
    found = False
    for lane in range(LANES):
        found |= level[v, lane] == wanted
    return found


@part
def _settle(
    v: int, now: int, found: Any, paths: Reals, ahead: Reals, level: Levels, ahead_lit: Flags, line: Reals
) -> bool:
    """Lanes of v that were not seen and are reached by paths are at level `now`, and go on from there."""
    store(line, 0, found)
    on = False
    for lane in range(LANES):
        hit = (level[v, lane] == _UNSEEN) & (line[0, lane] > 0.0)
        on |= hit
        more = line[0, lane] if hit else 0.0
        ahead[v, lane] = more
        paths[v, lane] += more
        level[v, lane] = now if hit else level[v, lane]
    ahead_lit[v] = on
    return on


@part
def _hand_back(
    now: int, low: int, high: int, weight: Reals, paths: Reals, sums: Reals, front: Reals, level: Levels, lit: Flags
) -> None:
    """What nodes at level `now` give to those before them, a path."""
    for v in range(low, high):
        lit[v] = _at(level, v, now)
        if lit[v]:
            for lane in range(LANES):
                there = (level[v, lane] == now) & (paths[v, lane] > 0.0)
                front[v, lane] = (weight[v] + sums[v, lane]) / paths[v, lane] if there else 0.0


@part
def _take(v: int, now: int, given: Any, paths: Reals, sums: Reals, level: Levels, line: Reals) -> None:
    """What a node at level `now` gets from those after it, times its paths."""
    store(line, 0, given)
    for lane in range(LANES):
        sums[v, lane] = line[0, lane] * paths[v, lane] if level[v, lane] == now else sums[v, lane]


@part
def _add_up(
    sources: Places, low: int, high: int, weight: Reals, paths: Reals, sums: Reals, level: Levels, total: Reals
) -> None:
    """The sums of all sources but the node itself, one lane after the other."""
    for v in range(low, high):
        of_v = 0.0
        for lane in range(len(sources)):
            if level[v, lane] > 0 and paths[v, lane] > 0.0:
                of_v += weight[sources[lane]] * sums[v, lane]
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
    low: int,
    high: int,
    action_ptr: Places,
    actors: Numbers,
    front: Reals,
    lit: Flags,
    middle: Reals,
    middle_lit: Flags,
) -> None:
    """The first half of a step: from actors to actions."""
    for x in range(low, high):
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
def _from_one_mode(
    stop: NDArray[np.uint8],
    sources: Places,
    weight: Reals,
    begin: Places,
    end: Places,
    ptr: Places,
    others: Numbers,
) -> tuple[Reals, bool]:
    """The sums over `sources`, and whether a way was longer than can be written; a node counts by its weight."""
    n = len(ptr) - 1
    paths, front, sums, ahead = np.empty((n, LANES)), np.empty((n, LANES)), np.empty((n, LANES)), np.empty((n, LANES))
    lit, ahead_lit = np.empty(n, np.bool_), np.empty(n, np.bool_)
    level, line, total = np.empty((n, LANES), np.uint16), np.empty((1, LANES)), np.zeros(n)
    for first in range(0, len(sources), LANES):
        group = sources[first : first + LANES]
        low, high = begin[group[0]], end[group[-1]]
        _begin(group, low, high, paths, front, level, lit)
        now = 0
        grew = True
        while grew and now < _UNSEEN - 1 and not stop[0]:
            now += 1
            grew = False
            for v in range(low, high):
                ahead_lit[v] = False
                if _at(level, v, _UNSEEN):
                    found = _gather(v, ptr, others, front, lit)
                    if some(found):
                        grew |= _settle(v, now, found, paths, ahead, level, ahead_lit, line)
            front, ahead = ahead, front
            lit, ahead_lit = ahead_lit, lit
        if grew:
            return total, not stop[0]
        sums[low:high] = 0.0
        for back in range(now - 1, 1, -1):
            if stop[0]:
                break
            _hand_back(back, low, high, weight, paths, sums, front, level, lit)
            for v in range(low, high):
                if _at(level, v, back - 1):
                    _take(v, back - 1, _gather(v, ptr, others, front, lit), paths, sums, level, line)
        _add_up(group, low, high, weight, paths, sums, level, total)
    return total, False


@kernel
def _from_two_mode(
    stop: NDArray[np.uint8],
    sources: Places,
    weight: Reals,
    begin: Places,
    end: Places,
    action_begin: Places,
    action_end: Places,
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
    paths, front, sums, ahead = np.empty((n, LANES)), np.empty((n, LANES)), np.empty((n, LANES)), np.empty((n, LANES))
    lit, ahead_lit = np.empty(n, np.bool_), np.empty(n, np.bool_)
    level, line, total = np.empty((n, LANES), np.uint16), np.empty((1, LANES)), np.zeros(n)
    middle, middle_lit = np.empty((m, LANES)), np.empty(m, np.bool_)
    for first in range(0, len(sources), LANES):
        group = sources[first : first + LANES]
        low, high = begin[group[0]], end[group[-1]]
        low2, high2 = action_begin[group[0]], action_end[group[-1]]
        _begin(group, low, high, paths, front, level, lit)
        now = 0
        grew = True
        while grew and now < _UNSEEN - 1 and not stop[0]:
            now += 1
            grew = False
            _over_actions(low2, high2, action_ptr, actors, front, lit, middle, middle_lit)
            for v in range(low, high):
                ahead_lit[v] = False
                if _at(level, v, _UNSEEN):
                    found = _gather(v, actor_ptr, actions, middle, middle_lit)
                    if some(found):
                        once = _less_repeated(found, v, pair_ptr, partners, beyond, front, lit)
                        found = at_least_one_where_positive(found, once)
                        grew |= _settle(v, now, found, paths, ahead, level, ahead_lit, line)
            front, ahead = ahead, front
            lit, ahead_lit = ahead_lit, lit
        if grew:
            return total, not stop[0]
        sums[low:high] = 0.0
        for back in range(now - 1, 1, -1):
            if stop[0]:
                break
            _hand_back(back, low, high, weight, paths, sums, front, level, lit)
            _over_actions(low2, high2, action_ptr, actors, front, lit, middle, middle_lit)
            for v in range(low, high):
                if _at(level, v, back - 1):
                    given = _gather(v, actor_ptr, actions, middle, middle_lit)
                    given = _less_repeated(given, v, pair_ptr, partners, beyond, front, lit)
                    _take(v, back - 1, given, paths, sums, level, line)
        _add_up(group, low, high, weight, paths, sums, level, total)
    return total, False
