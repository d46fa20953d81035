"""What an action survives: one file a rule, found by its name.

A rule says of each column whether it stands, falls, or cannot be told (`graphkit.scenarios.outcome`), in two ways that
must agree: `Rule.falls` after one shock, `Rule.when` for actors who leave one after the other.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from graphkit.discovery import module, names
from graphkit.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.scenarios.outcome import Outcomes
    from graphkit.scenarios.shock import Shock
    from graphkit.scenarios.stakes import Stakes

NEVER = 2**62
"""The step of what does not come."""


class When(NamedTuple):
    """After how many actors have left each column surely falls, and from when on that is possible."""

    sure: NDArray[np.int64]
    possible: NDArray[np.int64]


@dataclass(frozen=True)
class Rule(ABC):
    """When an action falls."""

    @property
    @abstractmethod
    def spec(self) -> str:
        """As it is written: ``money=0.5``."""

    @abstractmethod
    def falls(self, stakes: Stakes, shock: Shock) -> Outcomes:
        """Of each column, whether it falls."""

    @abstractmethod
    def when(self, stakes: Stakes, position: NDArray[np.int64]) -> When:
        """When each column falls.

        Parameters
        ----------
        position : array of int
            Of each actor, as how manieth it leaves, from 1; `NEVER` for those who stay.
        """


def rules(specs: str | Sequence[str]) -> tuple[Rule, ...]:
    """The rules of some words: ``funder``, ``money=0.5``, ``role=operator``; a text may name several, by commas.

    Raises
    ------
    UnknownName
        There is no such rule.
    UsageError
        What stands behind ``=`` is nothing that the rule takes; no rule is named.
    """
    words = [word.strip() for spec in ([specs] if isinstance(specs, str) else specs) for word in spec.split(",")]
    words = list(dict.fromkeys(word for word in words if word))
    if not words:
        raise UsageError(f"No rule says what falls: name at least one of {', '.join(names(__name__))}.")
    found = []
    for word in words:
        name, equals, value = (part.strip() for part in word.partition("="))
        found.append(module(__name__, name, "rule").rule(value if equals else None))
    return tuple(found)


def takes_nothing(name: str, value: str | None) -> None:
    """Refuse a value where the rule has none."""
    if value is not None:
        raise UsageError(f"The rule {name} takes no value: write {name}, not {name}={value}.")
