"""How probable so many actions in common are, or more, or fewer: a table a pair of classes of actors.

All actors of a class are alike, so the table has the tails for each number that two of them have in common.
"""

from __future__ import annotations

from math import exp, log1p
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from graphkit.networks.kernels._compile import kernel, part
from graphkit.networks.kernels._running import Progress, ranges, run
from graphkit.networks.kernels.layout import contiguous

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphkit.networks.kernels.layout import Numbers, Places, Reals
    from graphkit.networks.kernels.projection import Pairs

# Ranges of rows or tables, so many whatever the number of threads.
_RANGES = 64


class Tails(NamedTuple):
    """Tables of tails, one after another.

    Attributes
    ----------
    ptr : array of int
        The table z is ``upper[ptr[z]:ptr[z + 1]]``: for 0, 1, 2 … actions in common.
    upper, lower : arrays of float
        How probable so many or more are, so many or fewer.
    """

    ptr: Places
    upper: Reals
    lower: Reals


def most_shared(pairs: Pairs, of_actor: NDArray[Any], n_classes: int, *, threads: int | None = None) -> Places:
    """The most actions that two actors of a class and another have in common: classes × classes, the lower first."""
    parts = ranges(np.diff(pairs.ptr), _RANGES if len(pairs.others) > 100_000 else 1)
    found = np.zeros((len(parts), n_classes, n_classes), dtype=np.int64)
    of_actor = contiguous(of_actor, np.int64)
    arrays = (pairs.ptr, pairs.others, pairs.shared, of_actor)
    run(_most, [(*part, *arrays, found[k]) for k, part in enumerate(parts)], threads=threads)
    most: Places = found.max(axis=0, initial=0)
    return most


