"""``networkx.clustering``, without weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.backend._costs import NEIGHBOURS, neighbours
from graphkit.backend.closed import shares
from graphkit.backend.function import function

if TYPE_CHECKING:
    from graphkit.backend.subject import Subject


@function(steps=neighbours, worth=NEIGHBOURS)
def clustering(graph: Subject) -> dict[Any, float]:
    """The share of the pairs of each node's neighbours that are tied."""
    return dict(zip(graph.nodes, shares(graph), strict=True))
