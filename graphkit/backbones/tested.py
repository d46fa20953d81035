"""What a model of chance says of pairs of actors, before any is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from graphkit.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Reals = NDArray[np.float64]
    Places = NDArray[np.int64]

# Pairs that never meet are kept up to so many: a table of more is of no use to anybody.
LARGEST = 5_000_000


class Unmet(NamedTuple):
    """Pairs with nothing in common, by the classes of the two: they are counted, and nowhere held.

    Attributes
    ----------
    one, other : arrays of int
        The classes; the first is at most the second.
    times : array of int
        How many pairs there are.
    expected : array of float
        How much in common is expected of them.
    fewer : array of float
        The probability that a pair has nothing in common.
    of_actor : array of int
        The class of each actor.
    ptr, others : arrays of int
        With whom each actor has something in common, of those after it.
    """

    one: Places
    other: Places
    times: Places
    expected: Reals
    fewer: Reals
    of_actor: Places
    ptr: Places
    others: NDArray[Any]

    def pairs(self, chosen: Places) -> tuple[Places, Places, Places]:
        """The pairs of some of the classes: the two actors, and which of `chosen` they are of.

        Raises
        ------
        DataError
            They are too many to be of use.
        """
        n = int(self.times[chosen].sum())
        if n > LARGEST:
            raise DataError(
                f"{n:,} pairs meet less than expected, and graphkit lists them up to {LARGEST:,}. Take a lower alpha, "
                "a correction, or only the pairs that meet more."
            )
        n_classes = int(self.of_actor.max(initial=-1)) + 1
        number = np.full((n_classes, n_classes), -1, dtype=np.int64)
        number[self.one[chosen], self.other[chosen]] = np.arange(len(chosen))
        number = np.maximum(number, number.T)
        wanted = number >= 0
        found: list[tuple[Places, Places, Places]] = []
        actors = np.arange(len(self.of_actor))
        for own in np.flatnonzero(wanted.any(axis=1)):
            candidates = actors[wanted[own][self.of_actor]]
            for actor in np.flatnonzero(self.of_actor == own):
                later = candidates[np.searchsorted(candidates, actor, side="right") :]
                met = self.others[self.ptr[actor] : self.ptr[actor + 1]]
                never = np.setdiff1d(later, met.astype(np.int64), assume_unique=True)
                found.append((np.full(len(never), actor), never, number[own, self.of_actor[never]]))
        if not found:
            return (np.zeros(0, dtype=np.int64),) * 3
        one, other, of = (np.concatenate(each) for each in zip(*found, strict=True))
        return one, other, of


@dataclass(frozen=True)
class Tested:
    """Pairs of actors, with what they have in common and how surprising that is.

    Attributes
    ----------
    one, other : arrays of int
        The rows of the two actors, the first before the second.
    observed, expected : arrays
        How much they have in common, and how much the model expects.
    more : array of float
        How probable so much or more is.
    fewer : array of float or None
        How probable so much or less is; None where that was not asked for.
    n_tests : int
        How many pairs were tested; those that are not here have nothing in common.
    unit : str
        Of what is observed.
    unmet : Unmet or None
        These, where pairs that meet less are asked for and there are such beyond those here.
    second : array of float or None
        The p-value at the other end of a tie, where there are two tests of each.
    error : array of float or None
        The standard error of the p-value, where it was drawn: of `more`, or of twice the smaller tail.
    account : mapping
        How the model came about.
    """

    one: NDArray[Any]
    other: NDArray[Any]
    observed: NDArray[Any]
    expected: Reals
    more: Reals
    fewer: Reals | None
    n_tests: int
    unit: str
    unmet: Unmet | None = None
    second: Reals | None = None
    error: Reals | None = None
    account: Mapping[str, Any] = field(default_factory=dict)
