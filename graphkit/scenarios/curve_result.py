"""What a curve of removals holds: who leaves, what stands after each, the area, and what chance would make of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphkit.networks.results import Result
from graphkit.words import Words

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from graphkit.networks.network import Network
    from graphkit.scenarios.rules import Rule

    Reals = NDArray[np.float64]


@dataclass(frozen=True, eq=False, repr=False)
class CurveResult(Result):
    """What still stands after each removal; see `graphkit.scenarios.curve.robustness`.

    Attributes
    ----------
    rows : array of int or None
        Who leaves, in order; None where orders are drawn at random.
    stands : array of float
        The share of actions that do not surely fall after 0, 1 … n removals.
    surely : array of float
        The share of those that surely stand: less by those of which nobody can tell.
    area, area_from : float
        The area under `stands`, and under `surely`; nan where there is nothing to remove or to fall.
    error : float
        Standard error of `area` where orders were drawn; 0 where it is exact.
    null : array of float
        Areas of networks drawn with the same margins; empty where none was asked for.
    """

    network: Network
    rows: NDArray[np.int64] | None
    stands: Reals
    surely: Reals
    area: float
    area_from: float
    error: float
    null: Reals
    rules: Sequence[Rule]
    options: Mapping[str, Any]
    provenance: Mapping[str, Any] = field(repr=False)
    name: str = "robustness"
    unit: str = "share of actions that stand"

    def to_frame(self) -> pd.DataFrame:
        """A row for each number of removals, from none to all.

        Returns
        -------
        pandas.DataFrame
            ``removed``; ``id``, ``name`` of who leaves last (empty at 0, and where orders are drawn); ``stands``,
            ``stands_surely`` (shares, 0 to 1).
        """
        import pandas as pd

        n, network = len(self.stands), self.network
        who = [None] * n if self.rows is None else [None, *self.rows.tolist()]
        return pd.DataFrame(
            {
                "removed": range(n),
                "id": pd.Series([None if at is None else network.actor_ids[at] for at in who], dtype="str"),
                "name": pd.Series([None if at is None else network.actor_names[at] for at in who], dtype="str"),
                "stands": self.stands,
                "stands_surely": self.surely,
            }
        )

    def evidence(self, key: str | None = None) -> pd.DataFrame:
        """The ties of one actor, by id or name; all of the network when not given."""
        return self.network.evidence(actor=key)

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """The curve from left to right: the share removed against the share that stands; `top` is not used."""
        from graphkit.scenarios.drawing import curve

        return curve(self, ax, lang)

    def __str__(self) -> str:
        return self.sentence("en")

    def sentence(self, lang: str) -> str:
        """The area, how it was drawn and what it does not say, in English or French; a line each."""
        from graphkit.scenarios.sentences import of_curve

        return of_curve(self, Words("graphkit.scenarios", lang))
