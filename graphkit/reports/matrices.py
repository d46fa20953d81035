"""Tables of counts as pictures: the darker the more, each count written in its cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphkit.drawing.labels import short
from graphkit.drawing.palette import INK, SOFT
from graphkit.reports.canvas import as_written, bare, sheet, svg

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes


@as_written
def matrix(
    counts: np.ndarray, rows: Sequence[str], columns: Sequence[str], row_title: str, column_title: str, *, title: str
) -> str:
    """A table of counts as a picture: the darker the more, each count written in its cell."""
    canvas, axes = sheet(8.2, 1.2 + 0.46 * len(rows))
    _cells(axes, counts)
    axes.set_xticks(range(len(columns)), columns)
    axes.set_yticks(range(len(rows)), rows)
    axes.set_xlabel(column_title, color=SOFT)
    axes.set_ylabel(row_title, color=SOFT)
    bare(axes)
    return svg(canvas, title)


@as_written
def cofunding(counts: np.ndarray, names: Sequence[str], *, title: str) -> str:
    """What actors have in common with one another, each pair once: below the diagonal, the names along it."""
    import numpy as np

    n = len(names)
    canvas, axes = sheet(10, 1.2 + 0.44 * n)
    shown = np.where(np.tri(n, k=-1, dtype=bool), counts, -1)
    _cells(axes, shown)
    axes.set_yticks(range(n), [f"{short(name, 44)}  {at}" for at, name in enumerate(names, 1)])
    axes.set_xticks(range(n), [str(at) for at in range(1, n + 1)])
    bare(axes)
    return svg(canvas, title)


@as_written
def beside(
    counts: Sequence[np.ndarray], rows: Sequence[str], columns: Sequence[str], titles: Sequence[str], *, title: str
) -> str:
    """Tables with the same rows and columns beside one another, each with its title; one shade, one count."""
    from matplotlib.figure import Figure

    canvas = Figure(figsize=(11, 1.9 + 0.42 * len(rows)), layout="constrained")
    top = max([1.0, *(float(each.max(initial=0)) for each in counts)])
    for at, (held, over) in enumerate(zip(counts, titles, strict=True), 1):
        axes = canvas.add_subplot(1, len(counts), at)
        _cells(axes, held, top)
        axes.set_title(over, fontsize=10, color=INK)
        axes.set_xticks(range(len(columns)), columns, rotation=40, ha="right", rotation_mode="anchor", fontsize=9)
        axes.set_yticks(range(len(rows)), [short(row, 40) for row in rows] if at == 1 else [""] * len(rows))
        bare(axes)
    return svg(canvas, title)


def _cells(axes: Axes, counts: np.ndarray, top: float | None = None) -> None:
    import numpy as np

    top = top or max(1.0, float(counts.max(initial=0)))
    axes.imshow(np.ma.masked_less(counts, 0), cmap="Blues", vmin=0, vmax=top * 1.25, aspect="auto")
    for (i, j), held in np.ndenumerate(counts):
        n = int(held)
        if n >= 0:
            colour = "white" if n > 0.6 * top else INK
            axes.text(j, i, str(n) if n else "·", ha="center", va="center", color=colour, fontsize=9)
