"""The curve of what still stands, drawn from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.drawing.alternative import tell
from graphkit.drawing.axes import bare, label, new_axes, numbers, words
from graphkit.drawing.palette import GROUPS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from graphkit.scenarios.curve_result import CurveResult


def curve(result: CurveResult, ax: Axes | None, lang: str) -> Axes:
    """The share removed against the share that stands, with the area R beneath; dotted where it is not sure."""
    import numpy as np

    said, stands = words(lang), result.stands
    ax = ax if ax is not None else new_axes(6, 4)
    at = np.linspace(0, 1, len(stands)) if len(stands) > 1 else np.zeros(1)
    ax.step(at, stands, where="post", color=GROUPS[0])
    if (result.surely < stands).any():
        ax.step(at, result.surely, where="post", color=GROUPS[0], linestyle=":")
    ax.set_xlabel(label("share of actors removed", lang))
    ax.set_ylabel(label(result.unit, lang))
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1.02)
    for axis in (ax.xaxis, ax.yaxis):
        numbers(axis, lang)
    bare(ax)
    reading = said("curve.none")
    if np.isfinite(result.area):
        ax.fill_between(at, stands, step="post", color=GROUPS[9], alpha=0.3, linewidth=0)
        ax.text(0.97, 0.93, f"R = {said.number(result.area)}", ha="right", va="top", transform=ax.transAxes)
        half = said.share(float(stands[(len(stands) - 1) // 2]))
        reading = said("curve.reading", share=half, area=said.number(result.area))
    tell(ax, said("curve.drawn", n=max(len(stands) - 1, 0)), reading)
    return ax
