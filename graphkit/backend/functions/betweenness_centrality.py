"""``networkx.betweenness_centrality``: eight searches at once, from all nodes or from those that NetworkX would draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.backend._costs import SEARCHES, searches
from graphkit.backend.function import Arguments, Refused, Size, function

if TYPE_CHECKING:
    import random

    from graphkit.backend.subject import Subject


def _refuse(size: Size, arguments: Arguments) -> str | None:
    k = arguments["k"]
    if k is not None and not (type(k) is int and 0 < k <= size.n):
        return f"k={k!r} is no number of nodes"
    return None


@function(steps=searches, worth=SEARCHES, refuse=_refuse)
def betweenness_centrality(
    graph: Subject, k: int | None, normalized: bool, seed: int | random.Random | None
) -> dict[Any, float]:
    """How often each node is on the shortest ways between two others, from `k` of the nodes or from all."""
    import numpy as np
    from networkx.utils import create_py_random_state

    n = graph.size.n
    sources = None
    if k is not None and k < n:
        drawn = create_py_random_state(seed)
        # Drawn as NetworkX draws nodes: `sample` looks at places alone.
        sources = drawn.sample(range(n), k)
    try:
        values = graph.dependencies(sources)
    except OverflowError as error:
        raise Refused(str(error)) from error
    if n > 2:
        # Each pair counts from both ends; a node that was drawn has one search less that it can be in between.
        searched = np.full(n, float(n if sources is None else len(sources)))
        if sources is not None:
            searched[sources] -= 1
        with np.errstate(divide="ignore", invalid="ignore"):
            scale = 1.0 / (searched * (n - 2)) if normalized else (n - 1) / (2.0 * searched)
        if sources is None:
            scale = np.full(n, 1.0 / ((n - 1) * (n - 2)) if normalized else 0.5)
        elif len(sources) == 1:
            scale[sources] = np.nan
        values = values * scale
    return dict(zip(graph.nodes, values.tolist(), strict=True))
