"""igraph (under the GPL: measured here, and no part of graphkit)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from given import Given

VERSIONS = ("igraph",)


def ready(given: Given, kind: str) -> Any:
    """A graph; weights are in ``weight``."""
    import igraph
    import numpy as np

    if kind == "two-mode":
        return igraph.Graph(given.n + given.n_actions, np.column_stack(given.ties()))
    one, other, weights = given.pairs()
    graph = igraph.Graph(given.n, np.column_stack([one, other]))
    if kind == "weighted":
        graph.es["weight"] = weights
    return graph
