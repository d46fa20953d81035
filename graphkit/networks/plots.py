"""Pictures of results: legible without colours, safe without a screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Blue of the palette of Okabe & Ito, which those who confuse red and green can tell from its others.
BLUE = "#0072B2"

_LONGEST = 48


def bars(labels: Sequence[str], values: Sequence[float], axis: str, ax: Axes | None = None) -> Axes:
    """Horizontal bars, the first on top; `axis` says what they measure and in which unit."""
    if ax is None:
        import matplotlib.pyplot as plt

        _, ax = plt.subplots(figsize=(7.5, 0.9 + 0.28 * max(len(labels), 1)), layout="constrained")
    places = range(len(labels))
    ax.barh(places, values, color=BLUE)
    ax.set_yticks(places, [_label(label) for label in labels])
    ax.invert_yaxis()
    ax.set_xlabel(axis)
    ax.spines[["top", "right"]].set_visible(False)
    if not labels:
        ax.text(0.5, 0.5, "nothing to show", ha="center", va="center", transform=ax.transAxes)
    return ax


def _label(text: str) -> str:
    """A label of bounded length; a dollar sign would begin a formula."""
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
    return short.replace("$", r"\$")
