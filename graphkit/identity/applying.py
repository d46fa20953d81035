"""Candidates that are sure enough judged the same, all at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphkit.identity import decisions
from graphkit.identity.candidates import undecided
from graphkit.identity.decisions import SAME, Decision, Pair, decide
from graphkit.identity.groups import Groups
from graphkit.identity.reasons import in_words
from graphkit.identity.scoring import SURE

if TYPE_CHECKING:
    from graphkit.identity.scoring import Candidate
    from graphkit.stores.bolt import Store


@dataclass(slots=True)
class Applied:
    """What was decided.

    Attributes
    ----------
    candidates : list of Candidate
        Those judged the same.
    contradicted : list of ((str, str), (str, str))
        Pairs that were not, and the two actors judged different that would have become one by it.
    """

    candidates: list[Candidate] = field(default_factory=list)
    contradicted: list[tuple[Pair, Pair]] = field(default_factory=list)


def apply(store: Store, *, above: float = SURE, by: str, lang: str = "en") -> Applied:
    """Judge the same all candidates of a score, but for those that would contradict a decision.

    Parameters
    ----------
    store : Store
    above : float
        The least score.
    by : str
        Who decides.
    lang : {"en", "fr"}
        Language of the reasons, which are kept with the decisions.
    """
    groups = Groups(decisions.standing(decisions.read(store)).values())
    result, taken = Applied(), list[Decision]()
    for candidate in undecided(store, above=above):
        why = in_words(candidate.reasons, lang)
        decision = decide(*candidate.pair, SAME, by=by, why=why, score=candidate.score)
        if apart := groups.contradicted(decision):
            result.contradicted.append((candidate.pair, apart))
            continue
        groups.add(decision)
        taken.append(decision)
        result.candidates.append(candidate)
    decisions.write(store, taken, decisions.session(by))
    return result
