"""What a back-test found: areas and precisions beside the baseline and chance, and the verdict in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isnan, nan
from typing import TYPE_CHECKING, Any

from graphkit.networks.results import Result
from graphkit.words import Words

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from graphkit.networks.network import Network
    from graphkit.paths.likely.held_out import Ground

# With fewer that came true an interval says more of these few than of the ranking: none shows that it is better.
FEW = 20


@dataclass(frozen=True, slots=True)
class Measured:
    """One ranking.

    Attributes
    ----------
    method : str
        ``four_cycles``, ``common_neighbours``, ``preferential_attachment``, ``chance``.
    area : (float, float, float)
        The area under the curve and its 95 % interval.
    apart : mapping of str to (float, float, float)
        Its area less that of another ranking, with the interval.
    precision : mapping of int to (float, float, float, float)
        Of the first k: the share that came true, its interval, and how many that are. The interval is Wilson's: pairs
        that share an actor count as independent, so it is too narrow.
    """

    method: str
    area: tuple[float, float, float]
    apart: Mapping[str, tuple[float, float, float]]
    precision: Mapping[int, tuple[float, float, float, float]]


@dataclass(frozen=True, eq=False, repr=False)
class Backtest(Result):
    """What `graphkit.paths.likely.backtest.backtest` found.

    Attributes
    ----------
    network : Network
        With the years that were held out.
    ground : Ground or None
        What was known and what could have come; None where nothing was known.
    span : (int, int) or None
        First and last year of the data; None without any.
    n_negatives : int
        How many pairs that did not come true were drawn.
    true : array of int
        The pairs that came true.
    measured : tuple of Measured
        The rankings; empty where there is nothing to measure.
    """

    network: Network
    ground: Ground | None
    span: tuple[int, int] | None
    n_negatives: int
    true: NDArray[np.int64]
    measured: tuple[Measured, ...]
    options: Mapping[str, Any]
    provenance: Mapping[str, Any] = field(repr=False)
    name: str = "back-test"
    unit: str = "area under the curve"

    @property
    def n_true(self) -> int:
        """How many candidates came true."""
        return len(self.true)

    def of(self, method: str) -> Measured | None:
        """One of the rankings."""
        return next((each for each in self.measured if each.method == method), None)

    def better(self, than: str = "common_neighbours") -> bool | None:
        """Whether four-cycles have a larger area than another ranking, or than chance, surely.

        The 95 % interval of the difference is above 0. None: not known; of fewer than 20 that came true no interval
        shows that they are better.
        """
        mine = self.of("four_cycles")
        if mine is None or self.n_true == 0 or not self.n_negatives:
            return None
        low = mine.area[1] - 0.5 if than == "chance" else mine.apart[than][1]
        return None if isnan(low) or (low > 0 and self.n_true < FEW) else low > 0

    def to_frame(self) -> pd.DataFrame:
        """A row for each ranking and number.

        Returns
        -------
        pandas.DataFrame
            ``method``; ``measure`` (``auc``, ``precision``); ``k``, of the first so many (empty for the area);
            ``value``, ``low``, ``high``: of areas from drawing nodes anew, of precisions by Wilson as though pairs were
            independent; ``came_true``, how many of the k did; ``difference``, ``difference_low``,
            ``difference_high``: the area less that of common neighbours.
        """
        import pandas as pd

        rows: list[tuple[Any, ...]] = []
        for each in self.measured:
            apart = each.apart.get("common_neighbours", (nan, nan, nan))
            rows.append((each.method, "auc", None, *each.area, nan, *apart))
            for k, (value, low, high, hits) in each.precision.items():
                rows.append((each.method, "precision", k, value, low, high, hits, nan, nan, nan))
        types = {"method": "str", "measure": "str", "k": "Int64"} | dict.fromkeys(
            ("value", "low", "high", "came_true", "difference", "difference_low", "difference_high"), "float64"
        )
        return pd.DataFrame(rows, columns=list(types)).astype(types)

    def came(self) -> pd.DataFrame:
        """The pairs that came true: ``id``, ``name``, ``other_id``, ``other_name``, in the order of their ids."""
        import pandas as pd

        rows: list[tuple[str, str, str, str]] = []
        if self.ground is not None:
            known = self.ground.known
            ids, names = known.actor_ids, known.actor_names
            others = (ids, names) if self.ground.what == "partners" else (known.action_ids, known.action_names)
            for row, column in zip(*self.ground.ends(self.true), strict=True):
                rows.append((ids[row], names[row], others[0][column], others[1][column]))
        return pd.DataFrame(rows, columns=["id", "name", "other_id", "other_name"])

    def evidence(self, key: tuple[str, str] | None = None) -> pd.DataFrame:
        """The ties that made a pair come true, given by its ids; of all that did, without a key.

        Columns as in `Network.evidence`.
        """
        import numpy as np

        from graphkit.networks.evidence import tie_table

        pairs = (
            [key] if key is not None else list(zip(*(self.came()[name] for name in ("id", "other_id")), strict=True))
        )
        numbers: set[int] = set()
        indptr, indices = self.network.indptr, self.network.indices
        rows = {id: row for row, id in enumerate(self.network.actor_ids)}
        columns = {id: column for column, id in enumerate(self.network.action_ids)}
        for one, other in pairs:
            row = rows[one]
            own = indices[indptr[row] : indptr[row + 1]]
            if self.options["what"] == "actions":
                numbers.add(int(indptr[row] + np.searchsorted(own, columns[other])))
                continue
            second = rows[other]
            shared = np.intersect1d(own, indices[indptr[second] : indptr[second + 1]])
            for each in (row, second):
                its = indices[indptr[each] : indptr[each + 1]]
                numbers.update((indptr[each] + np.searchsorted(its, shared)).tolist())
        return tie_table(self.network, np.array(sorted(numbers), dtype=np.int64))

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """The areas with their intervals, and chance as a line."""
        from graphkit.paths.likely.drawing import draw

        return draw(self, Words("graphkit.paths.likely", lang), ax)

    def sentence(self, lang: str) -> str:
        """What was held out, what came true, and whether four-cycles foretold it better; in English or French."""
        from graphkit.paths.likely.verdict import verdict

        return verdict(self, Words("graphkit.paths.likely", lang))

    def __str__(self) -> str:
        return self.sentence("en")

    def __repr__(self) -> str:
        return f"<Backtest: {str(self).splitlines()[0]}>"
