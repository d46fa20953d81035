"""NetworKit on two threads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from given import Given

VERSIONS = ("networkit",)


def ready(given: Given, kind: str) -> Any:
    """A graph, with weights where the work has them."""
    import networkit

    networkit.setNumberOfThreads(2)
    if kind == "two-mode":
        return networkit.GraphFromCoo(given.ties(), n=given.n + given.n_actions)
    one, other, weights = given.pairs()
    if kind == "weighted":
        return networkit.GraphFromCoo((weights, (one, other)), n=given.n, weighted=True)
    return networkit.GraphFromCoo((one, other), n=given.n)
