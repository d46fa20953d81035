"""Coalitions over time at a glance: a column of blocks a window, and bands of the actors that go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.drawing.alternative import tell
from graphkit.drawing.axes import MOST, label, new_axes, nothing, plain, words
from graphkit.drawing.labels import short
from graphkit.drawing.palette import GROUPS, INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from graphkit.coalitions.time.result import OverTime

_BLOCK = 0.14
_NAME = 30

# A block: its bottom, its top, its colour.
Block = tuple[float, float, str]


def alluvial(found: OverTime, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
    """Blocks as tall as coalitions are large; bands as wide as the number of actors that go on from one to another.

    A coalition that goes on in one, grows, shrinks, or takes most of what merged or split, keeps the colour.
    """
    ax = ax if ax is not None else new_axes(min(max(6.0, 1.5 * len(found.windows) + 2), 13), 5.5)
    written = 0
    blocks = [_blocks(found, n, top) for n in range(len(found.windows))]
    _colour(found, blocks)
    for n, column in enumerate(blocks):
        for place, (low, high, colour) in column.items():
            ax.fill_betweenx([low, high], n - _BLOCK, n + _BLOCK, color=colour, edgecolor=INK, linewidth=0.4)
            ax.text(n, (low + high) / 2, str(int(high - low)), fontsize=7, ha="center", va="center", color=INK)
            name = found.windows[n].called(place)
            new = n == 0 or place in {
                at for event in found.events[n - 1] if event.kind == "birth" for at in event.after
            }
            if new and written < MOST:
                ax.text(n - _BLOCK, high, plain(short(name, _NAME)), fontsize=8, va="bottom", ha="left")
                written += 1
    for n in range(len(blocks) - 1):
        _bands(found, blocks, n, ax)
    ax.set_xticks(range(len(found.windows)), [str(one.window) for one in found.windows])
    ax.set_yticks([])
    ax.set_ylabel(label("actors in coalitions", lang))
    ax.spines[["top", "right", "left"]].set_visible(False)
    if not any(blocks):
        nothing(ax, lang)
    said, columns = words(lang), found.windows
    reading = said("bars.none")
    if columns:
        ends = {"first": str(columns[0].window), "last": str(columns[-1].window)}
        counts = {"first_groups": len(columns[0].groups.groups), "last_groups": len(columns[-1].groups.groups)}
        reading = said("time.reading", **ends, **counts)
    tell(ax, said("time.drawn", n=len(columns)), reading)
    return ax


def _blocks(found: OverTime, n: int, top: int) -> dict[int, Block]:
    """The blocks of a window, the largest coalition below, with room for a name between."""
    groups = found.windows[n].groups.groups[:top]
    gap = max((len(one.groups.groups[0]) for one in found.windows if one.groups.groups), default=1) * 0.12
    low, made = 0.0, {}
    for place, group in enumerate(groups):
        made[place] = (low, low + len(group), "")
        low += len(group) + gap
    return made


def _colour(found: OverTime, blocks: list[dict[int, Block]]) -> None:
    used = 0
    for n, column in enumerate(blocks):
        heir: dict[int, str] = {}
        if n:
            old, new = (found.windows[at].groups.groups for at in (n - 1, n))
            for event in found.events[n - 1]:
                pairs = [(len(set(old[a]) & set(new[b])), -a, -b) for a in event.before for b in event.after]
                if pairs:
                    _, a, b = max(pairs)
                    heir[-b] = blocks[n - 1].get(-a, (0, 0, ""))[2]
        for place, (low, high, _) in column.items():
            colour = heir.get(place)
            if not colour:
                colour, used = GROUPS[used % len(GROUPS)], used + 1
            column[place] = (low, high, colour)


def _bands(found: OverTime, blocks: list[dict[int, Block]], n: int, ax: Axes) -> None:
    import numpy as np

    old, new = (found.windows[at].groups.groups for at in (n, n + 1))
    across = np.linspace(0, 1, 30)
    # Smooth from one side to the other.
    bend = across * across * (3 - 2 * across)
    left, right = ({place: block[0] for place, block in blocks[at].items()} for at in (n, n + 1))
    for a in blocks[n]:
        for b in blocks[n + 1]:
            common = len(set(old[a]) & set(new[b]))
            if common:
                low = left[a] + (right[b] - left[a]) * bend
                x = n + _BLOCK + across * (1 - 2 * _BLOCK)
                ax.fill_between(x, low, low + common, color=blocks[n][a][2], alpha=0.35, linewidth=0)
                left[a] += common
                right[b] += common
