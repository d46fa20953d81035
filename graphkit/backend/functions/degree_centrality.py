"""``networkx.degree_centrality``, for networks of graphkit alone: NetworkX has the degrees of its own graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.backend._costs import NEVER, ties
from graphkit.backend.function import function

if TYPE_CHECKING:
    from graphkit.backend.subject import Subject


@function(steps=ties, worth=NEVER, compiled=False)
def degree_centrality(graph: Subject) -> dict[Any, float]:
    """The share of all others that each node is tied to; a loop counts twice."""
    if graph.size.n == 1:
        return {graph.nodes[0]: 1}
    degree = graph.degree.copy()
    degree[graph.loops] += 2
    return dict(zip(graph.nodes, (degree * (1.0 / (graph.size.n - 1.0))).tolist(), strict=True))
