"""Actors made for these tests."""

from __future__ import annotations

from graphkit.identity.candidates import candidates
from graphkit.identity.parties import Party, party
from graphkit.identity.scoring import Candidate


def at(place: str) -> frozenset[str]:
    return frozenset({place})


def only(*actors: Party, above: float = 0.0) -> Candidate:
    """The one candidate among actors."""
    (found,) = candidates(actors, above=above)
    return found


def score(one: str, other: str, **both: object) -> float:
    """The score of two names; 0 where they are not even compared."""
    found = candidates([party("a", one, **both), party("b", other, **both)], above=0.0)  # type: ignore[arg-type]
    return found[0].score if found else 0.0


def keys(candidate: Candidate) -> set[str]:
    return {reason.key for reason in candidate.reasons}
