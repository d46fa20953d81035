"""How many shortest ways go over each node: Brandes' sums from eight sources at once, level by level."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

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
    found = search(network)
    return _all(found, found.weight, sources, threads, progress)


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
    found = search_in_projection(network, threads=threads)
    return _all(found, found.weight, sources, threads, progress)


class Search(NamedTuple):
    """A network made ready for searches, for those who ask for several lots of sources one after the other.

    Attributes
    ----------
    function : callable
        The kernel.
    arrays, borders : tuples of arrays
        What it takes: the network in the order of `order`, and where each node's component begins and ends.
    order : Order
        Where each node stands in that order.
    """

    function: Callable[..., Any]
    arrays: tuple[Any, ...]
    borders: tuple[Places, ...]
    order: Order

    @property
    def weight(self) -> Reals:
        """One for each node: each stands for itself alone."""
        return np.ones(len(self.order.rank))

    @property
    def sizes(self) -> Places:
        """How many nodes the component of each has."""
        sizes: Places = (self.order.end - self.order.begin)[self.order.rank]
        return sizes


def search(network: OneMode) -> Search:
    """The searches of `dependencies`."""
    rows, order = in_components_of_one(network)
    return Search(_from_one_mode, tuple(rows), (order.begin, order.end), order)


def search_in_projection(network: TwoMode, *, threads: int | None = None) -> Search:
    """The searches of `dependencies_in_projection`."""
    rows, order = in_components(network, least=2)
    return Search(_from_two_mode, (*rows, *repeated(rows, threads=threads)), order[2:], order)


def in_pairs(
    search: Search, pairs: NDArray[Any], *, threads: int | None = None, progress: Progress | None = None
) -> tuple[Reals, Reals]:
    r"""The sums of `dependencies` over sources that come in pairs, and what the two of a pair differ by.

    Parameters
    ----------
    pairs : array of int, pairs × 2
        Sources. The same may come again.

    Returns
    -------
    two arrays
        For each node v the sum over the sources s of :math:`\delta_s(v) = \sum_t \sigma_{st}(v) / \sigma_{st}`, and
        that over the pairs (s, s') of :math:`(\delta_s(v) - \delta_{s'}(v))^2`.
    """
    starts = search.order.rank[np.asarray(pairs, dtype=np.int64)]
    # Those that start in one component come together; the two of a pair stay side by side.
    starts = starts[np.argsort(starts.min(axis=1), kind="stable")].ravel()
    return _added(search, search.weight, starts, True, threads, progress)


def n_searches(network: OneMode) -> int:
    """From how many sources `dependencies` searches where none are named: from those in no tree."""
    return int((~trees(network).gone).sum())


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
    core = search(without_rows(network, found.gone))
    weight = np.empty(len(stays))
    weight[core.order.rank] = found.size[stays]
    total[stays] += _all(core, weight, None, threads, progress)
    return total


def _all(
    search: Search, weight: Reals, sources: NDArray[Any] | None, threads: int | None, progress: Progress | None
) -> Reals:
    order = search.order
    starts = order.rank if sources is None else order.rank[np.asarray(sources, dtype=np.int64)]
    # Where there are not three, nobody is between two.
    starts = np.sort(starts[(order.end - order.begin)[starts] > 2])
    return _added(search, weight, starts, False, threads, progress)[0]


def _added(
    search: Search, weight: Reals, starts: Places, in_pairs: bool, threads: int | None, progress: Progress | None
) -> tuple[Reals, Reals]:
    """The sums over sources, numbered as in the order of the search; in pairs, those of the squares too."""
    n = len(search.order.rank)
    step = LANES * max(-(-len(starts) // (LANES * _TASKS)), 1)
    tasks = [
        (starts[k : k + step], in_pairs, weight, *search.borders, *search.arrays) for k in range(0, len(starts), step)
    ]
    total, squares = np.zeros(n), np.zeros(n if in_pairs else 0)
    scratch = sum(300 * len(ptr) for ptr in search.arrays[::2])
    for found, apart, too_far in ordered(search.function, tasks, threads=threads, scratch=scratch, progress=progress):
        if too_far:
            raise OverflowError(f"A shortest way has more than {_UNSEEN - 2:,} steps.")
        total += found
        squares += apart
    return total[search.order.rank], squares[search.order.rank] if in_pairs else squares


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
    sources: Places,
    low: int,
    high: int,
    weight: Reals,
    paths: Reals,
    sums: Reals,
    level: Levels,
    total: Reals,
    squares: Reals,
) -> None:
    """The sums of all sources but the node itself, one lane after the other; in pairs, what they differ by squared."""
    for v in range(low, high):
        of_v = 0.0
        for lane in range(len(sources)):
            if level[v, lane] > 0 and paths[v, lane] > 0.0:
                of_v += weight[sources[lane]] * sums[v, lane]
        total[v] += of_v
        if len(squares) > 0 and of_v > 0.0:
            for lane in range(0, len(sources), 2):
                one = sums[v, lane] if level[v, lane] > 0 and paths[v, lane] > 0.0 else 0.0
                other = sums[v, lane + 1] if level[v, lane + 1] > 0 and paths[v, lane + 1] > 0.0 else 0.0
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
def _from_one_mode(
    stop: NDArray[np.uint8],
    sources: Places,
    in_pairs: bool,
    weight: Reals,
    begin: Places,
    end: Places,
    ptr: Places,
    others: Numbers,
) -> tuple[Reals, Reals, bool]:
    """The sums over `sources`, those of the squares, and whether a way was longer than can be written.

    A node counts by its weight; in pairs it is 1.
    """
    n = len(ptr) - 1
    paths, front, sums, ahead = np.empty((n, LANES)), np.empty((n, LANES)), np.empty((n, LANES)), np.empty((n, LANES))
    lit, ahead_lit = np.empty(n, np.bool_), np.empty(n, np.bool_)
    level, line, total = np.empty((n, LANES), np.uint16), np.empty((1, LANES)), np.zeros(n)
    squares = np.zeros(n if in_pairs else 0)
    for first in range(0, len(sources), LANES):
        group = sources[first : first + LANES]
        low, high = _span(group, begin, end)
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
            return total, squares, not stop[0]
        sums[low:high] = 0.0
        for back in range(now - 1, 1, -1):
            if stop[0]:
                break
            _hand_back(back, low, high, weight, paths, sums, front, level, lit)
            for v in range(low, high):
                if _at(level, v, back - 1):
                    _take(v, back - 1, _gather(v, ptr, others, front, lit), paths, sums, level, line)
        _add_up(group, low, high, weight, paths, sums, level, total, squares)
    return total, squares, False


@kernel
def _from_two_mode(
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
    """As `_from_one_mode`, in the projection."""
    n, m = len(actor_ptr) - 1, len(action_ptr) - 1
    paths, front, sums, ahead = np.empty((n, LANES)), np.empty((n, LANES)), np.empty((n, LANES)), np.empty((n, LANES))
    lit, ahead_lit = np.empty(n, np.bool_), np.empty(n, np.bool_)
    level, line, total = np.empty((n, LANES), np.uint16), np.empty((1, LANES)), np.zeros(n)
    squares = np.zeros(n if in_pairs else 0)
    middle, middle_lit = np.empty((m, LANES)), np.empty(m, np.bool_)
    for first in range(0, len(sources), LANES):
        group = sources[first : first + LANES]
        low, high = _span(group, begin, end)
        low2, high2 = _span(group, action_begin, action_end)
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
            return total, squares, not stop[0]
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
        _add_up(group, low, high, weight, paths, sums, level, total, squares)
    return total, squares, False
