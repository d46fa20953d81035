"""``networkx.closeness_centrality``: all nodes at once, 512 searches a pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.backend._costs import SEARCHES, searches
from graphkit.backend.function import function

if TYPE_CHECKING:
    from graphkit.backend.subject import Subject


@function(steps=searches, worth=SEARCHES)
def closeness_centrality(graph: Subject, wf_improved: bool) -> dict[Any, float]:
    """How near each node is to those it can reach; `wf_improved` weighs by the share of the graph that these are."""
    import numpy as np

    reached, far, _ = graph.nearness()
    nearest = reached.astype(np.float64)
    values = np.divide(nearest, far, out=np.zeros(len(far)), where=far > 0)
    if wf_improved and len(far) > 1:
        values *= nearest / (len(far) - 1)
    return dict(zip(graph.nodes, values.tolist(), strict=True))
