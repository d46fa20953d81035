"""Names of one actor that contradict each other: two bodies under one number, where a publisher took the wrong one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from graphkit.identity.names import Name, name, stem, vocabulary
from graphkit.identity.spelling import alikeness

if TYPE_CHECKING:
    from graphkit.stores.bolt import Store


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An actor, and another name that it has and that says nothing of what its name says."""

    id: str
    name: str
    other: str


def contradict(one: Name, other: Name) -> bool:
    """Whether two names have nothing in common but legal forms, words that half of all names have, and a department.

    Each must have words of its own that say which body it is. A lone word contradicts nothing: it may be an acronym, or
    what everybody calls the actor.

    Examples
    --------
    >>> contradict(name("Chambre de métiers de la Mayenne"), name("CHAMBRE D'AGRICULTURE MAYENNE"))
    True
    >>> contradict(name("Conseil général de la Mayenne"), name("Département de la Mayenne"))
    False
    >>> contradict(name("Ville de Lyon"), name("Commune de Lyon")), contradict(name("Chambre"), name("Chambre d'ici"))
    (False, False)
    """
    if min(len(one.words), len(other.words)) < 2:
        return False
    known = vocabulary()
    mine, yours = ({stem(word) for word in each.words} - known.common - known.places for each in (one, other))
    if mine & yours or not mine or not yours:
        return False
    shared = set(one.words) & set(other.words)
    left, right = ([word for word in each.words if word not in shared] for each in (one, other))
    return not any(alikeness(*pair) for pair in product(left, right))


def contradictions(store: Store, sources: Sequence[str] = ()) -> list[Contradiction]:
    """The actors known by the number of a register whose names contradict each other, each once, by their ids.

    Parameters
    ----------
    store : Store
    sources : sequence of str
        Ids of sources: only the actors that these name.
    """
    named_in = "EXISTS { MATCH (a)-[:FROM_SOURCE]->(s:Source) WHERE s.id IN $sources }" if sources else "true"
    rows = store.read(
        f"MATCH (a:Actor) WHERE a.aliases IS NOT NULL AND a.id_quality = 'register' AND {named_in} "
        "RETURN a.id AS id, a.name AS name, a.aliases AS aliases ORDER BY id",
        {"sources": list(sources)} if sources else {},
    ).to_pylist()
    found = []
    for row in rows:
        for other in row["aliases"]:
            if contradict(name(row["name"]), name(other)):
                found.append(Contradiction(row["id"], row["name"], other))
                break
    return found
