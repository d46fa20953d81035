"""Link communities: ties in groups, and so an actor in several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.coalitions.found import Found
from graphkit.coalitions.methods import leiden
from graphkit.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.networks.network import Network

    Places = NDArray[np.int64]

REFERENCE = "Evans & Lambiotte 2009, Phys. Rev. E 80, 016105; Evans & Lambiotte 2010, Eur. Phys. J. B 77, 265-272"
OF = "ties"
STARTS = 4

# An actor is in each group that holds so much of its tie strength. A proposal of ours.
LEAST_SHARE = 0.2

# Pairs of ties that meet at an actor: some 16 bytes each, and as many again on the way.
LARGEST = 60_000_000


def find(network: Network, ties: csr_array[Any], *, resolution: float, seed: int, starts: int) -> Found:
    r"""Groups of ties that meet at the same actors; an actor is in each group that holds a fifth of its strength.

    Ties become the nodes of a network of their own, the line graph, in which two that meet at actor i are tied by

    .. math:: \frac{w_\alpha w_\beta}{s_i}

    their weights by the strength of i: how often a walk that goes from tie to tie goes from one to the other [1]_,
    [2]_. Its groups of largest modularity are looked for, by Leiden. Where no group holds a fifth of an actor's
    strength, it is in the one that holds most. The fifth is a proposal of ours.

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

    Raises
    ------
    DataError
        Too many ties meet one another; says how many.

    References
    ----------
    .. [1] Evans, T. S. & Lambiotte, R. (2009). Line graphs, link partitions, and overlapping communities. Physical
       Review E 80, 016105.
    .. [2] Evans, T. S. & Lambiotte, R. (2010). Line graphs of weighted networks for overlapping communities. European
       Physical Journal B 77, 265-272.
    """
    from scipy.sparse import csr_array, triu

    n_ties = np.diff(ties.indptr).astype(np.int64)
    meet = int((n_ties**2).sum())
    if meet > LARGEST:
        raise DataError(
            f"{meet:,} pairs of ties meet at an actor, and the method overlapping takes up to {LARGEST:,}. Take a "
            "backbone, a lower alpha, or another method."
        )
    upper = csr_array(triu(ties, k=1, format="csr")).tocoo()
    n = len(upper.data)
    if n == 0:
        return Found([])
    weight = upper.data.astype(np.float64)
    ends = np.concatenate([upper.row, upper.col]).astype(np.int64)
    strength = np.bincount(ends, weights=np.tile(weight, 2), minlength=ties.shape[0])
    both = np.tile(np.arange(n), 2)
    meets = csr_array((np.tile(weight, 2) / np.sqrt(strength[ends]), (both, ends)), shape=(n, ties.shape[0]))
    line = csr_array(meets @ meets.T)
    line.setdiag(0)
    line.eliminate_zeros()
    parts = leiden.find(network, line, resolution=resolution, seed=seed, starts=starts).groups
    labels = np.arange(len(parts), len(parts) + n, dtype=np.int64)
    for number, part in enumerate(parts):
        labels[part] = number
    return Found(_members(labels[both], ends, np.tile(weight, 2), strength))


def _members(labels: Places, ends: Places, weight: NDArray[Any], strength: NDArray[Any]) -> list[Places]:
    """The actors of each group of ties: those it holds enough of; groups that are all in another are left out."""
    from scipy.sparse import coo_array

    held = coo_array((weight, (ends, labels)), shape=(len(strength), int(labels.max()) + 1)).tocsr()
    held.sum_duplicates()
    rows = np.repeat(np.arange(held.shape[0]), np.diff(held.indptr))
    share = held.data / strength[rows]
    # Sums in another order differ in their last digits, and a fifth is a fifth.
    largest = np.zeros(len(strength))
    np.maximum.at(largest, rows, share)
    kept = (share >= LEAST_SHARE - 1e-9) | (share >= largest[rows] - 1e-9)
    of, actors = held.indices[kept], rows[kept]
    order = np.lexsort((actors, of))
    borders = np.flatnonzero(np.diff(of[order])) + 1
    groups = [np.asarray(part, dtype=np.int64) for part in np.split(actors[order], borders)]
    return _not_within_another([group for group in groups if len(group) > 1])


def _not_within_another(groups: list[Places]) -> list[Places]:
    """The groups, the largest first, without those whose members are all in one before."""
    kept: list[Places] = []
    of_actor: dict[int, set[int]] = {}
    for group in sorted(groups, key=lambda each: (-len(each), each.tolist())):
        members = group.tolist()
        if set.intersection(*(of_actor.get(actor, set()) for actor in members)):
            continue
        for actor in members:
            of_actor.setdefault(actor, set()).add(len(kept))
        kept.append(group)
    return kept
