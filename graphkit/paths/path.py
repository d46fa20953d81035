"""A path and what it is made of: steps, and the actions that both actors of a step carry."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class SharedAction:
    """An action that both actors of a step carry.

    Attributes
    ----------
    amounts : (float or None, float or None)
        What each of the two gives it; None where that is not known.
    years : tuple of int
        Years of their ties to it, ascending; those without a year are left out.
    ties : tuple of str
        Ids of their ties to it.
    """

    id: str
    name: str
    amounts: tuple[float | None, float | None]
    years: tuple[int, ...]
    ties: tuple[str, ...]

    @property
    def amount(self) -> float | None:
        """The smaller of the two amounts; None where one is not known."""
        one, other = self.amounts
        return None if one is None or other is None else min(one, other)


@dataclass(frozen=True, slots=True)
class Step:
    """Two actors and the actions that both carry."""

    start: str
    end: str
    start_name: str
    end_name: str
    actions: tuple[SharedAction, ...]

    @property
    def amounts(self) -> tuple[float, ...]:
        """The smaller amount of each shared action where both are known."""
        return tuple(action.amount for action in self.actions if action.amount is not None)

    @property
    def amount(self) -> float | None:
        """The sum of `amounts`; None where none is known."""
        # As decimals: cents are added exactly.
        return float(sum(Decimal(repr(amount)) for amount in self.amounts)) if self.amounts else None

    @property
    def years(self) -> tuple[int, ...]:
        """Years of all ties, ascending."""
        return tuple(sorted({year for action in self.actions for year in action.years}))

    @property
    def ties(self) -> tuple[str, ...]:
        """Ids of all ties."""
        return tuple(tie for action in self.actions for tie in action.ties)


@dataclass(frozen=True, slots=True)
class Path:
    """One way from an actor to another.

    Attributes
    ----------
    steps : tuple of Step
        In order.
    strength : float
        Strength of the weakest step: shared actions, or the amount, as was asked for.
    """

    steps: tuple[Step, ...]
    strength: float

    @property
    def length(self) -> int:
        """Number of steps."""
        return len(self.steps)

    @property
    def actors(self) -> tuple[str, ...]:
        """Ids of the actors, both ends included."""
        return self.steps[0].start, *(step.end for step in self.steps)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the actors, both ends included."""
        return self.steps[0].start_name, *(step.end_name for step in self.steps)
