"""What a report says, as numbers: read once from a snapshot, before any sentence is written."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graphkit.money.sums import Sum, sums
from graphkit.networks.amounts import UNSTATED

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from graphkit.coalitions.cards import Card
    from graphkit.networks.network import Network
    from graphkit.networks.projection import Projection
    from graphkit.networks.results import GroupResult
    from graphkit.networks.snapshot import Snapshot
    from graphkit.paths.result import PathsResult

# Above this many actors, measures that look at all pairs would hold up a report.
MOST_FOR_ALL_PAIRS = 1_500

# A chain is looked for between the foremost three of the six largest groups.
GROUPS_LOOKED_AT, FOREMOST_LOOKED_AT = 6, 3

# Groups that have a card.
CARDS = 5

# Sources of what graphkit wrote itself: groups, decisions on who is one, places in the official lists.
OF_OUR_OWN = ("analysis:", "decisions:", "placing:")


@dataclass(frozen=True)
class Facts:
    """The numbers of a report; each is computed when it is first asked for.

    All but those of the whole data (`actors`, `actions`) are of the ties behind the network, so that what was left out
    of it (years, roles, what was refused or only asked for) is in none of them.

    Attributes
    ----------
    snapshot : Snapshot
        The data, with names in the language of the report.
    network : Network
        The network that the report reads.
    seed : int
        Seed of what is drawn at random.
    issues, axes : pandas.DataFrame
        Difficulties without an improvement and axes that no action pursues, as the query library gives them.
    fingerprint : str
        The hash of the data as they were read.
    naming : set of str
        Sources that name a node; a folder whose rows cite documents names none itself.
    """

    snapshot: Snapshot
    network: Network
    seed: int
    issues: pd.DataFrame
    axes: pd.DataFrame
    fingerprint: str
    naming: Set[str]

    @property
    def grain(self) -> str:
        """What actors share: ``action``, ``recipient`` or ``recipient-year``."""
        return self.network.spec.request.grain

    @cached_property
    def projection(self) -> Projection:
        """Actors tied by what they share."""
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
    def sources(self) -> list[dict[str, Any]]:
        """The files and documents of the data, most ties first; what graphkit wrote itself is none of them."""
        n_ties = self.ties["source"].value_counts()
        cited = {*self.naming, *self.snapshot.ties["source"].unique().to_pylist()}
        cited |= {*self.snapshot.links["source"].unique().to_pylist()}
        found = [
            source
            for source in self.snapshot.sources.to_pylist()
            if source["id"] in cited and not source["id"].startswith(OF_OUR_OWN)
        ]
        return sorted(found, key=lambda source: (-n_ties.get(source["id"], 0), source["id"]))

    @cached_property
    def outside(self) -> tuple[int, int]:
        """How many actors and how many actions of the data have no tie in the network."""
        net = self.network
        within = set(net.actor_ids)
        if self.grain != "action":
            # Who receives in a year is called id@year.
            within |= {id.rpartition("@")[0] if self.grain == "recipient-year" else id for id in net.action_ids}
        used = len(set(self.ties["action"]))
        return self.snapshot.actors.num_rows - len(within & set(self.actors.index)), len(self.actions) - used

    @cached_property
    def counted(self) -> pa.Table:
        """The ties behind the network, each once."""
        import numpy as np

        return self.snapshot.ties.take(np.unique(self.network.tie_index.rows))

    @cached_property
    def ties(self) -> pd.DataFrame:
        """The ties behind the network, each once."""
        return _frame(self.counted)

    @cached_property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year that the ties state; None where they state none."""
        import numpy as np
        import pyarrow.compute as pc

        from graphkit.networks.years import years

        action = pc.index_in(self.counted["action"], value_set=self.snapshot.actions["id"]).to_numpy()
        held = years(self.counted, self.snapshot.actions, action.astype(np.int64))
        # Open beginnings and ends lie a million years away.
        stated = [each for each in (*held.first[held.dated], *held.last[held.dated]) if abs(each) < 10_000]
        return (int(min(stated)), int(max(stated))) if stated else None

    @cached_property
    def _sums(self) -> list[Sum]:
        return sums(self.counted)

    def _asked(self, one: Sum) -> bool:
        asked = self.network.spec.request
        return asked.currency in (None, one.currency) and asked.basis in (None, one.basis or UNSTATED)

    @cached_property
    def money(self) -> list[Sum]:
        """Sums of money that hold an amount, one a currency and basis."""
        return [one for one in self._sums if one.n and one.kind == "money" and self._asked(one)]

    @cached_property
    def beside_money(self) -> list[Sum]:
        """Sums of what is given in kind, as voluntary work, lent or vouched for; never added to money."""
        return [one for one in self._sums if one.n and one.kind != "money" and self._asked(one)]

    @cached_property
    def n_money(self) -> int:
        """Ties of money, with an amount or without; what is in kind is none of them."""
        return sum(one.ties for one in self._sums if one.kind == "money")

    @cached_property
    def n_missing(self) -> int:
        """Ties of money without an amount, whatever their currency; what is not decided or in kind is none of them."""
        return sum(without_amount(one) for one in self._sums if one.kind == "money")

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
        from graphkit.coalitions import coalitions

        return coalitions(self.network, "louvain", seed=self.seed, runs=0)

    @cached_property
    def cards(self) -> list[Card]:
        """The cards of the largest groups."""
        from graphkit.coalitions.cards import card

        return [card(self.groups, number) for number in range(1, min(len(self.groups.groups), CARDS) + 1)]

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
    def foremost_rows(self) -> list[int]:
        """The foremost actors of the largest groups, as rows of the network: a chain is looked for between them."""
        row = {id: n for n, id in enumerate(self.network.actor_ids)}
        return [
            row[id]
            for group in self.groups.groups[:GROUPS_LOOKED_AT]
            for id in sorted(group, key=lambda id: (-self.strongest[id], id))[:FOREMOST_LOOKED_AT]
        ]

    @cached_property
    def path(self) -> PathsResult | None:
        """A shortest chain of two or more steps between foremost actors, of two groups if there is one; else None."""
        import numpy as np
        from scipy.sparse.csgraph import shortest_path

        from graphkit.paths.cofunding import paths

        rows, ids = self.foremost_rows, self.network.actor_ids
        if len(rows) < 2:
            return None
        far = shortest_path(self.projection.matrix, unweighted=True, directed=False, indices=rows)[:, rows]
        group = {id: n for n, members in enumerate(self.groups.groups) for id in members}
        ends = [
            (group[ids[rows[a]]] == group[ids[rows[b]]], a + b, a, b)
            for a, b in zip(*np.nonzero(np.isfinite(far) & (far >= 2)), strict=True)
            if a < b
        ]
        if not ends:
            return None
        _, _, a, b = min(ends)
        return paths(self.network, ids[rows[a]], ids[rows[b]])

    @cached_property
    def funders_of(self) -> pd.DataFrame:
        """For each column of the network that is funded: how many funders, and the row of the only one if it is."""
        import numpy as np
        import pandas as pd
        import pyarrow.compute as pc

        net = self.network
        funds = pc.equal(self.snapshot.ties["type"], "FUNDS").to_numpy()[net.tie_index.rows]
        pair = np.repeat(np.arange(net.n_pairs), np.diff(net.tie_index.ptr))
        funding = np.unique(pair[funds])
        actor = np.repeat(np.arange(net.n_actors), np.diff(net.indptr))
        grouped = pd.DataFrame({"column": net.indices[funding], "actor": actor[funding]}).groupby("column")["actor"]
        return pd.DataFrame({"n": grouped.nunique(), "only": grouped.min()}).sort_index()

    @property
    def n_alone(self) -> int:
        """How many have a single funder."""
        return int((self.funders_of["n"] == 1).sum())

    @property
    def alone_matters(self) -> bool:
        """Whether at least half of what is funded has a single funder."""
        return len(self.funders_of) > 0 and 2 * self.n_alone >= len(self.funders_of)

    @cached_property
    def scales(self) -> pd.DataFrame:
        """Pairs of the network by the scale of the actor and of the action, where both are stated; actions only."""
        import numpy as np
        import pandas as pd

        net = self.network
        if self.grain != "action":
            return pd.DataFrame({"actor": [], "action": []})
        actor = pd.Series(net.actor_ids, dtype=object).map(self.actors["scale"]).to_numpy()
        action = pd.Series(net.action_ids, dtype=object).map(self.actions["scale"]).to_numpy()
        rows = np.repeat(np.arange(net.n_actors), np.diff(net.indptr))
        return pd.DataFrame({"actor": actor[rows], "action": action[net.indices]}).dropna().reset_index(drop=True)

    @cached_property
    def spenders(self) -> list[tuple[str, int]]:
        """Funders and the sums of their known amounts in minor units, most first; none where amounts are mixed."""
        if self.network.money.refusal or self.network.spec.currency is None:
            return []
        import numpy as np

        rows = np.repeat(np.arange(self.network.n_actors), np.diff(self.network.indptr))
        sums = np.zeros(self.network.n_actors, dtype=np.int64)
        np.add.at(sums, rows, self.network.minor_amounts)
        order = np.lexsort((np.arange(len(sums)), -sums))
        return [(self.network.actor_names[i], int(sums[i])) for i in order if sums[i] > 0]


def without_amount(one: Sum) -> int:
    """How many ties of a sum state no amount, or only one for several that nobody split."""
    return one.missing + one.left_out["unsplit"]


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
