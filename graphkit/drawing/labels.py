"""Names beside the nodes of a drawing: where they find room, and not where they would cover one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graphkit.drawing.axes import plain
from graphkit.drawing.palette import INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from graphkit.drawing.layout import Node, Point

SIZE, MOST_LETTERS = 9.0, 38

# How a name stands to its node: right, left, above, below, and the four corners.
_SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (0.8, 0.8), (-0.8, 0.8), (0.8, -0.8), (-0.8, -0.8))
_ACROSS, _ALONG = {1: "left", 0: "center", -1: "right"}, {1: "bottom", 0: "center", -1: "top"}


def write_names(
    axes: Axes, wanted: Sequence[Node], at: Mapping[Node, Point], names: Mapping[Node, str], areas: Mapping[Node, float]
) -> int:
    """Write the names of nodes, the first in the list first; one that finds no room is left out. How many are written.

    Parameters
    ----------
    areas : mapping
        The area of each node's mark in square points. No name covers the mark of another node in `wanted`, nor one of
        the rest where there is a side on which it does not.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.patheffects import withStroke
    from matplotlib.transforms import Bbox

    canvas = FigureCanvasAgg(axes.get_figure(root=True))
    # Places on the sheet are known once the axes have been fitted to it.
    canvas.figure.draw_without_rendering()
    renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]  # matplotlib has no type for it
    sheet = axes.get_window_extent(renderer)
    dots = canvas.figure.dpi / 72
    halo = [withStroke(linewidth=2.4, foreground="white")]
    marks: dict[Node, Any] = {}
    for node, (x, y) in zip(at, axes.transData.transform(list(at.values())), strict=True):
        half = areas[node] ** 0.5 / 2 * dots
        marks[node] = Bbox.from_extents(x - half, y - half, x + half, y + half)
    taken: list[Any] = []
    for node in wanted:
        away = 3 + areas[node] ** 0.5 / 2
        found: tuple[int, Any, Any] | None = None
        for right, up in _SIDES:
            text = axes.annotate(
                plain(short(names[node], MOST_LETTERS)), at[node], xytext=(right * away, up * away),
                textcoords="offset points", ha=_ACROSS[_sign(right)], va=_ALONG[_sign(up)], fontsize=SIZE, color=INK,
                zorder=3, path_effects=halo,
            )  # fmt: skip
            box = text.get_window_extent(renderer)
            inside = sheet.x0 <= box.x0 and box.x1 <= sheet.x1 and sheet.y0 <= box.y0 and box.y1 <= sheet.y1
            covered = [other for other, mark in marks.items() if other != node and box.overlaps(mark)]
            fits = inside and not any(box.overlaps(other) for other in taken) and not set(covered) & set(wanted)
            if fits and (found is None or len(covered) < found[0]):
                if found is not None:
                    found[1].remove()
                found = (len(covered), text, box)
            else:
                text.remove()
            if found is not None and not found[0]:
                break
        if found is not None:
            taken.append(found[2])
    return len(taken)


def short(text: str, most: int) -> str:
    """A text cut to so many letters, between words where it can be."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    word = cut.rpartition(" ")[0]
    return (word if len(word) > most // 2 else cut).rstrip(" -–,;:(") + "…"


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
