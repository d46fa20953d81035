"""The official territories that a store holds: by code, by name, by postcode, and what each is within."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from graphkit.territories.spelling import keys

COMMUNE, DEPARTMENT, REGION, DISTRICT, GROUPING, COUNTRY, NUTS = (
    *("FR-COG", "FR-DEP", "FR-REG", "FR-ARR", "FR-SIREN", "ISO-3166", "NUTS"),
)

FRANCE = f"{COUNTRY}:FR"

SCHEMES = (COMMUNE, DEPARTMENT, REGION, DISTRICT, GROUPING, COUNTRY, NUTS)
"""The lists that `graphkit.loaders.territories` reads, as they stand in front of an id."""

# A scale that a source states, and the list in which such a place is looked up.
_OF_SCALE = {
    "municipal": COMMUNE,
    "intermunicipal": GROUPING,
    "departmental": DEPARTMENT,
    "regional": REGION,
    "national": COUNTRY,
}

# A district is called as its seat, which is what a source means; NUTS regions are called as régions and départements.
_NAMED = (COMMUNE, GROUPING, DEPARTMENT, REGION)


@dataclass(frozen=True, slots=True)
class Official:
    """A territory of a list."""

    id: str
    name: str
    code: str
    aliases: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()

    @property
    def scheme(self) -> str:
        """The list it is in."""
        return self.id.partition(":")[0]


@dataclass
class Register:
    """The official territories of a store.

    Parameters
    ----------
    territories : mapping
        Id -> territory.
    above : mapping
        Id -> ids of what it is directly within, as the lists say.
    """

    territories: Mapping[str, Official]
    above: Mapping[str, Collection[str]]
    _within: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    def within(self, id: str) -> frozenset[str]:
        """All that a territory is within, itself included."""
        known = self._within.get(id)
        if known is None:
            found, waiting = {id}, [id]
            while waiting:
                for whole in self.above.get(waiting.pop(), ()):
                    if whole not in found:
                        found.add(whole)
                        waiting.append(whole)
            known = self._within[id] = frozenset(found)
        return known

    def named(self, name: str, scale: str | None) -> Iterator[list[Official]]:
        """Territories of a name: first those spelt alike, then without article, then without blanks."""
        if scale is not None and scale not in _OF_SCALE:
            return
        wanted = (_OF_SCALE[scale],) if scale else (*_NAMED, COUNTRY)
        for key, index in zip(keys(name), self._by_name, strict=True):
            if key:
                yield [each for each in index.get(key, ()) if each.scheme in wanted]

    def with_postcode(self, postcode: str) -> list[Official]:
        """Communes that use a postcode."""
        return list(self._by_postcode.get(postcode, ()))

    def with_code(self, code: str) -> list[Official]:
        """The commune, or part of one, that has a code."""
        found = self.territories.get(f"{COMMUNE}:{code.upper()}")
        return [found] if found else []

    def largest(self, found: Iterable[Official]) -> list[Official]:
        """Without those that are part of another; of a commune and its part the commune remains.

        Of territories of several lists that lie in each other (Paris, a commune and a département) the smaller
        remains, for it says more and implies the other.
        """
        each = {one.id: one for one in found}
        parts = {a for a in each for b in each if a != b and b in self.within(a) and _alike(a, b)}
        each = {id: one for id, one in each.items() if id not in parts}
        wholes = {b for a in each for b in each if a != b and b in self.within(a)}
        return [one for id, one in sorted(each.items()) if id not in wholes]

    @cached_property
    def _by_name(self) -> tuple[dict[str, list[Official]], ...]:
        indices: tuple[dict[str, list[Official]], ...] = ({}, {}, {})
        for one in self.territories.values():
            if one.scheme not in _NAMED and one.id != FRANCE:
                continue
            for name in dict.fromkeys((one.name, *one.aliases)):
                for key, index in zip(keys(name), indices, strict=True):
                    held = index.setdefault(key, [])
                    if one not in held:
                        held.append(one)
        return indices

    @cached_property
    def _by_postcode(self) -> dict[str, list[Official]]:
        index: dict[str, list[Official]] = {}
        for one in self.territories.values():
            for postcode in one.postcodes:
                index.setdefault(postcode, []).append(one)
        return index


def _alike(one: str, other: str) -> bool:
    return one.partition(":")[0] == other.partition(":")[0]
