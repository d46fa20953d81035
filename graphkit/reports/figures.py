"""The pictures of a report as SVG, with text that can be read, and a title that says what is drawn."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.drawing.labels import short, write_names
from graphkit.drawing.layout import edges
from graphkit.drawing.palette import ACTION, GROUPS, INK, OTHERS, SOFT, of_group

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

    from graphkit.drawing.layout import Node, Point

WIDTH, HEIGHT = 11.0, 8.2
"""The sheet of the network, in inches."""

# A mark of so many square points has room for a number of two digits.
ROOM = 70.0

Spell = Callable[[float], str]


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
    at: Mapping[Node, Point],
    title: str,
    labels: int = 40,
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
    at : mapping
        Where each node stands on a sheet of `WIDTH` by `HEIGHT`.
    title : str
        What a reader hears who does not see it.
    labels : int
        How many nodes are named at most, those with most ties first.
    """
    import numpy as np
    from matplotlib.collections import LineCollection

    canvas, axes = _axes(WIDTH, HEIGHT)
    axes.set_axis_off()
    axes.set(xlim=(0, WIDTH), ylim=(0, HEIGHT))
    nodes = sorted(graph)
    positions = {node: at[node] for node in nodes}
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
    _numbers(axes, graph, groups, positions, areas)
    _legend(canvas, graph, groups, legend)
    write_names(axes, sorted(nodes, key=lambda node: (-degree[node], node))[:labels], positions, names, areas)
    _as_text(axes)
    return _svg(canvas, title)


def _as_text(axes: Axes) -> None:
    """Names on a veil in place of a halo: matplotlib draws text with a halo as outlines, which nobody can search."""
    for text in axes.texts:
        if text.get_path_effects():
            text.set_path_effects([])
            text.set_bbox({"facecolor": "white", "alpha": 0.7, "linewidth": 0, "pad": 0.4})


def _numbers(
    axes: Axes, graph: nx.Graph[Node], groups: Mapping[Node, int], at: Mapping[Node, Point], areas: Mapping[Node, float]
) -> None:
    """The number of its group on each mark that has room for it: colours alone do not tell groups apart."""
    for node in sorted(graph):
        if node in groups and areas[node] >= ROOM:
            axes.annotate(
                str(groups[node] + 1), at[node], ha="center", va="center", fontsize=6.5, zorder=2.5,
                color=_readable_on(of_group(groups[node])),
            )  # fmt: skip


