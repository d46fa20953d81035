"""``networkx.constraint`` of all nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.backend._costs import HOLES, neighbours
from graphkit.backend.function import function
from graphkit.backend.positive import no_ties, positive_weights

if TYPE_CHECKING:
    from graphkit.backend.subject import Subject


@function(steps=neighbours, worth=HOLES, loops=False, refuse=no_ties)
def constraint(graph: Subject, weight: str | None) -> dict[Any, float]:
    """How far each node's neighbours are tied to one another; nan for one without."""
    from graphkit.networks.kernels.holes import holes

    found = holes(graph.one_mode, positive_weights(graph, weight)).constraint
    return dict(zip(graph.nodes, found.tolist(), strict=True))
