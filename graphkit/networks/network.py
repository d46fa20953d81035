"""Actors × actions: the two-mode network that analyses start from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import graphkit
from graphkit.networks.amounts import refuse
from graphkit.networks.as_graph import AsGraph
from graphkit.networks.numbers import rank_within

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.networks.amounts import Money
    from graphkit.networks.projection import Projection
    from graphkit.networks.results import GroupResult
    from graphkit.networks.snapshot import Snapshot
    from graphkit.networks.spec import NetworkSpec


@dataclass(frozen=True, slots=True)
class TieIndex:
    """Which ties of the snapshot are behind each pair of the network.

    Attributes
    ----------
    ptr, rows : arrays of int
        The ties of pair k are ``rows[ptr[k]:ptr[k + 1]]``: rows of ``snapshot.ties``, ascending. Pairs are numbered as
        they stand in ``incidence``: by actor, then by action.
    """

    ptr: NDArray[np.int64]
    rows: NDArray[np.int64]

    def of(self, pairs: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The ties of some pairs: their rows in the snapshot, and for each the pair that it is behind."""
        import numpy as np

        times = self.ptr[pairs + 1] - self.ptr[pairs]
        return self.rows[np.repeat(self.ptr[pairs], times) + rank_within(times)], np.repeat(pairs, times)