def _readable_on(colour: str) -> str:
    """White or ink, whichever stands out more on a colour."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    light = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return "#FFFFFF" if 1.05 / (light + 0.05) > (light + 0.05) / 0.06 else INK


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


def matrix(
    counts: np.ndarray, rows: Sequence[str], columns: Sequence[str], row_title: str, column_title: str, *, title: str
) -> str:
    """A table of counts as a picture: the darker the more, each count written in its cell."""
    canvas, axes = _axes(8.2, 1.2 + 0.46 * len(rows))
    _cells(axes, counts)
    axes.set_xticks(range(len(columns)), columns)
    axes.set_yticks(range(len(rows)), rows)
    axes.set_xlabel(column_title, color=SOFT)
    axes.set_ylabel(row_title, color=SOFT)
    _bare(axes)
    return _svg(canvas, title)


def cofunding(counts: np.ndarray, names: Sequence[str], *, title: str) -> str:
    """What actors have in common with one another, each pair once: below the diagonal, the names along it."""
    import numpy as np

    n = len(names)
    canvas, axes = _axes(10, 1.2 + 0.44 * n)
    shown = np.where(np.tri(n, k=-1, dtype=bool), counts, -1)
    _cells(axes, shown)
    axes.set_yticks(range(n), [f"{short(name, 44)}  {at}" for at, name in enumerate(names, 1)])
    axes.set_xticks(range(n), [str(at) for at in range(1, n + 1)])
    _bare(axes)
    return _svg(canvas, title)


def _cells(axes: Axes, counts: np.ndarray) -> None:
    import numpy as np

    top = max(1.0, float(counts.max(initial=0)))
    axes.imshow(np.ma.masked_less(counts, 0), cmap="Blues", vmin=0, vmax=top * 1.25, aspect="auto")
    for (i, j), held in np.ndenumerate(counts):
        n = int(held)
        if n >= 0:
            colour = "white" if n > 0.6 * top else INK
            axes.text(j, i, str(n) if n else "·", ha="center", va="center", color=colour, fontsize=9)


def bars(values: Sequence[float], names: Sequence[str], labels: Sequence[str], *, title: str) -> str:
    """Horizontal bars, the first on top, each with its value written beside it."""
    canvas, axes = _axes(9, 0.9 + 0.36 * len(values))
    places = list(range(len(values)))[::-1]
    axes.barh(places, values, color=GROUPS[0], height=0.66)
    axes.set_yticks(places, [short(name, 48) for name in names])
    for place, value, label in zip(places, values, labels, strict=True):
        _beside(axes, label, value, place)
    axes.set_xticks([])
    _bare(axes)
    axes.margins(x=0.14)
    return _svg(canvas, title)


def years(counts: Sequence[tuple[int, int]], spell: Spell, *, x: str, y: str, title: str) -> str:
    """A bar a year with its number above; a year that is not stated has no bar."""
    canvas, axes = _axes(9, 3.0)
    at = [year for year, _ in counts]
    axes.bar(at, [n for _, n in counts], color=GROUPS[0], width=0.7)
    for year, n in counts:
        axes.annotate(
            spell(n), (year, n), xytext=(0, 2), textcoords="offset points", ha="center", color=SOFT, fontsize=8
        )
    axes.set_xticks(at, [str(year) for year in at], rotation=0 if len(at) <= 14 else 60, fontsize=9)
    axes.set_xlim(min(at) - 0.8 - 2 * (len(at) < 4), max(at) + 0.8 + 2 * (len(at) < 4))
    axes.set_yticks([])
    axes.set_xlabel(x, color=SOFT)
    axes.set_ylabel(y, color=SOFT)
    _bare(axes)
    axes.margins(y=0.14)
    return _svg(canvas, title)


def dots(
    rows: Sequence[tuple[int, int, float, float]], names: Sequence[str], spell: Spell, *, labels: tuple[str, str],
    title: str,
) -> str:  # fmt: skip
    """A dot a row with the range that it has, and a ring for the whole that it is a part of; the first on top.

    Parameters
    ----------
    rows : sequence of (int, int, float, float)
        The part, the whole, and the least and most of the part.
    labels : (str, str)
        What dots and rings are called.
    """
    canvas, axes = _axes(9, 1.3 + 0.36 * len(rows))
    places = list(range(len(rows)))[::-1]
    for place, (part, whole, low, high) in zip(places, rows, strict=True):
        axes.plot([part, whole], [place, place], color="#D5DAE0", linewidth=1, zorder=1)
        axes.plot([low, high], [place, place], color=GROUPS[0], linewidth=5, alpha=0.45, zorder=2)
        _beside(axes, f"{spell(part)} / {spell(whole)}", whole, place)
    parts, wholes = [row[0] for row in rows], [row[1] for row in rows]
    axes.scatter(wholes, places, s=46, facecolors="white", edgecolors=INK, zorder=3, label=labels[1])
    axes.scatter(parts, places, s=46, color=GROUPS[0], edgecolors=INK, linewidths=0.6, zorder=4, label=labels[0])
    axes.set_yticks(places, [short(name, 48) for name in names])
    axes.set_xlim(left=0)
    axes.margins(x=0.16)
    axes.set_xlim(left=-0.02 * max(wholes))
    _bare(axes)
    axes.set_xticks([])
    canvas.legend(loc="outside lower left", ncols=2, frameon=False, fontsize=9.5, labelcolor=INK)
    return _svg(canvas, title)


def _beside(axes: Axes, label: str, x: float, y: float) -> None:
    axes.annotate(label, (x, y), xytext=(7, 0), textcoords="offset points", va="center", color=SOFT, fontsize=9)


def _bare(axes: Axes) -> None:
    axes.tick_params(length=0, colors=INK)
    for side in axes.spines.values():
        side.set_visible(False)


def _axes(width: float, height: float) -> tuple[Canvas, Axes]:
    from matplotlib.figure import Figure

    canvas = Figure(figsize=(width, height), layout="constrained")
    return canvas, canvas.add_subplot()


def _svg(canvas: Canvas, title: str) -> str:
    """The picture as SVG with real text; a reader of screens hears its title and nothing else of it."""
    import matplotlib as mpl

    text = io.StringIO()
    # A fixed salt and no date: the same data give the same bytes.
    with mpl.rc_context({"svg.hashsalt": "graphkit", "svg.fonttype": "none", "font.family": "DejaVu Sans"}):
        canvas.savefig(text, format="svg", metadata={"Date": None, "Creator": None, "Title": title})
    made = text.getvalue()
    # matplotlib writes the title of the metadata as the drawing's own.
    return made.replace("<svg ", '<svg role="img" ', 1)
