"""Barber's modularity: actors and actions in groups together, without a projection."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.coalitions.found import Found, groups_of
from graphkit.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.networks.network import Network

    Places = NDArray[np.int64]
    Reals = NDArray[np.float64]

REFERENCE = "Barber 2007, Phys. Rev. E 76, 066102"
OF = "two-mode"
STARTS = 100

# Rounds over actors and actions one by one after groups were moved as wholes.
_ROUNDS = 20


def find(network: Network, ties: csr_array[Any] | None, *, resolution: float, seed: int, starts: int) -> Found:
    """Groups of actors and actions with more ties between them than their numbers of ties would bring about.

    Looked for is the largest modularity of Barber [1]_, `graphkit.coalitions.modularity.two_mode_modularity`: single
    actors and actions are moved while it grows, then groups as wholes, and both again until neither gains. Chance
    here has the margins of the data, so an action of many actors is no surprise by itself, as it is in a projection.

    Parameters
    ----------
    network : Network
    ties : None
        Not looked at.
    resolution : float
        Above 1: more and smaller groups.
    seed, starts : int
        Of so many starts the one with the largest modularity; each visits in another order.

    Raises
    ------
    UsageError
        numba is not installed.

    References
    ----------
    .. [1] Barber, M. J. (2007). Modularity and community detection in bipartite networks. Physical Review E 76, 066102.
    """
    if find_spec("numba") is None:
        raise UsageError("The method bipartite needs numba, which is not installed; take leiden.")
    n, total = network.n_actors, network.n_pairs
    if total == 0:
        return Found([], [])
    graph = _both_modes(network.incidence)
    size = graph.shape[0]
    degree = np.diff(graph.indptr).astype(np.float64)
    own = np.arange(size) < n
    strengths = (np.where(own, degree, 0.0), np.where(own, 0.0, degree))
    rng = np.random.default_rng(seed)
    best, most = np.zeros(size, dtype=np.int64), -np.inf
    for _ in range(starts):
        labels, quality = _start(graph, *strengths, resolution / total, rng)
        # What differs in the last digits alone is no better.
        if quality > most + 1e-9:
            best, most = labels, quality
    groups = groups_of(best)
    actors = [group[group < n] for group in groups]
    actions = [group[group >= n] - n for group in groups]
    return Found(actors, actions)


def _start(graph: csr_array[Any], ties: Reals, turned: Reals, share: float, rng: Any) -> tuple[Places, float]:
    """The groups of one start, and m times their modularity."""
    from graphkit.networks.kernels.two_mode_moves import moved

    n = graph.shape[0]
    labels = np.arange(n, dtype=np.int64)
    most = -np.inf
    for _ in range(_ROUNDS):
        arrays = (graph.indptr, graph.indices, graph.data)
        labels = _renumbered(moved(*arrays, ties, turned, labels, rng.permutation(n), share))
        labels = _as_wholes(graph, ties, turned, labels, share, rng)
        quality = _quality(graph, ties, turned, labels, share)
        if not quality > most + 1e-9:
            break
        most = quality
    return labels, quality


def _as_wholes(  # noqa: PLR0917 - as `_start`, with labels
    graph: csr_array[Any], ties: Reals, turned: Reals, labels: Places, share: float, rng: Any
) -> Places:
    """Groups moved together, and groups of groups, until nothing moves."""
    from scipy.sparse import csr_array

    from graphkit.networks.kernels.two_mode_moves import moved

    while True:
        n, n_groups = len(labels), int(labels.max()) + 1
        member = csr_array((np.ones(n), (np.arange(n), labels)), shape=(n, n_groups))
        coarse = csr_array(member.T @ graph @ member)
        coarse.sort_indices()
        sums = [np.bincount(labels, weights=each).astype(np.float64) for each in (ties, turned)]
        begin = np.arange(n_groups, dtype=np.int64)
        arrays = (coarse.indptr, coarse.indices, coarse.data)
        merged = _renumbered(moved(*arrays, sums[0], sums[1], begin, rng.permutation(n_groups), share))
        labels = merged[labels]
        if int(merged.max()) + 1 == n_groups:
            return labels


def _quality(graph: csr_array[Any], ties: Reals, turned: Reals, labels: Places, share: float) -> float:
    rows = np.repeat(np.arange(len(labels)), np.diff(graph.indptr))
    within = float(graph.data[labels[rows] == labels[graph.indices]].sum()) / 2
    return within - share * float(np.bincount(labels, weights=ties) @ np.bincount(labels, weights=turned))


def _both_modes(incidence: csr_array[Any]) -> csr_array[Any]:
    """Actors, then actions: a symmetric matrix."""
    from scipy.sparse import block_array, csr_array

    both: csr_array[Any] = csr_array(block_array([[None, incidence], [incidence.T, None]], format="csr"))
    both.sort_indices()
    return both


def _renumbered(labels: Places) -> Places:
    """Labels from 0 on, in the order of their first member."""
    _, first, number = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[number.reshape(-1)]
