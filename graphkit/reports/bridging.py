"""Who joins what would be apart: betweenness with its range, and who is the only one to join two coalitions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graphkit.reports.draws import Range, without_some

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from graphkit.brokerage import Bridges
    from graphkit.paths.result import PathsResult
    from graphkit.reports.facts import Facts

# Above this many actors, measures that look at all pairs would hold up a report.
MOST_FOR_ALL_PAIRS = 1_500

# Values that differ by less are equal: they are sums of fractions.
LEVEL = 1e-12

# A chain is looked for between the foremost three of the six largest groups.
GROUPS_LOOKED_AT, FOREMOST_LOOKED_AT = 6, 3


@dataclass(frozen=True)
class Broker:
    """An actor by how many ways lead through it.

    Attributes
    ----------
    value : Range
        Betweenness, or degree where the network is large.
    rank : int
        From 1.
    best, worst : int
        The ranks that it has in networks without some of the ties.
    n_first : int
        In how many of them it is first.
    """

    id: str
    value: Range
    rank: int
    best: int
    worst: int
    n_first: int


@dataclass(frozen=True)
class Bridging:
    """Brokers of a network."""

    facts: Facts

    @property
    def measure(self) -> str:
        """What actors are ranked by: ``betweenness`` where the network is small enough for it, else ``degree``."""
        return "betweenness" if self.facts.projection.n_actors <= MOST_FOR_ALL_PAIRS else "degree"

    @cached_property
    def degree(self) -> Mapping[str, int]:
        """With how many others each actor shares something."""
        import numpy as np

        degrees = np.diff(self.facts.projection.matrix.indptr).tolist()
        return dict(zip(self.facts.projection.actor_ids, degrees, strict=True))

    @cached_property
    def table(self) -> pd.DataFrame:
        """All actors by the measure, the first on top."""
        from graphkit.measures import centrality

        return centrality(self.facts.projection, (self.measure,)).to_frame()

    @cached_property
    def drawn(self) -> NDArray[np.float64]:
        """The measure in networks without some of the ties: a row a draw, a column an actor of the network."""
        import numpy as np

        rows = [_values(net, self.measure) for net in without_some(self.facts.network, self.facts.seed)]
        return np.array(rows).reshape(len(rows), self.facts.network.n_actors)

    def first(self, most: int) -> list[Broker]:
        """The first brokers; who joins nobody is none."""
        import numpy as np

        # Ranks from 1; equal ones share the better.
        drawn = self.drawn
        ranks = np.array([1 + np.searchsorted(np.sort(-row), -row - LEVEL) for row in drawn]).reshape(drawn.shape)
        found = []
        for rank, (id, value) in enumerate(
            zip(self.table["id"].head(most), self.table[self.measure].head(most), strict=True), 1
        ):
            if value <= 0:
                break
            at = self.facts.row_of[id]
            of = ranks[:, at] if len(ranks) else np.array([rank])
            found.append(
                Broker(id, Range.of(value, drawn[:, at]), rank, int(of.min()), int(of.max()), int((of == 1).sum()))
            )
        return found

    @cached_property
    def n_level(self) -> int:
        """How many actors have the largest value: 1 where one stands alone at the top."""
        values = self.table[self.measure]
        return int((values >= values.iloc[0] - LEVEL).sum()) if len(values) else 0

    @cached_property
    def bridges(self) -> Bridges | None:
        """Who joins coalitions; None where there are fewer than two."""
        from graphkit.brokerage import bridges

        if len(self.facts.grouped.groups) < 2:
            return None
        return bridges(self.facts.network, self.facts.grouped.grouping)

    @cached_property
    def joins(self) -> Mapping[str, tuple[int, int]]:
        """How many pairs of coalitions each actor joins, and how many it alone."""
        if self.bridges is None:
            return {}
        frame = self.bridges.to_frame()
        return dict(zip(frame["id"], zip(frame["joins"].tolist(), frame["alone"].tolist(), strict=True), strict=True))

    @cached_property
    def only(self) -> list[dict[str, Any]]:
        """The pairs of coalitions, by number, that one actor alone joins: ``group``, ``other_group``, ``id``,
        ``nearest``.
        """
        if self.bridges is None:
            return []
        number = {name: int(name.partition(":")[0]) for name in self.facts.grouped.grouping.names}
        only = self.bridges.only()
        found = [
            {"group": number[one], "other_group": number[other], "id": id, "nearest": nearest}
            for one, other, id, nearest in zip(
                only["group"], only["other_group"], only["id"], only["nearest"], strict=True
            )
        ]
        return sorted(found, key=lambda each: (each["group"], each["other_group"]))

    def through(self, id: str) -> list[int]:
        """The columns in which an actor meets members of other coalitions than its own, most of them first."""
        import numpy as np

        net, place = self.facts.network, self.facts.grouped.place
        at = self.facts.row_of[id]
        by_action = net.by_action
        found = []
        for column in net.indices[net.indptr[at] : net.indptr[at + 1]].tolist():
            met = by_action.indices[by_action.indptr[column] : by_action.indptr[column + 1]]
            other = {place.get(net.actor_ids[row]) for row in met.tolist()} - {place.get(id), None}
            if other:
                found.append((-len(other), -int(np.size(met)), column))
        return [column for *_, column in sorted(found)]

    @cached_property
    def foremost(self) -> list[str]:
        """The foremost actors of the largest groups: a chain is looked for between them."""
        grouped = self.facts.grouped
        numbers = range(1, min(len(grouped.groups), GROUPS_LOOKED_AT) + 1)
        return [id for number in numbers for id in grouped.foremost(number, FOREMOST_LOOKED_AT)]

    @cached_property
    def path(self) -> PathsResult | None:
        """A shortest chain of two or more steps between foremost actors, of two groups if there is one; else None."""
        import numpy as np
        from scipy.sparse.csgraph import shortest_path

        from graphkit.paths.cofunding import paths

        ids, place = self.foremost, self.facts.grouped.place
        if len(ids) < 2:
            return None
        rows = [self.facts.row_of[id] for id in ids]
        far = shortest_path(self.facts.projection.matrix, unweighted=True, directed=False, indices=rows)[:, rows]
        ends = [
            (place[ids[a]] == place[ids[b]], a + b, a, b)
            for a, b in zip(*np.nonzero(np.isfinite(far) & (far >= 2)), strict=True)
            if a < b
        ]
        if not ends:
            return None
        _, _, a, b = min(ends)
        return paths(self.facts.network, ids[a], ids[b])


def _values(network: Any, measure: str) -> NDArray[np.float64]:
    """The measure of each actor, in the order of the network."""
    import numpy as np

    from graphkit.measures import measure as measure_of

    projection = network.projection("count")
    if measure == "degree":
        return np.asarray(np.diff(projection.matrix.indptr), dtype=np.float64)
    return np.asarray(measure_of(measure)(projection).values, dtype=np.float64)


def bridging(facts: Facts) -> Bridging:
    """The brokers of the network."""
    return Bridging(facts)
