"""Paths drawn from left to right, as far as a drawing of them can be read."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill, shorten
from typing import TYPE_CHECKING

from graphkit.drawing.alternative import tell
from graphkit.drawing.axes import label, new_axes, plain, words
from graphkit.drawing.names import called
from graphkit.drawing.two_mode import two_columns

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from graphkit.paths.path import Path
    from graphkit.paths.result import PathsResult

# More than these cannot be told apart.
_MOST = 12


def draw(result: PathsResult, ax: Axes | None = None, *, top: int = _MOST, lang: str = "en") -> Axes:
    """The first paths in one drawing, each actor once, at its earliest place on a path."""
    said = words(lang)
    ax = ax if ax is not None else new_axes(8, 4.5)
    ax.set_axis_off()
    shown = result.paths[: min(top, _MOST)]
    if not shown:
        tell(ax, said("bars.none"), result.reason)
        ax.text(0.5, 0.5, plain(fill(result.reason, 60)), ha="center", va="center", transform=ax.transAxes)
        return ax
    at = _places(shown)
    by_count = result.options["weight"] == "count"
    # Two paths may take one step in opposite directions.
    steps = {tuple(sorted((step.start, step.end))): step for path in shown for step in path.steps}
    strengths = {ends: len(step.actions) if by_count else step.amount or 0.0 for ends, step in steps.items()}
    thickest = max(strengths.values())
    for (start, end), strength in strengths.items():
        (x0, y0), (x1, y1) = at[start], at[end]
        ax.plot([x0, x1], [y0, y1], color="#94A4A2", linewidth=1 + 4 * strength / thickest, zorder=1)
        # Off the middle, where lines that cross would put their labels on one another.
        ax.text(x0 + 0.4 * (x1 - x0), y0 + 0.4 * (y1 - y0), said.number(round(strength)), fontsize=8, ha="center",
                va="center", bbox={"facecolor": "white", "edgecolor": "none", "pad": 1}, zorder=2)  # fmt: skip
    names = {actor: name for path in shown for actor, name in zip(path.actors, path.names, strict=True)}
    ends = shown[0].actors[0], shown[0].actors[-1]
    for actor, (x, y) in at.items():
        box = {"boxstyle": "round", "facecolor": "#dbe7f3" if actor in ends else "white", "edgecolor": "#35506b"}
        ax.text(x, y, _label(called(names[actor])), fontsize=9, ha="center", va="center", zorder=3, bbox=box)
    ax.margins(0.15)
    unit = label(result.unit, lang) if by_count else said("paths.least", unit=result.unit)
    more = said("paths.some", shown=len(shown), n=len(result.paths)) if len(result.paths) > len(shown) else ""
    ax.set_title(said("paths.numbers", unit=unit) + more, fontsize=9)
    who = {"a": called(names[ends[0]]), "b": called(names[ends[1]])}
    tell(ax, said("paths.drawn", n=len(shown), **who), said("paths.reading", length=shown[0].length))
    return ax


def draw_columns(result: PathsResult, ax: Axes | None = None, *, top: int = _MOST, lang: str = "en") -> Axes:
    """The actors of the first paths on the left, the actions that they share on the right."""
    shown = result.paths[: min(top, _MOST)]
    ties: set[tuple[str, str]] = set()
    actors: dict[str, str] = {}
    actions: dict[str, str] = {}
    for path in shown:
        actors |= dict(zip(path.actors, path.names, strict=True))
        for step in path.steps:
            for action in step.actions:
                actions[action.id] = action.name
                ties |= {(step.start, action.id), (step.end, action.id)}
    ends = (shown[0].actors[0], shown[0].actors[-1]) if shown else ()
    return two_columns(sorted(ties), actors, actions, ax, marked=ends, lang=lang)


def _places(shown: Sequence[Path]) -> dict[str, tuple[float, float]]:
    """Where each actor stands: columns by its earliest place, both ends outermost, evenly spread from top to bottom."""
    column: dict[str, int] = {}
    for path in shown:
        for place, actor in enumerate(path.actors):
            column[actor] = min(place, column.get(actor, place))
    column[shown[0].actors[-1]] = max(path.length for path in shown)
    in_column: dict[int, list[str]] = {}
    for actor, place in column.items():
        in_column.setdefault(place, []).append(actor)
    at = {}
    for place, actors in in_column.items():
        for row, actor in enumerate(actors):
            at[actor] = float(place), (len(actors) - 1) / 2 - row
    return at


def _label(name: str) -> str:
    """A name in lines of bounded length; a dollar sign would begin a formula."""
    return fill(shorten(name, 54, placeholder=" …"), 18).replace("$", r"\$")
