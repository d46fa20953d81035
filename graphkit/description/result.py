"""What is said of a network as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphkit.networks.results import GraphResult
from graphkit.words import Words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from graphkit.description.statistic import Statistic


@dataclass(frozen=True, eq=False)
class Description(GraphResult):
    """The statistics of a network and of its projection.

    Attributes
    ----------
    values : mapping
        The numbers by name: ``two-mode.density``, ``projection.diameter``. nan where there is none, or where it is only
        known what it is between.
    statistics : tuple of Statistic
        The same with unit, bounds and meaning.
    """

    statistics: tuple[Statistic, ...] = field(default=(), repr=False)

    def to_frame(self, lang: str = "en") -> pd.DataFrame:
        """A row for each statistic: ``network``, ``statistic``, ``value``, ``from``, ``to``, ``unit``, ``meaning``.

        ``from`` and ``to`` are given where the number is not known exactly; units and meanings are in the language.
        """
        import pandas as pd

        columns = ["network", "statistic", "value", "from", "to", "unit", "meaning"]
        grain = self.network.spec.request.grain
        rows = [
            (s.side, s.name, s.value, s.low, s.high, s.counts_in(lang, grain), s.meaning(lang, grain))
            for s in self.statistics
        ]
        return pd.DataFrame(rows, columns=columns)

    @property
    def distribution(self) -> pd.DataFrame:
        """The degrees of actors and actions; see `graphkit.description.distribution.degree_distribution`."""
        from graphkit.description.distribution import degree_distribution

        return degree_distribution(self.network)

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """The degrees of actors and actions on logarithmic axes: how large a share has so many or more."""
        from graphkit.description.drawing import draw

        grain = self.network.spec.request.grain
        return draw(self.distribution, Words("graphkit.description", lang), ax, grain=grain)

    def picture(self, format: str = "svg", lang: str = "en") -> bytes:
        """What `plot` draws as the bytes of a file: ``svg``, ``png`` or ``pdf``."""
        from graphkit.description.drawing import picture

        grain = self.network.spec.request.grain
        return picture(self.distribution, Words("graphkit.description", lang), format, grain=grain)
