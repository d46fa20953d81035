"""How a coalition grew, drawn as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.drawing.alternative import tell
from graphkit.drawing.axes import bare, new_axes, nothing, numbers, words
from graphkit.drawing.palette import GROUPS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from graphkit.coalitions.growth.result import ActionGrowth

# A colour, a kind of line and a mark each.
_STYLES = {"actors": (GROUPS[0], "-", "o"), "sponsors": (GROUPS[2], "--", "s"), "institutions": (GROUPS[4], ":", "^")}


def lines(result: ActionGrowth, ax: Axes | None, top: int, lang: str) -> Axes:
    """How many actors, sponsors and institutions there were by each year; the last `top` years with any change."""
    said = words(lang)
    ax = ax if ax is not None else new_axes(7, 4)
    years = sorted({one.year for one in result.joined if one.year is not None})[-top:]
    stages = {one.year: one for one in result.stages}
    counts: dict[str, list[int]] = {name: [] for name in _STYLES}
    last = None
    for year in years:
        last = stages.get(year, last)
        counts["actors"].append(sum(one.year is not None and one.year <= year for one in result.joined))
        counts["sponsors"].append(last.n_sponsors if last else 0)
        counts["institutions"].append(last.n_institutions if last else 0)
    for name, (colour, line, mark) in _STYLES.items():
        ax.step(years, counts[name], line, where="post", label=said(f"growth.{name}"), marker=mark, color=colour)
    ax.set_ylabel(said("growth.axis"))
    numbers(ax.yaxis, lang, whole=True)
    bare(ax)
    if not years:
        nothing(ax, lang)
        tell(ax, said("growth.drawn", first="–", last="–"), said("growth.none"))
        return ax
    ax.set_xticks(years)
    ax.legend(frameon=False)
    ends = {name: values[-1] for name, values in counts.items()}
    tell(
        ax, said("growth.drawn", first=str(years[0]), last=str(years[-1])),
        said("growth.reading", last=str(years[-1]), **ends),
    )  # fmt: skip
    return ax
