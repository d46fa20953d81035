"""rustnx, NetworkX functions in Rust, on its own graph, which NetworkX's functions take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from given import Given

VERSIONS = ("rustnx",)


def ready(given: Given, kind: str) -> Any:
    """A graph of numbers; weights are in ``weight``."""
    import rustnx

    if kind == "two-mode":
        return rustnx.Graph.from_arrays(*given.ties(), num_nodes=given.n + given.n_actions)
    one, other, weights = given.pairs()
    return rustnx.Graph.from_arrays(one, other, weights if kind == "weighted" else None, num_nodes=given.n)
