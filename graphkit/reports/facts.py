"""What a report is about: the data, the networks it reads, and the analyses of them, each done once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from shlex import quote
from typing import TYPE_CHECKING, Any

from graphkit.reports.again import options
from graphkit.reports.behind import Evidence
from graphkit.reports.said import Rows

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    from graphkit.networks.network import Network
    from graphkit.networks.projection import Projection
    from graphkit.networks.snapshot import Snapshot
    from graphkit.reports.bridging import Bridging
    from graphkit.reports.cofunding import Cofunding
    from graphkit.reports.drawn import Drawing
    from graphkit.reports.exits import Exits
    from graphkit.reports.given import Given
    from graphkit.reports.grouping import Grouped
    from graphkit.reports.sums import Sums

# Options that leave ties or amounts of the data out, whoever has them; who funds nothing is left out without one.
OF_A_PART = ("ties", "fields", "since", "until", "roles", "currency", "basis")

# Sources of what graphkit wrote itself: groups, decisions on who is one, places in the official lists.
OF_OUR_OWN = ("analysis:", "decisions:", "placing:")


@dataclass(frozen=True)
class Facts:
    """The numbers of a report, the same whatever its language; each is computed when it is first asked for.

    All but those of the whole data (`actors`, `actions`) are of the ties behind the network, so that what was left out
    of it (years, roles, what was refused or only asked for) is in none of them.

    Attributes
    ----------
    snapshot : Snapshot
        The data.
    network : Network
        The network that the report reads.
    asked : mapping
        The options that it was asked for with.
    seed : int
        Seed of what is drawn at random.
    issues, axes : pandas.DataFrame
        Difficulties without an improvement and axes that no action pursues, as the query library gives them.
    loads : list of dict
        The loads of the store.
    naming : set of str
        Sources that name a node; a folder whose rows cite documents names none itself.
    named : callable
        Looks up the rows that name nodes of a label, by their ids.
    """

    snapshot: Snapshot
    network: Network
    asked: Mapping[str, Any]
    seed: int
    issues: pd.DataFrame
    axes: pd.DataFrame
    loads: list[dict[str, Any]]
    naming: Set[str]
    named: Callable[[str, Sequence[str]], Rows]

    @cached_property
    def evidence(self) -> Evidence:
        """Looks up the rows behind numbers."""
        return Evidence(self.snapshot)

    def command(self, words: str, *, funding: bool = False, seeded: bool = False) -> str:
        """A command that gives a number again, with the options of the network that it is of."""
        asked = {**self.asked, "funders_only": True} if funding else self.asked
        if funding:
            asked = {key: value for key, value in asked.items() if key not in ("ties", "roles")}
        parts = ["graphkit", words, options(asked), f"--seed {self.seed}" if seeded else ""]
        return " ".join(part for part in parts if part)

    def rows_command(self, key: str) -> str:
        """A command that lists all rows behind the number of a key."""
        return self.command(f"evidence {quote(key)}", seeded=True)

    def of_store(self, words: str) -> str:
        """A command that looks at the whole store; the report itself, where its network is of a part of it."""
        return self.command("report", seeded=True) if set(self.asked) - {"funders_only"} else f"graphkit {words}"

    @property
    def is_part(self) -> bool:
        """Whether the report was asked to read a part of the data, so that what it does not find may be in the rest."""
        return any(option in self.asked for option in OF_A_PART)

    @property
    def grain(self) -> str:
        """What actors share: ``action``, ``recipient`` or ``recipient-year``."""
        return self.network.spec.request.grain

    @cached_property
    def projection(self) -> Projection:
        """Actors tied by what they share."""
        return self.network.projection("count")

    @cached_property
    def whole(self) -> Rows:
        """All ties behind the network."""
        return self.evidence.whole(self.network)

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
    def funders(self) -> list[str]:
        """Actors of the data who fund something, by id: not those of whom it was only asked, or who refused."""
        ties = self.snapshot.ties.select(["actor", "type"]).to_pandas()
        return sorted(set(ties["actor"][(ties["type"] == "FUNDS") & ~self.snapshot.untied.any]))

    @cached_property
    def outside(self) -> tuple[list[str], list[str]]:
        """The actors and the actions of the data that have no tie in the network, by id."""
        net = self.network
        within = set(net.actor_ids)
        if self.grain != "action":
            # Who receives in a year is called id@year.
            within |= {id.rpartition("@")[0] if self.grain == "recipient-year" else id for id in net.action_ids}
        used = set(self.ties["action"])
        return [id for id in self.actors.index if id not in within], [id for id in self.actions.index if id not in used]

    @cached_property
    def receiving(self) -> list[str]:
        """Of the actors without a tie in the network, those who have one of another type to what it holds.

        In a report on funding these are the recipients: they are no funders, and yet nobody who is tied to nothing.
        """
        used, outside = set(self.ties["action"]), set(self.outside[0])
        ties = self.snapshot.ties.select(["actor", "action"]).to_pandas()
        # Who would have received what was refused receives nothing.
        found = set(ties["actor"][ties["action"].isin(used) & ~self.snapshot.untied.any]) & outside
        return [id for id in self.outside[0] if id in found]

    @cached_property
    def every(self) -> Rows:
        """All ties of the data between actors and actions."""
        return self.evidence.ties(range(self.snapshot.ties.num_rows))

    @cached_property
    def left_out(self) -> Mapping[str, Rows]:
        """The ties that were asked for and are not in the network, by the reason, as far as they can be told."""
        from graphkit.reports.left_out import left_out

        return left_out(self)

    @cached_property
    def rows(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """The rows of the snapshot's ties that are behind the network, each once."""
        import numpy as np

        return np.unique(self.network.tie_index.rows)

    @cached_property
    def counted(self) -> pa.Table:
        """The ties behind the network, each once."""
        return self.snapshot.ties.take(self.rows)

    @cached_property
    def ties(self) -> pd.DataFrame:
        """The ties behind the network, each once, with their rows in the snapshot as index."""
        return _frame(self.counted).set_index(self.rows)

    @cached_property
    def ties_by_year(self) -> pd.Series[int]:
        """How many ties have which year: the first that each states; under -1 those that state none."""
        import numpy as np
        import pandas as pd

        held = self._held
        return pd.Series(np.where(held.dated, held.one, -1)).value_counts().sort_index()

    def of_year(self, year: int) -> Rows:
        """The ties whose first year, as `ties_by_year` counts them, is this one."""
        return self.of_years([year])

    def of_years(self, years: Sequence[int]) -> Rows:
        """The ties whose first year is one of these."""
        import numpy as np

        held = self._held
        return self.evidence.ties(self.rows[held.dated & np.isin(held.one, list(years))])

    @cached_property
    def undated(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """The rows of the ties that state no year."""
        import numpy as np

        return np.asarray(self.rows[~self._held.dated], dtype=np.int64)

    @cached_property
    def _held(self) -> Any:
        import numpy as np
        import pyarrow.compute as pc

        from graphkit.networks.years import years

        action = pc.index_in(self.counted["action"], value_set=self.snapshot.actions["id"]).to_numpy()
        return years(self.counted, self.snapshot.actions, action.astype(np.int64))

    @cached_property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year that the ties state; None where they state none."""
        held = self._held
        # Open beginnings and ends lie a million years away.
        stated = [each for each in (*held.first[held.dated], *held.last[held.dated]) if abs(each) < 10_000]
        return (int(min(stated)), int(max(stated))) if stated else None

    @cached_property
    def sums(self) -> Sums:
        """What the ties of money add up to, by the rules of money."""
        from graphkit.reports.sums import Sums

        return Sums(self)

    @cached_property
    def scales(self) -> pd.DataFrame:
        """Pairs of the network by the scale of the actor and of the action, where both are stated; actions only."""
        import numpy as np
        import pandas as pd

        net = self.network
        if self.grain != "action":
            return pd.DataFrame({"actor": [], "action": [], "pair": []})
        actor = pd.Series(net.actor_ids, dtype=object).map(self.actors["scale"]).to_numpy()
        action = pd.Series(net.action_ids, dtype=object).map(self.actions["scale"]).to_numpy()
        rows = np.repeat(np.arange(net.n_actors), np.diff(net.indptr))
        pairs = {"actor": actor[rows], "action": action[net.indices], "pair": np.arange(net.n_pairs)}
        return pd.DataFrame(pairs).dropna().reset_index(drop=True)

    @cached_property
    def pair_actor(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """The row of the actor of each pair of the network."""
        import numpy as np

        return np.repeat(np.arange(self.network.n_actors), np.diff(self.network.indptr))

    def of_actor(self, id: str) -> Rows:
        """The ties of an actor of the network."""
        import numpy as np

        at = self.row_of[id]
        start, end = self.network.indptr[at], self.network.indptr[at + 1]
        return self.evidence.of_pairs(self.network, np.arange(start, end))

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        """The row of each actor of the network."""
        return {id: row for row, id in enumerate(self.network.actor_ids)}

    def in_everything(self, id: str) -> bool:
        """Whether an actor of the network has a tie to all that there is in it."""
        at = self.row_of[id]
        return int(self.network.indptr[at + 1] - self.network.indptr[at]) == self.network.n_actions > 1

    @cached_property
    def alike(self) -> list[list[str]]:
        """Actors of the data that are called the same but for case, accents and signs."""
        from graphkit.reports.weak import called_alike

        return called_alike(self)

    @cached_property
    def drawing(self) -> Drawing:
        """What the map draws, and where."""
        from graphkit.reports.drawn import drawing

        return drawing(self)

    @cached_property
    def grouped(self) -> Grouped:
        """The coalitions and how sure they are."""
        from graphkit.reports.grouping import grouped

        return grouped(self)

    @cached_property
    def bridging(self) -> Bridging:
        """Who joins what would be apart."""
        from graphkit.reports.bridging import bridging

        return bridging(self)

    @cached_property
    def cofunding(self) -> Cofunding:
        """Who funds with whom."""
        from graphkit.reports.cofunding import cofunding

        return cofunding(self)

    @cached_property
    def given(self) -> Given | None:
        """What a single funder funds, where the report has no other actor."""
        from graphkit.reports.given import given

        return given(self)

    @cached_property
    def exits(self) -> Exits:
        """What would be without a funder if one left."""
        from graphkit.reports.exits import exits

        return exits(self)


def _frame(table: pa.Table) -> pd.DataFrame:
    frame: pd.DataFrame = table.to_pandas()
    return frame
