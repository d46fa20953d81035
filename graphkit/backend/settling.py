"""Values that are the end of many steps, or NetworkX's error where they do not settle."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.backend.subject import Subject


def settled(graph: Subject, steps: Callable[[], NDArray[np.float64]]) -> dict[Any, float]:
    """The values of the nodes.

    Raises
    ------
    networkx.PowerIterationFailedConvergence
        They did not settle within so many steps.
    """
    import networkx as nx
    import numpy as np

    from graphkit.networks.kernels.walks import NoConvergence

    try:
        # Values that grow beyond all floats are found out by not settling.
        with np.errstate(all="ignore"):
            values = steps()
    except NoConvergence as error:
        raise nx.PowerIterationFailedConvergence(error.steps) from error
    return dict(zip(graph.nodes, values.tolist(), strict=True))
