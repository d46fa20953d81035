"""Grants by the year in which they end: what is not renewed when."""

from __future__ import annotations

from collections.abc import Mapping
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
    from graphkit.networks.snapshot import Snapshot

_FAR = 10**6


@dataclass(frozen=True, eq=False, repr=False)
class CliffResult(Result):
    """Funding by the year in which it ends; see `cliff`.

    Attributes
    ----------
    last_year : int or None
        The last year in which any funding of the data begins: nothing says what came after it.
    undated : int
        Ties of funding without a year, which are left out.
    open_ended : int
        Ties of funding that began and of which no end is stated.
    """

    frame: pd.DataFrame = field(repr=False)
    ties: pd.DataFrame = field(repr=False)
    network: Network
    last_year: int | None
    undated: int
    open_ended: int
    options: Mapping[str, Any]
    provenance: Mapping[str, Any] = field(repr=False)
    name: str = "cliff"
    unit: str = "grants that end and are not renewed"

    def to_frame(self) -> pd.DataFrame:
        """A row for each year in which funding ends, as they pass.

        Returns
        -------
        pandas.DataFrame
            ``year``; ``ends``: pairs of a funder and what it funds of which the funding ends; of these ``renewed`` (the
            same funder gives to the same again, later), ``not_renewed``, and ``not_known`` (the data end there too);
            ``last`` actions (or recipients) that nobody else funds any more either, ``last_not_known`` alike; ``money``
            known that ends, ``money_not_renewed``, in ``currency``; ``unknown_amounts`` of what ends; ``ends_stated``:
            how many have a stated end, where the others are taken to end with the year they are of.
        """
        return self.frame.copy()

    def evidence(self, key: int | None = None) -> pd.DataFrame:
        """The ties that end in a year (all when not given), with where each comes from.

        Returns
        -------
        pandas.DataFrame
            ``year`` of the end, ``renewed`` (``yes``, ``no``, ``not known``), then ``tie``, ``actor``, ``actor_name``,
            ``action``, ``action_name``, ``amount``, ``currency``, ``begins``, ``source``, ``locator``.
        """
        return self.ties if key is None else self.ties[self.ties["year"] == key].reset_index(drop=True)

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """What is not renewed, year by year: the last `top` years as bars."""
        from graphkit.networks.plots import bars

        rows = self.frame.tail(top)
        return bars([str(year) for year in rows["year"]], rows["not_renewed"].tolist(), self.unit, ax, lang=lang)

    def __str__(self) -> str:
        return self.sentence("en")

    def sentence(self, lang: str) -> str:
        """What ends when and what cannot be known, in English or French; a line each."""
        from graphkit.scenarios.sentences import of_cliff

        return of_cliff(self, Words("graphkit.scenarios", lang))


def usual_grain(snapshot: Snapshot) -> str:
    """What is renewed where nobody says: recipients where the data name no actions, for one does each for a year."""
    import pyarrow.compute as pc

    actions = snapshot.actions
    implied = actions.num_rows and pc.all(pc.fill_null(actions["implied"], False)).as_py()
    return "recipient" if implied else "action"


def cliff(network: Network) -> CliffResult:
    """Funding by the year in which it ends, and whether the same funder gave to the same again, all else unchanged.

    A tie ends with the year of its ``end``, else of its action's; one that states no end but a year ends with that.
    Funding is renewed where the same funder has a tie to the same action (or recipient) that begins in a later year, or
    goes on beyond that one. What ends in the last year of the data, or later, may be renewed without the data showing
    it: it is ``not known``, not lost. That a grant was not renewed does not say that it was asked for again.

    Parameters
    ----------
    network : Network
        Take the grain ``recipient`` where the data name recipients and no actions: an implied action is the activity of
        one year, and is never renewed.

    Returns
    -------
    CliffResult

    Notes
    -----
    Money is what the network adds up; where amounts are of several currencies or bases it is empty. By sorting.
    """
    import numpy as np
    import pandas as pd

    from graphkit.networks.provenance import provenance
    from graphkit.networks.years import years
    from graphkit.scenarios.stakes import stakes

    at = stakes(network)
    snapshot = network.snapshot
    # What another source states as well, or the same funder on another basis, is no grant of its own, and renews none.
    entry = np.flatnonzero(at.funds & ~at.again)
    rows = at.row[entry]
    ties = snapshot.ties.take(rows)
    when = years(ties, snapshot.actions, snapshot.action_of_ties[rows])
    dated = when.dated
    # An end that is stated counts before the year that a tie is counted in, which is often that of its decision.
    end, stated = _stated_end(network, rows)
    latest = np.where(stated, end, when.last)
    dated = dated | stated
    goes_on = dated & (latest >= _FAR)
    pair = at.column * np.int64(max(at.n_actors, 1)) + at.actor
    use = np.flatnonzero(dated)
    entry, first, last, stated = entry[use], when.first[use], latest[use], stated[use]
    last_year = int(first[first > -_FAR].max(initial=-_FAR))
    known_until = None if last_year == -_FAR else last_year
    # A tie is followed where another of its pair goes on beyond its end; of those that end together one stands for all.
    pair_ends = _latest(pair[entry], last)
    column_ends = _latest(at.column[entry], last)
    followed, alone = last < pair_ends, last >= column_ends
    ends = last < _FAR
    beyond = np.full(len(last), False) if known_until is None else last >= known_until
    frame = pd.DataFrame(
        {
            "year": last, "pair": pair[entry], "column": at.column[entry], "minor": at.minor[entry],
            "known": at.known[entry], "open": at.open_[entry], "stated": stated,
            "renewed": np.where(followed, "yes", np.where(beyond, "not known", "no")), "alone": alone, "entry": entry,
            "begins": first,
        }
    )[ends]  # fmt: skip
    priced = not at.refusal
    options: dict[str, Any] = {"last_year": known_until}
    return CliffResult(
        frame=_by_year(frame, network, priced=priced),
        ties=_tie_rows(frame, network, at.row),
        network=network,
        last_year=known_until,
        undated=int((~dated).sum()),
        open_ended=int(goes_on.sum()),
        options=options,
        provenance=provenance(network, "cliff", options),
    )


