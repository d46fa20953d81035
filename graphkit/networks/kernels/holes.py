"""Structural holes: how much those an actor is tied to hang together (Burt 1992), of all actors in one pass."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graphkit.networks.kernels._compile import kernel
from graphkit.networks.kernels._running import Progress, ranges, run
from graphkit.networks.kernels.layout import contiguous

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
    """Constraint, effective size and hierarchy.

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
    around = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum(np.diff(network.ptr)[network.others], out=around[1:])
    found = Holes(*(np.full(n, np.nan) for _ in range(3)))
    parts = ranges(np.diff(around[network.ptr]), _RANGES)
    tasks = [(*part, *network, weights, strength, largest, *found) for part in parts]
    run(_around, tasks, threads=threads, scratch=16 * n, progress=progress)
    return found


@kernel
def _around(
    stop: NDArray[np.uint8],
    low: int,
    high: int,
    ptr: Places,
    others: Numbers,
    weights: Reals,
    strength: Reals,
    largest: Reals,
    constraint: Reals,
    effective_size: Reals,
    hierarchy: Reals,
) -> None:
    """All measures of actors `low` to `high`: their partners are marked, and each partner's ties gone through once."""
    n = len(ptr) - 1
    direct, indirect = np.zeros(n), np.zeros(n)
    for v in range(low, high):
        if stop[0]:
            return
        if ptr[v] == ptr[v + 1]:
            continue
        for tie in range(ptr[v], ptr[v + 1]):
            direct[others[tie]] = weights[tie] / strength[v]
        size = 0.0
        for tie in range(ptr[v], ptr[v + 1]):
            partner = others[tie]
            by_way_of = direct[partner] / strength[partner]
            shared = 0.0
            for tie2 in range(ptr[partner], ptr[partner + 1]):
                third = others[tie2]
                if direct[third] > 0.0:
                    indirect[third] += by_way_of * weights[tie2]
                    shared += direct[third] * weights[tie2]
            size += 1.0 - shared / largest[partner]
        total = 0.0
        for tie in range(ptr[v], ptr[v + 1]):
            partner = others[tie]
            spent = direct[partner] + indirect[partner]
            total += spent * spent
        partners = ptr[v + 1] - ptr[v]
        unequal = 0.0
        for tie in range(ptr[v], ptr[v + 1]):
            partner = others[tie]
            spent = direct[partner] + indirect[partner]
            share = spent * spent / total * partners
            unequal += share * math.log(share)
            direct[partner] = 0.0
            indirect[partner] = 0.0
        constraint[v] = total
        effective_size[v] = size
        if partners > 1:
            # Never below 0, but for rounding.
            hierarchy[v] = max(unequal, 0.0) / (partners * math.log(partners))
