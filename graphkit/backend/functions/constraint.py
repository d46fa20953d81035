"""``networkx.constraint``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.backend._costs import HOLES, some_neighbours
from graphkit.backend.function import function
from graphkit.backend.structural_holes import holes_refusal, named, positive_weights

if TYPE_CHECKING:
    from graphkit.backend.subject import Subject


@function(steps=some_neighbours, worth=HOLES, loops=False, refuse=holes_refusal)
def constraint(graph: Subject, nodes: Any, weight: str | None) -> dict[Any, float]:
    """How far each node's neighbours are tied to one another; nan for one without."""
    from graphkit.networks.kernels.holes import holes

    found = holes(graph.one_mode, positive_weights(graph, weight)).constraint
    return named(graph, found, nodes)
