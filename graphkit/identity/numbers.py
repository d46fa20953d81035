"""What identifiers say of two actors: the same number, one that is nearly the same, or two that cannot be one's."""

from __future__ import annotations

from itertools import product

from graphkit.identity.identifiers import Identifier, cut_short
from graphkit.identity.parties import Party
from graphkit.identity.reasons import Reason

# A number that a register checks settles it, unless the names have nothing in common: then a person looks.
SAME_NUMBER, SAME_NUMBER_OTHER_NAME, OTHER_NAME = 0.99, 0.8, 0.2
# A code of a publisher, and a number that is none, are as good as this where names say nothing.
SAME_CODE, SAME_FAULT = 0.6, 0.4
# The same digits in another register, or cut short: never enough to decide without a person.
DOUBTFUL, DOUBTFUL_AT_MOST = 0.4, 0.8
# Two numbers of one register that gives each its own.
OTHER_NUMBER = 0.45
# Registers that give one body several numbers: an actor has many establishments.
SEVERAL = frozenset({"FR-SIRET"})


def by_numbers(one: Party, other: Party, score: float) -> tuple[float, list[Reason]]:
    """The score by names after what the identifiers say, and the reasons.

    Parameters
    ----------
    one, other : Party
        The two, in order of their ids.
    score : float
        How sure the names make it.
    """
    mine, yours = one.identifiers, other.identifiers
    if not mine or not yours:
        return score, []
    if same := sorted(_equal(mine, yours, checked=True)):
        sure = SAME_NUMBER if score >= OTHER_NAME else SAME_NUMBER_OTHER_NAME
        return sure, [Reason("same_identifier", {"identifier": same[0]})]
    limit, reasons = 1.0, []
    for key, worth, found in (
        ("same_code", SAME_CODE, _equal(mine, yours, checked=False, known=False)),
        ("same_fault", SAME_FAULT, _equal(mine, yours, checked=False, known=True)),
    ):
        if found:
            score = _together(score, worth)
            reasons.append(Reason(key, {"identifier": min(found)}))
    for key, pairs in (("other_scheme", _other_scheme(mine, yours)), ("cut_short", _cut_short(mine, yours))):
        if pairs:
            first, second = min(pairs)
            score, limit = _together(score, DOUBTFUL), min(limit, DOUBTFUL_AT_MOST)
            reasons.append(Reason(key, {"one": first, "other": second}))
    if apart := differing(mine, yours):
        first, second = min(apart)
        limit = min(limit, OTHER_NUMBER)
        reasons.append(Reason("other_number", {"one": first, "other": second}, speaks_for=False))
    return min(score, limit), reasons


Numbers = tuple[Identifier, ...]


def _together(score: float, worth: float) -> float:
    return 1 - (1 - score) * (1 - worth)


def _equal(mine: Numbers, yours: Numbers, *, checked: bool, known: bool = True) -> set[str]:
    both = set(mine) & set(yours)
    return {each.text for each in both if each.checked == checked and each.known == known}


def _other_scheme(mine: Numbers, yours: Numbers) -> set[tuple[str, str]]:
    return {
        (a.text, b.text) for a, b in product(mine, yours) if a.scheme != b.scheme and a.digits and a.digits == b.digits
    }


def _cut_short(mine: Numbers, yours: Numbers) -> set[tuple[str, str]]:
    return {(a.text, b.text) for a, b in product(mine, yours) if a.text != b.text and cut_short(a, b)}


def differing(mine: Numbers, yours: Numbers) -> set[tuple[str, str]]:
    """The pairs of two actors' numbers that one register gives, and that differ; none where they share one."""
    if _equal(mine, yours, checked=True):
        return set()
    shared = {each.scheme for each in mine if each.checked} & {each.scheme for each in yours if each.checked}
    return {
        (a.text, b.text)
        for a, b in product(mine, yours)
        if a.checked and b.checked and a.scheme == b.scheme and a.scheme in shared - SEVERAL
    }
