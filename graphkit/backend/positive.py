"""Weights of ties that say how strong they are, which must be above 0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.backend.function import Arguments, Refused, Size

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.backend.subject import Subject


def no_ties(size: Size, _: Arguments) -> str | None:
    """What NetworkX makes of a graph without ties is left to it."""
    return None if size.entries else "there are no ties"


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
