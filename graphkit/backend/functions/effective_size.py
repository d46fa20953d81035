"""``networkx.effective_size``.

With a weight it is the documented definition: in NetworkX 3.6 the values of all nodes at once come out wrong, for what
each neighbour's strongest tie divides is the column and not the row (networkx/networkx#8906); those of
nodes that are named are right. Where the kernel does not pay, NetworkX is therefore given the names of all nodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.backend._costs import HOLES, some_neighbours
from graphkit.backend.function import Arguments, Instead, Size, function
from graphkit.backend.structural_holes import holes_refusal, named, positive_weights

if TYPE_CHECKING:
    import networkx as nx

    from graphkit.backend.subject import Subject


def _weighted_at_once(arguments: Arguments) -> bool:
    return arguments["weight"] is not None and arguments["nodes"] is None


def _node_by_node(graph: nx.Graph[Any], arguments: Arguments) -> dict[Any, float]:
    import networkx as nx

    found: dict[Any, float] = nx.effective_size(
        graph, nodes=list(graph), weight=arguments["weight"], backend="networkx"
    )
    return found


_INSTEAD = Instead(_weighted_at_once, _node_by_node)


def _steps(size: Size, arguments: Arguments) -> float:
    """By weight, node by node, each neighbour of a neighbour has the ties of both looked through for its share."""
    if not _weighted_at_once(arguments):
        return some_neighbours(size, arguments)
    return size.ways * (size.ways / max(size.entries, 1)) ** 2


@function(steps=_steps, worth=HOLES, loops=False, refuse=holes_refusal, instead=_INSTEAD)
def effective_size(graph: Subject, nodes: Any, weight: str | None) -> dict[Any, float]:
    """How many neighbours each node has that are not tied to one another; nan for one without."""
    from graphkit.networks.kernels.holes import holes

    found = holes(graph.one_mode, positive_weights(graph, weight)).effective_size
    return named(graph, found, nodes)
