"""Measures of actors and actions: one file a measure, found by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.measures._centrality import CentralityTable, centrality
from graphkit.measures._measure import Measure

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CentralityTable", "Measure", "catalogue", "centrality", "measure", "names"]


def names() -> tuple[str, ...]:
    """The names of all measures, sorted.

    Examples
    --------
    >>> "betweenness" in names()
    True
    """
    from graphkit import discovery

    return discovery.names("graphkit.measures")


def measure(name: str) -> Measure:
    """A measure by its name.

    Raises
    ------
    UnknownName
        There is none of that name.

    Examples
    --------
    >>> measure("closeness").summary
    'How near each actor is to all others and to all actions.'
    """
    from graphkit import discovery

    found: Measure = getattr(discovery.module("graphkit.measures", name, "measure"), name)
    return found


def catalogue() -> Mapping[str, Measure]:
    """All measures by name."""
    return {name: measure(name) for name in names()}
