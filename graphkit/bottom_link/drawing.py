"""Pictures of how actions are linked to other scales; each says that it shows a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.networks.plots import bars
from graphkit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from graphkit.bottom_link.result import BottomLink

# Of the palette of Okabe & Ito, with a pattern each: legible in print and to those who confuse colours.
_SIDES = {
    "own": ("#999999", ""),
    "narrower": ("#56B4E9", "//"),
    "wider": ("#0072B2", ""),
    "unknown": ("#FFFFFF", ".."),
}


def bars_by_side(result: BottomLink, ax: Axes | None, top: int, lang: str) -> Axes:
    """The first actions that have another end, each a bar of its ends at its own, at narrower and at wider scales."""
    words = Words("graphkit.bottom_link", lang)
    frame = result.profiles
    frame = frame[frame["ends"] > 0].head(top)
    ax = bars(frame["name"].tolist(), [0.0] * len(frame), words("axis.ends"), ax)
    left = [0] * len(frame)
    for side, (colour, pattern) in _SIDES.items():
        widths = [int(value) for value in frame[side].fillna(0)]
        ax.barh(
            range(len(frame)), widths, left=left, color=colour, hatch=pattern, edgecolor="black", linewidth=0.5,
            label=words(f"side.{side}"),
        )  # fmt: skip
        left = [one + other for one, other in zip(left, widths, strict=True)]
    if len(frame):
        ax.set_xlim(0, max(left) * 1.05)
        ax.legend(frameon=False)
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
    if ax is None:
        import matplotlib.pyplot as plt

        _, ax = plt.subplots(figsize=(8, 4.5), layout="constrained")
    ax.imshow(table, cmap="Blues", vmin=0, vmax=max(table.max(), 1) * 1.5, origin="lower", aspect="auto")
    for row, column in zip(*np.nonzero(table), strict=True):
        ax.text(column, row, f"{table[row, column]:.0f}", ha="center", va="center")
    ax.set_xticks(range(len(KINDS)), [words(f"kind.{kind}") for kind in KINDS], rotation=20)
    ours = [label("scales", scale, lang) + (f" {words('own')}" if scale == own["scale"] else "") for scale in scales]
    ax.set_yticks(range(len(scales) + 1), [*ours, words("side.unknown")])
    ax.set_title(f"{own['name']}\n{words('title')}".replace("$", r"\$"), fontsize="small", loc="left")
    return ax
