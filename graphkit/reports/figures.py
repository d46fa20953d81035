"""The pictures of a report as SVG: the network, and the scales that carry actions or the actors that spend most."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

Node = tuple[str, str]
"""``("actor", id)`` or ``("action", id)``."""

Point = tuple[float, float]

# Okabe and Ito's colours: told apart by readers with any colour vision; grey is for those in no coalition.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#7A6C00", "#5B3FA8")
GREY, ACTION = "#9AA3AE", "#3D4856"
INK, SOFT = "#1D2530", "#5B6675"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture and what of the network is in it."""

    svg: str
    n_nodes: int
    n_ties: int


def network(
    graph: nx.Graph[Node], groups: Mapping[Node, int], names: Mapping[Node, str], *, seed: int, labels: int = 44
) -> Drawn:
    """A drawing of a graph: actors as circles, actions as squares, colour by coalition.

    Parameters
    ----------
    graph : networkx.Graph
        Nodes carry ``mode`` (``"actor"`` or ``"action"``). Drawn as it is: who wants fewer nodes passes fewer.
    groups : mapping
        Node -> number of its coalition from 0; others are grey.
    names : mapping
        Node -> what is written beside it.
    seed : int
        Seed of the layout; the same seed gives the same picture.
    labels : int
        How many nodes are named, those with most ties first.
    """
    import numpy as np
    from matplotlib.collections import LineCollection

    canvas, axes = _axes(11, 7.4)
    nodes = sorted(graph)
    positions = _layout(graph, seed)
    lines = [(positions[a], positions[b]) for a, b in _edges(graph)]
    axes.add_collection(LineCollection(lines, colors="#B9C1CB", linewidths=0.7, alpha=0.75, zorder=1))
    degree = dict(graph.degree)
    for mode, marker in (("action", "s"), ("actor", "o")):
        chosen = [node for node in nodes if graph.nodes[node].get("mode", "actor") == mode]
        if not chosen:
            continue
        points = np.array([positions[node] for node in chosen])
        sizes = [22 + 15 * degree[node] ** 0.9 for node in chosen]
        colours = [_colour(groups.get(node)) if mode == "actor" else ACTION for node in chosen]
        axes.scatter(
            points[:, 0], points[:, 1], s=sizes, c=colours, marker=marker, edgecolors="white", linewidths=0.7, zorder=2
        )
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.margins(0.06, 0.03)
    named = sorted(nodes, key=lambda node: (-degree[node], node))[:labels]
    _label(axes, {node: positions[node] for node in named}, names, {node: degree[node] for node in named})
    return Drawn(_svg(canvas), len(nodes), graph.number_of_edges())


def matrix(counts: np.ndarray, rows: Sequence[str], columns: Sequence[str], row_title: str, column_title: str) -> str:
    """A table of counts as a picture: the darker the more, each count written in its cell."""
    canvas, axes = _axes(8.2, 1.2 + 0.46 * len(rows))
    top = max(1.0, float(counts.max(initial=0)))
    axes.imshow(counts, cmap="Blues", vmin=0, vmax=top * 1.25, aspect="auto")
    axes.set_xticks(range(len(columns)), columns)
    axes.set_yticks(range(len(rows)), rows)
    axes.set_xlabel(column_title, color=SOFT)
    axes.set_ylabel(row_title, color=SOFT)
    axes.tick_params(length=0, colors=INK)
    for side in axes.spines.values():
        side.set_visible(False)
    for i in range(len(rows)):
        for j in range(len(columns)):
            n = int(counts[i, j])
            axes.text(j, i, str(n) if n else "·", ha="center", va="center", color="white" if n > 0.6 * top else INK)
    return _svg(canvas)


def bars(values: Sequence[float], names: Sequence[str], title: str, labels: Sequence[str]) -> str:
    """Horizontal bars, the first on top, each with its value written beside it."""
    canvas, axes = _axes(9, 0.9 + 0.36 * len(values))
    places = list(range(len(values)))[::-1]
    axes.barh(places, values, color=COLOURS[0], height=0.66)
    axes.set_yticks(places, [_short(name, 48) for name in names])
    for place, value, label in zip(places, values, labels, strict=True):
        axes.annotate(
            label, (value, place), xytext=(4, 0), textcoords="offset points", va="center", color=SOFT, fontsize=9
        )
    axes.set_xlabel(title, color=SOFT)
    axes.set_xticks([])
    axes.tick_params(length=0, colors=INK)
    axes.margins(x=0.14)
    for side in axes.spines.values():
        side.set_visible(False)
    return _svg(canvas)


