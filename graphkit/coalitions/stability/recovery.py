"""For each group, and in each run, the group that is most like it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.coalitions.found import Found

    Places = NDArray[np.int64]


class Recovery:
    r"""How groups are found again in one run after the other.

    A run finds group g again as the group h that is most like it: for which

    .. math:: J(g, h) = \frac{|g \cap h|}{|g \cup h|}

    is largest [1]_, the first of equals. The mean of J over the runs is the stability of g, and its percentiles 2.5 and
    97.5 the interval. Actors without an action in a run are in no group of it.

    Attributes
    ----------
    groups : list of arrays of int
    likeness : array of float, groups × runs
        J for each run.
    present : list of arrays of int
        For each group, and each of its members, in how many runs the member is in h.
    elsewhere : list of arrays of int
        In how many runs it is not, and is in the h of another group.

    References
    ----------
    .. [1] Hennig, C. (2007). Cluster-wise assessment of cluster stability. Computational Statistics & Data Analysis
       52, 258-271.
    """

    def __init__(self, groups: Sequence[Places], n_actors: int, n_runs: int) -> None:
        self.groups, self._n = list(groups), n_actors
        self._matrix = membership(groups, n_actors)
        sizes = np.array([len(group) for group in groups], dtype=np.int64)
        self._sizes, self._borders = sizes, np.cumsum(sizes)[:-1]
        self._keys = np.repeat(np.arange(len(groups)), sizes) * n_actors + self._matrix.indices
        self._present, self._elsewhere = np.zeros(len(self._keys), np.int64), np.zeros(len(self._keys), np.int64)
        self.likeness = np.zeros((len(groups), n_runs))
        self._done = 0

    def add(self, found: Found) -> None:
        """Count one more run."""
        run, self._done = self._done, self._done + 1
        groups = [group for group in found.groups if len(group) > 1]
        if not groups or not self.groups:
            return
        theirs = membership(groups, self._n)
        sizes = np.array([len(group) for group in groups])
        common = (self._matrix @ theirs.T).tocsr()
        common.sort_indices()
        rows = np.repeat(np.arange(len(self.groups)), np.diff(common.indptr))
        likeness = common.data / (self._sizes[rows] + sizes[common.indices] - common.data)
        # The best of each row, the first of equals: rows that are met later do not overwrite it.
        order = np.lexsort((common.indices, -likeness, rows))
        first = order[np.unique(rows[order], return_index=True)[1]]
        match = np.full(len(self.groups), -1)
        match[rows[first]] = common.indices[first]
        self.likeness[rows[first], run] = likeness[first]
        some = np.flatnonzero(match >= 0)
        matched = theirs[match[some]]
        keys = np.repeat(some, np.diff(matched.indptr)) * self._n + matched.indices
        there = np.isin(self._keys, keys)
        anywhere = np.zeros(self._n, dtype=np.bool_)
        anywhere[matched.indices] = True
        self._present += there
        self._elsewhere += ~there & anywhere[self._matrix.indices]

    @property
    def present(self) -> list[Places]:
        """See above."""
        return np.split(self._present, self._borders) if self.groups else []

    @property
    def elsewhere(self) -> list[Places]:
        """See above."""
        return np.split(self._elsewhere, self._borders) if self.groups else []


def membership(groups: Sequence[Places], n_actors: int) -> csr_array[Any]:
    """Groups × actors: 1 for a member."""
    from scipy.sparse import csr_array

    indptr = np.concatenate([[0], np.cumsum([len(group) for group in groups], dtype=np.int64)]).astype(np.int64)
    indices = np.concatenate([*groups, np.zeros(0, dtype=np.int64)]).astype(np.int64)
    return csr_array((np.ones(len(indices), dtype=np.int64), indices, indptr), shape=(len(groups), n_actors))
