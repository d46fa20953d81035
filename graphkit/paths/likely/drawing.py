"""The areas of a back-test, drawn."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from graphkit.networks.plots import BLUE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from graphkit.paths.likely.backtest_result import Backtest
    from graphkit.words import Words


def draw(result: Backtest, words: Words, ax: Axes | None = None) -> Axes:
    """A point for each ranking with its interval; a dashed line where chance is."""
    if ax is None:
        import matplotlib.pyplot as plt

        _, ax = plt.subplots(figsize=(6.5, 2.4), layout="constrained")
    shown = [each for each in result.measured if each.method != "chance" and not isnan(each.area[0])]
    for place, each in enumerate(shown):
        value, low, high = each.area
        if not isnan(low):
            ax.plot([low, high], [place, place], color=BLUE, linewidth=2)
        ax.plot([value], [place], "o", color=BLUE)
    ax.axvline(0.5, color="#555555", linestyle="--", linewidth=1)
    ax.set_yticks(range(len(shown)), [words(f"method.{each.method}") for each in shown])
    ax.set_ylim(max(len(shown), 1) - 0.5, -0.5)
    ax.set_xlabel(words("axis.area"))
    ax.spines[["top", "right"]].set_visible(False)
    if not shown:
        ax.text(0.5, 0.5, words("axis.nothing"), ha="center", va="center", transform=ax.transAxes)
    return ax
