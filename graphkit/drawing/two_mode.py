"""Two modes side by side: actors on the left, actions on the right, a line for each tie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from graphkit.drawing.alternative import tell
from graphkit.drawing.axes import MOST, new_axes, nothing, plain, words
from graphkit.drawing.labels import short
from graphkit.drawing.names import called
from graphkit.drawing.palette import ACTION, GROUPS, INK, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LONGEST = 44


def two_columns(
    ties: Sequence[tuple[str, str]],
    actors: Mapping[str, str],
    actions: Mapping[str, str],
    ax: Axes | None = None,
    *,
    marked: Sequence[str] = (),
    most: int = MOST,
    of: int | None = None,
    lang: str = "en",
) -> Axes:
    """Actors on the left and actions on the right, in an order in which few lines cross.

    Parameters
    ----------
    ties : sequence of (actor, action)
        The pairs, by id.
    actors, actions : mapping
        What each id is called.
    ax : Axes, optional
        Where to draw.
    marked : sequence of str
        Actors that are asked about: drawn in a colour of their own.
    most : int
        How many names there are at most: those with most ties, said in the title where others are left out.
    of : int, optional
        How many ties there are in all, where those given are some of them.
    lang : {"en", "fr"}
        Of what is written.

    Notes
    -----
    The order is that of barycentres (Sugiyama, K. et al. 1981): each column is sorted by the mean place of what its
    members are tied to, a few times over; equal ones stay by name.
    """
    said, every = words(lang), sorted(set(ties))
    shown = _shown(every, marked, most)
    left, right = _ordered(shown, actors, actions, marked)
    rows = max(len(left), len(right), 1)
    ax = ax if ax is not None else new_axes(9.5, 1.0 + 0.3 * rows)
    ax.set_axis_off()
    if not shown:
        nothing(ax, lang)
        tell(ax, said("columns.drawn", actors=0, actions=0, ties=0), said("bars.none"))
        return ax
    at = {("actor", id): (0.0, _place(n, len(left), rows)) for n, id in enumerate(left)}
    at |= {("action", id): (1.0, _place(n, len(right), rows)) for n, id in enumerate(right)}
    for actor, action in shown:
        (x0, y0), (x1, y1) = at["actor", actor], at["action", action]
        strong = actor in marked
        ax.plot([x0, x1], [y0, y1], color=GROUPS[0] if strong else "#94A4A2", linewidth=1.8 if strong else 1, zorder=1)
    for (mode, id), (x, y) in at.items():
        circle = mode == "actor"
        colour = (GROUPS[0] if id in marked else GROUPS[9]) if circle else ACTION
        ax.plot([x], [y], "o" if circle else "s", color=colour, markeredgecolor=INK, markersize=8, zorder=2)
        name = plain(short(called(actors[id] if circle else actions[id]), _LONGEST))
        ax.annotate(
            name, (x, y), xytext=(-9 if circle else 9, 0), textcoords="offset points", va="center", fontsize=9,
            ha="right" if circle else "left", color=INK, weight="bold" if id in marked and circle else "normal",
        )  # fmt: skip
    for x, key, side in ((0.0, "columns.actors", "right"), (1.0, "columns.actions", "left")):
        ax.annotate(
            said(key), (x, rows - 0.1), xytext=(-9 if x == 0 else 9, 0), textcoords="offset points", ha=side,
            color=SOFT, fontsize=9,
        )  # fmt: skip
    ax.set(xlim=(-1.15, 2.15), ylim=(-0.6, rows + 0.4))
    if len(shown) < (total := len(every) if of is None else of):
        ax.set_title(said("columns.some", shown=len(shown), ties=total), fontsize=9, color=SOFT)
    counts = {"actors": len(left), "actions": len(right), "ties": len(shown)}
    tell(ax, said("columns.drawn", **counts), _reading(shown, actors, actions, lang))
    return ax


def _shown(ties: Sequence[tuple[str, str]], marked: Sequence[str], most: int) -> list[tuple[str, str]]:
    """All ties, or those between the actors and actions with most of them."""
    degree: dict[tuple[str, str], int] = {}
    for actor, action in ties:
        for node in (("actor", actor), ("action", action)):
            degree[node] = degree.get(node, 0) + 1
    if len(degree) <= most:
        return list(ties)
    order = sorted(degree, key=lambda node: (node[1] not in marked or node[0] != "actor", -degree[node], node))
    kept = set(order[:most])
    return [(actor, action) for actor, action in ties if ("actor", actor) in kept and ("action", action) in kept]


def _ordered(
    ties: Sequence[tuple[str, str]], actors: Mapping[str, str], actions: Mapping[str, str], marked: Sequence[str]
) -> tuple[list[str], list[str]]:
    left = sorted({actor for actor, _ in ties}, key=lambda id: (id not in marked, actors[id], id))
    right = sorted({action for _, action in ties}, key=lambda id: (actions[id], id))
    beside: dict[str, list[str]] = {}
    over: dict[str, list[str]] = {}
    for actor, action in ties:
        beside.setdefault(action, []).append(actor)
        over.setdefault(actor, []).append(action)

    def by_mean(column: list[str], met: Mapping[str, list[str]], others: list[str]) -> list[str]:
        place = {id: (n + 0.5) / len(others) for n, id in enumerate(others)}
        mean = {id: sum(place[other] for other in met[id]) / len(met[id]) for id in column}
        # Rounded: sums in another order differ in the last digits. Sorting is stable.
        return sorted(column, key=lambda id: round(mean[id], 9))

    for _ in range(6):
        right = by_mean(right, beside, left)
        left = by_mean(left, over, right)
    return left, right


def _place(n: int, size: int, rows: int) -> float:
    """The height of the n-th of so many, the first on top, spread over all rows."""
    return rows - 1 - (n + 0.5) * rows / size + 0.5


def _reading(ties: Sequence[tuple[str, str]], actors: Mapping[str, str], actions: Mapping[str, str], lang: str) -> str:
    by_actor: dict[str, int] = {}
    by_action: dict[str, int] = {}
    for actor, action in ties:
        by_actor[actor] = by_actor.get(actor, 0) + 1
        by_action[action] = by_action.get(action, 0) + 1
    busiest = min(by_actor, key=lambda id: (-by_actor[id], actors[id], id))
    largest = min(by_action, key=lambda id: (-by_action[id], actions[id], id))
    return words(lang)(
        "columns.most", actor=called(actors[busiest]), n=by_actor[busiest], action=called(actions[largest]),
        met=by_action[largest],
    )  # fmt: skip
