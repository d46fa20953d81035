"""Where the marks of a map stand: as in the report's figure, or, where there are too many, each group in a disc."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.network import Network

# The sheet of the report's figure, in inches, and how many units of the map one is.
WIDTH, HEIGHT, UNIT = 11.0, 8.2, 100.0

# Above so many nodes coalitions come first.
MOST_NODES = 2_000

# Parts smaller than this stand under the others, as the report's figure leaves them out.
SMALL = 6

# Groups that have a disc; all others share one.
MOST_DISCS = 150


class Places(NamedTuple):
    """Positions of the nodes of a map: actors, then actions.

    Attributes
    ----------
    points : array, n × 2
    disc : array of int, or None
        For each node its disc; None where the map has none.
    centres, radii : arrays
        Of the discs.
    """

    points: NDArray[np.float64]
    disc: NDArray[np.int64] | None
    centres: NDArray[np.float64]
    radii: NDArray[np.float64]


def places(network: Network, group: NDArray[np.int64], *, seed: int) -> Places:
    """Where actors and actions stand; `group` is each one's first group from 0, or -1."""
    import numpy as np

    ends = ends_of(network)
    if len(group) <= MOST_NODES:
        return Places(_sheet(network, seed) * UNIT, None, np.zeros((0, 2)), np.zeros(0))
    from graphkit.drawing.discs import discs

    disc = np.where((group < 0) | (group >= MOST_DISCS), MOST_DISCS, group)
    _, disc = np.unique(disc, return_inverse=True)
    found = discs(disc.astype(np.int64), ends, seed=seed)
    scale = WIDTH * UNIT / max(float(np.ptp(found.points[:, 0])), 1e-9)
    return Places(found.points * scale, disc, found.centres * scale, found.radii * scale)


def ends_of(network: Network) -> NDArray[np.int64]:
    """The pairs of a network as rows of actor and action, actions numbered after the actors."""
    import numpy as np

    actors = np.repeat(np.arange(network.n_actors), np.diff(network.indptr))
    return np.column_stack([actors, network.indices + network.n_actors]).astype(np.int64)


def _sheet(network: Network, seed: int) -> NDArray[np.float64]:
    import networkx as nx
    import numpy as np

    from graphkit.drawing.layout import Node, components, layout

    nodes: list[Node] = [("actor", id) for id in network.actor_ids] + [("action", id) for id in network.action_ids]
    graph: nx.Graph[Node] = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from((nodes[a], nodes[b]) for a, b in ends_of(network).tolist())
    parts = components(graph)
    main = [node for n, part in enumerate(parts) if n == 0 or len(part) >= SMALL for node in part]
    rest = [node for n, part in enumerate(parts) if n > 0 and len(part) < SMALL for node in part]
    found = layout(graph.subgraph(main), WIDTH, HEIGHT, seed=seed)
    if rest:
        # A strip under the sheet, as high as its share of the nodes asks for.
        high = HEIGHT * min(1.0, len(rest) / len(main))
        under = layout(graph.subgraph(rest), WIDTH, high, seed=seed)
        found |= {node: (x, y - high - 0.3) for node, (x, y) in under.items()}
    return np.array([found[node] for node in nodes]).reshape(-1, 2)
