"""How much more groups hold of a network than the strengths of their members would bring about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    Places = NDArray[np.int64]


def modularity(ties: csr_array[Any], groups: Sequence[Places], resolution: float = 1.0) -> float:
    r"""The modularity of groups of actors that do not overlap.

    .. math:: Q = \frac{1}{2m} \sum_{ij} \Big(w_{ij} - \gamma \frac{s_i s_j}{2m}\Big) \delta(c_i, c_j)

    where :math:`w_{ij}` is the weight of the tie of i and j, :math:`s_i` the sum of i's weights, :math:`2m` the sum of
    all :math:`s_i` and :math:`\gamma` the resolution. Actors in no group are by themselves.

    Parameters
    ----------
    ties : sparse array
        Symmetric, without a diagonal.
    groups : sequence of arrays of int
    resolution : float

    Returns
    -------
    float
        nan where there are no ties: it divides by their number.
    """
    total = float(ties.sum())
    if total == 0:
        return float("nan")
    labels = labels_of(groups, ties.shape[0])
    rows = np.repeat(np.arange(ties.shape[0]), np.diff(ties.indptr))
    within = float(ties.data[labels[rows] == labels[ties.indices]].sum())
    strength = np.bincount(labels, weights=np.asarray(ties.sum(axis=1), dtype=np.float64).reshape(-1))
    return within / total - resolution * float((strength**2).sum()) / total**2


def two_mode_modularity(
    incidence: csr_array[Any], actors: Sequence[Places], actions: Sequence[Places], resolution: float = 1.0
) -> float:
    r"""Barber's modularity of groups of actors and actions together.

    .. math:: Q = \frac{1}{m} \sum_{ik} \Big(B_{ik} - \gamma \frac{k_i d_k}{m}\Big) \delta(g_i, h_k)

    where :math:`B_{ik}` is 1 where actor i has a tie to action k, :math:`k_i` and :math:`d_k` their numbers of ties, m
    the number of all ties and :math:`\gamma` the resolution [1]_. nan where there are no ties.

    References
    ----------
    .. [1] Barber, M. J. (2007). Modularity and community detection in bipartite networks. Physical Review E 76, 066102.
    """
    total = incidence.nnz
    if total == 0:
        return float("nan")
    n, n_actions = incidence.shape
    own, theirs = labels_of(actors, n), labels_of(actions, n_actions, first_alone=len(actors) + n)
    rows = np.repeat(np.arange(n), np.diff(incidence.indptr))
    within = int((own[rows] == theirs[incidence.indices]).sum())
    most = int(max(own.max(initial=0), theirs.max(initial=0))) + 1
    of_actors = np.bincount(own, weights=np.diff(incidence.indptr), minlength=most)
    of_actions = np.bincount(theirs, weights=np.bincount(incidence.indices, minlength=n_actions), minlength=most)
    return within / total - resolution * float(of_actors @ of_actions) / total**2


def labels_of(groups: Sequence[Places], n: int, *, first_alone: int | None = None) -> Places:
    """The number of the group of each row; those in none have numbers of their own, from `first_alone` on."""
    first = len(groups) if first_alone is None else first_alone
    labels = np.arange(first, first + n, dtype=np.int64)
    for number, group in enumerate(groups):
        labels[group] = number
    return labels