def _axes(width: float, height: float) -> tuple[Canvas, Axes]:
    from matplotlib.figure import Figure

    canvas = Figure(figsize=(width, height), layout="constrained")
    return canvas, canvas.add_subplot()


def _svg(canvas: Canvas) -> str:
    import matplotlib as mpl

    text = io.StringIO()
    # A fixed salt and no date: the same data give the same bytes.
    with mpl.rc_context({"svg.hashsalt": "graphkit", "font.family": "DejaVu Sans"}):
        canvas.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    return text.getvalue()


def _colour(group: int | None) -> str:
    return GREY if group is None or group >= len(COLOURS) else COLOURS[group]


def _layout(graph: nx.Graph[Node], seed: int) -> dict[Node, Point]:
    """Positions of all nodes: components laid out one by one, ties about one unit long, and packed in rows."""
    import networkx as nx
    import numpy as np

    components = sorted(nx.connected_components(graph), key=lambda nodes: (-len(nodes), min(nodes)))
    parts = [_component(graph, sorted(nodes), seed) for nodes in components]
    sizes = [np.array(list(part.values())).max(axis=0) for part in parts]
    # A sheet half as wide again as it is high, and never narrower than its widest part.
    gap = 1.1
    area = sum(float((width + gap) * (height + gap)) for width, height in sizes)
    sheet = max([(1.6 * area) ** 0.5, *(float(width) for width, _ in sizes)])
    placed: dict[Node, Point] = {}
    left = top = row = 0.0
    for part, (width, height) in zip(parts, sizes, strict=True):
        if left and left + width > sheet:
            left, top, row = 0.0, top - row - gap, 0.0
        for node, (x, y) in part.items():
            placed[node] = (left + x, top - height + y)
        left, row = left + float(width) + gap, max(row, float(height))
    return placed


def _component(graph: nx.Graph[Node], nodes: list[Node], seed: int) -> dict[Node, Point]:
    """Positions of connected nodes, the lower left corner at (0, 0), the longer side across."""
    import networkx as nx
    import numpy as np

    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}
    part: nx.Graph[Node] = nx.Graph()
    part.add_nodes_from(nodes)
    part.add_edges_from(_edges(graph.subgraph(nodes)))
    # Kamada and Kawai's layout is the clearer and takes a second at 200 nodes, a minute at 1,000.
    found = nx.kamada_kawai_layout(part) if len(nodes) <= 200 else nx.spring_layout(part, seed=seed, iterations=150)
    points = np.array([found[node] for node in nodes])
    points -= points.mean(axis=0)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    # The signs of the axes are the library's choice; fixed, so that a picture is not mirrored by another release.
    points = points @ (axes * np.where(axes[:, :1] < 0, -1, 1)).T
    place = {node: row for row, node in enumerate(nodes)}
    lengths = [float(np.linalg.norm(points[place[a]] - points[place[b]])) for a, b in part.edges]
    points = points / max(float(np.median(lengths)), 1e-9)
    points -= points.min(axis=0)
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, points, strict=True)}


def _edges(graph: nx.Graph[Node]) -> list[tuple[Node, Node]]:
    return sorted((min(ends), max(ends)) for ends in graph.edges)


def _label(axes: Axes, at: Mapping[Node, Point], names: Mapping[Node, str], degree: Mapping[Node, int]) -> None:
    """Write names where they do not cover one another; one that finds no room is left out."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.patheffects import withStroke

    canvas = FigureCanvasAgg(axes.get_figure(root=True))
    # Places on the sheet are known once the axes have been fitted to it.
    canvas.figure.draw_without_rendering()
    renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]  # matplotlib has no type for it
    halo = [withStroke(linewidth=2.2, foreground="white")]
    taken: list[Any] = []
    for node, place in at.items():
        away = 4 + 0.9 * degree[node] ** 0.5
        sides = ((away, 0, "left", "center"), (-away, 0, "right", "center"), (0, away, "center", "bottom"))
        for dx, dy, across, along in (*sides, (0, -away, "center", "top")):
            text = axes.annotate(
                _short(names[node], 34), place, xytext=(dx, dy), textcoords="offset points",
                ha=across, va=along, fontsize=7.5, color=INK, zorder=3, path_effects=halo,
            )  # fmt: skip
            box = text.get_window_extent(renderer)
            if not any(box.overlaps(other) for other in taken):
                taken.append(box)
                break
            text.remove()


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
