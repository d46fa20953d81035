"""``networkx.number_connected_components``, for networks of graphkit alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.backend._costs import NEVER, ties
from graphkit.backend.function import function

if TYPE_CHECKING:
    from graphkit.backend.subject import Subject


@function(steps=ties, worth=NEVER, compiled=False)
def number_connected_components(graph: Subject) -> int:
    """How many sets of nodes hang together."""
    return graph.components[0]
