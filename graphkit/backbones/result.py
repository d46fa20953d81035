"""Pairs of actors that meet more often, or less, than a model of chance explains."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Any

from graphkit.networks.results import PairResult

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from graphkit.networks.projection import Projection

CAUTION = (
    "To meet more often than activity explains is neither agreement nor coordination: a small p says that the number "
    "of ties of the two does not explain how often they meet, not what does."
)
# From here on a reader is told that more is expected than there is.
EXCESS = 1.05
LESS = (
    "To meet less often than expected is not to avoid one another: the two may be of other places, fields or years, or "
    "do what the other pays for."
)
FILTER = (
    "A small p says that the tie holds more of one of the two than if its strength were spread by chance. The filter "
    "knows nothing of activity in two modes, and what it keeps is neither agreement nor coordination."
)


@dataclass(frozen=True, eq=False, repr=False)
class Backbone(PairResult):
    """The pairs of actors that were kept; `values` are their p-values. None kept is an answer, too.

    Attributes
    ----------
    sign : array of int
        1 for those that meet more than expected, -1 for those that meet less.
    observed, expected : arrays of float
        How much a pair has in common, and how much the model expects.
    adjusted : array of float
        The p-values after the correction: these were held against `alpha`.
    error : array of float or None
        The standard error of each p-value, where it was drawn.
    n_tests : int
        How many pairs were tested, those with nothing in common among them.
    n_met : int
        How many of them have something in common.
    n_borderline : int
        Pairs whose p-value is within two standard errors of `alpha`: another seed may decide otherwise.
    """

    sign: NDArray[np.int64] = field(kw_only=True)
    observed: NDArray[np.float64] = field(kw_only=True)
    expected: NDArray[np.float64] = field(kw_only=True)
    adjusted: NDArray[np.float64] = field(kw_only=True)
    error: NDArray[np.float64] | None = field(kw_only=True, default=None)
    n_tests: int = field(kw_only=True)
    n_met: int = field(kw_only=True)
    n_borderline: int = field(kw_only=True, default=0)

    def __len__(self) -> int:
        return len(self.pairs)

    @property
    def draws_wanted(self) -> int | None:
        """How many draws let the correction keep a pair that no draw equals; None where there are so many."""
        drawn = self.options.get("draws")
        if drawn is None or self.options["correction"] == "none":
            return None
        sides = 2 if self.options["two_sided"] else 1
        wanted = ceil(sides * self.n_tests / self.options["alpha"])
        return wanted if drawn + 1 < wanted else None

    @property
    def excess(self) -> float:
        """How many times as many meetings the model expects in all as there are; 1 but for ``sdsm``."""
        return float(self.provenance["account"].get("excess", 1.0))

    def to_frame(self) -> pd.DataFrame:
        """The pairs, those first that are the least probable, then by ids.

        Returns
        -------
        pandas.DataFrame
            ``id``, ``name``, ``other_id``, ``other_name``; ``sign``: ``more`` or ``less``; ``observed``, ``expected``;
            ``p``; ``p_adjusted``, where there was a correction; ``p_error``, where p was drawn.
        """
        import pandas as pd

        one, other = [pair[0] for pair in self.pairs], [pair[1] for pair in self.pairs]
        columns: dict[str, Any] = {
            "id": pd.Series(one, dtype=object),
            "name": pd.Series([self.names[actor] for actor in one], dtype=object),
            "other_id": pd.Series(other, dtype=object),
            "other_name": pd.Series([self.names[actor] for actor in other], dtype=object),
            "sign": pd.Series(["more" if sign > 0 else "less" for sign in self.sign], dtype=object),
            "observed": self.observed,
            "expected": self.expected,
            "p": self.values,
        }
        if self.options["correction"] != "none":
            columns["p_adjusted"] = self.adjusted
        if self.error is not None:
            columns["p_error"] = self.error
        # By nothing rounded: small p-values differ in their order of magnitude.
        return pd.DataFrame(columns).sort_values(["p", "id", "other_id"], kind="stable", ignore_index=True)

    def projection(self, weight: str | None = None) -> Projection:
        """All actors of the network, tied where a pair is kept that meets more than expected.

        What takes a projection, such as measures and coalitions, takes this one too.

        Parameters
        ----------
        weight : {"count", "newman", "amount"}, optional
            What a tie is: see `graphkit.networks.projection.project`. Without, what was tested: the number in common,
            or the weight that the disparity filter was given.
        """
        from graphkit.backbones.kept_ties import kept_ties

        return kept_ties(self, weight or self.options.get("weight", "count"))

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """The `top` least probable pairs: what they have in common as bars, what is expected as strokes."""
        from graphkit.drawing.axes import label
        from graphkit.drawing.bars import pair
        from graphkit.networks.plots import bars

        frame = self.to_frame().head(top)
        pairs = zip(frame["name"], frame["other_name"], strict=True)
        labels = [pair(one, other) for one, other in pairs]
        axis = f"{label(self.unit, lang)}; {label('stroke: expected', lang)}"
        ax = bars(labels, frame["observed"].tolist(), axis, ax, lang=lang)
        if len(frame):
            ax.plot(frame["expected"], range(len(frame)), "|", color="black", markersize=12, markeredgewidth=2)
        return ax

    def to_networkx(self) -> nx.Graph[Any]:
        """The pairs as a NetworkX graph, with all actors of the network.

        Nodes have ``id``, ``name``, ``kind`` and ``scale``; ties ``weight`` (what is in common), ``expected``, ``p``
        and ``sign`` (1 or -1).
        """
        from graphkit.networks.to_networkx import actors_alone

        graph = actors_alone(self.network)
        rows = (self.pairs, self.observed.tolist(), self.expected.tolist(), self.values.tolist(), self.sign.tolist())
        for (one, other), observed, expected, p, sign in zip(*rows, strict=True):
            graph.add_edge(one, other, weight=observed, expected=expected, p=p, sign=sign)
        return graph

    def __str__(self) -> str:
        is_filter = self.options["model"] == "disparity"
        caution = FILTER if is_filter else f"{CAUTION} {LESS}" if (self.sign < 0).any() else CAUTION
        parts = [f"{self._tested()}; {self._kept()}."]
        if self.excess >= EXCESS:
            parts.append(
                f"The model expects {self.excess:.3g} times as many meetings in all as there are, as it lets sizes of "
                "actions vary: it misses pairs that meet more, and may find some that meet less where none do."
            )
        if self.n_borderline:
            parts.append(
                f"Of {self.n_borderline:,} near alpha another seed may decide otherwise: the p-values were drawn."
            )
        if self.draws_wanted:
            parts.append(
                f"No p can be below 1 / {self.options['draws'] + 1:,}: for this correction over {self.n_tests:,} pairs "
                f"take {self.draws_wanted:,} draws, or the model sdsm."
            )
        return "\n".join([*parts, caution])

    def _tested(self) -> str:
        how = f"({self.options['model']}, alpha {self.options['alpha']:g}, correction {self.options['correction']})"
        if self.options["model"] == "disparity":
            return f"{self.n_tests:,} {'tie was' if self.n_tests == 1 else 'ties were'} tested, at both ends {how}"
        tested = f"{self.n_tests:,} {'pair was' if self.n_tests == 1 else 'pairs were'} tested {how}"
        return f"{tested}, {self.n_met:,} of them with something in common"

    def _kept(self) -> str:
        more = int((self.sign > 0).sum())
        if self.options["model"] == "disparity":
            return f"{more:,} {'is' if more == 1 else 'are'} kept" if more else "none is kept: no tie stands out"
        if not len(self):
            return "none is kept: no two actors meet more often than chance and their activity explain"
        if self.options["signed"]:
            return f"{more:,} are kept that meet more than expected and {len(self) - more:,} that meet less"
        return f"{more:,} {'is' if more == 1 else 'are'} kept that meet more than expected"

    def __repr__(self) -> str:
        return f"<Backbone: {str(self).splitlines()[0]}>"
