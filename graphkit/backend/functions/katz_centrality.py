"""``networkx.katz_centrality``: its own steps, multiplied by SciPy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.backend._costs import PRODUCTS, ties
from graphkit.backend.function import Arguments, Size, function
from graphkit.backend.settling import settled

if TYPE_CHECKING:
    from graphkit.backend.subject import Subject


def _refuse(_: Size, arguments: Arguments) -> str | None:
    return None if isinstance(arguments["beta"], (int, float)) else "beta is not one number"


@function(steps=ties, worth=PRODUCTS, compiled=False, refuse=_refuse)
def katz_centrality(
    graph: Subject, *, alpha: float, beta: float, max_iter: int, tol: float, normalized: bool, weight: str | None
) -> dict[Any, float]:
    """All walks to a node, each step worth `alpha`."""
    from graphkit.networks.kernels.walks import katz

    return settled(graph, lambda: katz(graph.ties(weight), alpha, beta, tol, max_iter, normalized=bool(normalized)))
