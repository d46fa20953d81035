"""The coalitions of a report: how sure they are where the network is small, what each shares, who leads it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from graphkit.coalitions import Coalitions
    from graphkit.coalitions.cards import Card
    from graphkit.groups.grouping import Grouping
    from graphkit.reports.facts import Facts

# Groups that have a card.
CARDS = 10


@dataclass(frozen=True)
class Grouped:
    """The coalitions of a network.

    Attributes
    ----------
    found : Coalitions
        Groups with stability and standing, where there were runs.
    """

    facts: Facts
    found: Coalitions

    @property
    def sure(self) -> bool:
        """Whether it was looked at how sure the groups are."""
        return self.found.stability is not None

    @property
    def runs(self) -> int:
        """On how many halves of the data the groups were looked for."""
        return int(self.found.options["runs"])

    @property
    def groups(self) -> list[list[str]]:
        """The members of each group by id, the largest first."""
        return [list(group) for group in self.found.groups]

    @cached_property
    def place(self) -> Mapping[str, int]:
        """The number of each actor's group, from 1."""
        return {id: n for n, ids in enumerate(self.groups, 1) for id in ids}

    @cached_property
    def cards(self) -> list[Card]:
        """The cards of the largest groups."""
        from graphkit.coalitions.cards import card

        return [card(self.found, number) for number in range(1, min(len(self.groups), CARDS) + 1)]

    def foremost(self, number: int, most: int) -> list[str]:
        """The members that a group, numbered from 1, is named by, as everywhere."""
        return self.found.foremost(number, most)

    def shared(self, number: int) -> NDArray[np.int64]:
        """The columns of the network that at least two members of a group, numbered from 1, have a tie to."""
        import numpy as np

        net = self.facts.network
        rows = [self.facts.row_of[id] for id in self.groups[number - 1]]
        spans = [net.indices[net.indptr[at] : net.indptr[at + 1]] for at in rows]
        times = np.bincount(np.concatenate(spans), minlength=net.n_actions)
        return np.flatnonzero(times >= 2)

    def inside(self, number: int) -> tuple[int, int]:
        """Of the ties of a group's members to what two actors share, how many go to what two members share."""
        import numpy as np

        net = self.facts.network
        member = np.zeros(net.n_actors, dtype=np.bool_)
        member[[self.facts.row_of[id] for id in self.groups[number - 1]]] = True
        of_members = member[self.facts.pair_actor]
        of_all = np.bincount(net.indices, minlength=net.n_actions) >= 2
        of_two = np.bincount(net.indices[of_members], minlength=net.n_actions) >= 2
        return int(of_two[net.indices[of_members]].sum()), int(of_all[net.indices[of_members]].sum())

    @cached_property
    def grouping(self) -> Grouping:
        """The groups as those whom brokers join."""
        from graphkit.groups.grouping import group_by

        return group_by(self.facts.network, "coalition", coalitions=self.found)


def grouped(facts: Facts) -> Grouped:
    """The coalitions of the network: with runs where it is small, so that a report is there in seconds."""
    from graphkit.coalitions.at_hand import at_hand

    return Grouped(facts, at_hand(facts.network, seed=facts.seed))
