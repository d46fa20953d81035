"""What decisions come to together: who is one with whom, and which further decision would contradict them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graphkit.identity.decisions import DIFFERENT, SAME, Decision, Pair


class Groups:
    """Actors that decisions make one, also by way of others.

    Parameters
    ----------
    decisions : iterable of Decision
        In order; the later of two on a pair counts, and those that do not stand are left out.
    """

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._stands: dict[Pair, Decision] = {}
        self._group: dict[str, set[str]] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for decision in decisions:
            self.add(decision)

    def add(self, decision: Decision) -> None:
        """Take in a further decision."""
        if not decision.stands:
            return
        earlier = self._stands.pop(decision.pair, None)
        self._stands[decision.pair] = decision
        if earlier is None:
            self._take_in(decision)
        elif earlier.judgement != decision.judgement:
            self._group.clear()
            self._apart.clear()
            for each in self._stands.values():
                self._take_in(each)

    def are_one(self, pair: Pair) -> bool:
        """Whether two actors are one already."""
        return pair[1] in self._of(pair[0])

    def contradicted(self, decision: Decision) -> Pair | None:
        """Two actors that would be judged different and yet be one if this decision stood; None where all fits.

        A decision on the pair itself contradicts nothing: it would be replaced.
        """
        if decision.judgement == SAME:
            one, other = (self._of(each) for each in decision.pair)
            found = {(min(a, b), max(a, b)) for a in one for b in self._apart.get(a, ()) if b in other}
            return min(found - {decision.pair}, default=None)
        if decision.judgement == DIFFERENT and self.are_one(decision.pair):
            others = Groups(each for each in self._stands.values() if each.pair != decision.pair)
            return decision.pair if others.are_one(decision.pair) else None
        return None

    def _take_in(self, decision: Decision) -> None:
        if decision.judgement == SAME:
            joined = self._of(decision.one) | self._of(decision.other)
            for actor in joined:
                self._group[actor] = joined
        elif decision.judgement == DIFFERENT:
            self._apart[decision.one].add(decision.other)
            self._apart[decision.other].add(decision.one)

    def _of(self, actor: str) -> set[str]:
        return self._group.get(actor, {actor})
