"""Brandes' sums from eight sources at once, level by level: how much of the ways from a source goes over each node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphkit.networks.kernels.layout import Numbers, Places, Reals

    Levels = NDArray[np.uint16]
    Flags = NDArray[np.bool_]

# The level of who has not been reached yet.
UNSEEN = 65_535


@part
def _span(sources: Places, begin: Places, end: Places) -> tuple[int, int]:
    """The rows of the components that some sources are in, and of those between."""
    low, high = begin[sources[0]], end[sources[0]]
    for k in range(1, len(sources)):
        low, high = min(low, begin[sources[k]]), max(high, end[sources[k]])
    return low, high


@part
def _begin(sources: Places, low: int, high: int, paths: Reals, front: Reals, level: Levels, lit: Flags) -> None:
    """One lane a source; those left over count as done."""
    paths[low:high] = 0.0
    lit[low:high] = False
    level[low:high, : len(sources)] = UNSEEN
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
        hit = (level[v, lane] == UNSEEN) & (line[0, lane] > 0.0)
        on |= hit
        more = line[0, lane] if hit else 0.0
        ahead[v, lane] = more
        paths[v, lane] += more
        level[v, lane] = now if hit else level[v, lane]
    ahead_lit[v] = on
    return on


@part
def _hand_back(
    now: int, low: int, high: int, weight: Reals, paths: Reals, gathered: Reals, front: Reals, level: Levels, lit: Flags
) -> None:
    """What nodes at level `now` give to those before them, a path."""
    for v in range(low, high):
        lit[v] = _at(level, v, now)
        if lit[v]:
            for lane in range(LANES):
                there = (level[v, lane] == now) & (paths[v, lane] > 0.0)
                front[v, lane] = (weight[v] + gathered[v, lane]) / paths[v, lane] if there else 0.0


@part
def _take(v: int, now: int, given: Any, paths: Reals, gathered: Reals, level: Levels, line: Reals) -> None:
    """What a node at level `now` gets from those after it, times its paths."""
    store(line, 0, given)
    for lane in range(LANES):
        gathered[v, lane] = line[0, lane] * paths[v, lane] if level[v, lane] == now else gathered[v, lane]


@part
def _add_up(
    sources: Places,
    low: int,
    high: int,
    weight: Reals,
    paths: Reals,
    gathered: Reals,
    level: Levels,
    total: Reals,
    squares: Reals,
) -> None:
    """The sums of all sources but the node itself, one lane after the other; in pairs, what they differ by squared."""
    for v in range(low, high):
        of_v = 0.0
        for lane in range(len(sources)):
            if level[v, lane] > 0 and paths[v, lane] > 0.0:
                of_v += weight[sources[lane]] * gathered[v, lane]
        total[v] += of_v
        if len(squares) > 0 and of_v > 0.0:
            for lane in range(0, len(sources), 2):
                one = gathered[v, lane] if level[v, lane] > 0 and paths[v, lane] > 0.0 else 0.0
                other = gathered[v, lane + 1] if level[v, lane + 1] > 0 and paths[v, lane + 1] > 0.0 else 0.0
                squares[v] += (one - other) ** 2


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
def sums(
    stop: NDArray[np.uint8],
    sources: Places,
    in_pairs: bool,
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
) -> tuple[Reals, Reals, bool]:
    """The sums over `sources`, those of the squares, and whether a way was longer than can be written.

    A node counts by its weight; in pairs it is 1. Steps go over actions, and what pairs with several of them have too
    much is taken away. Where there are no actions the rows are of one mode, `actions` is whom each node is tied to, and
    no pair has too much: a step then goes there at once, and is the same in all else.
    """
    n, m = len(actor_ptr) - 1, len(action_ptr) - 1
    paths, front = np.empty((n, LANES)), np.empty((n, LANES))
    gathered, ahead = np.empty((n, LANES)), np.empty((n, LANES))
    lit, ahead_lit = np.empty(n, np.bool_), np.empty(n, np.bool_)
    level, line, total = np.empty((n, LANES), np.uint16), np.empty((1, LANES)), np.zeros(n)
    squares = np.zeros(n if in_pairs else 0)
    middle, middle_lit = np.empty((m, LANES)), np.empty(m, np.bool_)
    over_actions = m > 0
    for first in range(0, len(sources), LANES):
        group = sources[first : first + LANES]
        low, high = _span(group, begin, end)
        low2, high2 = _span(group, action_begin, action_end)
        _begin(group, low, high, paths, front, level, lit)
        now = 0
        grew = True
        while grew and now < UNSEEN - 1 and not stop[0]:
            now += 1
            grew = False
            near, near_lit = (middle, middle_lit) if over_actions else (front, lit)
            _over_actions(low2, high2, action_ptr, actors, front, lit, middle, middle_lit)
            for v in range(low, high):
                ahead_lit[v] = False
                if _at(level, v, UNSEEN):
                    found = _gather(v, actor_ptr, actions, near, near_lit)
                    if some(found):
                        once = _less_repeated(found, v, pair_ptr, partners, beyond, front, lit)
                        found = at_least_one_where_positive(found, once)
                        grew |= _settle(v, now, found, paths, ahead, level, ahead_lit, line)
            front, ahead = ahead, front
            lit, ahead_lit = ahead_lit, lit
        if grew:
            return total, squares, not stop[0]
        gathered[low:high] = 0.0
        for back in range(now - 1, 1, -1):
            if stop[0]:
                break
            _hand_back(back, low, high, weight, paths, gathered, front, level, lit)
            near, near_lit = (middle, middle_lit) if over_actions else (front, lit)
            _over_actions(low2, high2, action_ptr, actors, front, lit, middle, middle_lit)
            for v in range(low, high):
                if _at(level, v, back - 1):
                    given = _gather(v, actor_ptr, actions, near, near_lit)
                    given = _less_repeated(given, v, pair_ptr, partners, beyond, front, lit)
                    _take(v, back - 1, given, paths, gathered, level, line)
        _add_up(group, low, high, weight, paths, gathered, level, total, squares)
    return total, squares, False