def _stated_end(network: Network, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The year in which each tie, or else its action, ends as stated; and whether it is stated."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    snapshot = network.snapshot

    def year(column: pa.ChunkedArray) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        there = np.asarray(pc.is_valid(column).to_numpy(), dtype=np.bool_)
        return np.asarray(pc.fill_null(pc.year(column), 0).to_numpy(), dtype=np.int64), there

    own, own_there = (each[rows] for each in year(snapshot.ties["end"]))
    action, action_there = (each[snapshot.action_of_ties[rows]] for each in year(snapshot.actions["end"]))
    return np.where(own_there, own, action), np.asarray(own_there | action_there)


def _latest(group: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each entry the latest end of its group."""
    import numpy as np

    _, place = np.unique(group, return_inverse=True)
    place = place.reshape(-1)
    found = np.full(int(place.max(initial=-1)) + 1, -_FAR, dtype=np.int64)
    np.maximum.at(found, place, last)
    return found[place]


def _by_year(frame: pd.DataFrame, network: Network, *, priced: bool) -> pd.DataFrame:
    import pandas as pd

    digits = 10.0**network.money.digits
    rows = []
    for year in sorted({*frame["year"].tolist()}):
        of = frame[frame["year"] == year]
        pairs = of.drop_duplicates("pair")
        said = pairs["renewed"].value_counts()
        last = of[of["alone"]].drop_duplicates("column")
        lost = of[of["renewed"] == "no"]

        def money(some: pd.DataFrame) -> float | None:
            return int(some["minor"].sum()) / digits if priced and some["known"].any() else None

        rows.append(
            {
                "year": year, "ends": len(pairs), "renewed": int(said.get("yes", 0)),
                "not_renewed": int(said.get("no", 0)), "not_known": int(said.get("not known", 0)),
                "last": int((last["renewed"] == "no").sum()),
                "last_not_known": int((last["renewed"] == "not known").sum()),
                "money": money(of), "money_not_renewed": money(lost),
                "currency": network.spec.currency if priced else None,
                "unknown_amounts": int(of["open"].sum()) if priced else None,
                "ends_stated": int(pairs["stated"].sum()),
            }
        )  # fmt: skip
    columns = [
        *("year", "ends", "renewed", "not_renewed", "not_known", "last", "last_not_known", "money"),
        *("money_not_renewed", "currency", "unknown_amounts", "ends_stated"),
    ]
    return pd.DataFrame(rows, columns=columns).astype({"money": "Float64", "money_not_renewed": "Float64"})


def _tie_rows(frame: pd.DataFrame, network: Network, row: NDArray[np.int64]) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    rows = row[frame["entry"].to_numpy(dtype=np.int64)]
    ties = network.snapshot.ties.take(rows)
    n = max(network.n_actors, 1)
    pairs = frame["pair"].tolist()
    found = pd.DataFrame(
        {
            "year": frame["year"].tolist(),
            "renewed": frame["renewed"].tolist(),
            "tie": ties["id"].to_pylist(),
            "actor": [network.actor_ids[pair % n] for pair in pairs],
            "actor_name": [network.actor_names[pair % n] for pair in pairs],
            "action": [network.action_ids[pair // n] for pair in pairs],
            "action_name": [network.action_names[pair // n] for pair in pairs],
            "amount": pd.array(ties["amount"].to_pylist(), dtype="Float64"),
            "currency": ties["currency"].to_pylist(),
            "begins": pd.array([None if at <= -_FAR else at for at in frame["begins"].tolist()], dtype="Int64"),
            "source": ties["source"].to_pylist(),
            "locator": ties["locator"].to_pylist(),
        }
    )
    return found.sort_values(["year", "action", "actor", "tie"], kind="stable", ignore_index=True)
