"""Where the nodes of a drawing stand: each component in a part of the sheet as large as it is, spread all over it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from graphkit.drawing.forces import forces

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

Node = tuple[str, str]
"""``("actor", id)`` or ``("action", id)``."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, width, height."""

# Kamada and Kawai's layout is the clearer and takes a second at 200 nodes, a minute at 1,000: docs/decisions/0022.
MOST_EXACT = 200


def components(graph: nx.Graph[Node]) -> list[list[Node]]:
    """The connected parts of a graph, the largest first, each sorted."""
    import networkx as nx

    return sorted((sorted(nodes) for nodes in nx.connected_components(graph)), key=lambda nodes: (-len(nodes), nodes))


def layout(graph: nx.Graph[Node], width: float, height: float, *, seed: int) -> dict[Node, Point]:
    """Positions of all nodes on a sheet."""
    parts = components(graph)
    # A little less than by size: a small part can still be read.
    boxes = _boxes([len(part) ** 0.85 for part in parts], (0.0, 0.0, width, height))
    placed: dict[Node, Point] = {}
    for part, (left, bottom, across, up) in zip(parts, boxes, strict=True):
        points = _spread(_component(graph, part, seed))
        if up > across:
            points = points[:, ::-1]
        edge = 0.07 * min(width, height) if len(parts) == 1 else 0.12 * min(across, up)
        for node, (x, y) in zip(part, points, strict=True):
            placed[node] = (left + edge + x * (across - 2 * edge), bottom + edge + y * (up - 2 * edge))
    return placed


def edges(graph: nx.Graph[Node]) -> list[tuple[Node, Node]]:
    """The ties of a graph in one order."""
    return sorted((min(ends), max(ends)) for ends in graph.edges)


def _boxes(weights: Sequence[float], sheet: Box) -> list[Box]:
    """The sheet cut into parts with areas by weight: in two halves of about equal weight, and each of these again."""
    if len(weights) <= 1:
        return [sheet][: len(weights)]
    left, bottom, width, height = sheet
    upto = list(accumulate(weights))
    whole = upto[-1]
    cut = min(range(1, len(weights)), key=lambda k: (abs(upto[k - 1] - whole / 2), k))
    share = upto[cut - 1] / whole
    if width >= height:
        one = (left, bottom, width * share, height)
        other = (left + width * share, bottom, width * (1 - share), height)
    else:
        one = (left, bottom + height * (1 - share), width, height * share)
        other = (left, bottom, width, height * (1 - share))
    return _boxes(weights[:cut], one) + _boxes(weights[cut:], other)


def _component(graph: nx.Graph[Node], nodes: list[Node], seed: int) -> NDArray[np.float64]:
    """Positions of connected nodes, the longer side across."""
    import networkx as nx
    import numpy as np

    if len(nodes) == 1:
        return np.zeros((1, 2))
    if len(nodes) > MOST_EXACT:
        row = {node: n for n, node in enumerate(nodes)}
        ends = np.array([(row[a], row[b]) for a, b in edges(graph.subgraph(nodes))])
        return turned(forces(len(nodes), ends, seed=seed))
    part: nx.Graph[Node] = nx.Graph()
    part.add_nodes_from(nodes)
    part.add_edges_from(edges(graph.subgraph(nodes)))
    found: dict[Node, Any] = nx.kamada_kawai_layout(part)
    return turned(np.array([found[node] for node in nodes]))


def turned(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Positions with the longer side across."""
    import numpy as np

    points = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    # The signs of the axes are the library's choice; fixed, so that a picture is not mirrored by another release.
    across: NDArray[np.float64] = points @ (axes * np.where(axes[:, :1] < 0, -1, 1)).T
    return across


def _spread(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Positions from 0 to 1, half way from where they are to evenly spaced: a crowd in the middle gets room."""
    import numpy as np

    span = np.ptp(points, axis=0)
    linear = np.where(span > 1e-9, (points - points.min(axis=0)) / np.maximum(span, 1e-9), 0.5)
    if len(points) < 3:
        return linear
    # Rounded first: nodes at one height stay so on every machine.
    ranks = np.column_stack([np.unique(column, return_inverse=True)[1] for column in linear.round(6).T])
    even = ranks / np.maximum(ranks.max(axis=0), 1)
    spread: NDArray[np.float64] = (linear + even) / 2
    return spread
