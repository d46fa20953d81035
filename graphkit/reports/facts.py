"""What a report says, as numbers: read once from a snapshot, before any sentence is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graphkit.money.sums import Sum, sums

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from graphkit.networks.network import Network
    from graphkit.networks.projection import Projection
    from graphkit.networks.results import GroupResult
    from graphkit.networks.snapshot import Snapshot
    from graphkit.paths.result import PathsResult

# Above this many actors, measures that look at all pairs would hold up a report.
MOST_FOR_ALL_PAIRS = 1_500


@dataclass(frozen=True)
class Facts:
    """The numbers of a report; each is computed when it is first asked for.

    Attributes
    ----------
    snapshot : Snapshot
        The data.
    network : Network
        The network that the report reads.
    seed : int
        Seed of what is drawn at random.
    issues, axes : pandas.DataFrame
        Difficulties without an improvement and axes that no action pursues, as the query library gives them.
    """

    snapshot: Snapshot
    network: Network
    seed: int
    issues: pd.DataFrame
    axes: pd.DataFrame

    @cached_property
    def projection(self) -> Projection:
        """Actors tied by shared actions."""
        return self.network.projection("count")

    @cached_property
    def actors(self) -> pd.DataFrame:
        """All actors of the data by id."""
        return _frame(self.snapshot.actors).set_index("id")

    @cached_property
    def actions(self) -> pd.DataFrame:
        """All actions of the data by id."""
        return _frame(self.snapshot.actions).set_index("id")

    @cached_property
    def ties(self) -> pd.DataFrame:
        """All ties between actors and actions."""
        return _frame(self.snapshot.ties)

    @cached_property
    def _sums(self) -> list[Sum]:
        return sums(self.snapshot.ties)

    @cached_property
    def money(self) -> list[Sum]:
        """Sums of money that hold an amount, one a currency and basis."""
        return [one for one in self._sums if one.n and one.kind == "money"]

    @cached_property
    def beside_money(self) -> list[Sum]:
        """Sums of what is given in kind, as voluntary work, lent or vouched for; never added to money."""
        return [one for one in self._sums if one.n and one.kind != "money"]

    @cached_property
    def n_funding(self) -> int:
        """Funding ties."""
        return int((self.ties["type"] == "FUNDS").sum())

    @cached_property
    def n_missing(self) -> int:
        """Ties of money without an amount, whatever their currency; what is not decided or in kind is none of them."""
        return sum(one.missing + one.left_out["unsplit"] for one in self._sums if one.kind == "money")

    @cached_property
    def central(self) -> pd.DataFrame:
        """Actors with degree, strength and, where the network is not too large, betweenness and closeness."""
        from graphkit.measures import centrality

        names = ["degree", "strength"]
        if self.all_pairs:
            names += ["betweenness", "closeness"]
        return centrality(self.projection, names).to_frame()

    @property
    def all_pairs(self) -> bool:
        """Whether the network is small enough for measures that look at all pairs."""
        return self.projection.n_actors <= MOST_FOR_ALL_PAIRS

    @cached_property
    def pairs(self) -> list[tuple[str, str, int]]:
        """Pairs of actors (names) by shared actions, most first, then by id."""
        matrix = self.projection.matrix.tocoo()
        upper = matrix.row < matrix.col
        found = sorted(zip(-matrix.data[upper], matrix.row[upper].tolist(), matrix.col[upper].tolist(), strict=True))
        names = self.projection.actor_names
        return [(names[a], names[b], int(-n)) for n, a, b in found]

    @cached_property
    def groups(self) -> GroupResult:
        """Communities of the network of shared actions."""
        from graphkit.coalitions.louvain import coalitions

        return coalitions(self.projection, seed=self.seed)

    @cached_property
    def strongest(self) -> Mapping[str, float]:
        """Shared actions of each actor with all others, by id."""
        strength = self.projection.matrix.sum(axis=1)
        return dict(zip(self.projection.actor_ids, map(float, strength), strict=True))

    def foremost(self, members: Any, most: int) -> list[str]:
        """The names of a group's members with most shared actions."""
        ranked = sorted(members, key=lambda id: (-self.strongest[id], id))
        return [str(self.groups.names[id]) for id in ranked[:most]]

    @cached_property
    def path(self) -> PathsResult | None:
        """A shortest chain between the foremost actors of two large groups that are connected; None without one."""
        from graphkit.paths.cofunding import paths

        groups = self.groups.groups
        for one in range(min(3, len(groups))):
            for other in range(one + 1, min(6, len(groups))):
                ends = [min(groups[n], key=lambda id: (-self.strongest[id], id)) for n in (one, other)]
                found = paths(self.network, *ends)
                if found.found:
                    return found
        return None

    @cached_property
    def funders_of(self) -> pd.DataFrame:
        """For each action that is funded: how many funders, and the id of the only one where there is one."""
        import pandas as pd

        funds = self.ties[
            (self.ties["type"] == "FUNDS") & ~self.ties["status"].isin(["refused", "withdrawn", "pending"])
        ]
        grouped = funds.groupby("action")["actor"]
        return pd.DataFrame({"n": grouped.nunique(), "only": grouped.min()}).sort_index()

    @cached_property
    def scales(self) -> pd.DataFrame:
        """Ties by the scale of the actor and the scale of the action, where both are stated."""
        import pandas as pd

        pairs = self.ties.drop_duplicates(["actor", "action"])
        frame = pd.DataFrame(
            {"actor": pairs["actor"].map(self.actors["scale"]), "action": pairs["action"].map(self.actions["scale"])}
        )
        return frame.dropna().reset_index(drop=True)

    @cached_property
    def spenders(self) -> list[tuple[str, int]]:
        """Funders and the sums of their known amounts in minor units, most first; none where amounts are mixed."""
        if len(self.money) != 1 or self.network.spec.currency is None:
            return []
        import numpy as np

        rows = np.repeat(np.arange(self.network.n_actors), np.diff(self.network.indptr))
        sums = np.zeros(self.network.n_actors, dtype=np.int64)
        np.add.at(sums, rows, self.network.minor_amounts)
        order = np.lexsort((np.arange(len(sums)), -sums))
        return [(self.network.actor_names[i], int(sums[i])) for i in order if sums[i] > 0]


def _frame(table: pa.Table) -> pd.DataFrame:
    frame: pd.DataFrame = table.to_pandas()
    return frame


def default_network(snapshot: Snapshot, options: Mapping[str, Any]) -> Network:
    """The network a report reads: as asked for, else all ties, or the funding alone where no source names an action.

    In a grant file the recipient takes part in each of its implied actions, so that with all ties thousands of
    recipients would stand beside the funders and share nothing with one another.
    """
    import pyarrow.compute as pc

    options = dict(options)
    if "ties" not in options and "funders_only" not in options and snapshot.actions.num_rows:
        named = pc.sum(pc.invert(pc.fill_null(snapshot.actions["implied"], False))).as_py()
        options["funders_only"] = not named
    return snapshot.network(**options)
