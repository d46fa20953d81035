"""What NetworkX is told when it is imported, by everybody who has graphkit installed: light, and nothing but names."""

from __future__ import annotations

from typing import Any

from graphkit import discovery

FUNCTIONS = "graphkit.backend.functions"


def get_info() -> dict[str, Any]:
    """Name, functions and settings of the backend.

    ``nx.config.backends.graphkit.always``, False at first, has kernels run whatever the size of a graph.

    Examples
    --------
    >>> "closeness_centrality" in get_info()["functions"]
    True
    """
    return {
        "backend_name": "graphkit",
        "project": "graphkit",
        "package": "graphkit",
        "short_summary": "Compiled kernels for large undirected graphs, and for graphkit's networks and projections.",
        "functions": {name: {} for name in discovery.names(FUNCTIONS)},
        "default_config": {"always": False},
    }
