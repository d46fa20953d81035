"""Load, store and analyse the networks of actors, funders and actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.backbones import Backbone, backbone
    from graphkit.graph import Graph, Status, open  # noqa: A004
    from graphkit.loading import LoadResult
    from graphkit.maps import Map
    from graphkit.networks.network import Network
    from graphkit.networks.results import GraphResult, GroupResult, NodeResult, PairResult
    from graphkit.networks.snapshot import Snapshot

__version__ = "0.1.0"

__all__ = [
    "Backbone",
    "Graph",
    "GraphResult",
    "GroupResult",
    "LoadResult",
    "Map",
    "Network",
    "NodeResult",
    "PairResult",
    "Snapshot",
    "Status",
    "backbone",
    "open",
]

# Where each name stands: `import graphkit` imports none of it until it is asked for.
_MODULES = {
    "Backbone": "graphkit.backbones",
    "Graph": "graphkit.graph",
    "GraphResult": "graphkit.networks.results",
    "GroupResult": "graphkit.networks.results",
    "LoadResult": "graphkit.loading",
    "Map": "graphkit.maps",
    "Network": "graphkit.networks.network",
    "NodeResult": "graphkit.networks.results",
    "PairResult": "graphkit.networks.results",
    "Snapshot": "graphkit.networks.snapshot",
    "Status": "graphkit.graph",
    "backbone": "graphkit.backbones",
    "open": "graphkit.graph",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module 'graphkit' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
