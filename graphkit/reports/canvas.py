"""A sheet to draw on, and how it becomes SVG: with text that can be read, and a title that says what is drawn."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

from graphkit.drawing.palette import INK
from graphkit.xml_text import xml_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

P = ParamSpec("P")


def as_written(draw: Callable[P, str]) -> Callable[P, str]:
    """A picture whose names stand as the data have them: to matplotlib two dollar signs hold a formula.

    Nor does it warn of signs that its own font lacks: they are text in the picture, for the fonts of who looks at it.
    """

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> str:
        import matplotlib as mpl

        # A text looks this up when it is made.
        with mpl.rc_context({"text.parse_math": False}), warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            return draw(*args, **kwargs)

    return drawn


def sheet(width: float, height: float) -> tuple[Canvas, Axes]:
    """A sheet of so many inches with axes on it."""
    from matplotlib.figure import Figure

    canvas = Figure(figsize=(width, height), layout="constrained")
    return canvas, canvas.add_subplot()


def bare(axes: Axes) -> None:
    """Take off frame and ticks."""
    axes.tick_params(length=0, colors=INK)
    for side in axes.spines.values():
        side.set_visible(False)


def svg(canvas: Canvas, title: str) -> str:
    """The picture as SVG with real text; a reader of screens hears its title and nothing else of it."""
    import matplotlib as mpl

    text = io.StringIO()
    # A fixed salt and no date: the same data give the same bytes.
    with mpl.rc_context({"svg.hashsalt": "graphkit", "svg.fonttype": "none", "font.family": "DejaVu Sans"}):
        canvas.savefig(text, format="svg", metadata={"Date": None, "Creator": None, "Title": title})
    made, _ = xml_text(text.getvalue())
    # matplotlib writes the title of the metadata as the drawing's own.
    return made.replace("<svg ", '<svg role="img" ', 1)
