"""What speaks for or against two actors being one beside their names: where they are and what they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log2

from graphkit.identity.parties import Party
from graphkit.identity.reasons import Reason

# What each adds to the odds, as a logarithm; set by hand, for the files that names were weighed with hardly tell
# place and kind. To be in one small town tells more than to be in one country.
PER_BIT, AT_MOST, WITHIN, ELSEWHERE = 0.2, 1.5, 0.2, -3.0
SAME_KIND, OTHER_KIND = 0.2, -1.5

# Kinds that publishers use for one another, or that say little.
LOOSE_KINDS = frozenset({"other", "network", "residents", "professionals"})


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What one of them adds to the odds, and in words."""

    odds: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Places:
    """How many actors are in each territory, and of how many the territory is known."""

    count: Mapping[str, int]
    known: int

    @classmethod
    def of(cls, parties: Iterable[Party]) -> Places:
        """The territories of actors."""
        placed = [party.places for party in parties if party.places]
        return cls(Counter(place for places in placed for place in places), len(placed))

    def bits(self, place: str) -> float:
        """How much it tells to be there: the binary logarithm of how few are."""
        return log2((self.known + 1) / (self.count.get(place, 0) + 1))


def by_place(one: Party, other: Party, places: Places) -> Iterator[Circumstance]:
    """What their territories say; nothing where one of them is not known."""
    if not one.places or not other.places:
        return
    if both := one.places & other.places:
        place = max(sorted(both), key=places.bits)
        yield Circumstance(min(AT_MOST, PER_BIT * places.bits(place)), Reason("same_place", {"place": place}))
    elif one.places & other.within or other.places & one.within:
        yield Circumstance(WITHIN, Reason("place_within"))
    else:
        where = {"one": ", ".join(sorted(one.places)), "other": ", ".join(sorted(other.places))}
        yield Circumstance(ELSEWHERE, Reason("other_place", where, speaks_for=False))


def by_kind(one: Party, other: Party) -> Iterator[Circumstance]:
    """What their kinds say; nothing where one of them is not known or says little."""
    if not one.kind or not other.kind or {one.kind, other.kind} & LOOSE_KINDS:
        return
    if one.kind == other.kind:
        yield Circumstance(SAME_KIND, Reason("same_kind", {"kind": one.kind}))
    else:
        yield Circumstance(OTHER_KIND, Reason("other_kind", {"one": one.kind, "other": other.kind}, speaks_for=False))
