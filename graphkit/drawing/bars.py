"""Horizontal bars: one colour with its numbers beside, or parts with a colour and a pattern each."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from graphkit.drawing.alternative import tell
from graphkit.drawing.axes import MOST, bare, label, new_axes, nothing, number, numbers, plain, words
from graphkit.drawing.labels import short
from graphkit.drawing.names import called
from graphkit.drawing.palette import GROUPS, INK, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LONGEST = 52

# Of no more bars than this each has its number beside it.
_NUMBERED = 25

# How the parts of bars are filled: pale and dark colours by turns, and a pattern that tells them apart in print.
FILLS = ((GROUPS[0], ""), (GROUPS[1], "//"), (GROUPS[3], ".."), ("#FFFFFF", "xx"), (GROUPS[9], "\\\\"))


def bars(
    labels: Sequence[str],
    values: Sequence[float],
    axis: str,
    ax: Axes | None = None,
    *,
    lang: str = "en",
    numbered: bool = True,
) -> Axes:
    """Horizontal bars, the first on top.

    Parameters
    ----------
    labels : sequence of str
        What each bar is of; the first 40 are drawn.
    values : sequence of float
        How long each is; one that is no number, as a measure is of who has no tie, has no bar and a dash.
    axis : str
        What they measure and in which unit.
    ax : Axes, optional
        Where to draw.
    lang : {"en", "fr"}
        Of the axis and the alternative text.
    numbered : bool
        Whether each bar has its number beside it, where there are few.
    """
    n, labels, values = len(labels), list(labels)[:MOST], [float(value) for value in list(values)[:MOST]]
    known = [value if math.isfinite(value) else 0.0 for value in values]
    ax = ax if ax is not None else new_axes(7.5, 0.9 + 0.28 * max(len(labels), 1))
    places, named, said = range(len(labels)), [called(each) for each in labels], words(lang)
    ax.barh(places, known, color=GROUPS[0], edgecolor=INK, linewidth=0.4)
    ax.set_yticks(places, [plain(short(each, LONGEST)) for each in named])
    ax.set_xlabel(label(axis, lang))
    numbers(ax.xaxis, lang, whole=all(value.is_integer() for value in known), largest=max(known, default=0.0))
    bare(ax)
    ax.set_ylim(max(len(labels), 1) - 0.4, -0.6)
    if not any(known):
        ax.set_xlim(0, 1)
    if not labels:
        nothing(ax, lang)
        tell(ax, said("bars.drawn", axis=label(axis, lang), n=0), said("bars.none"))
        return ax
    if numbered and len(labels) <= _NUMBERED:
        for place, of, value in zip(places, known, values, strict=True):
            spelled = number(value if math.isfinite(value) else math.nan, lang)
            ax.annotate(
                spelled, (max(of, 0), place), xytext=(3, 0), textcoords="offset points", va="center", fontsize=8,
                color=SOFT,
            )  # fmt: skip
        ax.margins(x=0.1)
    there = [row for row, value in enumerate(values) if math.isfinite(value)]
    drawn = said("bars.drawn", axis=label(axis, lang), n=len(there))
    if n > len(labels):
        ax.set_title(said("bars.some", shown=len(labels), n=n), fontsize=9, color=SOFT)
        drawn = said("bars.first", axis=label(axis, lang), shown=len(labels), n=n)
    tell(ax, drawn, _reading([named[row] for row in there], [values[row] for row in there], lang))
    return ax


def stacked(
    labels: Sequence[str],
    parts: Mapping[str, Sequence[float]],
    axis: str,
    ax: Axes | None = None,
    *,
    lang: str = "en",
    fills: Sequence[tuple[str, str]] = FILLS,
) -> Axes:
    """Horizontal bars in parts, each with a colour and a pattern; the parts of a bar add up to it."""
    labels = list(labels)[:MOST]
    sums = [float(sum(values[row] for values in parts.values())) for row in range(len(labels))]
    ax = bars(labels, sums, axis, ax, lang=lang, numbered=False)
    for patch in list(ax.patches):
        patch.remove()
    left = [0.0] * len(labels)
    for (part, values), (colour, pattern) in zip(parts.items(), fills, strict=False):
        widths = [float(value) for value in list(values)[: len(labels)]]
        ax.barh(
            range(len(labels)), widths, left=left, color=colour, hatch=pattern, edgecolor=INK, linewidth=0.5, label=part
        )
        left = [one + other for one, other in zip(left, widths, strict=True)]
    if labels:
        ax.set_xlim(0, max(*left, 1e-9) * 1.05)
        ax.legend(frameon=False, fontsize=9)
    return ax


def pair(one: str, other: str) -> str:
    """What a pair of two names is called, with as much of each as finds room."""
    return " – ".join(short(called(name), LONGEST // 2 - 2) for name in (one, other))


def _reading(labels: Sequence[str], values: Sequence[float], lang: str) -> str:
    said = words(lang)
    if not values:
        return said("bars.none")
    order = sorted(range(len(values)), key=lambda row: (-values[row], row))
    first = {"first": labels[order[0]], "value": number(values[order[0]], lang)}
    if len(values) == 1:
        return said("bars.one", **first)
    if values[order[0]] == values[order[-1]]:
        return said("bars.equal", value=number(values[0], lang))
    if more := sum(value == values[order[0]] for value in values) - 1:
        return said("bars.tied", **first, more=more)
    return said("bars.most", **first, second=labels[order[1]], other=number(values[order[1]], lang))
