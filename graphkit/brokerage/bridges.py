"""Brokerage in two modes: actors that join groups through actions, actions that join groups of actors."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.brokerage.nearest import nearest
from graphkit.errors import DataError
from graphkit.groups.grouping import groups_of_actions
from graphkit.groups.memberships import memberships
from graphkit.networks.projection import LARGEST
from graphkit.networks.results import Result, ranked

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.groups.grouping import Grouping
    from graphkit.networks.network import Network

    Places = NDArray[np.int64]

REFERENCE = "Jasny & Lubell 2015"


@dataclass(frozen=True, eq=False, repr=False)
class Bridges(Result):
    """Which actors and actions join groups, and where one of them is the only one to do so.

    Attributes
    ----------
    reached : mapping of str to scipy.sparse.csr_array
        Of ``actors`` and of ``actions``: which groups each reaches, 1 or nothing.
    joins, alone : mappings of str to array of int
        How many pairs of groups each joins, and how many of these nobody else does.
    across, across_alone : arrays of int
        Of each action, how many pairs of its actors are of different groups, and how many of these meet nowhere else.
    """

    name: str
    unit: str
    options: Mapping[str, Any]
    provenance: Mapping[str, Any]
    network: Network = field(repr=False)
    grouping: Grouping = field(repr=False)
    reached: Mapping[str, csr_array[Any]] = field(repr=False)
    joins: Mapping[str, Places] = field(repr=False)
    alone: Mapping[str, Places] = field(repr=False)
    across: Places = field(repr=False)
    across_alone: Places = field(repr=False)

    def to_frame(self, of: str = "actors") -> pd.DataFrame:
        """The actors, or the actions, those first that alone join most pairs of groups, then by all they join, and id.

        Parameters
        ----------
        of : {"actors", "actions"}
            Whose rows.

        Returns
        -------
        pandas.DataFrame
            ``id``, ``name``; of actors ``group``; ``n_groups``: how many groups it reaches; ``joins``: pairs of them;
            ``alone``: those that none of its kind joins but it; of actions ``across`` and ``across_alone``, pairs of
            its actors.
        """
        import pandas as pd

        network = self.network
        ids, names = (
            (network.actor_ids, network.actor_names) if of == "actors" else (network.action_ids, network.action_names)
        )
        columns: dict[str, Any] = {"id": list(ids), "name": list(names)}
        if of == "actors":
            columns["group"] = [self.grouping.called(number) for number in self.grouping.of.tolist()]
        columns |= {"n_groups": np.diff(self.reached[of].indptr), "joins": self.joins[of], "alone": self.alone[of]}
        if of != "actors":
            columns |= {"across": self.across, "across_alone": self.across_alone}
        frame = pd.DataFrame(columns)
        order = frame.assign(_alone=-frame["alone"], _joins=-frame["joins"])
        return frame.loc[order.sort_values(["_alone", "_joins", "id"], kind="stable").index].reset_index(drop=True)

    def only(self, of: str = "actors") -> pd.DataFrame:
        """The pairs of groups that one actor, or one action, is the only one to join.

        Returns
        -------
        pandas.DataFrame
            ``group``, ``other_group``, ``id``, ``name`` of the bridge, ``nearest``: who could replace it, by name. For
            an actor these are up to three that share actions with it and reach one of the two groups, those with most
            actions in common first; for an action up to three others of the same actors, likewise. None there is an
            answer: nobody is near.
        """
        import pandas as pd

        reached = self.reached[of]
        network = self.network
        one, other, who = _alone_pairs(reached)
        ids, names = (
            (network.actor_ids, network.actor_names) if of == "actors" else (network.action_ids, network.action_names)
        )
        incidence = network.incidence if of == "actors" else network.by_action
        near = nearest(incidence, reached, one, other, who)
        rows = [
            (self.grouping.names[first], self.grouping.names[second], ids[at], names[at], [names[each] for each in by])
            for first, second, at, by in zip(one.tolist(), other.tolist(), who.tolist(), near, strict=True)
        ]
        frame = pd.DataFrame(rows, columns=["group", "other_group", "id", "name", "nearest"])
        return frame.sort_values(["group", "other_group"], kind="stable", ignore_index=True)

    def evidence(self, key: str) -> pd.DataFrame:
        """The ties of an actor, given by id or name, or where no actor is called so, of an action."""
        from graphkit.errors import UnknownName

        try:
            return self.network.evidence(actor=key)
        except UnknownName:
            return self.network.evidence(action=key)

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en", of: str = "actors") -> Axes:
        """The actors, or the actions, that join most pairs of groups."""
        from graphkit.networks.plots import bars

        frame = ranked(self.to_frame(of), "joins")
        frame = frame[frame["joins"] > 0].head(top)
        return bars(frame["name"].tolist(), frame["joins"].tolist(), "pairs of groups joined", ax, lang=lang)

    def __str__(self) -> str:
        if self.grouping.n_groups < 2:
            return f"There are fewer than two groups (by {self.grouping.by}): there is nothing to join."
        actors, actions = (int((self.joins[of] > 0).sum()) for of in ("actors", "actions"))
        alone = int((self.alone["actors"] > 0).sum())
        return (
            f"{actors:,} actors and {actions:,} actions join groups (by {self.grouping.by}); {alone:,} of the actors "
            "are the only ones to join two."
        )

    def __repr__(self) -> str:
        return f"<Bridges: {self}>"


def bridges(network: Network, grouping: Grouping) -> Bridges:
    r"""Which actors join groups through actions, and which actions join groups of actors.

    An action joins the groups of its actors. An actor joins the groups that its actions are in, where actions have
    groups of that kind themselves (policy fields, territories); else its own and those of the actors that it meets in
    them. Who reaches k groups joins :math:`k (k - 1) / 2` pairs of them, and joins a pair *alone* where no
    other of its kind reaches both: an actor then is the only bridge, and what joins the two goes when it does.

    Parameters
    ----------
    network : Network
        In two modes.
    grouping : Grouping
        Of its actors. An actor without a group may still be a bridge; it makes no action one.

    Raises
    ------
    DataError
        The groups and those who reach many are so many that their pairs would not fit into memory.

    Notes
    -----
    A pair of actors of an action counts in ``across_alone`` where they share that action and no other. O(sum of the
    squares of the groups reached), and for these pairs a projection; where that would not fit, they are -1.

    References
    ----------
    .. [1] Jasny, L., Lubell, M. (2015). Two-mode brokerage in policy networks. Social Networks 41, 36-47.

    Examples
    --------
    >>> from graphkit.groups import grouping_of
    >>> from graphkit.measures._example import cafe_and_garden
    >>> network = cafe_and_garden()
    >>> sides = grouping_of(network, {"city": "public", "fund": "private", "families": "residents"})
    >>> bridges(network, sides).to_frame()[["name", "n_groups", "joins", "alone"]]
           name  n_groups  joins  alone
    0      City         3      3      1
    1  Families         2      1      0
    2      Fund         2      1      0
    """
    from graphkit.networks.provenance import provenance

    own = memberships(
        [[grouping.ids[at]] if at >= 0 else [] for at in grouping.of.tolist()],
        grouping.ids,
    )
    by_actors = _there(network.by_action @ own)
    stated = groups_of_actions(network, grouping)
    reached_by_actors = _there(network.incidence @ (by_actors if stated is None else stated))
    reached = {"actors": reached_by_actors, "actions": by_actors}
    counts = {of: np.diff(matrix.indptr).astype(np.int64) for of, matrix in reached.items()}
    alone = {}
    for of, matrix in reached.items():
        _refuse(counts[of], network, of)
        _, _, who = _alone_pairs(matrix)
        alone[of] = np.bincount(who, minlength=matrix.shape[0]).astype(np.int64)
    across, across_alone = _across(network, grouping)
    options = {"by": grouping.by}
    made = provenance(network, "two-mode brokerage", options, reference=REFERENCE)
    made["account"] = {"groups": dict(grouping.account), "actions_have_groups": stated is not None}
    return Bridges(
        name="bridges",
        unit="pairs of groups",
        options=options,
        provenance=made,
        network=network,
        grouping=grouping,
        reached=reached,
        joins={of: n * (n - 1) // 2 for of, n in counts.items()},
        alone=alone,
        across=across,
        across_alone=across_alone,
    )


def _there(matrix: csr_array[Any]) -> csr_array[Any]:
    """1 where there is anything."""
    from scipy.sparse import csr_array

    made = csr_array(matrix)
    made.sort_indices()
    return csr_array((np.ones(made.nnz, dtype=np.int64), made.indices, made.indptr), shape=made.shape)


def _alone_pairs(reached: csr_array[Any]) -> tuple[Places, Places, Places]:
    """The pairs of groups that one row alone reaches, and which row that is."""
    from scipy.sparse import diags_array, triu

    if reached.shape[0] == 0 or reached.shape[1] == 0:
        return (np.zeros(0, dtype=np.int64),) * 3
    # The number of the row, from 1, added up over those who reach both: of one it is that one's.
    number = diags_array(np.arange(1.0, reached.shape[0] + 1))
    together, of = (triu(reached.T @ product, k=1, format="csr") for product in (reached, number @ reached))
    for matrix in (together, of):
        matrix.sort_indices()
    pairs = together.tocoo()
    single = pairs.data == 1
    one, other = pairs.row[single].astype(np.int64), pairs.col[single].astype(np.int64)
    return one, other, of.data[single].astype(np.int64) - 1


def _across(network: Network, grouping: Grouping) -> tuple[Places, Places]:
    """For each action the pairs of its actors that are of different groups, and those that share nothing else."""
    from scipy.sparse import csr_array, diags_array, triu

    known = grouping.known
    own = csr_array(network.by_action @ diags_array(known.astype(np.float64)))
    by_group = csr_array(
        own @ memberships([[grouping.ids[at]] if at >= 0 else [] for at in grouping.of.tolist()], grouping.ids)
    )
    n = np.asarray(own.sum(axis=1)).ravel().astype(np.int64)
    squares = np.asarray(by_group.multiply(by_group).sum(axis=1)).ravel().astype(np.int64)
    across = (n * n - squares) // 2
    try:
        shared = triu(network.projection().matrix, format="csr")
    except DataError:
        return across, np.full(network.n_actions, -1, dtype=np.int64)
    number = diags_array(np.arange(1.0, network.n_actions + 1))
    which = triu(csr_array(network.incidence @ number) @ network.by_action, k=1, format="csr")
    for matrix in (shared, which):
        matrix.sort_indices()
    pairs = shared.tocoo()
    of = grouping.of
    one, other = of[pairs.row], of[pairs.col]
    single = (pairs.data == 1) & (one >= 0) & (other >= 0) & (one != other)
    return across, np.bincount(which.data[single].astype(np.int64) - 1, minlength=network.n_actions).astype(np.int64)


def _refuse(counts: Places, network: Network, of: str) -> None:
    if float((counts.astype(np.float64) ** 2).sum()) > LARGEST:
        largest = int(counts.argmax())
        name = network.actor_names[largest] if of == "actors" else network.action_names[largest]
        raise DataError(
            f"The pairs of groups that {of} join are too many to hold: {name} alone reaches {counts[largest]:,}. "
            "Group by something coarser, or take a shorter window of years."
        )
