"""``networkx.transitivity``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.backend._costs import NEIGHBOURS, neighbours
from graphkit.backend.closed import closed_and_pairs
from graphkit.backend.function import function

if TYPE_CHECKING:
    from graphkit.backend.subject import Subject


@function(steps=neighbours, worth=NEIGHBOURS)
def transitivity(graph: Subject) -> float:
    """The share of all pairs of neighbours that are tied."""
    closed, pairs = closed_and_pairs(graph)
    total = sum(closed)
    return total / sum(pairs) if total else 0
