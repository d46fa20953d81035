"""What a single funder funds: who receives, and by programme, field and territory, with the amounts that are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphkit.networks.network import Network
    from graphkit.reports.facts import Facts

# What an action may be of: the tie that says so, and the label at its end.
WAYS = {"programme": ("PART_OF", "Programme"), "field": ("IN_FIELD", "Field"), "territory": ("LOCATED_IN", "Territory")}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what a funder funds.

    Attributes
    ----------
    id : str
        Of the recipient, the programme, the field or the territory.
    pairs : tuple of int
        Pairs of the network that are in it.
    minor : int or None
        The amounts known, in minor units; None where none is, or they cannot be added up.
    """

    id: str
    pairs: tuple[int, ...]
    minor: int | None


@dataclass(frozen=True)
class Given:
    """What a single funder funds."""

    facts: Facts

    @property
    def network(self) -> Network:
        """The network of funding."""
        return self.facts.cofunding.network

    @cached_property
    def funder(self) -> str:
        """Who it is, by id."""
        return self.network.actor_ids[0]

    @cached_property
    def recipients(self) -> list[Part]:
        """Who receives, most money first; those of what several receive together are left out."""
        if self.facts.grain != "action":
            year = self.facts.grain == "recipient-year"
            return self._parts((id.rpartition("@")[0] if year else id, at) for at, id in self._columns)
        from graphkit.networks.untied import recipients

        found = recipients(self.facts.snapshot)
        alone = found[~found["action"].duplicated(keep=False)]
        of = dict(zip(alone["action"], alone["actor"], strict=True))
        return self._parts((of[id], at) for at, id in self._columns if id in of)

    @cached_property
    def by(self) -> dict[str, list[Part]]:
        """By programme, field and territory, as far as the data have two of them at least; most things first."""
        found = {}
        for way, (tie, label) in WAYS.items():
            parts = self._parts(self._of(tie, label))
            if len(parts) > 1:
                found[way] = sorted(parts, key=lambda part: (-len(part.pairs), part.id))
        return found

    @cached_property
    def _columns(self) -> list[tuple[int, str]]:
        return list(enumerate(self.network.action_ids))

    def _of(self, tie: str, label: str) -> Iterable[tuple[str, int]]:
        from graphkit.networks.others import links_of

        place = {id: at for at, id in self._columns}
        for link in links_of(self.facts.snapshot, tie).to_pylist():
            if link["end_label"] == label and link["start_id"] in place:
                yield link["end_id"], place[link["start_id"]]

    def _parts(self, entries: Iterable[tuple[str, int]]) -> list[Part]:
        """The parts by their ids, of columns of the network, most money first."""
        columns: defaultdict[str, set[int]] = defaultdict(set)
        for id, at in entries:
            columns[id].add(at)
        parts = []
        for id, mine in columns.items():
            pairs = tuple(sorted(pair for at in mine for pair in self._pairs.get(at, ())))
            known = [self._known[pair] for pair in pairs if pair in self._known]
            parts.append(Part(id, pairs, sum(known) if known else None))
        return sorted(parts, key=lambda part: (part.minor is None, -(part.minor or 0), -len(part.pairs), part.id))

    @cached_property
    def _pairs(self) -> Mapping[int, list[int]]:
        found: defaultdict[int, list[int]] = defaultdict(list)
        for pair, column in enumerate(self.network.indices.tolist()):
            found[column].append(pair)
        return found

    @cached_property
    def _known(self) -> Mapping[int, int]:
        """The amounts of the pairs of which one is known, where all are of one currency and kind."""
        import numpy as np

        net = self.network
        if not net.spec.currency or net.money.refusal:
            return {}
        of_entries = np.repeat(np.arange(net.n_pairs), np.diff(net.tie_index.ptr))
        sums = net.minor_amounts
        return {int(pair): int(sums[pair]) for pair in np.unique(of_entries[net.money.known])}


def given(facts: Facts) -> Given | None:
    """What is given, where the report is on a single funder and there is something to tell of it; else None."""
    net = facts.cofunding.network
    one = facts.network.n_actors == 1 and net.n_actors == 1 and net.n_pairs > 0
    if not one or facts.network.actor_ids != net.actor_ids:
        return None
    made = Given(facts)
    return made if made.recipients or made.by else None