def tails(
    one: NDArray[Any],
    other: NDArray[Any],
    most: NDArray[Any],
    probability: NDArray[Any],
    n_actions: NDArray[Any],
    *,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Tails:
    """Exact tails of the number of actions in common, of pairs of classes.

    Parameters
    ----------
    one, other : arrays of int
        The classes of each pair.
    most : array of int
        For each pair the largest number that is asked for.
    probability : array of float, classes of actors × classes of actions
        That an actor is tied to an action.
    n_actions : array of int
        How many actions each class has.
    """
    most = contiguous(most, np.int64)
    ptr = np.concatenate([[0], np.cumsum(most + 1)])
    found = Tails(ptr, np.empty(ptr[-1]), np.empty(ptr[-1]))
    arrays = (
        *(contiguous(each, np.int64) for each in (one, other)),
        contiguous(probability, np.float64),
        contiguous(n_actions, np.int64),
        *found,
    )
    parts = ranges((most + 4.0) ** 2, _RANGES if len(most) > 256 else 1)
    run(_tails, [(*part, *arrays) for part in parts], threads=threads, progress=progress)
    return found


def places(
    pairs: Pairs, of_actor: NDArray[Any], first: NDArray[Any], *, threads: int | None = None
) -> tuple[Places, Numbers]:
    """For each pair of actors its place in the tables, and the one of the two that comes first.

    Parameters
    ----------
    first : array of int, classes × classes
        Where the table of two classes begins.
    """
    found = np.empty(len(pairs.others), dtype=np.int64), np.empty(len(pairs.others), dtype=np.uint32)
    arrays = (
        *(pairs.ptr, pairs.others, pairs.shared),
        contiguous(of_actor, np.int64),
        contiguous(first, np.int64),
        *found,
    )
    parts = ranges(np.diff(pairs.ptr), _RANGES if len(pairs.others) > 100_000 else 1)
    run(_places, [(*part, *arrays) for part in parts], threads=threads)
    return found


@kernel
def _most(
    stop: NDArray[np.uint8],
    low: int,
    high: int,
    ptr: Places,
    others: Numbers,
    shared: NDArray[np.int32],
    of_actor: Places,
    most: Places,
) -> None:
    for v in range(low, high):
        if stop[0]:
            return
        own = of_actor[v]
        for place in range(ptr[v], ptr[v + 1]):
            theirs = of_actor[others[place]]
            one, other = min(own, theirs), max(own, theirs)
            most[one, other] = max(most[one, other], np.int64(shared[place]))


@kernel
def _places(
    stop: NDArray[np.uint8],
    low: int,
    high: int,
    ptr: Places,
    others: Numbers,
    shared: NDArray[np.int32],
    of_actor: Places,
    first: Places,
    table_place: Places,
    actor: Numbers,
) -> None:
    for v in range(low, high):
        if stop[0]:
            return
        own = of_actor[v]
        for place in range(ptr[v], ptr[v + 1]):
            theirs = of_actor[others[place]]
            table_place[place] = first[min(own, theirs), max(own, theirs)] + shared[place]
            actor[place] = v


@part
def _certain(n: int, top: int, length: int, mass: Reals) -> int:
    """Add n actions that both are sure to be in; how many places of the mass then hold any."""
    for c in range(max(top + 1 - n, 0), top + 1):
        mass[top + 1] += mass[c]
    for c in range(top, -1, -1):
        mass[c] = mass[c - n] if c >= n else 0.0
    return min(length + n, top + 1)


@part
def _added(top: int, reach: int, length: int, mass: Reals, some: Reals, beyond: Reals) -> int:
    """Add actions of which `some` says how probable each number in common is; as `_certain`."""
    for t in range(reach, 0, -1):
        beyond[t] = beyond[t + 1] + some[t]
    for c in range(length):
        mass[top + 1] += mass[c] * beyond[top + 1 - c]
    longer = min(top + 1, length + reach)
    for c in range(longer - 1, -1, -1):
        value = 0.0
        for t in range(max(0, c - length + 1), min(c, reach) + 1):
            value += mass[c - t] * some[t]
        mass[c] = value
    return longer


@kernel
def _tails(
    stop: NDArray[np.uint8],
    low: int,
    high: int,
    one: Places,
    other: Places,
    probability: Reals,
    n_actions: Places,
    ptr: Places,
    upper: Reals,
    lower: Reals,
) -> None:
    """The tables from `low` to `high`.

    ``mass[c]`` is the probability of c actions in common among the classes of actions so far, its last place that of
    all numbers beyond the largest: nothing is cut off, and only positive numbers are added.
    """
    for table in range(low, high):
        if stop[0]:
            return
        begin = ptr[table]
        top = ptr[table + 1] - begin - 1
        mass, some, beyond = np.zeros(top + 2), np.zeros(top + 2), np.zeros(top + 3)
        mass[0] = 1.0
        length = 1
        for kind in range(len(n_actions)):
            both = probability[one[table], kind] * probability[other[table], kind]
            left = n_actions[kind]
            if both <= 0.0:
                continue
            if both >= 1.0:
                length = _certain(left, top, length, mass)
                continue
            none = log1p(-both)
            odds = both / (1.0 - both)
            # So many at once that the probability of none is still a number.
            at_once = max(np.int64(1), np.int64(min(-600.0 / none, 1e15)))
            while left > 0:
                n = min(left, at_once)
                left -= n
                # some[t]: t of n in common; beyond[t]: t or more.
                value = exp(n * none)
                total = 0.0
                reach = min(n, top)
                for t in range(reach + 1):
                    some[t] = value
                    total += value
                    value = value * (n - t) / (t + 1) * odds
                rest = 0.0
                if n > top:
                    if total < 0.5:
                        rest = 1.0 - total
                    else:
                        t = top + 1
                        while value > 1e-17 * rest and t <= n:
                            rest += value
                            value = value * (n - t) / (t + 1) * odds
                            t += 1
                beyond[top + 1] = rest
                for t in range(top, reach, -1):
                    beyond[t] = rest
                length = _added(top, reach, length, mass, some, beyond)
        tail = mass[top + 1]
        for c in range(top, -1, -1):
            tail += mass[c]
            upper[begin + c] = min(tail, 1.0)
        tail = 0.0
        for c in range(top + 1):
            tail += mass[c]
            lower[begin + c] = min(tail, 1.0)
