"""What pairs of actors have in common, each pair once: by kernels where the network is large, else by SciPy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.networks.kernels.layout import two_mode

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphkit.networks.network import Network

    Places = NDArray[np.int64]


@dataclass(frozen=True)
class Shared:
    """Actors with others after them that they have something in common with.

    Attributes
    ----------
    ptr, others : arrays of int
        These of actor v are ``others[ptr[v]:ptr[v + 1]]``, ascending.
    shared : array of int
        How many actions each pair has in common.
    is_compiled : bool
        Whether kernels are to be used.
    """

    ptr: Places
    others: NDArray[Any]
    shared: NDArray[Any]
    is_compiled: bool

    @property
    def actors(self) -> Places:
        """The first actor of each pair."""
        return np.repeat(np.arange(len(self.ptr) - 1), np.diff(self.ptr))

    def most(self, of_actor: Places, n_classes: int, *, threads: int | None = None) -> Places:
        """The most that two actors of a class and another have in common: classes × classes, the lower class first."""
        if self.is_compiled:
            from graphkit.networks.kernels.tails import most_shared

            return most_shared(self._pairs(), of_actor, n_classes, threads=threads)
        found = np.zeros((n_classes, n_classes), dtype=np.int64)
        np.maximum.at(found, self._classes(of_actor), self.shared.astype(np.int64))
        return found

    def places(
        self, of_actor: Places, first: Places, *, threads: int | None = None
    ) -> tuple[NDArray[Any], NDArray[Any]]:
        """For each pair its place in tables that begin at `first`, by classes; and its first actor."""
        if self.is_compiled:
            from graphkit.networks.kernels.tails import places

            return places(self._pairs(), of_actor, first, threads=threads)
        return first[self._classes(of_actor)] + self.shared, self.actors

    def counted(self, of_actor: Places, n_classes: int) -> Places:
        """How many pairs there are of two classes."""
        one, other = self._classes(of_actor)
        return np.bincount(one * n_classes + other, minlength=n_classes**2).reshape(n_classes, n_classes)

    def _classes(self, of_actor: Places) -> tuple[Places, Places]:
        own, theirs = of_actor[self.actors], of_actor[self.others]
        return np.minimum(own, theirs), np.maximum(own, theirs)

    def _pairs(self) -> Any:
        from graphkit.networks.kernels.projection import Pairs

        none = np.empty(0)
        return Pairs(self.ptr, self.others, self.shared, none, none)


def shared(network: Network, *, compiled: bool, threads: int | None = None) -> Shared:
    """The pairs of actors of a network that have actions in common."""
    if compiled:
        from graphkit.networks.kernels.projection import project

        nothing = np.zeros(network.n_actions)
        arrays = two_mode(network.indptr, network.indices, network.n_actions)
        found = project(arrays, nothing, nothing, threads=threads)
        return Shared(found.ptr, found.others, found.shared, True)
    from scipy.sparse import csr_array, triu

    upper = csr_array(triu(network.incidence @ network.by_action, k=1, format="csr"))
    upper.sort_indices()
    return Shared(upper.indptr.astype(np.int64), upper.indices.astype(np.int64), upper.data, False)


def pairs_of_classes(n_actors: Places) -> Places:
    """How many pairs of actors there are of two classes: classes × classes, the lower class first."""
    pairs: Places = np.triu(np.outer(n_actors, n_actors), k=1)
    np.fill_diagonal(pairs, n_actors * (n_actors - 1) // 2)
    return pairs
