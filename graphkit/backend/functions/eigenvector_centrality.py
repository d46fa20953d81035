"""``networkx.eigenvector_centrality``: its own steps, multiplied by SciPy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.backend._costs import PRODUCTS, ties
from graphkit.backend.function import function
from graphkit.backend.settling import settled

if TYPE_CHECKING:
    from graphkit.backend.subject import Subject


@function(steps=ties, worth=PRODUCTS, compiled=False)
def eigenvector_centrality(graph: Subject, max_iter: int, tol: float, weight: str | None) -> dict[Any, float]:
    """The first eigenvector, of length 1."""
    from graphkit.networks.kernels.walks import eigenvector

    return settled(graph, lambda: eigenvector(graph.ties(weight or None), tol, max_iter))
