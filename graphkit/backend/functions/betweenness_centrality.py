"""``networkx.betweenness_centrality``: eight searches at once, from all nodes or those that NetworkX draws."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from graphkit.backend._costs import SEARCHES, searches
from graphkit.backend.function import Arguments, Refused, Size, function

if TYPE_CHECKING:
    from graphkit.backend.subject import Subject


def _refuse(size: Size, arguments: Arguments) -> str | None:
    k = arguments["k"]
    if k is None or (type(k) is int and 0 < k <= size.n):
        return None
    return f"k={k!r} is no number of nodes"


@function(steps=searches, worth=SEARCHES, refuse=_refuse)
def betweenness_centrality(
    graph: Subject, k: int | None, normalized: bool, seed: int | Random | None
) -> dict[Any, float]:
    """How often each node is on the shortest ways between two others, from `k` of the nodes or from all."""
    from networkx.utils import create_py_random_state

    n = graph.size.n
    sources, drawing = None, create_py_random_state(seed)
    before = drawing.getstate() if isinstance(drawing, Random) else None
    if k is not None and k < n:
        # As NetworkX draws nodes: `sample` looks at their places alone.
        sources = list(drawing.sample(range(n), k))
    try:
        values = graph.dependencies(sources)
    except (OverflowError, Refused) as error:
        # NetworkX then draws the same nodes.
        if before is not None:
            drawing.setstate(before)
        raise Refused(str(error)) from error
    if n > 2:
        values = values * _scale(n, sources, normalized)
    return dict(zip(graph.nodes, values.tolist(), strict=True))


def _scale(n: int, sources: list[int] | None, normalized: bool) -> Any:
    """What a node's sum counts: each pair is met from both ends, or from those ends that were drawn.

    A node that was drawn has one search less in which it can be between; it is not known where there was no other.
    """
    import numpy as np

    if sources is None:
        return 1.0 / ((n - 1) * (n - 2)) if normalized else 0.5
    searches = np.full(n, float(len(sources)))
    searches[sources] = len(sources) - 1 or np.nan
    return 1.0 / (searches * (n - 2)) if normalized else (n - 1) / (2.0 * searches)
