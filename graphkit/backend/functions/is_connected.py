"""``networkx.is_connected``, for networks of graphkit alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.backend._costs import NEVER, ties
from graphkit.backend.function import function

if TYPE_CHECKING:
    from graphkit.backend.subject import Subject


@function(steps=ties, worth=NEVER, compiled=False)
def is_connected(graph: Subject) -> bool:
    """Whether all nodes hang together."""
    return graph.components[0] == 1
