"""What falls after a shock: the actions one by one, what that comes to, and the ties it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.networks.results import Result
from graphkit.scenarios.effects import left_without
from graphkit.scenarios.outcome import FALLS, NAMES, UNKNOWN
from graphkit.scenarios.rules.money import lost_shares
from graphkit.words import Words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from graphkit.networks.network import Network
    from graphkit.scenarios.cascade import Fall
    from graphkit.scenarios.rules import Rule
    from graphkit.scenarios.stakes import Stakes


@dataclass(frozen=True, eq=False, repr=False)
class FallResult(Result):
    """What falls in these data, all else unchanged.

    Attributes
    ----------
    name : str
        The what-if: ``exit``, ``cut``, ``agenda``.
    happened : tuple of str
        What happens: the names of those who leave, the share that is cut, the axes that are dropped.
    stakes : Stakes
        What was at stake.
    fall : Fall
        What fell, by which rule, in which round.
    rules : sequence of Rule
        When an action falls.
    """

    name: str
    happened: tuple[str, ...]
    stakes: Stakes
    fall: Fall
    rules: Sequence[Rule]
    options: Mapping[str, Any]
    provenance: Mapping[str, Any] = field(repr=False)
    unit: str = "share of known money lost"

    @property
    def network(self) -> Network:
        """The network that was looked at."""
        return self.stakes.network

    @property
    def n_falling(self) -> int:
        """How many actions (or what is in their place) fall."""
        return int((self.fall.outcome == FALLS).sum())

    @property
    def n_unknown(self) -> int:
        """How many may fall or not: the data do not say."""
        return int((self.fall.outcome == UNKNOWN).sum())

    @cached_property
    def touched(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Which columns lose something, or fall."""
        lose = np.bincount(self.stakes.column, self.fall.shock.lost, minlength=self.stakes.n_columns) > 0
        lose[self.stakes.axis_column[self.fall.shock.dropped]] = True
        return np.asarray(lose | (self.fall.outcome != 0), dtype=np.bool_)

    @cached_property
    def exposed(self) -> Mapping[str, int]:
        """Money, in minor units, with the number of ties of money whose amount is not known beside each.

        ``lost`` is what ends or is cut, ``lost_open`` how many ties of unknown amount do; ``of_fallen`` all that goes
        to what falls, ``of_fallen_open`` alike. Empty where amounts cannot be added up.
        """
        stakes, lost = self.stakes, self.fall.shock.lost
        if stakes.refusal:
            return {}
        down = (self.fall.outcome == FALLS)[stakes.column]
        return {
            "lost": round(float((stakes.minor * lost).sum())),
            "lost_open": int((stakes.open_ & (lost > 0)).sum()),
            "of_fallen": int(stakes.minor[down].sum()),
            "of_fallen_open": int((stakes.open_ & down).sum()),
        }

    @cached_property
    def left_without(self) -> pd.DataFrame:
        """Territories and groups of which every action falls; see `graphkit.scenarios.effects.left_without`."""
        return left_without(self.stakes, self.fall.outcome == FALLS)

    @property
    def fallen_actors(self) -> pd.DataFrame:
        """Actors that fall as a consequence, by ``cascade``: ``id``, ``name``, ``round``; in order of their rounds."""
        import pandas as pd

        rows = np.flatnonzero(self.fall.actor_round >= 0)
        network = self.network
        found = [(network.actor_ids[at], network.actor_names[at], int(self.fall.actor_round[at])) for at in rows]
        found.sort(key=lambda row: (row[2], row[0]))
        return pd.DataFrame(found, columns=["id", "name", "round"])

    def to_frame(self) -> pd.DataFrame:
        """A row for each action (or recipient) that loses something.

        Returns
        -------
        pandas.DataFrame
            ``id``, ``name``; ``outcome`` (``falls``, ``unknown``, ``stands``); ``round`` (0 at once, 1 as what follows
            from that …; empty where it does not fall); ``rules``, those that fell it; ``funders`` and ``funders_left``;
            ``money`` and ``money_lost`` in major units of ``currency``, of the amounts that are known (empty: none
            is), ``unknown_amounts`` (ties of money without one); ``lost_from`` and ``lost_to``, between which the share
            that is lost lies. Those that fall first, in order of rounds, then those unknown; by money lost, then id.
        """
        import pandas as pd

        stakes, lost, n = self.stakes, self.fall.shock.lost, self.stakes.n_columns
        ended = lost >= 1.0
        priced = not stakes.refusal
        known = np.bincount(stakes.column[stakes.known], minlength=n) > 0
        digits = 10.0**self.network.money.digits
        nothing = np.full(n, np.nan)
        money = np.where(known, np.bincount(stakes.column, stakes.minor, minlength=n) / digits, np.nan)
        gone = np.where(known, np.round(np.bincount(stakes.column, stakes.minor * lost, minlength=n)) / digits, np.nan)
        least, greatest = lost_shares(stakes, lost) if priced else (nothing, nothing)
        n_open = np.bincount(stakes.column[stakes.open_], minlength=n)
        pairs = np.unique(np.column_stack([stakes.column, stakes.actor, ended])[stakes.funds], axis=0)
        funders = np.bincount(np.unique(pairs[:, :2], axis=0)[:, 0], minlength=n)
        left = np.bincount(np.unique(pairs[pairs[:, 2] == 0, :2], axis=0)[:, 0], minlength=n)
        at = np.flatnonzero(self.touched)
        felled = [[rule.spec for rule, says in zip(self.rules, self.fall.said[:, x], strict=True) if says == FALLS]
                  for x in at.tolist()]  # fmt: skip
        frame = pd.DataFrame(
            {
                "id": pd.Series([self.network.action_ids[x] for x in at], dtype="str"),
                "name": pd.Series([self.network.action_names[x] for x in at], dtype="str"),
                "outcome": pd.Series([NAMES[x] for x in self.fall.outcome[at]], dtype="str"),
                "round": pd.array(np.where(self.fall.round[at] >= 0, self.fall.round[at], 0), dtype="Int64"),
                "rules": pd.Series([" ".join(each) for each in felled], dtype="str"),
                "funders": funders[at],
                "funders_left": left[at],
                "money": (money if priced else nothing)[at],
                "money_lost": (gone if priced else nothing)[at],
                "currency": self.network.spec.currency if priced else None,
                "unknown_amounts": n_open[at],
                "lost_from": least[at],
                "lost_to": greatest[at],
            }
        )
        frame.loc[self.fall.round[at] < 0, "round"] = pd.NA
        size = -frame["money_lost"].fillna(0.0)
        order = pd.DataFrame({"o": -self.fall.outcome[at], "r": self.fall.round[at], "m": size, "id": frame["id"]})
        return frame.loc[order.sort_values(["o", "r", "m", "id"], kind="stable").index].reset_index(drop=True)

    def evidence(self, key: str | None = None) -> pd.DataFrame:
        """The ties that end or lose money, and links to axes that are dropped; columns as in `Network.evidence`.

        A link to an axis has the axis in the place of an actor.

        Parameters
        ----------
        key : str, optional
            An action (or recipient) by id or name: all its ties, those that stay too, and where axes are dropped its
            links to all it has. All that end or are dropped when not given.
        """
        import pandas as pd

        from graphkit.networks.evidence import tie_table
        from graphkit.scenarios.axis_links import axis_links

        stakes, dropped = self.stakes, self.fall.shock.dropped
        if key is not None:
            frame = self.network.evidence(action=key)
            links = (stakes.axis_column == self.network.action(key)) & dropped.any()
        else:
            lose = np.unique(stakes.row[self.fall.shock.lost > 0])
            pairs = np.flatnonzero(
                np.add.reduceat(np.isin(self.network.tie_index.rows, lose), self.network.tie_index.ptr[:-1]) > 0
            ) if self.network.n_pairs else np.zeros(0, dtype=np.int64)  # fmt: skip
            frame = tie_table(self.network, pairs)
            ids = set(self.network.snapshot.ties["id"].take(lose).to_pylist())
            frame, links = frame[frame["tie"].isin(ids)].reset_index(drop=True), dropped
        if not links.any():
            return frame
        linked = axis_links(stakes, links)
        return pd.concat([linked, frame.astype(object)], ignore_index=True) if len(frame) else linked

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """The first `top` of what falls as bars: the share of its known money that is lost.

        Where none is known to be lost, how many of the actions that lose something fall.
        """
        from graphkit.drawing.axes import label
        from graphkit.networks.plots import bars

        frame = self.to_frame()
        if not frame["lost_from"].fillna(0.0).any():
            # No share of money is known to be lost: how many actions fall is what there is to see.
            counts = frame["outcome"].value_counts().reindex(NAMES[::-1], fill_value=0)
            return bars([label(each, lang) for each in counts.index], counts.tolist(), "actions", ax, lang=lang)
        frame = frame.head(top)
        return bars(frame["name"].tolist(), frame["lost_from"].fillna(0.0).tolist(), self.unit, ax, lang=lang)

    def __str__(self) -> str:
        return self.sentence("en")

    def sentence(self, lang: str) -> str:
        """What happens, what falls and what is not known, in English or French; a line each."""
        from graphkit.scenarios.sentences import of_fall

        return of_fall(self, Words("graphkit.scenarios", lang))

    def __repr__(self) -> str:
        return f"<FallResult: {str(self).splitlines()[0]}>"
