"""All shortest paths between two actors, and the strongest weakest step of any path, in row numbers."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from math import inf

import numpy as np

from graphkit.paths.steps import Steps

Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shortest:
    """All shortest paths between two actors, as the steps they are made of.

    Attributes
    ----------
    length : int
        Number of steps.
    onward : dict
        Actor -> the actors that come next on a shortest path and the strength of each step.
    width : dict
        Actor -> strength of the weakest step of the best way from there to the end.
    ways : dict
        Actor -> number of shortest paths from there to the end, exactly.
    """

    start: int
    end: int
    length: int
    onward: dict[int, tuple[list[int], list[float]]]
    width: dict[int, float]
    ways: dict[int, int]

    def best_first(self, cap: float = inf) -> Iterator[tuple[float, Path]]:
        """The paths with their strengths, strongest first, then by row numbers; `cap` bounds every strength.

        Each partial path is ranked by the best it leads to, which is known exactly: none is extended in vain.
        """
        heap: list[tuple[float, Path, float]] = [(-min(cap, self.width[self.start]), (self.start,), cap)]
        while heap:
            bound, path, so_far = heapq.heappop(heap)
            if path[-1] == self.end:
                yield -bound, path
                continue
            for actor, strength in zip(*self.onward[path[-1]], strict=True):
                here = min(so_far, strength)
                heapq.heappush(heap, (-min(here, self.width[actor]), (*path, actor), here))


def shortest(
    steps: Steps,
    start: int,
    end: int,
    *,
    barred: Collection[int] = (),
    not_first: Collection[int] = (),
    floor: float = 0,
) -> Shortest | None:
    """All shortest paths, counted; None where there is no path.

    Parameters
    ----------
    barred : collection of int
        Actors that no path may pass.
    not_first : collection of int
        Actors that may not follow the start.
    floor : float
        Steps weaker than this are not taken.
    """
    closed = np.zeros(steps.n, dtype=bool)
    closed[[*barred, start]] = True
    neighbours, strengths = steps.row(start)
    free = ~closed[neighbours] & ~np.isin(neighbours, list(not_first)) & (strengths >= floor)
    first = np.zeros(steps.n, dtype=bool)
    first[neighbours[free]] = True
    left = np.full(steps.n, -1)
    for distance, level in enumerate(steps.levels(end, closed, floor)):
        left[level] = distance
        if first[level].any():
            break
    else:
        return None
    length = distance + 1
    layers = [[start]]
    onward: dict[int, tuple[list[int], list[float]]] = {}
    for remaining in range(length - 1, -1, -1):
        for actor in layers[-1]:
            neighbours, strengths = steps.row(actor)
            on = (left[neighbours] == remaining) & (strengths >= floor)
            if actor == start:
                on &= first[neighbours]
            onward[actor] = neighbours[on].tolist(), strengths[on].tolist()
        layers.append(sorted({after for actor in layers[-1] for after in onward[actor][0]}))
    width, ways = {end: inf}, {end: 1}
    for layer in reversed(layers[:-1]):
        for actor in layer:
            nexts, weights = onward[actor]
            width[actor] = max(min(weight, width[after]) for after, weight in zip(nexts, weights, strict=True))
            ways[actor] = sum(ways[after] for after in nexts)
    return Shortest(start, end, length, onward, width, ways)


def widest(
    steps: Steps,
    start: int,
    end: int,
    *,
    barred: Collection[int] = (),
    not_first: Collection[int] = (),
    cap: float = inf,
) -> float | None:
    """How strong the weakest step of the best path is, at most `cap`; None where there is no path."""
    width = np.zeros(steps.n)
    done = np.zeros(steps.n, dtype=bool)
    done[list(barred)] = True
    heap = [(-cap, start)]
    while heap:
        negative, actor = heapq.heappop(heap)
        if actor == end:
            return -negative
        if done[actor]:
            continue
        done[actor] = True
        neighbours, strengths = steps.row(actor)
        reach = np.minimum(strengths, -negative)
        better = (reach > width[neighbours]) & ~done[neighbours]
        if actor == start:
            better &= ~np.isin(neighbours, list(not_first))
        neighbours, reach = neighbours[better], reach[better]
        width[neighbours] = reach
        for item in zip((-reach).tolist(), neighbours.tolist(), strict=True):
            heapq.heappush(heap, item)
    return None
