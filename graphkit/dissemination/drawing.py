"""Trees of dissemination: told by shapes, hatches and dashes, so that they are read in print and without colours."""

from __future__ import annotations

from math import isnan
from textwrap import fill, shorten
from typing import TYPE_CHECKING

from graphkit.drawing.palette import GROUPS
from graphkit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from graphkit.dissemination.result import Trace

_BLUE, _GREY = GROUPS[0], GROUPS[8]


def trees(result: Trace, ax: Axes | None, top: int, lang: str) -> Axes:
    """A line downwards for each of the `top` first actions, and across the years where all of them have a date.

    Where one has none, actions stand by their steps from the beginning: no place between years is made up for them.
    """
    from matplotlib.ticker import MaxNLocator

    words = Words("graphkit.dissemination", lang)
    shown = result.forest.order[:top]
    if ax is None:
        import matplotlib.pyplot as plt

        _, ax = plt.subplots(figsize=(8.5, 1.8 + 0.55 * max(len(shown), 2)), layout="constrained")
    left = len(result.forest.order) - len(shown)
    more = words("picture.more", n=left) if left else ""
    ax.set_title(_safe(words("title", name=result.of.called(lang)) + more), fontsize="small", loc="left")
    if not shown:
        ax.set_axis_off()
        ax.text(0.5, 0.5, words("empty"), ha="center", va="center", transform=ax.transAxes)
        return ax
    by_date = all(result.dated[action][0] for action, _ in shown)
    at = {}
    for row, (action, depth) in enumerate(shown):
        day = result.dated[action][0]
        at[action] = (day.year + (day.timetuple().tm_yday - 1) / 366 if by_date and day else float(depth), row)
    for action, (x, y) in at.items():
        if (origin := result.forest.parent.get(action)) in at:
            _step(result, ax, words, action, (*at[origin], x, y))
    for action, _ in shown:
        _node(result, ax, words, action, at[action])
    ax.set_ylim(len(shown) - 0.4, -0.7)
    low, high = min(x for x, _ in at.values()), max(x for x, _ in at.values())
    span = high - low or 1
    # Names stand to the right of their marks.
    ax.set_xlim(low - 0.06 * span, high + 0.75 * span)
    ticks = MaxNLocator(integer=True, nbins=6).tick_values(low, high) if high > low else [low]
    ax.set_xticks([each for each in ticks if low <= each <= high])
    ax.spines["bottom"].set_bounds(low, high)
    ax.xaxis.set_major_formatter("{x:.0f}")
    ax.set_yticks([])
    ax.spines[["top", "right", "left"]].set_visible(False)
    axis = words("picture.dates" if by_date else "picture.steps")
    ax.set_xlabel(fill(axis, 100) + "\n" + fill(words("picture.key"), 110), fontsize="x-small")
    return ax


def _step(result: Trace, ax: Axes, words: Words, action: str, ends: tuple[float, float, float, float]) -> None:
    """Down from the origin and across to the action, with the channel on it."""
    from graphkit.model.vocabularies import label

    x0, y0, x1, y1 = ends
    dashed = isnan(result.years(action))
    ax.plot([x0, x0, x1], [y0, y1, y1], color=_GREY, linewidth=1.2, linestyle="--" if dashed else "-", zorder=1)
    origin = result.forest.parent[action]
    said = {one.channel for one in result.steps_of[action, origin] if one.channel}
    if said:
        told = ", ".join(label("channels", channel, words.lang) for channel in sorted(said))
        ax.text((x0 + x1) / 2, y1 - 0.12, told, fontsize="x-small", ha="center", va="bottom", color="#333333")


def _node(result: Trace, ax: Axes, words: Words, action: str, place: tuple[float, float]) -> None:
    """A mark that says what is known, with name, year and place beside it."""
    day = result.dated[action][0]
    first, applies = action in result.first, action in result.applying
    ax.scatter(
        *place, marker="s" if applies else "o", s=110, zorder=3, facecolor=_BLUE if day else "white",
        edgecolors="black", linewidths=2.4 if first else 0.9, hatch=None if day else "////",
    )  # fmt: skip
    name = shorten(result.action_names(words.lang)[action], 60, placeholder=" …")
    where = [each.called(words.lang) for each in result.places[action]]
    parts = [str(day.year) if day else words("no_date"), *([", ".join(where)] if where else [])]
    ax.annotate(
        _safe(f"{name}\n{' · '.join(parts)}"), place, xytext=(9, 0), textcoords="offset points", fontsize="x-small",
        va="center",
    )  # fmt: skip


def _safe(text: str) -> str:
    """A dollar sign would begin a formula."""
    return text.replace("$", r"\$")
