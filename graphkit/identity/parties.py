"""The actors of a store as they are compared: their names, identifiers, kind and place, and what they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.identity.contradictions import contradict
from graphkit.identity.identifiers import Identifier, all_identifiers
from graphkit.identity.names import Name, name, parts

if TYPE_CHECKING:
    import pyarrow as pa

# The parts of an id by name: name:<slug>@<territory>.
_PLACE = "@"


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as it is compared.

    Attributes
    ----------
    id, title : str
        Its id and its name as given.
    names : tuple of Name
        Its name and aliases, those with nothing to compare left out.
    doubtful : frozenset of Name
        Those of the aliases that contradict its name: perhaps another's, under a wrong number.
    identifiers : tuple of Identifier
        All that it is known by.
    kind : str or None
        Code of what it is.
    places : frozenset of str
        Ids of the territories that it is in.
    within : frozenset of str
        Ids of the territories that those are in.
    belongs_to : frozenset of str
        Ids of the actors that it is a member or a part of.
    """

    id: str
    title: str
    names: tuple[Name, ...]
    identifiers: tuple[Identifier, ...] = ()
    kind: str | None = None
    places: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    belongs_to: frozenset[str] = frozenset()
    doubtful: frozenset[Name] = frozenset()


def party(
    id: str,
    title: str,
    *,
    aliases: tuple[str, ...] = (),
    identifiers: tuple[str, ...] = (),
    kind: str | None = None,
    places: frozenset[str] = frozenset(),
    within: frozenset[str] = frozenset(),
    belongs_to: frozenset[str] = frozenset(),
) -> Party:
    """An actor as it is compared, from what a source says."""
    names = dict.fromkeys(name(part) for text in (title, *sorted(aliases)) for part in parts(text))
    kept = tuple(each for each in names if each.words)
    known = all_identifiers(id, identifiers)
    own = [name(part) for part in parts(title)]
    doubtful = frozenset(each for each in kept if each not in own and all(contradict(each, mine) for mine in own))
    return Party(id, title, kept, known, kind, places, within, belongs_to, doubtful)


def parties(tables: Mapping[str, pa.Table]) -> list[Party]:
    """The actors of a store, sorted by id, as its tables hold them: decisions are not carried out here.

    Individuals are left out: they are kept without their name, and one is not to be found by it.
    """
    links = tables["links"].select(["type", "start_label", "start_id", "end_id"]).to_pylist()
    places, wider, belongs_to = defaultdict(set), defaultdict(set), defaultdict(set)
    for link in links:
        if link["type"] == "LOCATED_IN" and link["start_label"] == "Actor":
            places[link["start_id"]].add(link["end_id"])
        elif link["type"] == "WITHIN":
            wider[link["start_id"]].add(link["end_id"])
        elif link["type"] == "MEMBER_OF":
            belongs_to[link["start_id"]].add(link["end_id"])
    found = []
    for row in tables["actors"].to_pylist():
        if row["kind"] == "individual":
            continue
        own = places[row["id"]] | _in_id(row["id"])
        found.append(
            party(
                row["id"],
                row["name"],
                aliases=tuple(row["aliases"] or ()),
                identifiers=tuple(row["identifiers"] or ()),
                kind=row["kind"],
                places=frozenset(own),
                within=frozenset(_upward(own, wider)),
                belongs_to=frozenset(belongs_to[row["id"]]),
            )
        )
    return sorted(found, key=lambda each: each.id)


def _in_id(id: str) -> set[str]:
    """The territory in an id by name."""
    _, at, place = id.rpartition(_PLACE)
    return {place} if at and id.startswith("name:") else set()


def _upward(own: set[str], wider: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    ahead = list(own)
    while ahead:
        for above in wider.get(ahead.pop(), ()):
            if above not in found:
                found.add(above)
                ahead.append(above)
    return found - own
