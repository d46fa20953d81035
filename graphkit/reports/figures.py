"""The pictures of a report as SVG: the network, and the scales that carry actions or the actors that spend most."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.drawing.labels import short, write_names
from graphkit.drawing.layout import edges, layout
from graphkit.drawing.palette import ACTION, GROUPS, INK, OTHERS, SOFT, of_group

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

    from graphkit.drawing.layout import Node


@dataclass(frozen=True, slots=True)
class Legend:
    """What the colours and shapes of a drawing are called.

    Attributes
    ----------
    groups : sequence of str
        The groups in the order of their numbers; those that have a colour are named.
    others : str
        Actors in no group, or in one without a colour.
    actions : str
        What squares are.
    """

    groups: Sequence[str]
    others: str
    actions: str


def network(
    graph: nx.Graph[Node],
    groups: Mapping[Node, int],
    names: Mapping[Node, str],
    legend: Legend,
    *,
    seed: int,
    labels: int = 26,
) -> str:
    """A drawing of a graph as SVG: actors as circles, actions as squares, colour by group.

    Parameters
    ----------
    graph : networkx.Graph
        Nodes carry ``mode`` (``"actor"`` or ``"action"``). Drawn as it is: who wants fewer nodes passes fewer.
    groups : mapping
        Node -> number of its group from 0; others are grey.
    names : mapping
        Node -> what is written beside it.
    legend : Legend
        What colours and shapes are called.
    seed : int
        Seed of the layout; the same seed gives the same picture.
    labels : int
        How many nodes are named at most, those with most ties first.
    """
    import numpy as np
    from matplotlib.collections import LineCollection

    width, height = 11.0, 8.2
    canvas, axes = _axes(width, height)
    axes.set_axis_off()
    axes.set(xlim=(0, width), ylim=(0, height))
    nodes = sorted(graph)
    positions = layout(graph, width, height, seed=seed)
    lines = [(positions[a], positions[b]) for a, b in edges(graph)]
    axes.add_collection(LineCollection(lines, colors="#B9C1CB", linewidths=0.8, alpha=0.75, zorder=1))
    degree = dict(graph.degree)
    most = max(degree.values(), default=1)
    areas = {node: 26 + 330 * degree[node] / max(most, 8) for node in nodes}
    for mode, marker in (("action", "s"), ("actor", "o")):
        chosen = [node for node in nodes if graph.nodes[node].get("mode", "actor") == mode]
        if not chosen:
            continue
        points = np.array([positions[node] for node in chosen])
        colours = [of_group(groups.get(node)) if mode == "actor" else ACTION for node in chosen]
        sizes = [areas[node] * (0.6 if mode == "action" else 1) for node in chosen]
        axes.scatter(
            points[:, 0], points[:, 1], s=sizes, c=colours, marker=marker, edgecolors=INK, linewidths=0.5, zorder=2
        )
    _legend(canvas, graph, groups, legend)
    write_names(axes, sorted(nodes, key=lambda node: (-degree[node], node))[:labels], positions, names, areas)
    return _svg(canvas)


def _legend(canvas: Canvas, graph: nx.Graph[Node], groups: Mapping[Node, int], legend: Legend) -> None:
    from matplotlib.lines import Line2D

    modes = {node: graph.nodes[node].get("mode", "actor") for node in graph}
    actors = [groups.get(node) for node, mode in modes.items() if mode == "actor"]
    shown = sorted({n for n in actors if n is not None and n < min(len(GROUPS), len(legend.groups))})
    entries = [("o", GROUPS[n], legend.groups[n]) for n in shown]
    if any(n not in shown for n in actors):
        entries.append(("o", OTHERS, legend.others))
    if "action" in modes.values():
        entries.append(("s", ACTION, legend.actions))
    handles = [
        Line2D([], [], linestyle="", marker=marker, markersize=8, color=colour, label=short(name, 60))
        for marker, colour, name in entries
    ]
    canvas.legend(handles=handles, loc="outside lower left", ncols=2, frameon=False, fontsize=9.5, labelcolor=INK)


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


def bars(values: Sequence[float], names: Sequence[str], labels: Sequence[str]) -> str:
    """Horizontal bars, the first on top, each with its value written beside it."""
    canvas, axes = _axes(9, 0.9 + 0.36 * len(values))
    places = list(range(len(values)))[::-1]
    axes.barh(places, values, color=GROUPS[0], height=0.66)
    axes.set_yticks(places, [short(name, 48) for name in names])
    for place, value, label in zip(places, values, labels, strict=True):
        axes.annotate(
            label, (value, place), xytext=(4, 0), textcoords="offset points", va="center", color=SOFT, fontsize=9
        )
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