@dataclass(frozen=True, eq=False, repr=False)
class Network(AsGraph):
    """Who is tied to which action, made by `Snapshot.network`.

    The same snapshot and options give the same network to the last bit.

    Attributes
    ----------
    actor_ids, actor_names : lists of str
        The rows: actors that have a tie, sorted by id.
    action_ids, action_names : lists of str
        The columns, sorted by id: actions; at the grain ``recipient`` those who receive, at ``recipient-year`` those
        who receive and the year, as ``id@year``.
    tie_index : TieIndex
        The ties behind each pair.
    n_missing_amounts : int
        Ties of money that state no amount. They are in no sum, and never counted as 0.
    spec : NetworkSpec
        What was asked for and what was left out.
    snapshot : Snapshot
        Where it comes from.
    """

    actor_ids: list[str]
    actor_names: list[str]
    action_ids: list[str]
    action_names: list[str]
    indptr: NDArray[np.int64] = field(repr=False)
    indices: NDArray[np.int64] = field(repr=False)
    tie_index: TieIndex = field(repr=False)
    money: Money = field(repr=False)
    n_missing_amounts: int
    spec: NetworkSpec
    snapshot: Snapshot

    @property
    def n_actors(self) -> int:
        """How many actors there are."""
        return len(self.actor_ids)

    @property
    def n_actions(self) -> int:
        """How many columns there are: actions, or what the grain has in their place."""
        return len(self.action_ids)

    @property
    def n_pairs(self) -> int:
        """How many actors are tied to how many actions, each pair once."""
        return len(self.indices)

    @cached_property
    def incidence(self) -> csr_array[Any]:
        """Actors × actions: 1 where an actor has a tie to an action (integers)."""
        import numpy as np

        return self._matrix(np.ones(self.n_pairs, dtype=np.int64))

    @cached_property
    def by_action(self) -> csr_array[Any]:
        """Actions × actors: `incidence` turned, its rows at hand."""
        turned = self.incidence.T.tocsr()
        turned.sort_indices()
        return turned

    @cached_property
    def amounts(self) -> csr_array[Any]:
        """Actors × actions: the sum of the known amounts, in ``spec.currency``, with the pattern of `incidence`.

        A pair without a known amount holds 0 here and 0 in `amounts_known`: its amount is not known, which is not 0.

        Raises
        ------
        UsageError
            The amounts are of several currencies or bases; make the network with ``currency=`` or ``basis=``.
        """
        return self._matrix(self.minor_amounts / 10.0**self.money.digits)

    @cached_property
    def amounts_known(self) -> csr_array[Any]:
        """Actors × actions: how many known amounts are in each sum of `amounts`."""
        import numpy as np

        refuse(self.money.refusal)
        return self._matrix(self._sums(self.money.known.astype(np.int64)))

    @cached_property
    def minor_amounts(self) -> NDArray[np.int64]:
        """The sums of `amounts` in minor units (cents), pair by pair: integers, so that sums of them are exact."""
        refuse(self.money.refusal)
        return self._sums(self.money.minor)

    def projection(self, weight: str = "count") -> Projection:
        """The network of actors that have actions in common.

        Parameters
        ----------
        weight : {"count", "newman", "amount"}
            See `graphkit.networks.projection.project`.
        """
        from graphkit.networks.projection import project

        return project(self, weight)

    def number_of_nodes(self) -> int:
        """How many actors and actions there are: the nodes of `to_networkx`."""
        return self.n_actors + self.n_actions

    def number_of_edges(self) -> int:
        """How many pairs there are: the ties of `to_networkx`."""
        return self.n_pairs

    def to_networkx(self) -> nx.Graph[Any]:
        """The network as a NetworkX graph.

        Nodes are ``("Actor", id)`` and ``("Action", id)``, since an actor may have the id of an action (it has, where
        recipients stand for actions). They have ``id``, ``name``, ``kind``, ``scale`` and ``bipartite``: 0 for actors,
        1 for actions. Ties have ``weight`` (1), ``n`` (how many ties of the data) and, where it is known, ``amount``.
        """
        from graphkit.networks.to_networkx import two_mode_graph

        return two_mode_graph(self)

    def actor(self, name: str) -> int:
        """The row of an actor, given by id, name, alias or identifier; names are read blind to case and accents.

        Raises
        ------
        UnknownName
            There is none; the message has those that are near.
        UsageError
            Several are called so, or the actor is in the data but not in this network.
        """
        from graphkit.networks.lookup import actor_row

        return actor_row(self, name)

    def action(self, name: str) -> int:
        """The column of an action (or what is in its place), given by id or name; raises as `actor` does."""
        from graphkit.networks.lookup import action_column

        return action_column(self, name)

    def evidence(
        self, actor: str | None = None, action: str | None = None, pair: tuple[str, str] | None = None
    ) -> pd.DataFrame:
        """The ties behind the network, or behind a part of it, with where each comes from.

        Parameters
        ----------
        actor, action : str, optional
            Only the ties of this actor, to this action: an id or a name.
        pair : (str, str), optional
            Two actors: the ties of both to what they have in common.

        Returns
        -------
        pandas.DataFrame
            ``tie``, ``type``; ``actor``, ``actor_name``, ``action``, ``action_name`` as the network counts them;
            ``role``; ``amount`` (empty: not stated), ``currency``, ``year``; ``source``, ``source_name``, ``locator``;
            ``tie_actor``, ``tie_action``: the ends that the tie itself has. Sorted by action, actor, year and tie.
        """
        from graphkit.networks.evidence import evidence

        return evidence(self, actor, action, pair)

    def plot(self, ax: Axes | None = None, *, top: int = 40, lang: str = "en") -> Axes:
        """Actors on the left, actions on the right, a line for each pair; of a large network the `top` with most ties.

        No more than 40 names are drawn: beyond that a picture of all of it says nothing.
        """
        import numpy as np

        from graphkit.drawing.axes import MOST
        from graphkit.drawing.two_mode import two_columns

        # Chosen as numbers: of a million ties no more names are made than are drawn.
        sizes = np.bincount(self.indices, minlength=self.n_actions)
        kept = np.zeros(self.n_actors + self.n_actions, dtype=np.bool_)
        kept[np.argsort(-np.concatenate([np.diff(self.indptr), sizes]), kind="stable")[: min(top, MOST)]] = True
        rows = np.repeat(np.arange(self.n_actors), np.diff(self.indptr))
        shown = np.flatnonzero(kept[rows] & kept[self.n_actors + self.indices])
        pairs = list(zip(rows[shown].tolist(), self.indices[shown].tolist(), strict=True))
        return two_columns(
            [(self.actor_ids[row], self.action_ids[at]) for row, at in pairs],
            {self.actor_ids[row]: self.actor_names[row] for row, _ in pairs},
            {self.action_ids[at]: self.action_names[at] for _, at in pairs},
            ax,
            of=self.n_pairs,
            lang=lang,
        )

    def map(
        self, groups: GroupResult | None = None, *, lang: str = "en", seed: int = 0, title: str | None = None
    ) -> graphkit.Map:
        """The network as an interactive page: shown in a notebook as it is, written by its ``save(file)``.

        Parameters
        ----------
        groups : GroupResult, optional
            Coalitions to colour it by; else such as are found at once (Leiden), tested where the network is small.
        lang : {"en", "fr"}
            The language it opens in; the page holds both.
        seed : int
            Seed of the layout, and of groups that are found.
        title : str, optional
            Its title.

        Examples
        --------
        >>> snapshot.network().map(lang="fr").save("carte.html")  # doctest: +SKIP
        """
        # Of the package's face: a network itself knows nothing of maps, which are made of networks.
        return graphkit.Map(self, groups, lang, seed, title)

    def _repr_html_(self) -> str:
        from graphkit.networks.html import network_html

        return network_html(self)

    def _matrix(self, data: NDArray[np.int64] | NDArray[np.float64]) -> csr_array[Any]:
        from scipy.sparse import csr_array

        return csr_array((data, self.indices, self.indptr), shape=(self.n_actors, self.n_actions))

    def _sums(self, of_ties: NDArray[np.int64]) -> NDArray[np.int64]:
        import numpy as np

        if self.n_pairs == 0:
            return np.zeros(0, dtype=np.int64)
        return np.add.reduceat(of_ties, self.tie_index.ptr[:-1])

    def __repr__(self) -> str:
        return f"<Network {self.spec}>"
