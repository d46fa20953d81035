"""The distribution of degrees, drawn on logarithmic axes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.description.statistic import whose_degrees
from graphkit.drawing.alternative import tell
from graphkit.drawing.axes import bare, new_axes, numbers
from graphkit.drawing.axes import words as picture_words
from graphkit.drawing.palette import GROUPS

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from graphkit.words import Words

# The marks differ too.
_STYLES = {"actors": ("o", GROUPS[0]), "actions": ("^", GROUPS[2])}


def draw(distribution: pd.DataFrame, words: Words, ax: Axes | None = None, *, grain: str = "action") -> Axes:
    """For each degree the share of the actors, and of the actions, that have it or a larger one.

    A straight line in such a picture is no evidence of a power law: other distributions look the same over the few
    powers of ten that a network of this kind has.
    """
    ax = ax if ax is not None else new_axes(6, 4.5)
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
            label=whose_degrees(of, words.lang, grain),
        )
    if len(drawn):
        ax.set_xscale("log")
        ax.set_yscale("log")
        ax.legend(frameon=False)
    else:
        ax.text(0.5, 0.5, words("axis.nothing"), ha="center", va="center", transform=ax.transAxes)
    ax.set_xlabel(words("axis.degree"))
    ax.set_ylabel(words("axis.share"))
    for axis in (ax.xaxis, ax.yaxis):
        numbers(axis, words.lang)
    bare(ax)
    said = picture_words(words.lang)
    largest = {of: int(distribution.loc[distribution["of"] == of, "degree"].max()) for of in _STYLES if len(drawn)}
    named = {place: words(f"{place}.{grain}") for place in ("things", "a_thing")}
    reading = said("degrees.reading", **largest, a_thing=named["a_thing"]) if largest else said("bars.none")
    tell(ax, said("degrees.drawn", things=named["things"]), reading)
    return ax


def picture(distribution: pd.DataFrame, words: Words, format: str, *, grain: str = "action") -> bytes:
    """The drawing as a file: svg, png or pdf. The same numbers give the same bytes."""
    from matplotlib.figure import Figure

    from graphkit.drawing.alternative import told
    from graphkit.drawing.svg import as_file

    sheet = Figure(figsize=(6, 4.5), layout="constrained")
    return as_file(sheet, format, told(draw(distribution, words, sheet.add_subplot(), grain=grain)))
