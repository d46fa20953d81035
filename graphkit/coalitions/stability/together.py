"""For each pair of actors that is tied, the share of runs that put both in one group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.coalitions.stability.recovery import membership

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.coalitions.found import Found

    Places = NDArray[np.int64]

# Pairs looked at in one go.
_AT_ONCE = 2_000_000


class Together:
    """Counts of the runs in which tied actors are in one group; of other pairs nothing is held.

    Parameters
    ----------
    tied : sparse array
        Symmetric: its pattern says which pairs.
    """

    def __init__(self, tied: csr_array[Any]) -> None:
        from scipy.sparse import csr_array, triu

        upper = csr_array(triu(tied, k=1, format="csr"))
        upper.sort_indices()
        self._n = tied.shape[0]
        self.one = np.repeat(np.arange(self._n), np.diff(upper.indptr))
        self.other = upper.indices.astype(np.int64)
        self.times: Places = np.zeros(len(self.one), dtype=np.int64)
        self.n_runs = 0

    def add(self, found: Found) -> None:
        """Count one more run."""
        self.n_runs += 1
        groups = [group for group in found.groups if len(group) > 1]
        if not groups:
            return
        if sum(map(len, groups)) == len(np.unique(np.concatenate(groups))):
            labels = np.full(self._n, -1)
            for number, group in enumerate(groups):
                labels[group] = number
            own = labels[self.one]
            self.times += (own >= 0) & (own == labels[self.other])
            return
        of_actor = membership(groups, self._n).T.tocsr()
        for low in range(0, len(self.one), _AT_ONCE):
            part = slice(low, low + _AT_ONCE)
            both = of_actor[self.one[part]].multiply(of_actor[self.other[part]])
            self.times[part] += np.asarray(both.sum(axis=1)).reshape(-1) > 0

    def shares(self) -> csr_array[Any]:
        """Actors × actors, symmetric: the share of runs, above 0."""
        from scipy.sparse import coo_array

        some = np.flatnonzero(self.times)
        share = self.times[some] / max(self.n_runs, 1)
        ends = (np.concatenate([self.one[some], self.other[some]]), np.concatenate([self.other[some], self.one[some]]))
        found = coo_array((np.tile(share, 2), ends), shape=(self._n, self._n)).tocsr()
        found.sort_indices()
        return found
