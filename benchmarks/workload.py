"""What both clients load: grants of our own making, heavy-tailed, the same for the same seed; and where to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

SEED = 20261123
ACTORS, ACTIONS = 30_000, 70_000
SOURCE = "file:0123456789abcdef"


@dataclass(frozen=True)
class Place:
    """Where a store is: a directory or an address."""

    engine: str
    where: str
    user: str = "neo4j"
    password: str = ""


@dataclass(frozen=True)
class Grants:
    """`ties` grants between 30,000 actors and 70,000 actions, as columns.

    Few actors fund much and few actions have many funders: rank r is drawn with a weight of r^-0.75 and r^-0.5.
    """

    ties: int

    @cached_property
    def columns(self) -> tuple[list[int], list[int], list[float], list[int]]:
        """Actor, action, amount and year of each grant."""
        draw = np.random.default_rng(SEED)
        actors = _ranks(draw, ACTORS, 0.75, self.ties)
        actions = _ranks(draw, ACTIONS, 0.5, self.ties)
        amounts = draw.lognormal(9, 1.6, self.ties).round(2)
        years = draw.integers(2010, 2026, self.ties)
        return actors.tolist(), actions.tolist(), amounts.tolist(), years.tolist()

    def grants(self) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """Id of the grant, of its actor and of its action, and its properties."""
        for number, (actor, action, amount, year) in enumerate(zip(*self.columns, strict=True)):
            properties = {"amount": amount, "currency": "EUR", "resource": "cash", "year": year}
            yield f"grant-{number:07}", f"XX-REG:{actor:05}", f"action-{action:05}", properties


def actors() -> Iterator[tuple[str, str]]:
    """Id and name of each actor."""
    return ((f"XX-REG:{number:05}", f"Organisation number {number}") for number in range(ACTORS))


def actions() -> Iterator[tuple[str, str]]:
    """Id and name of each action."""
    return ((f"action-{number:05}", f"Action number {number} of its kind") for number in range(ACTIONS))


def _ranks(draw: np.random.Generator, n: int, power: float, size: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    weights = np.arange(1, n + 1) ** -power
    # Ranks are shuffled over the numbers, so that no engine gets the busy nodes first.
    return draw.permutation(n)[draw.choice(n, size, p=weights / weights.sum())]
