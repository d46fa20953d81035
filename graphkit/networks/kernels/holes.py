"""Structural holes: how much those an actor is tied to hang together (Burt 1992), of all actors in one pass."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graphkit.networks.kernels._compile import kernel, part
from graphkit.networks.kernels._running import Progress, alone, ranges, run
from graphkit.networks.kernels.layout import contiguous
from graphkit.networks.kernels.triangles import is_at_the_smaller_end

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from graphkit.networks.kernels.layout import Numbers, OneMode, Places, Reals

_RANGES = 256


class Holes(NamedTuple):
    r"""Three measures of the holes around an actor; nan for one without a tie.

    Attributes
    ----------
    constraint : array
        :math:`\sum_j (p_{ij} + \sum_q p_{iq} p_{qj})^2` over the actors j tied to i, with :math:`p_{ij}` the share of
        i's ties that goes to j; what stands in the brackets, squared, is the constraint :math:`c_{ij}` of one partner.
    effective_size : array
        :math:`\sum_j [1 - \sum_q p_{iq} m_{jq}]` over the actors j tied to i, with :math:`m_{jq}` the weight of the tie
        between j and q by the largest weight that j has.
    hierarchy : array
        :math:`\sum_j r_j \ln r_j / (N \ln N)` over the N actors j tied to i, with :math:`r_j` the constraint
        :math:`c_{ij}` by the mean of all N; nan for an actor with one tie, too, which has nothing to divide.
    """

    constraint: Reals
    effective_size: Reals
    hierarchy: Reals


def holes(
    network: OneMode, weights: NDArray[Any], *, threads: int | None = None, progress: Progress | None = None
) -> Holes:
    r"""Constraint, effective size and hierarchy.

    Both sums over a third actor q are sums over the triangles that a tie is in, and but for what stands before them
    they are the same from both its ends: :math:`p_{ij} + \sum_q p_{iq} p_{qj} = (w_{ij} + \sum_q w_{iq} w_{qj} / s_q) /
    s_i` and :math:`\sum_q p_{iq} m_{jq} = \sum_q w_{iq} w_{jq} / (s_i \max_k w_{jk})`. So each tie has two sums, and
    triangles are found from their corner of least degree, where there are few.

    Parameters
    ----------
    network : OneMode
    weights : array
        Of each tie, as they stand in ``network.others``; above 0 and the same at both ends.
    """
    n = network.n_actors
    weights = contiguous(weights, np.float64)
    rows = np.repeat(np.arange(n), np.diff(network.ptr))
    strength = np.bincount(rows, weights, minlength=n).astype(np.float64)
    largest = np.zeros(n)
    np.maximum.at(largest, rows, weights)
    up = is_at_the_smaller_end(network, rows)
    upward, downward = (_some_ties(network, rows, weights, which) for which in (up, ~up))
    share = np.divide(1.0, strength, out=np.zeros(n), where=strength > 0)
    by_way_of, products = np.zeros(len(upward.others)), np.zeros(len(upward.others))
    closed = [(*low_high, *upward, *downward, share, by_way_of, products) for low_high in _parts(upward, downward)]
    # Finding triangles takes nearly all of the time.
    run(_close, closed, threads=threads, scratch=12 * n, progress=progress)
    found = Holes(*(np.full(n, np.nan) for _ in range(3)))
    number = np.empty(len(network.others), dtype=np.int64)
    alone(_number, *network, up, number)
    sums = (number, by_way_of, products, strength, largest)
    run(_around, [(*low_high, *network, weights, *sums, *found) for low_high in ranges(np.diff(network.ptr), _RANGES)])
    return found


class _Ties(NamedTuple):
    """Some of the ties of each actor."""

    ptr: Places
    others: Numbers
    weights: Reals


def _some_ties(network: OneMode, rows: NDArray[Any], weights: Reals, kept: NDArray[np.bool_]) -> _Ties:
    ptr = np.zeros(network.n_actors + 1, dtype=np.int64)
    np.cumsum(np.bincount(rows[kept], minlength=network.n_actors), out=ptr[1:])
    return _Ties(ptr, contiguous(network.others[kept], np.uint32), weights[kept])


def _parts(upward: _Ties, downward: _Ties) -> list[tuple[int, int]]:
    """Actors in ranges: each looks at the ties upward of all it is tied to."""
    work = np.zeros(len(upward.ptr) - 1)
    for ties in (upward, downward):
        within = np.concatenate([[0], np.cumsum(np.diff(upward.ptr)[ties.others])])
        work += np.diff(within[ties.ptr])
    return ranges(work, _RANGES)


@kernel
def _close(
    stop: NDArray[np.uint8],
    low: int,
    high: int,
    up_ptr: Places,
    up: Numbers,
    up_weights: Reals,
    down_ptr: Places,
    down: Numbers,
    down_weights: Reals,
    share: Reals,
    by_way_of: Reals,
    products: Reals,
) -> None:
    """Both sums of the ties upward of actors `low` to `high`, which nobody else adds to.

    `share` is what a weight of 1 is of all that an actor has. Ties that close a triangle are collected before they are
    summed: whether one does is as good as random, and a processor that guessed would be wrong every third time.
    """
    n = len(up_ptr) - 1
    place = np.zeros(n, np.uint32)
    most = np.int64(0)
    for v in range(n):
        most = max(most, up_ptr[v + 1] - up_ptr[v])
    closing = np.empty(most + 1, np.int64)
    for v in range(low, high):
        if stop[0]:
            return
        start = up_ptr[v]
        for tie in range(start, up_ptr[v + 1]):
            place[up[tie]] = tie - start + 1
        # Triangles that begin here: the third tie, from `other` to `third`, has its share from the actor in the middle.
        for tie in range(start, up_ptr[v + 1]):
            other = up[tie]
            count = _closing(up_ptr[other], up_ptr[other + 1], up, place, closing)
            weight, through, product = up_weights[tie], 0.0, 0.0
            half = weight * share[other]
            for at in range(count):
                tie2 = closing[at]
                third = up[tie2]
                tie3 = start + place[third] - 1
                both = up_weights[tie3] * up_weights[tie2]
                through += both * share[third]
                product += both
                by_way_of[tie3] += half * up_weights[tie2]
                products[tie3] += weight * up_weights[tie2]
            by_way_of[tie] += through
            products[tie] += product
        # Triangles that have their middle here and begin further down.
        for tie in range(down_ptr[v], down_ptr[v + 1]):
            first = down[tie]
            count = _closing(up_ptr[first], up_ptr[first + 1], up, place, closing)
            weight = down_weights[tie]
            half = weight * share[first]
            for at in range(count):
                tie2 = closing[at]
                tie3 = start + place[up[tie2]] - 1
                by_way_of[tie3] += half * up_weights[tie2]
                products[tie3] += weight * up_weights[tie2]
        for tie in range(start, up_ptr[v + 1]):
            place[up[tie]] = 0


@part
def _closing(begin: int, end: int, up: Numbers, place: Numbers, closing: Places) -> np.int64:
    """Puts the ties from `begin` to `end` to those who have a place into `closing`, and says how many there are."""
    count = np.int64(0)
    for tie in range(begin, end):
        closing[count] = tie
        count += np.int64(place[up[tie]] > 0)
    return count


@kernel
def _number(stop: NDArray[np.uint8], ptr: Places, others: Numbers, up: NDArray[np.bool_], number: Places) -> None:
    """For each tie, as it stands in `others`, its number among the ties upward.

    Rows are in order, and so are the columns: the ties that others have with v come in their rows in the order of v.
    """
    upward = np.int64(0)
    for tie in range(len(others)):
        if up[tie]:
            number[tie] = upward
            upward += 1
    following = ptr[:-1].copy()
    for v in range(len(ptr) - 1):
        if stop[0]:
            return
        for tie in range(ptr[v], ptr[v + 1]):
            mirrored = following[others[tie]]
            following[others[tie]] += 1
            if up[tie]:
                number[mirrored] = number[tie]


@kernel
def _around(
    stop: NDArray[np.uint8],
    low: int,
    high: int,
    ptr: Places,
    others: Numbers,
    weights: Reals,
    number: Places,
    by_way_of: Reals,
    products: Reals,
    strength: Reals,
    largest: Reals,
    constraint: Reals,
    effective_size: Reals,
    hierarchy: Reals,
) -> None:
    """All measures of actors `low` to `high`."""
    for v in range(low, high):
        if stop[0]:
            return
        partners = ptr[v + 1] - ptr[v]
        if partners == 0:
            continue
        total, size = 0.0, 0.0
        for tie in range(ptr[v], ptr[v + 1]):
            spent = (weights[tie] + by_way_of[number[tie]]) / strength[v]
            total += spent * spent
            size += 1.0 - products[number[tie]] / (strength[v] * largest[others[tie]])
        constraint[v] = total
        effective_size[v] = size
        if partners > 1:
            unequal = 0.0
            for tie in range(ptr[v], ptr[v + 1]):
                spent = (weights[tie] + by_way_of[number[tie]]) / strength[v]
                share = spent * spent / total * partners
                unequal += share * math.log(share)
            # Never below 0, but for rounding.
            hierarchy[v] = max(unequal, 0.0) / (partners * math.log(partners))
