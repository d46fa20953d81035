"""Paths between two actors in their order, best first, as many as are asked for.

Ties between equally good paths fall to the smaller row numbers, which are in the order of the ids.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Literal

import numpy as np

from graphkit.paths.search import Path, shortest, widest
from graphkit.paths.steps import Steps

Order = Literal["length", "strength"]
Rank = tuple[float, float]


def ranked(steps: Steps, start: int, end: int, by: Order) -> Iterator[tuple[float, Path]]:
    """All paths without a repeated actor, best first, each with the strength of its weakest step.

    Parameters
    ----------
    by : {"length", "strength"}
        What comes first; the other breaks ties, then row numbers.

    Notes
    -----
    Yen's scheme with Lawler's partition [1]_ [2]_: when a path has been given, those left are split by where they
    leave it, and the best of each part is found by itself, once nothing else can be better than it might be. The work
    for each path given is bounded by its length times one search, however many paths there are.

    References
    ----------
    .. [1] Yen, J. Y. (1971). Finding the K shortest loopless paths in a network. Management Science 17(11), 712-716.
    .. [2] Lawler, E. L. (1972). A procedure for computing the K best solutions to discrete optimization problems and
       its application to the shortest path problem. Management Science 18(7), 401-405.
    """
    order = _Order(steps, end, by)
    # A part stands in line by the best that it might hold; once searched, by the best that it holds.
    heap: list[tuple[Rank, Path, _Part, float | None]] = []

    def line_up(part: _Part) -> None:
        bound = order.bound(part)
        if bound is not None:
            heapq.heappush(heap, (bound, part.before, part, None))

    line_up(_Part((start,), frozenset(), inf, inf))
    while heap:
        _, path, part, strength = heapq.heappop(heap)
        if strength is None:
            found = order.best(part)
            if found:
                heapq.heappush(heap, (order.rank(len(found[1]), found[0]), found[1], part, found[0]))
            continue
        yield strength, path
        left_at, width = len(part.before) - 1, inf
        for place, (here, after) in enumerate(pairwise(path)):
            if place >= left_at:
                known = part.not_first if place == left_at else frozenset()
                line_up(_Part(path[: place + 1], known | {after}, width, strength))
            width = min(width, steps.strength(here, after))


@dataclass(frozen=True, slots=True)
class _Part:
    """The paths that begin with `before` and go on otherwise than to one of `not_first`.

    Attributes
    ----------
    width : float
        Strength of the weakest step of `before`.
    at_most : float
        Strength of the best path of what this is a part of.
    """

    before: Path
    not_first: frozenset[int]
    width: float
    at_most: float


class _Order:
    """What comes before what, and the best of a part."""

    def __init__(self, steps: Steps, end: int, by: Order) -> None:
        self._steps, self._end, self._by = steps, end, by
        self._left = np.full(steps.n, -1)
        for distance, level in enumerate(steps.levels(end, np.zeros(steps.n, dtype=bool), floor=0)):
            self._left[level] = distance
        # No path is stronger than the strongest step into its end.
        self._into = float(steps.row(end)[1].max(initial=0))

    def rank(self, size: int, strength: float) -> Rank:
        """What a path of so many actors is compared by; the smaller the better."""
        return (size, -strength) if self._by == "length" else (-strength, size)

    def bound(self, part: _Part) -> Rank | None:
        """What no path of a part ranks before; None where it has none."""
        neighbours, strengths = self._steps.row(part.before[-1])
        free = (self._left[neighbours] >= 0) & ~np.isin(neighbours, [*part.before, *part.not_first])
        if not free.any():
            return None
        size = len(part.before) + 1 + int(self._left[neighbours[free]].min())
        return self.rank(size, min(float(strengths[free].max()), self._cap(part)))

    def best(self, part: _Part) -> tuple[float, Path] | None:
        """The best path of a part, with its strength."""
        start, end, cap = part.before[-1], self._end, self._cap(part)
        limits = {"barred": part.before[:-1], "not_first": part.not_first}
        by_strength = self._by == "strength"
        found = shortest(self._steps, start, end, floor=cap if by_strength else 0, **limits)
        if found is None and by_strength:
            floor = widest(self._steps, start, end, cap=cap, **limits)
            found = None if floor is None else shortest(self._steps, start, end, floor=floor, **limits)
        if found is None:
            return None
        strength, rest = next(found.best_first(cap))
        return strength, part.before[:-1] + rest

    def _cap(self, part: _Part) -> float:
        """What no path of a part is stronger than."""
        # By length, a longer path may well be stronger than the best of what it is a part of.
        return min(part.width, self._into, part.at_most if self._by == "strength" else inf)
