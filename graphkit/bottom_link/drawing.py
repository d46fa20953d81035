"""Pictures of how actions are linked to other scales; each says that it shows a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.drawing.alternative import tell
from graphkit.drawing.axes import new_axes
from graphkit.drawing.axes import words as said
from graphkit.drawing.bars import stacked
from graphkit.drawing.names import called
from graphkit.drawing.palette import GROUPS
from graphkit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from graphkit.bottom_link.result import BottomLink

# A colour and a pattern each: legible in print and to those who confuse colours.
_SIDES = {
    "own": (GROUPS[3], ""),
    "narrower": (GROUPS[1], "//"),
    "wider": (GROUPS[0], ""),
    "unknown": ("#FFFFFF", ".."),
}


def bars_by_side(result: BottomLink, ax: Axes | None, top: int, lang: str) -> Axes:
    """The first actions that have another end, each a bar of its ends at its own, at narrower and at wider scales."""
    words = Words("graphkit.bottom_link", lang)
    frame = result.profiles
    frame = frame[frame["ends"] > 0].head(top)
    parts = {words(f"side.{side}"): [int(value) for value in frame[side].fillna(0)] for side in _SIDES}
    ax = stacked(frame["name"].tolist(), parts, words("axis.ends"), ax, lang=lang, fills=list(_SIDES.values()))
    ax.set_title(words("title"), fontsize="small", loc="left")
    return ax


def cells(result: BottomLink, action: str, ax: Axes | None, lang: str) -> Axes:
    """One action's other ends by scale and kind of support."""
    import numpy as np

    from graphkit.bottom_link.kinds import KINDS
    from graphkit.model.vocabularies import label, vocabularies

    words = Words("graphkit.bottom_link", lang)
    of, own = result.of(action), result.profile(action)
    scales = list(vocabularies()["scales"])
    table = np.zeros((len(scales) + 1, len(KINDS)))
    for scale, kind, n in zip(of["scale"], of["kind"], of["n"], strict=True):
        table[len(scales) if scale is None else scales.index(scale), KINDS.index(kind)] += n
    ax = ax if ax is not None else new_axes(8, 4.5)
    ax.imshow(table, cmap="Blues", vmin=0, vmax=max(table.max(), 1) * 1.5, origin="lower", aspect="auto")
    for row, column in zip(*np.nonzero(table), strict=True):
        ax.text(column, row, f"{table[row, column]:.0f}", ha="center", va="center")
    ax.set_xticks(range(len(KINDS)), [words(f"kind.{kind}") for kind in KINDS], rotation=20)
    ours = [label("scales", scale, lang) + (f" {words('own')}" if scale == own["scale"] else "") for scale in scales]
    ax.set_yticks(range(len(scales) + 1), [*ours, words("side.unknown")])
    name = called(own["name"])
    ax.set_title(f"{name}\n{words('title')}".replace("$", r"\$"), fontsize="small", loc="left")
    drawn, reading = said(lang)("cells.drawn", name=name), said(lang)("cells.none")
    if table.any():
        row, column = divmod(int(table.argmax()), len(KINDS))
        where = words("side.unknown") if row == len(scales) else label("scales", scales[row], lang)
        most = {"most": int(table.max()), "kind": words(f"kind.{KINDS[column]}"), "scale": where}
        reading = said(lang)("cells.reading", n=int(table.sum()), cells=int((table > 0).sum()), **most)
    tell(ax, drawn, reading)
    return ax
