"""Networks drawn at random among all that have the same degrees and sizes: by trades between two rows (curveball).

Strona, G., Nappo, D., Boccacci, F., Fattorini, S., San-Miguel-Ayanz, J. (2014). A fast and unbiased procedure to
randomize ecological binary matrices with fixed row and column totals. Nature Communications 5, 4114.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from graphkit.networks.kernels._compile import kernel, part
from graphkit.networks.kernels._running import Progress, ordered
from graphkit.networks.kernels.layout import contiguous

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphkit.networks.kernels.layout import Numbers, Places, TwoMode
    from graphkit.networks.kernels.projection import Pairs

# Draws in so many parts whatever the number of threads.
_PARTS = 32


class Drawn(NamedTuple):
    """What pairs of actors have in common in the networks drawn: actors × actors, above the diagonal.

    Attributes
    ----------
    more, fewer : arrays of int
        In how many they have at least, and at most, as much as observed.
    total : array of int
        How much they have in all of them together.
    """

    more: Places
    fewer: Places
    total: Places


def curveball(
    network: TwoMode,
    observed: NDArray[Any],
    draws: int,
    trades: int,
    seed: int,
    *,
    by_action: bool = False,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Drawn:
    """What pairs of actors have in common in networks drawn one by one, each from the observed network.

    Parameters
    ----------
    network : TwoMode
    observed : array of int, actors × actors
        What each pair has in common.
    draws, trades : int
        How many networks, and after how many trades each.
    seed : int
        Each draw has a stream of random numbers of its own, which this and its number determine.
    by_action : bool
        Trade actors between actions, where these are fewer, and not actions between actors.
    """
    rows = network.turned if by_action else network
    arrays = (rows.actor_ptr, rows.actions, rows.n_actions, contiguous(observed, np.int64))
    shape = (network.n_actors, network.n_actors)
    return _added(_draws, shape, draws, (seed, trades, by_action, *arrays), threads, progress)


def curveball_of_pairs(
    network: TwoMode,
    pairs: Pairs,
    draws: int,
    trades: int,
    seed: int,
    *,
    by_action: bool = False,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Drawn:
    """The same of those pairs alone that have something in common: an array as long as they are many, each."""
    rows = network.turned if by_action else network
    arrays = (rows.actor_ptr, rows.actions, rows.n_actions, pairs.ptr, pairs.others, pairs.shared)
    return _added(_draws_of_pairs, (len(pairs.others),), draws, (seed, trades, by_action, *arrays), threads, progress)


def _added(
    draw: Any,
    shape: tuple[int, ...],
    draws: int,
    told: tuple[Any, ...],
    threads: int | None,
    progress: Progress | None,
) -> Drawn:
    """What all draws have together, made part by part."""
    edges = np.unique(np.linspace(0, draws, min(_PARTS, draws) + 1).astype(np.int64)).tolist()
    tasks = [(low, high, *told) for low, high in pairwise(edges)]
    found = Drawn(*(np.zeros(shape, dtype=np.int64) for _ in Drawn._fields))
    scratch = sum(each.nbytes for each in found)
    for some in ordered(draw, tasks, threads=threads, scratch=scratch, progress=progress):
        for drawn, more in zip(found, some, strict=True):
            np.add(drawn, more, out=drawn)
    return found


@part
def _random(state: NDArray[np.uint64]) -> float:
    """From 0 to before 1; splitmix64."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    z = state[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    return np.float64(z >> np.uint64(11)) * 2.0**-53


@part
def _trade(
    one: Any, other: Any, ptr: Places, members: Numbers, mark: NDArray[np.uint8], pool: Numbers,
    state: NDArray[np.uint64],
) -> None:  # fmt: skip
    """Put together what only one of two rows has, and deal it out again at random, to each as much as it had."""
    for place in range(ptr[one], ptr[one + 1]):
        mark[members[place]] = 1
    size = 0
    for place in range(ptr[other], ptr[other + 1]):
        member = members[place]
        if mark[member]:
            mark[member] = 2
        else:
            pool[size] = member
            size += 1
    of_other = size
    for place in range(ptr[one], ptr[one + 1]):
        if mark[members[place]] == 1:
            pool[size] = members[place]
            size += 1
    for k in range(of_other):
        taken = k + np.int64(_random(state) * (size - k))
        pool[k], pool[taken] = pool[taken], pool[k]
    out = 0
    for place in range(ptr[other], ptr[other + 1]):
        if not mark[members[place]]:
            members[place] = pool[out]
            out += 1
    for place in range(ptr[one], ptr[one + 1]):
        member = members[place]
        if mark[member] == 1:
            members[place] = pool[out]
            out += 1
        mark[member] = 0


@part
def _turn(ptr: Places, members: Numbers, turned_ptr: Places, turned: Numbers, put: Places) -> None:
    """The rows of each member."""
    put[:] = turned_ptr[:-1]
    for row in range(len(ptr) - 1):
        for place in range(ptr[row], ptr[row + 1]):
            turned[put[members[place]]] = row
            put[members[place]] += 1


@part
def _compare(
    actor_ptr: Places, actions: Numbers, action_ptr: Places, actors: Numbers, observed: Places, line: Places,
    more: Places, fewer: Places, total: Places,
) -> None:  # fmt: skip
    """Set what each pair has in common against what is observed."""
    n = len(actor_ptr) - 1
    for v in range(n):
        line[:] = 0
        for tie in range(actor_ptr[v], actor_ptr[v + 1]):
            for place in range(action_ptr[actions[tie]], action_ptr[actions[tie] + 1]):
                line[actors[place]] += 1
        for other in range(v + 1, n):
            more[v, other] += line[other] >= observed[v, other]
            fewer[v, other] += line[other] <= observed[v, other]
            total[v, other] += line[other]


