"""The distribution of degrees, drawn on logarithmic axes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from graphkit.networks.plots import BLUE

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from graphkit.words import Words

# Orange of the palette of Okabe & Ito; the marks differ too.
_STYLES = {"actors": ("o", BLUE), "actions": ("^", "#D55E00")}


def draw(distribution: pd.DataFrame, words: Words, ax: Axes | None = None) -> Axes:
    """For each degree the share of the actors, and of the actions, that have it or a larger one.

    A straight line in such a picture is no evidence of a power law: other distributions look the same over the few
    powers of ten that a network of this kind has.
    """
    if ax is None:
        import matplotlib.pyplot as plt

        _, ax = plt.subplots(figsize=(6, 4.5), layout="constrained")
    drawn = distribution[distribution["degree"] > 0]
    for of, (mark, colour) in _STYLES.items():
        part = drawn[drawn["of"] == of]
        ax.plot(
            part["degree"],
            part["at_least"],
            mark,
            color=colour,
            markersize=5,
            fillstyle="none",
            label=words(f"axis.{of}"),
        )
    if len(drawn):
        ax.set_xscale("log")
        ax.set_yscale("log")
        ax.legend(frameon=False)
    else:
        ax.text(0.5, 0.5, words("axis.nothing"), ha="center", va="center", transform=ax.transAxes)
    ax.set_xlabel(words("axis.degree"))
    ax.set_ylabel(words("axis.share"))
    ax.spines[["top", "right"]].set_visible(False)
    return ax


def picture(distribution: pd.DataFrame, words: Words, format: str) -> bytes:
    """The drawing as a file: svg, png or pdf. The same numbers give the same bytes."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    sheet = Figure(figsize=(6, 4.5), layout="constrained")
    draw(distribution, words, sheet.add_subplot())
    nothing = {"svg": {"Date": None, "Creator": None}, "pdf": {"CreationDate": None, "Creator": None, "Producer": None}}
    made = io.BytesIO()
    # A fixed salt and no date: what differs in the file is what differs in the numbers.
    with mpl.rc_context({"svg.hashsalt": "graphkit", "font.family": "DejaVu Sans"}):
        sheet.savefig(made, format=format, dpi=150, metadata=nothing.get(format, {}))
    return made.getvalue()
