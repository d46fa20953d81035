"""Bridges between groups: what members of one share with members of another, and who these are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.coalitions.cards.scope import Scope
    from graphkit.networks.network import Network


@dataclass(frozen=True, slots=True)
class Bridge:
    """What joins a group to another.

    Attributes
    ----------
    group : int
        The place of the other group.
    columns : array of int
        What a member of the one and another actor, a member of the other, share.
    members, others : sequences of (str, int)
        Members of the one and of the other in these, and in how many each; most first, then by id.
    common : sequence of str
        Actors in both groups, where groups overlap.
    """

    group: int
    columns: NDArray[np.int64]
    members: Sequence[tuple[str, int]]
    others: Sequence[tuple[str, int]]
    common: Sequence[str]


def bridges(scopes: Sequence[Scope], place: int) -> list[Bridge]:
    """The groups that a group shares something or members with, those with most first, then in their order."""
    import numpy as np

    here = scopes[place]
    network = here.network
    mine = _actors_in(network, here.within)
    found = []
    for other, there in enumerate(scopes):
        if other == place:
            continue
        common = sorted(set(here.members) & set(there.members))
        together = (mine > 0) & (_actors_in(network, there.within) > 0)
        if common:
            # Somebody who is in both is no bridge by being there alone.
            together &= _actors_in(network, here.within | there.within) >= 2
        columns = np.flatnonzero(together)
        if len(columns) or common:
            found.append(Bridge(other, columns, _in(here, together), _in(there, together), common))
    return sorted(found, key=lambda one: (-len(one.columns), one.group))


def _actors_in(network: Network, pairs: NDArray[np.bool_]) -> NDArray[np.int64]:
    """For each column how many of some pairs stand in it."""
    import numpy as np

    return np.bincount(network.indices[pairs], minlength=network.n_actions)


def _in(scope: Scope, columns: NDArray[np.bool_]) -> list[tuple[str, int]]:
    """The members tied to some columns, and to how many."""
    import numpy as np

    at = scope.within & columns[scope.network.indices]
    rows, times = np.unique(scope.actor_of_pairs[at], return_counts=True)
    ids = scope.network.actor_ids
    return sorted(((ids[row], int(n)) for row, n in zip(rows, times, strict=True)), key=lambda one: (-one[1], one[0]))
