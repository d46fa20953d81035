"""The steps between actors of a two-mode network, worked out when a search comes by.

Two actors are a step apart when they share an action. Distances are those of the two-mode graph halved, so the
projection is never built.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    Rows = NDArray[np.int32]
    Mask = NDArray[np.bool_]

# Neighbours kept in memory, 12 bytes each.
_KEPT = 40_000_000


class Steps:
    """The steps of a two-mode network, found as they are asked for.

    Parameters
    ----------
    incidence : csr_array
        Actors by actions. Where `by_amount` is set its values are the amounts, and those at or below 0 count as
        not known.
    by_amount : bool
        Strength of a step: without, the number of shared actions; with, the sum over shared actions of the smaller of
        the two amounts, and only actions where both are known make a step.
    """

    def __init__(self, incidence: csr_array[Any], *, by_amount: bool = False) -> None:
        from scipy.sparse import csr_array

        matrix = csr_array(incidence, copy=True)
        if by_amount:
            matrix.data[~(matrix.data > 0)] = 0
            matrix.eliminate_zeros()
        matrix.sort_indices()
        turned = csr_array(matrix.T)
        turned.sort_indices()
        self.n = int(matrix.shape[0])
        self._by_amount = by_amount
        self._actors, self._actions = matrix, turned
        self._rows: dict[int, tuple[Rows, NDArray[np.float64]]] = {}
        self._kept = 0

    def row(self, actor: int) -> tuple[Rows, NDArray[np.float64]]:
        """The actors one step away, ascending, and the strength of each step."""
        known = self._rows.get(actor)
        if known is not None:
            return known
        own = slice(self._actors.indptr[actor], self._actors.indptr[actor + 1])
        actions = self._actors.indices[own]
        places, counts = _places(self._actions.indptr, actions)
        others = self._actions.indices[places].astype(np.int32)
        if self._by_amount:
            shared = np.minimum(self._actions.data[places], np.repeat(self._actors.data[own], counts))
            neighbours, which = np.unique(others, return_inverse=True)
            strengths = np.bincount(which, weights=shared, minlength=len(neighbours))
        else:
            neighbours, times = np.unique(others, return_counts=True)
            strengths = times.astype(np.float64)
        other = neighbours != actor
        found = neighbours[other], strengths[other]
        if self._kept > _KEPT:
            self._rows.clear()
            self._kept = 0
        self._rows[actor] = found
        self._kept += len(found[0])
        return found

    def strength(self, one: int, other: int) -> float:
        """The strength of one step; 0 where the two share nothing."""
        neighbours, strengths = self.row(one)
        at = int(np.searchsorted(neighbours, other))
        return float(strengths[at]) if at < len(neighbours) and neighbours[at] == other else 0.0

    def component(self, actor: int) -> Rows:
        """All actors that paths lead to, the actor itself included, ascending."""
        return np.sort(np.concatenate(list(self.levels(actor, np.zeros(self.n, dtype=bool), floor=0))))

    def levels(self, source: int, barred: Mask, floor: float) -> Iterator[Rows]:
        """The actors at distance 0, 1, 2 … of one, over steps at least as strong as `floor`, past the barred ones."""
        seen = barred.copy()
        seen[source] = True
        # No step is weaker than one shared action, or than any amount that is known.
        every_step = floor <= 0 or (floor <= 1 and not self._by_amount)
        seen_actions = np.zeros(self._actions.shape[0], dtype=bool)
        level = np.array([source], dtype=np.int32)
        while len(level):
            yield level
            if every_step:
                actions = self._actors.indices[_places(self._actors.indptr, level)[0]]
                actions = np.unique(actions[~seen_actions[actions]])
                seen_actions[actions] = True
                reached = self._actions.indices[_places(self._actions.indptr, actions)[0]]
            else:
                rows = (self.row(int(actor)) for actor in level)
                reached = np.concatenate([neighbours[strengths >= floor] for neighbours, strengths in rows])
            level = np.unique(reached[~seen[reached]]).astype(np.int32)
            seen[level] = True


def _places(indptr: NDArray[Any], rows: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the entries of some rows of a CSR matrix stand, and how many each row has."""
    starts = indptr[rows].astype(np.int64)
    counts = indptr[rows + 1].astype(np.int64) - starts
    before = np.cumsum(counts) - counts
    return np.repeat(starts - before, counts) + np.arange(counts.sum()), counts
