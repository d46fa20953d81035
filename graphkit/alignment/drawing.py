"""The matrix of axes and actions: marks and hatches, so that it is read in print and by those who confuse colours."""

from __future__ import annotations

from textwrap import fill, shorten
from typing import TYPE_CHECKING

from graphkit.drawing.palette import GROUPS
from graphkit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from graphkit.alignment.result import Alignment

# What is empty is hatched, not coloured.
_BLUE, _EMPTY = GROUPS[0], "#DDDDDD"

_LONGEST = 44


def matrix(result: Alignment, ax: Axes | None, top: int, lang: str) -> Axes:
    """Axes across, actions downwards: a filled square where an action pursues an axis.

    A ring in place of the square says that nobody else pursues that axis. A hatched column is an axis without action, a
    hatched row an action of the programme without axis. Beneath each axis stands how many actions it has.
    """
    words = Words("graphkit.alignment", lang)
    names = result.action_names(lang)
    every = sorted(result.axes_of, key=lambda each: (-len(result.axes_of[each]), each)) + result.without_axis
    shown, axes = every[:top], list(result.axes)
    if ax is None:
        import matplotlib.pyplot as plt

        size = (3.6 + 1.15 * max(len(axes), 2), 2.2 + 0.34 * max(len(shown), 2))
        _, ax = plt.subplots(figsize=size, layout="constrained")
    more = words("picture.more", n=len(every) - len(shown)) if len(every) > len(shown) else ""
    ax.set_title(_safe(fill(words("title", name=result.of.called(lang)) + more, 70)), fontsize="small", loc="left")
    if not axes:
        ax.set_axis_off()
        ax.text(0.5, 0.5, words("no_axes_short"), ha="center", va="center", transform=ax.transAxes)
        return ax
    place = {axis: column for column, axis in enumerate(axes)}
    alone = result.carried_alone
    for axis in result.orphans:
        _hatch(ax, place[axis] - 0.5, -0.5, 1, max(len(shown), 1))
    for row, action in enumerate(shown):
        mine = result.axes_of.get(action, [])
        if not mine:
            _hatch(ax, -0.5, row - 0.5, len(axes), 1)
        for axis in mine:
            only = alone.get(axis) == action
            ax.scatter(
                place[axis], row, marker="o" if only else "s", s=95, linewidths=2.2, zorder=3,
                color="none" if only else _BLUE, edgecolors=_BLUE,
            )  # fmt: skip
    labels = [
        f"{_label(' '.join(part for part in (axis.code, axis.called(lang)) if part), 20)}\n"
        f"({len(result.actions_of[id])})"
        for id, axis in result.axes.items()
    ]
    ax.set_xticks(range(len(axes)), labels, fontsize="x-small")
    ax.xaxis.tick_top()
    ax.set_yticks(range(len(shown)), [_label(names[action], _LONGEST) for action in shown], fontsize="small")
    ax.set_xlim(-0.5, len(axes) - 0.5)
    ax.set_ylim(max(len(shown), 1) - 0.5, -0.5)
    ax.set_xticks([each - 0.5 for each in range(1, len(axes))], minor=True)
    ax.set_yticks([each - 0.5 for each in range(1, len(shown))], minor=True)
    ax.grid(which="minor", color="#BBBBBB", linewidth=0.6)
    ax.tick_params(which="both", length=0)
    ax.set_xlabel(fill(words("picture.key"), max(52, 26 * len(axes))), fontsize="x-small")
    return ax


def _hatch(ax: Axes, x: float, y: float, width: float, height: float) -> None:
    from matplotlib.patches import Rectangle

    ax.add_patch(
        Rectangle((x, y), width, height, facecolor="white", edgecolor=_EMPTY, hatch="//", linewidth=0, zorder=1)
    )


def _label(text: str, width: int) -> str:
    """A label in lines of bounded length."""
    return _safe(fill(shorten(text, 60, placeholder=" …"), width))


def _safe(text: str) -> str:
    """A dollar sign would begin a formula."""
    return text.replace("$", r"\$")
