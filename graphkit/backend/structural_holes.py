"""What the measures of structural holes take: weights above 0, and the names of some nodes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphkit.backend.function import Arguments, Refused, Size

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.backend.subject import Subject


def holes_refusal(size: Size, arguments: Arguments) -> str | None:
    """Why NetworkX is asked: what it makes of a graph without ties is left to it."""
    if arguments["nodes"] is not None and not isinstance(arguments["nodes"], (list, tuple, set, frozenset, Mapping)):
        return "nodes are not given as a list"
    return None if size.entries else "there are no ties"


def named(graph: Subject, values: NDArray[np.float64], nodes: Any) -> dict[Any, float]:
    """The values of some nodes, or of all.

    Raises
    ------
    Refused
        A node is none of the graph.
    """
    found = dict(zip(graph.nodes, values.tolist(), strict=True))
    if nodes is None:
        return found
    try:
        return {node: found[node] for node in nodes}
    except (KeyError, TypeError) as error:
        raise Refused("a node is not in the graph") from error


def positive_weights(graph: Subject, name: str | None) -> NDArray[np.float64]:
    """The weights of the ties.

    Raises
    ------
    Refused
        One is 0, negative, infinite or not a number.
    """
    import numpy as np

    found = graph.weights(name)
    if not np.all((found > 0) & np.isfinite(found)):
        raise Refused("a tie has a weight that is not above 0")
    return found
