"""``networkx.harmonic_centrality``: all nodes at once, 512 searches a pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.backend._costs import SEARCHES, searches
from graphkit.backend.function import function

if TYPE_CHECKING:
    from graphkit.backend.subject import Subject


@function(steps=searches, worth=SEARCHES)
def harmonic_centrality(graph: Subject) -> dict[Any, float]:
    """The sum of 1 / distance to all others."""
    return dict(zip(graph.nodes, graph.nearness().near.tolist(), strict=True))
