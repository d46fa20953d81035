"""A group in its network: the members, what at least two of them share, and the ties that say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.network import Network
    from graphkit.networks.years import Years


@dataclass(frozen=True)
class Scope:
    """A group of actors of a network.

    Attributes
    ----------
    network : Network
        Where the group was found.
    members : sequence of str
        Ids of its members, all of them actors of the network.
    """

    network: Network
    members: Sequence[str]

    @cached_property
    def rows(self) -> NDArray[np.int64]:
        """The row of each member."""
        import numpy as np

        place = {actor: row for row, actor in enumerate(self.network.actor_ids)}
        return np.array([place[actor] for actor in self.members], dtype=np.int64)

    @cached_property
    def actor_of_pairs(self) -> NDArray[np.int64]:
        """For each pair of the network the row of its actor."""
        import numpy as np

        return np.repeat(np.arange(self.network.n_actors), np.diff(self.network.indptr))

    @cached_property
    def within(self) -> NDArray[np.bool_]:
        """Which pairs of the network are a member's."""
        import numpy as np

        inside = np.zeros(self.network.n_actors, dtype=np.bool_)
        inside[self.rows] = True
        return np.asarray(inside[self.actor_of_pairs], dtype=np.bool_)

    @cached_property
    def shared(self) -> NDArray[np.bool_]:
        """Which columns of the network at least two members share."""
        import numpy as np

        there = self.network.indices[self.within]
        return np.asarray(np.bincount(there, minlength=self.network.n_actions) >= 2, dtype=np.bool_)

    @cached_property
    def could_be_shared(self) -> NDArray[np.bool_]:
        """Which columns at least two actors of the network share: those of one actor are shared by nobody."""
        import numpy as np

        there = np.bincount(self.network.indices, minlength=self.network.n_actions)
        return np.asarray(there >= 2, dtype=np.bool_)

    @cached_property
    def pairs(self) -> NDArray[np.int64]:
        """The pairs of members and what they share, by number."""
        import numpy as np

        return np.flatnonzero(self.within & self.shared[self.network.indices])

    def years(self, pairs: NDArray[np.int64]) -> tuple[Years, NDArray[np.int64]]:
        """The years of the ties behind some pairs, and which pair each tie is behind."""
        import numpy as np

        from graphkit.networks.years import years

        snapshot = self.network.snapshot
        rows, pair = self.network.tie_index.of(pairs)
        action_of = snapshot.action_of_ties[rows].astype(np.int64)
        return years(snapshot.ties.take(rows), snapshot.actions, action_of), pair


@dataclass(frozen=True, slots=True)
class Span:
    """First and last year that some ties state, None where they state none; and how many ties state no year."""

    first: int | None
    last: int | None
    n_undated: int

    @classmethod
    def of(cls, years: Years, which: NDArray[np.int64] | slice = slice(None)) -> Span:
        """The span of some ties."""
        return cls(*years.extent(which), int((~years.dated[which]).sum()))
