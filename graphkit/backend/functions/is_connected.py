"""``networkx.is_connected``, for networks of graphkit alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.backend._costs import NEVER, ties
from graphkit.backend.function import function
from graphkit.backend.joined import labels

if TYPE_CHECKING:
    from graphkit.backend.subject import Subject


@function(steps=ties, worth=NEVER, compiled=False)
def is_connected(graph: Subject) -> bool:
    """Whether all nodes hang together."""
    return labels(graph)[0] == 1
