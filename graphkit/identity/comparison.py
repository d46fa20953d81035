"""Two names beside each other: how likely it is that they name one actor, and why, as reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp

from graphkit.identity.likeness import Likeness
from graphkit.identity.names import Name
from graphkit.identity.parties import Party
from graphkit.identity.reasons import Reason
from graphkit.model.text import plain


@dataclass(frozen=True, slots=True)
class Names:
    """Two names beside each other.

    Attributes
    ----------
    first, second : Name
    like : Likeness
    odds : float
        The odds that they name one actor, as a logarithm.
    most : float
        The most that the score can be, whatever else speaks for it.
    """

    first: Name
    second: Name
    like: Likeness
    odds: float
    most: float

    @property
    def score(self) -> float:
        """How sure the names alone make it."""
        return self.most * likelihood(self.odds)

    @property
    def acronym(self) -> str | None:
        """The acronym that one of the two consists of."""
        return self.first.acronym or self.second.acronym


def likelihood(odds: float) -> float:
    """Odds as a number of 0 to 1."""
    return 1 / (1 + exp(-odds))


def reasons_of(one: Party, other: Party, names: Names) -> Iterator[Reason]:
    """Why two names may be one actor's, and why not."""
    for party, name in ((one, names.first), (other, names.second)):
        if plain(name.text) != plain(party.title):
            yield Reason("also_called", {"name": name.text})
        if name in party.doubtful:
            yield Reason("contradicts", {"name": name.text, "title": party.title}, speaks_for=False)
    yield from _in_common(names)
    yield from _particular(names)
    yield from _apart(names)


def _in_common(names: Names) -> Iterator[Reason]:
    like = names.like
    if names.first.text == names.second.text:
        yield Reason("equal_names")
    elif like.shared:
        yield Reason("same_words", {"words": ", ".join(like.shared)})
    if like.alike:
        yield Reason("spelt_alike", {"words": ", ".join(f"{a} ~ {b}" for a, b in like.alike)})


def _particular(names: Names) -> Iterator[Reason]:
    """How much of a name what they have in common is."""
    like = names.like
    if like.initials:
        yield Reason("initials", {"acronym": names.acronym or ""})
    elif names.acronym:
        yield Reason("acronym_alone", {"acronym": names.acronym}, speaks_for=False)
    elif like.common_alone:
        yield Reason("common_words", speaks_for=False)
    elif not like.others:
        yield Reason("nobody_else")
    if like.others:
        yield Reason("others_too", {"n": str(like.others)}, speaks_for=False)


def _apart(names: Names) -> Iterator[Reason]:
    like, first, second = names.like, names.first, names.second
    if like.only_one and like.only_other:
        apart = {"one": ", ".join(like.only_one), "other": ", ".join(like.only_other)}
        yield Reason("each_its_own", apart, speaks_for=False)
    elif like.only_one or like.only_other:
        yield Reason("only_in_one", {"words": ", ".join(like.only_one or like.only_other)}, speaks_for=False)
    if like.numbers_differ:
        yield Reason("numbers_differ", {"one": _listed(first.numbers), "other": _listed(second.numbers)}, False)
    elif like.number_in_one:
        yield Reason("number_in_one", {"number": _listed(first.numbers | second.numbers)}, speaks_for=False)
    if like.forms_differ:
        yield Reason("forms_differ", {"one": _listed(first.forms), "other": _listed(second.forms)}, speaks_for=False)


def _listed(words: frozenset[str]) -> str:
    return ", ".join(sorted(words))
