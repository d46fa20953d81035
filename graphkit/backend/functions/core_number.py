"""``networkx.core_number``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.backend._costs import PEELING, ties
from graphkit.backend.function import function

if TYPE_CHECKING:
    from graphkit.backend.subject import Subject


# NetworkX refuses loops, and says how to be rid of them.
@function(steps=ties, worth=PEELING, loops=False)
def core_number(graph: Subject) -> dict[Any, int]:
    """The largest k for which each node is in a k-core."""
    from graphkit.networks.kernels.cores import coreness

    return dict(zip(graph.nodes, coreness(graph.one_mode).tolist(), strict=True))
