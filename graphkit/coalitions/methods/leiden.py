"""The Leiden algorithm: as Louvain, and no group falls apart into parts without a tie between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.coalitions.found import Found, groups_of

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from graphkit.networks.network import Network

REFERENCE = "Traag, Waltman & van Eck 2019, Sci. Rep. 9, 5233"
OF = "ties"
STARTS = 4

# Each takes up what the one before it found; a further one seldom moves anybody.
_ITERATIONS = 3


def find(network: Network, ties: csr_array[Any], *, resolution: float, seed: int, starts: int) -> Found:
    """Groups of actors with more tie strength among them than their strengths would bring about.

    It looks for the groups with the largest modularity, `graphkit.coalitions.modularity`, by moves of single actors, a
    refinement that keeps groups in one piece, and groups as actors [1]_.

    Parameters
    ----------
    network : Network
        Not looked at.
    ties : sparse array
        Symmetric, without a diagonal.
    resolution : float
        Above 1: more and smaller groups.
    seed, starts : int
        Of so many starts the one with the largest modularity.

    Notes
    -----
    By graspologic-native (MIT), which gives the same groups for the same seed.

    References
    ----------
    .. [1] Traag, V. A., Waltman, L. & van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing well-connected
       communities. Scientific Reports 9, 5233.
    """
    from graspologic_native import leiden_csr

    # It takes no network without ties, and no row without one.
    tied = np.flatnonzero(np.diff(ties.indptr))
    if not len(tied):
        return Found([])
    some = ties if len(tied) == ties.shape[0] else ties[tied][:, tied]
    some.sort_indices()
    _, of_row = leiden_csr(
        some.indptr.astype(np.int64),
        some.indices.astype(np.int32),
        some.data.astype(np.float64),
        len(tied),
        resolution=resolution,
        iterations=_ITERATIONS,
        seed=seed,
        trials=starts,
    )
    # Its dict comes in another order in each process.
    labels = np.array([of_row[row] for row in range(len(tied))], dtype=np.int64)
    return Found(groups_of(labels, tied))
