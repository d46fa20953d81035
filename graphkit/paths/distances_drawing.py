"""The distribution of distances, drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.networks.plots import BLUE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from graphkit.paths.distances_result import Distances
    from graphkit.words import Words

# What there is no way to is drawn lighter, hatched, and after a gap: it is no distance.
_APART = "#BBBBBB"


def draw(result: Distances, words: Words, ax: Axes | None = None) -> Axes:
    """A bar for each number of steps, with its pairs, and one for the pairs without a way."""
    if ax is None:
        import matplotlib.pyplot as plt

        _, ax = plt.subplots(figsize=(6, 4), layout="constrained")
    apart = result.n_pairs - result.n_reached
    places, heights = list(result.counts), list(result.counts.values())
    labels = [str(steps) for steps in places]
    drawn = [*ax.bar(places, heights, color=BLUE)]
    if apart:
        beyond = max(places, default=0) + 2
        drawn += [*ax.bar([beyond], [apart], color=_APART, hatch="//", edgecolor="white")]
        places, heights, labels = [*places, beyond], [*heights, apart], [*labels, words("distances.axis_apart")]
    ax.set_xticks(places, labels)
    for bar, height in zip(drawn, heights, strict=True):
        share = words.share(height / result.n_pairs)
        ax.annotate(share, (bar.get_x() + bar.get_width() / 2, height), ha="center", va="bottom", fontsize=8)
    if not places:
        ax.text(0.5, 0.5, words("distances.axis_nothing"), ha="center", va="center", transform=ax.transAxes)
    ax.set_xlabel(words("distances.axis_steps"))
    ax.set_ylabel(words("distances.axis_pairs"))
    ax.spines[["top", "right"]].set_visible(False)
    return ax
