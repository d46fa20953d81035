"""Where the nodes of a graph too large for one picture stand: each group in a disc of its own, as large as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graphkit.drawing.forces import forces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# How often discs that overlap are pushed apart at most, and the gap between two, as a share of their radii.
_PUSHES, _GAP = 400, 0.12


class Discs(NamedTuple):
    """Positions of nodes, and of the disc of each group.

    Attributes
    ----------
    points : array, n × 2
        Where each node stands, within the disc of its group.
    centres : array, groups × 2
    radii : array, one a group
        The area of a disc grows with how many are in it.
    """

    points: NDArray[np.float64]
    centres: NDArray[np.float64]
    radii: NDArray[np.float64]


def discs(group: NDArray[np.int64], ends: NDArray[np.int64], *, seed: int = 0) -> Discs:
    """A disc for each group, near those that it has ties with, and its members in it, near those that they have.

    Parameters
    ----------
    group : array of int
        For each node its group, from 0; each has a member.
    ends : array of int, m × 2
        Ties of nodes.
    seed : int
        See `graphkit.drawing.forces.forces`.

    Notes
    -----
    In a disc members keep their directions from its middle and their order by distance, and are spread evenly over it.
    O(groups²) for pushing discs apart beside what `forces` takes for each.
    """
    import numpy as np

    n, groups = len(group), int(group.max()) + 1 if len(group) else 0
    sizes = np.bincount(group, minlength=groups)
    radii = np.sqrt(sizes.astype(float))
    between = np.unique(np.sort(group[ends].reshape(-1, 2), axis=1), axis=0)
    between = between[between[:, 0] != between[:, 1]] if len(between) else between
    centres = forces(groups, between, seed=seed)
    centres *= 2 * np.sqrt((radii**2).sum()) / max(float(np.hypot(*centres.T).max(initial=0)), 1e-9)
    centres = _apart(centres, radii)
    points = np.zeros((n, 2))
    order = np.argsort(group, kind="stable")
    place = np.empty(n, dtype=np.int64)
    first = np.concatenate([[0], np.cumsum(sizes)])
    place[order] = np.arange(n) - np.repeat(first[:-1], sizes)
    inside = ends[group[ends[:, 0]] == group[ends[:, 1]]]
    inside = inside[np.argsort(group[inside[:, 0]], kind="stable")]
    cuts = np.searchsorted(group[inside[:, 0]], np.arange(groups + 1))
    for k in range(groups):
        members = order[first[k] : first[k + 1]]
        found = forces(len(members), place[inside[cuts[k] : cuts[k + 1]]], seed=seed)
        points[members] = centres[k] + radii[k] * 0.94 * _filled(found)
    return Discs(points, centres, radii)


def _filled(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Positions in the unit disc: the same directions, distances by rank, so that each part of it holds as many."""
    import numpy as np

    if len(points) < 2:
        return np.zeros_like(points)
    away = np.hypot(points[:, 0], points[:, 1])
    ranks = np.empty(len(points))
    ranks[np.argsort(away.round(9), kind="stable")] = np.arange(len(points))
    reach = np.sqrt((ranks + 0.5) / len(points))
    filled: NDArray[np.float64] = points * (reach / np.maximum(away, 1e-12))[:, None]
    return filled


def _apart(centres: NDArray[np.float64], radii: NDArray[np.float64]) -> NDArray[np.float64]:
    """Centres such that no two discs overlap (or next to none, where there are too many to try longer)."""
    import numpy as np

    need = (radii[:, None] + radii[None, :]) * (1 + _GAP)
    np.fill_diagonal(need, 0)
    placed = centres.copy()
    for _ in range(_PUSHES):
        gap = placed[:, None, :] - placed[None, :, :]
        far = np.hypot(gap[..., 0], gap[..., 1])
        lack = np.maximum(need - far, 0)
        if lack.max(initial=0) < 1e-3:
            break
        # Two at one place part along the x axis, the one that comes first to the left.
        same = far < 1e-9
        gap[..., 0] = np.where(same, np.subtract.outer(np.arange(len(radii)), np.arange(len(radii))), gap[..., 0])
        far = np.where(same, np.maximum(np.abs(gap[..., 0]), 1), far)
        # The smaller one goes the longer way.
        light = (radii[None, :] ** 2) / np.maximum(radii[:, None] ** 2 + radii[None, :] ** 2, 1e-12)
        placed = placed + (gap / far[..., None] * (lack * light)[..., None]).sum(axis=1) * 0.7
        # Held together, or a push would scatter them.
        placed *= 0.999
    return placed