@part
def _compare_pairs(
    actor_ptr: Places, actions: Numbers, action_ptr: Places, actors: Numbers, pair_ptr: Places, others: Numbers,
    shared: NDArray[np.int32], line: Places, more: Places, fewer: Places, total: Places,
) -> None:  # fmt: skip
    """The same for pairs that have something in common; `line` is 0 before and after."""
    for v in range(len(actor_ptr) - 1):
        if pair_ptr[v] == pair_ptr[v + 1]:
            continue
        for tie in range(actor_ptr[v], actor_ptr[v + 1]):
            for place in range(action_ptr[actions[tie]], action_ptr[actions[tie] + 1]):
                line[actors[place]] += 1
        for pair in range(pair_ptr[v], pair_ptr[v + 1]):
            in_common = line[others[pair]]
            more[pair] += in_common >= shared[pair]
            fewer[pair] += in_common <= shared[pair]
            total[pair] += in_common
        for tie in range(actor_ptr[v], actor_ptr[v + 1]):
            for place in range(action_ptr[actions[tie]], action_ptr[actions[tie] + 1]):
                line[actors[place]] = 0


@part
def _begin(state: NDArray[np.uint64], seed: int, draw: int) -> None:
    """The stream of a draw, mixed twice: those of draws next to each other have nothing in common."""
    state[0] = np.uint64(seed)
    _random(state)
    state[0] = np.uint64(_random(state) * 2.0**53) * np.uint64(2048) + np.uint64(draw)
    state[0] = np.uint64(_random(state) * 2.0**53) * np.uint64(2048)


@part
def _trades(
    trades: int, ptr: Places, members: Numbers, mark: NDArray[np.uint8], pool: Numbers, state: NDArray[np.uint64]
) -> None:
    """So many trades, each between two rows at random."""
    n_rows = len(ptr) - 1
    for _ in range(trades):
        one = np.int64(_random(state) * n_rows)
        other = np.int64(_random(state) * (n_rows - 1))
        other += other >= one
        _trade(one, other, ptr, members, mark, pool, state)


@part
def _counted(start: Numbers, n_columns: int) -> Places:
    """Where the rows of each column begin, once they are turned."""
    turned_ptr = np.zeros(n_columns + 1, np.int64)
    for place in range(len(start)):
        turned_ptr[start[place] + 1] += 1
    for column in range(n_columns):
        turned_ptr[column + 1] += turned_ptr[column]
    return turned_ptr


@kernel
def _draws(
    stop: NDArray[np.uint8],
    low: int,
    high: int,
    seed: int,
    trades: int,
    by_action: bool,
    ptr: Places,
    start: Numbers,
    n_columns: int,
    observed: Places,
) -> tuple[Places, Places, Places]:
    """The draws from `low` to `high`."""
    n = len(observed)
    more, fewer, total = np.zeros((n, n), np.int64), np.zeros((n, n), np.int64), np.zeros((n, n), np.int64)
    members, turned = start.copy(), start.copy()
    mark, pool, put = np.zeros(n_columns, np.uint8), np.empty(2 * n_columns, np.uint32), np.zeros(n_columns, np.int64)
    turned_ptr = _counted(start, n_columns)
    line = np.zeros(n, np.int64)
    state = np.zeros(1, np.uint64)
    for draw in range(low, high):
        if stop[0]:
            break
        _begin(state, seed, draw)
        members[:] = start
        _trades(trades, ptr, members, mark, pool, state)
        _turn(ptr, members, turned_ptr, turned, put)
        if by_action:
            _compare(turned_ptr, turned, ptr, members, observed, line, more, fewer, total)
        else:
            _compare(ptr, members, turned_ptr, turned, observed, line, more, fewer, total)
    return more, fewer, total


@kernel
def _draws_of_pairs(
    stop: NDArray[np.uint8],
    low: int,
    high: int,
    seed: int,
    trades: int,
    by_action: bool,
    ptr: Places,
    start: Numbers,
    n_columns: int,
    pair_ptr: Places,
    others: Numbers,
    shared: NDArray[np.int32],
) -> tuple[Places, Places, Places]:
    """The draws from `low` to `high`, of pairs that have something in common."""
    n = len(others)
    more, fewer, total = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int64)
    members, turned = start.copy(), start.copy()
    mark, pool, put = np.zeros(n_columns, np.uint8), np.empty(2 * n_columns, np.uint32), np.zeros(n_columns, np.int64)
    turned_ptr = _counted(start, n_columns)
    line = np.zeros(len(pair_ptr) - 1, np.int64)
    state = np.zeros(1, np.uint64)
    for draw in range(low, high):
        if stop[0]:
            break
        _begin(state, seed, draw)
        members[:] = start
        _trades(trades, ptr, members, mark, pool, state)
        _turn(ptr, members, turned_ptr, turned, put)
        if by_action:
            _compare_pairs(turned_ptr, turned, ptr, members, pair_ptr, others, shared, line, more, fewer, total)
        else:
            _compare_pairs(ptr, members, turned_ptr, turned, pair_ptr, others, shared, line, more, fewer, total)
    return more, fewer, total
