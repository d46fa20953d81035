"""How a coalition grew: who joined when, the stages with their parts, the ties behind, a text and a picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphkit.errors import UnknownName
from graphkit.networks.results import Result

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from graphkit.coalitions.growth.rule import Stage
    from graphkit.networks.snapshot import Snapshot

PROPOSAL = (
    "Stages are a proposal of ours, no accepted measure: sponsors give money, support, initiate or decide; "
    "institutions are public bodies. An institution's is what two or more of two or more scales carry."
)

CALLED = {
    "no_sponsor": "no sponsor",
    "one_sponsor": "one sponsor's",
    "several_sponsors": "several sponsors', at most one an institution",
    "several_institutions": "several institutions', of one scale as far as is known",
    "institutions_of_several_scales": "institutions' of several scales",
}


@dataclass(frozen=True, slots=True)
class Joined:
    """An actor, the first year that one of its ties states (None: none does), and its roles in the ties of it."""

    year: int | None
    id: str
    name: str
    kind: str | None
    scale: str | None
    first_as: tuple[str, ...]
    ties: int


@dataclass(frozen=True, eq=False, repr=False)
class ActionGrowth(Result):
    """What `graphkit.coalitions.growth.growth` found.

    Attributes
    ----------
    action, called : str
        Id and name of the action.
    joined : sequence of Joined
        By year; those without one last.
    stages : sequence of Stage
        By each year in which a sponsor came, then with those of no year.
    n_ties, n_undated : int
        Ties to the action, and how many state no year.
    """

    name: str
    unit: str
    action: str
    called: str
    options: Mapping[str, Any]
    provenance: Mapping[str, Any]
    joined: Sequence[Joined]
    stages: Sequence[Stage]
    n_ties: int
    n_undated: int
    rows: NDArray[np.int64] = field(repr=False)
    snapshot: Snapshot = field(repr=False)

    @property
    def became(self) -> int | None:
        """The year by which institutions of several scales carried the action; None where no year says so.

        Where sponsors state no year it may have been earlier.
        """
        years = (one.year for one in self.stages if one.stage == "institutions_of_several_scales" and one.year)
        return next(years, None)

    def to_frame(self) -> pd.DataFrame:
        """One row an actor, by first year, those without one last: that they came last is not said.

        Returns
        -------
        pandas.DataFrame
            ``action``, ``year``, ``actor``, ``actor_id``, ``kind``, ``scale``, ``first_as`` (list), ``ties``: as the
            query ``coalition_of_action_by_year`` gives them.
        """
        import pandas as pd

        types = {"action": "str", "year": "Int64", "actor": "str", "actor_id": "str", "kind": "object"}
        types |= {"scale": "object", "first_as": "object", "ties": "int64"}
        rows = [
            (self.called, one.year, one.name, one.id, one.kind, one.scale, list(one.first_as), one.ties)
            for one in self.joined
        ]
        return pd.DataFrame(rows, columns=list(types), dtype=object).astype(types)

    def stages_to_frame(self) -> pd.DataFrame:
        """One row a stage, with its parts.

        Returns
        -------
        pandas.DataFrame
            ``by_year`` (empty: with those too whose ties state none), ``stage``, ``sponsors``, ``institutions``,
            ``scales`` (list), ``first_support``, ``not_known``; see `graphkit.coalitions.growth.rule.Stage`.
        """
        import pandas as pd

        types = {"by_year": "Int64", "stage": "str", "sponsors": "int64", "institutions": "int64", "scales": "object"}
        types |= {"first_support": "int64", "not_known": "int64"}
        rows = [
            (s.year, s.stage, s.n_sponsors, s.n_institutions, list(s.scales), s.n_first_support, s.n_unknown)
            for s in self.stages
        ]
        return pd.DataFrame(rows, columns=list(types), dtype=object).astype(types)

    def evidence(self, key: str | None = None) -> pd.DataFrame:
        """The ties of an actor (its id) to the action, or all.

        Returns
        -------
        pandas.DataFrame
            ``tie``, ``type``, ``actor``, ``role``, ``amount``, ``currency``, ``year``, ``date``, ``start``, ``end``,
            ``source``, ``locator``; as each tie states them.

        Raises
        ------
        UnknownName
            No such actor has joined.
        """
        import pyarrow as pa

        known = [one.id for one in self.joined]
        if key is not None and key not in known:
            raise UnknownName("actor of the action", key, known)
        names = ["id", "type", "actor", "role", "amount", "currency", "year", "date", "start", "end", "source"]
        ties = self.snapshot.ties.take(pa.array(self.rows)).select([*names, "locator"])
        frame: pd.DataFrame = ties.to_pandas().rename(columns={"id": "tie"})
        return frame if key is None else frame[frame["actor"] == key].reset_index(drop=True)

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """How many actors, sponsors and institutions there were by each year; the last `top` years with any change."""
        from graphkit.coalitions.growth.drawing import lines

        return lines(self, ax, top, lang)

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def __repr__(self) -> str:
        return f"<ActionGrowth: {str(self).splitlines()[0]}>"

    def _lines(self) -> Iterator[str]:
        n, without = len(self.joined), sum(one.year is None for one in self.joined)
        actors = f"{n:,} actor{'s' * (n != 1)}"
        yield f"{self.called}: {actors}, {without:,} of them in no year that a source states."
        for year in sorted({one.year for one in self.joined if one.year is not None}):
            there = [one for one in self.joined if one.year == year]
            yield f"{year}: {', '.join(_told(one) for one in there)}"
        if not n:
            return
        yield PROPOSAL
        for one in self.stages:
            scales = ", ".join(one.scales) or "none known"
            parts = f"{one.n_sponsors} sponsors, {one.n_institutions} institutions, scales: {scales}"
            parts += f", political or symbolic support: {one.n_first_support}, not known: {one.n_unknown}"
            yield f"  {'by ' + str(one.year) if one.year else 'with those of no year'}: {CALLED[one.stage]} ({parts})"


def _told(one: Joined) -> str:
    what = ", ".join(part.replace("_", " ") for part in (*one.first_as, one.kind, one.scale) if part)
    return f"{one.name} ({what})"
