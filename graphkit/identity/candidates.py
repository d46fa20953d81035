"""Who may be the same as whom among all actors of a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from graphkit.identity import decisions
from graphkit.identity.blocking import pairs
from graphkit.identity.circumstances import Places
from graphkit.identity.corpus import Corpus
from graphkit.identity.decisions import Pair
from graphkit.identity.groups import Groups
from graphkit.identity.identifiers import DIGITS
from graphkit.identity.numbers import differing
from graphkit.identity.parties import Party, parties
from graphkit.identity.scoring import WORTH_A_LOOK, Candidate, compare
from graphkit.model.text import plain

if TYPE_CHECKING:
    from graphkit.stores.bolt import Store

# A number that more actors than this have is no number of anybody; an acronym likewise.
CROWD = 50


def undecided(store: Store, *, above: float = WORTH_A_LOOK, unsure: bool = False) -> list[Candidate]:
    """The pairs of actors of a store that may be one, those left out that decisions settle, directly or by others.

    Parameters
    ----------
    store : Store
    above : float
        The least score.
    unsure : bool
        Give those judged *unsure* again.
    """
    stands = decisions.standing(decisions.read(store))
    settled = {pair for pair, last in stands.items() if not (unsure and last.judgement == decisions.UNSURE)}
    groups = Groups(stands.values())
    found = candidates(parties(store.tables()), above=above, decided=settled)
    return [each for each in found if not groups.are_one(each.pair)]


def candidates(
    actors: Sequence[Party], *, above: float = WORTH_A_LOOK, decided: Collection[Pair] = ()
) -> list[Candidate]:
    """The pairs of actors that may be one, the surest first, equal ones by their ids.

    Parameters
    ----------
    actors : sequence of Party
        In whatever order.
    above : float
        The least score.
    decided : collection of (str, str)
        Pairs that were decided already, the smaller id first; left out.
    """
    actors = sorted(actors, key=lambda party: party.id)
    corpus = Corpus([party.names for party in actors])
    places = Places.of(actors)
    left_out = set(decided)
    found = []
    for first, second in sorted({*_by_names(actors), *_by_numbers(actors), *_by_initials(actors)}):
        one, other = actors[first], actors[second]
        if (one.id, other.id) not in left_out:
            candidate = compare(one, other, corpus, places, above=above)
            if candidate is not None:
                found.append(candidate)
    return sorted(found, key=lambda each: (-each.score, each.one.id, each.other.id))


def ruled_out(actors: Sequence[Party]) -> int:
    """How many pairs of actors have the same name, and numbers of one register that differ: no candidates, then."""
    having: dict[str, list[Party]] = defaultdict(list)
    for party in actors:
        having[plain(party.title)].append(party)
    groups = (group for group in having.values() if len(group) <= CROWD)
    return sum(bool(differing(a.identifiers, b.identifiers)) for group in groups for a, b in combinations(group, 2))


def _by_names(actors: Sequence[Party]) -> Iterator[tuple[int, int]]:
    named = [(actor, name) for actor, party in enumerate(actors) for name in party.names]
    owner = [actor for actor, _ in named]
    for first, second in pairs([name for _, name in named]):
        if owner[first] != owner[second]:
            yield min(owner[first], owner[second]), max(owner[first], owner[second])


def _by_numbers(actors: Sequence[Party]) -> Iterator[tuple[int, int]]:
    """Those with the same identifier or the same digits, and those whose digits begin like a number that is none."""
    having: dict[str, set[int]] = defaultdict(set)
    beginning: dict[str, set[int]] = defaultdict(set)
    faulty: set[str] = set()
    for actor, party in enumerate(actors):
        for each in party.identifiers:
            having[each.text].add(actor)
            if each.digits:
                having[f"={each.digits}"].add(actor)
                beginning[each.digits[:DIGITS]].add(actor)
                if not each.checked:
                    faulty.add(each.digits[:DIGITS])
    yield from _within(having)
    yield from _within({digits: beginning[digits] for digits in faulty})


def _by_initials(actors: Sequence[Party]) -> Iterator[tuple[int, int]]:
    having: dict[str, set[int]] = defaultdict(set)
    alone: set[str] = set()
    for actor, party in enumerate(actors):
        for name in party.names:
            if name.acronym and len(name.acronym) > 2:
                having[name.acronym].add(actor)
                alone.add(name.acronym)
            if name.initials:
                having[name.initials].add(actor)
    yield from _within({letters: having[letters] for letters in alone})


def _within(having: dict[str, set[int]]) -> Iterator[tuple[int, int]]:
    for group in having.values():
        if len(group) <= CROWD:
            yield from combinations(sorted(group), 2)
