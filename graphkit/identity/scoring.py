"""How sure it is that two actors are one, 0 to 1, with the reasons.

Names are weighed by a logistic model whose weights ``benchmarks/resolve.py --fit`` found on the names that thresholds
are chosen with; territory and kind, which those files hardly tell, by weights set by hand. What no number of words in
common can outweigh is a limit: numbers that differ, an acronym alone, two numbers of one register.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from math import log2

from graphkit.identity import circumstances
from graphkit.identity.circumstances import Places
from graphkit.identity.comparison import Names, likelihood, reasons_of
from graphkit.identity.corpus import Corpus
from graphkit.identity.decisions import Pair
from graphkit.identity.likeness import Likeness, likeness
from graphkit.identity.names import Name
from graphkit.identity.numbers import by_numbers
from graphkit.identity.parties import Party
from graphkit.identity.reasons import Reason

# At and above this score, `graphkit resolve apply` decides alone. Chosen with benchmarks/resolve.py.
SURE = 0.9
# Below this one nothing is shown.
WORTH_A_LOOK = 0.5

# What each number of `features` is worth.
WEIGHTS: Mapping[str, float] = {
    "": -7.9,
    "coverage": 1.25,
    "containment": 4.5,
    "first": 2.05,
    "second": 1.0,
    "others": -0.7,
    "apart": -0.85,
    "spelling": 1.55,
    "whole": 0.75,
    "forms_differ": -3.2,
}

# The most that two names can score where …
NUMBERS_DIFFER = 0.1
NUMBER_IN_ONE = 0.7
# … one has a word that the other lacks: a subsidiary, a faculty, the body of another town. A person decides.
WORD_IN_ONE = 0.8
# … their legal forms differ.
FORMS_DIFFER = 0.8
# … one is an alias that contradicts the name of its actor: the two may be two, one of them under a wrong number.
CONTRADICTS_ITS_NAME = 0.8
# … what they have in common rests on words that are spelt differently, and on too few that are not.
RESTS_ON_SPELLING = 0.8
# … one is an acronym, or all they share are words that half of all names have; and where both are in one place.
NOBODY_IN_PARTICULAR, BUT_IN_PLACE = 0.3, 0.75
# The most that two actors can score of which one belongs to the other.
BELONGS_TO = 0.2
# Odds, as a logarithm, of a name and its initials.
INITIALS = 2.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two actors that may be one.

    Attributes
    ----------
    one, other : Party
        The two, the smaller id first.
    score : float
        How sure it is that they are one, 0 to 1.
    reasons : tuple of Reason
        Why, and why not.
    """

    one: Party
    other: Party
    score: float
    reasons: tuple[Reason, ...]

    @property
    def pair(self) -> Pair:
        """The two ids, the smaller first."""
        return self.one.id, self.other.id


def features(like: Likeness) -> dict[str, float]:
    """What the model weighs, by name; the empty name is the constant."""
    first, second, *_ = (*like.told, 0.0, 0.0)
    return {
        "": 1.0,
        "coverage": like.coverage,
        "containment": like.containment,
        # In tens of bits: numbers of about one.
        "first": first / 10,
        "second": second / 10,
        "others": log2(1 + like.others),
        "apart": min(like.apart_one, like.apart_other) / 10,
        "spelling": like.spelling,
        "whole": float(not like.only_one and not like.only_other),
        "forms_differ": float(like.forms_differ),
    }


def compare(one: Party, other: Party, corpus: Corpus, places: Places, *, above: float = 0.0) -> Candidate | None:
    """How sure it is that two actors are one, the same in either order; None below the score that is asked for."""
    one, other = sorted((one, other), key=lambda party: party.id)
    names = _most_alike(one, other, corpus)
    around = [*circumstances.by_place(one, other, places), *circumstances.by_kind(one, other)]
    score = 0.0
    if names is not None:
        in_place = any(each.reason.key == "same_place" for each in around)
        limit = BUT_IN_PLACE if names.most == NOBODY_IN_PARTICULAR and in_place else names.most
        score = limit * likelihood(names.odds + sum(each.odds for each in around))
    score, about_numbers = by_numbers(one, other, score)
    belongs = one.id in other.belongs_to or other.id in one.belongs_to
    score = round(min(score, BELONGS_TO) if belongs else score, 4)
    if score < above:
        return None
    by_name = reasons_of(one, other, names) if names else [Reason("names_apart", speaks_for=False)]
    member = [Reason("belongs_to", speaks_for=False)] if belongs else []
    return Candidate(one, other, score, (*about_numbers, *by_name, *(each.reason for each in around), *member))


def _most_alike(one: Party, other: Party, corpus: Corpus) -> Names | None:
    """The two names of two actors that are most alike; None where no two have anything in common."""
    found = []
    for first, second in product(one.names, other.names):
        like = likeness(first, second, corpus)
        if like.told or like.initials:
            doubtful = first in one.doubtful or second in other.doubtful
            limit = min(most(first, second, like), CONTRADICTS_ITS_NAME if doubtful else 1.0)
            found.append(Names(first, second, like, _odds(like), limit))
    return max(found, key=lambda each: (each.score, each.odds, each.first.text, each.second.text), default=None)


def _odds(like: Likeness) -> float:
    odds = sum(WEIGHTS[key] * value for key, value in features(like).items())
    # Initials are a word each, whatever else the words are: worth a look, no more.
    return max(odds, INITIALS) if like.initials else odds


def most(first: Name, second: Name, like: Likeness) -> float:
    """The most that two names can score, whatever they have in common."""
    if like.numbers_differ:
        return NUMBERS_DIFFER
    if first.acronym or second.acronym or like.common_alone:
        return NOBODY_IN_PARTICULAR
    if like.number_in_one:
        return NUMBER_IN_ONE
    if like.only_one or like.only_other:
        return WORD_IN_ONE
    if like.forms_differ:
        return FORMS_DIFFER
    return RESTS_ON_SPELLING if like.rests_on_spelling else 1.0
