"""Sums over ties of money, each with its reconciliation."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from graphkit.model.money import minor_digits
from graphkit.money.counted import count
from graphkit.money.lines import COUNTED, KINDS, LINES, UNKNOWN

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from graphkit.money.counted import Counted


@dataclass(frozen=True, slots=True)
class Sum:
    """What ties of money add up to, and how: ``gross + shares - handed_on = minor``.

    Attributes
    ----------
    currency, basis : str or None
        Those of every amount in it; None: not stated.
    kind : str
        One of `graphkit.money.lines.KINDS`.
    ties : int
        How many ties were looked at: those of the sum and those of `left_out`.
    n : int
        How many amounts are in it.
    gross, shares, handed_on, minor : int
        Minor units: the totals before they are split, what the shares add to that (take off, where below 0), what was
        handed on and is counted further on, and the sum.
    left_out : Counter
        How many ties are in no sum, by line: see `graphkit.money.lines.LINES`.
    negative, circle, differs : int
        How many of the amounts are below 0, go round in a circle, or contradict the share that stands beside them.
    """

    currency: str | None
    basis: str | None
    kind: str
    ties: int
    n: int
    gross: int
    shares: int
    handed_on: int
    minor: int
    left_out: Counter[str] = field(default_factory=Counter)
    negative: int = 0
    circle: int = 0
    differs: int = 0

    @property
    def missing(self) -> int:
        """How many ties state no amount."""
        return self.left_out["missing"]

    @property
    def unknown(self) -> int:
        """How many ties give something of which no amount is in it: none stated, not split, in no currency."""
        return sum(self.left_out[line] for line in UNKNOWN)

    @property
    def given(self) -> int:
        """How many ties give something, of an amount that is in it or not."""
        return self.n + self.unknown

    @property
    def amount(self) -> Decimal:
        """The sum in major units, exactly."""
        return self.major(self.minor)

    def major(self, minor: int) -> Decimal:
        """Minor units of its currency in major units, exactly."""
        return Decimal(minor).scaleb(-minor_digits(self.currency or ""))

    def __str__(self) -> str:
        what = " ".join(part for part in (self.currency, self.basis, self.kind.replace("_", " ")) if part)
        parts = [
            f"{self.amount:,} {what} in {self.n:,} amount{'s' * (self.n != 1)}" if self.n else f"no amount of {what}"
        ]
        if self.shares or self.handed_on:
            parts.append(
                f"gross {self.major(self.gross):,}, shares {self.major(self.shares):,}, "
                f"handed on {self.major(-self.handed_on):,}"
            )
        parts += [f"{n:,} {line.replace('_', ' ')}" for line, n in sorted(self.left_out.items())]
        return "; ".join(parts)


def sums(ties: pa.Table) -> list[Sum]:
    """One `Sum` for each currency, basis and kind of ties of a snapshot, in this order."""
    counted = count(ties)
    return [one for _, one in sums_by(counted, counted.group)]


def sums_by(counted: Counted, by: NDArray[np.int64]) -> list[tuple[int, Sum]]:
    """One `Sum` for each group of ties, with the row of the first tie of the group; in order of `by`.

    Parameters
    ----------
    by : array of int
        Numbers that are equal within a group; ties of one group are of one `Counted.group`.
    """
    import numpy as np

    _, first, place = np.unique(by, return_index=True, return_inverse=True)
    place = place.reshape(-1)

    def total(values: NDArray[np.int64]) -> list[int]:
        found = np.zeros(len(first), dtype=np.int64)
        np.add.at(found, place, values)
        return [int(each) for each in found]

    def n(which: NDArray[np.bool_]) -> list[int]:
        return [int(each) for each in np.bincount(place[which], minlength=len(first))]

    ties = n(np.ones(len(place), dtype=np.bool_))
    on_line = [n(counted.line == line) for line in range(len(LINES))]
    gross, amount, taken = total(counted.gross), total(counted.amount), total(counted.taken)
    negative, circle, differs = n(counted.amount < 0), n(counted.circle), n(counted.differs)
    found = []
    for at, row in enumerate(first.tolist()):
        currency, basis = int(counted.currency[row]), int(counted.basis[row])
        made = Sum(
            currency=counted.currencies[currency] if currency >= 0 else None,
            basis=counted.bases[basis] if basis >= 0 else None,
            kind=KINDS[counted.kind[row]],
            ties=ties[at],
            n=on_line[COUNTED][at],
            gross=gross[at],
            shares=amount[at] - gross[at],
            handed_on=taken[at],
            minor=amount[at] - taken[at],
            left_out=Counter({LINES[line]: of[at] for line, of in enumerate(on_line) if line != COUNTED and of[at]}),
            negative=negative[at],
            circle=circle[at],
            differs=differs[at],
        )
        found.append((row, made))
    return found
