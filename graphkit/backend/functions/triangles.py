"""``networkx.triangles``: each found once, from its corner of least degree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.backend._costs import TRIANGLES, neighbours
from graphkit.backend.function import function

if TYPE_CHECKING:
    from graphkit.backend.subject import Subject


@function(steps=neighbours, worth=TRIANGLES)
def triangles(graph: Subject) -> dict[Any, int]:
    """How many triangles each node is in."""
    from graphkit.networks.kernels.triangles import triangles

    return dict(zip(graph.nodes, triangles(graph.one_mode).tolist(), strict=True))
