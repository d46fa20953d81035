"""``networkx.pagerank``: its own steps by SciPy, in a projection without the projection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.backend._costs import NEVER, ties
from graphkit.backend.function import function
from graphkit.backend.settling import settled

if TYPE_CHECKING:
    from graphkit.backend.subject import Subject


# Of a graph of its own NetworkX makes a matrix too, and multiplies it by SciPy.
@function(steps=ties, worth=NEVER, compiled=False)
def pagerank(graph: Subject, alpha: float, max_iter: int, tol: float, weight: str | None) -> dict[Any, float]:
    """How often an endless walk comes by each node."""
    from graphkit.networks.kernels.walks import pagerank

    return settled(graph, lambda: pagerank(graph.ties(weight), alpha, tol, max_iter))
