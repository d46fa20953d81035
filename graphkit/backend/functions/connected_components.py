"""``networkx.connected_components``, for networks of graphkit alone: NetworkX walks its own graphs as fast."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from graphkit.backend._costs import NEVER, ties
from graphkit.backend.function import function

if TYPE_CHECKING:
    from graphkit.backend.subject import Subject


@function(steps=ties, worth=NEVER, compiled=False)
def connected_components(graph: Subject) -> Iterator[set[Any]]:
    """The sets of nodes that hang together, by the first node of each."""
    import numpy as np

    count, label = graph.components
    order = np.argsort(label, kind="stable").tolist()
    until = np.cumsum(np.bincount(label, minlength=count)).tolist()
    nodes = graph.nodes
    return ({nodes[place] for place in order[low:high]} for low, high in zip([0, *until], until, strict=False))
