"""What is at stake: the ties behind a network, as the rules of what falls look at them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from graphkit.networks.amounts import UNSTATED, refuse
from graphkit.networks.numbers import rank_within

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.network import Network

    Places = NDArray[np.int64]
    Marks = NDArray[np.bool_]

PUBLIC_KINDS = ("state", "local_authority", "public_body", "department", "school", "european_institution")
"""Kinds of actors whose money is public."""

EITHER_KINDS = ("social_landlord", "university", "other")
"""Kinds of which some are public and some are not: nobody can tell by the kind."""

AXES = {"PURSUES": "Objective", "IN_FIELD": "Field"}
"""What an action may hang on beside its actors."""


@dataclass(frozen=True)
class Stakes:
    """The ties of a network, one entry for each column that a tie stands in.

    A column is an action, or at the grain ``recipient`` who receives. Money is what the network adds up, in one
    currency and basis: `known` amounts, and `open_` ones that nobody states (or that stand in another currency, on
    another basis alone, or are not split between several recipients), which are never 0.

    Attributes
    ----------
    n_columns : int
        How many columns there are.
    actor, column : arrays of int
        Rows and columns of the network.
    row : array of int
        The tie, as its row in the snapshot.
    minor : array of int
        Known amounts in minor units; 0 where `known` says there is none.
    known, open_ : arrays of bool
        Whether there is a known amount; whether there is one that is not known. In kind, lent and voluntary: neither.
    again : array of bool
        Money that another entry stands for: stated by another source as well, or on another basis.
    funds : array of bool
        Which entries are of funding, whatever is given.
    public : array of int
        Of each actor: 1 public, 0 not, -1 nobody says: its kind is not stated, or is one of `EITHER_KINDS`.
    axis, axis_column, axis_link : arrays of int
        Links to axes: a number of the axis, the column, and the row of the link in the snapshot.
    axis_ids : list of (str, str)
        Label and id of each axis.
    refusal : str, optional
        Why the amounts cannot be added up.
    """

    network: Network
    n_columns: int
    actor: Places
    column: Places
    row: Places
    minor: Places
    known: Marks
    open_: Marks
    again: Marks
    funds: Marks
    public: NDArray[np.int8]
    axis: Places
    axis_column: Places
    axis_link: Places
    axis_ids: list[tuple[str, str]]
    refusal: str | None = None

    @property
    def n_actors(self) -> int:
        """How many actors there are."""
        return self.network.n_actors

    @cached_property
    def starts(self) -> Places:
        """Entries in the order of their columns: those of column c are ``order[starts[c]:starts[c + 1]]``."""
        import numpy as np

        return np.concatenate([[0], np.cumsum(np.bincount(self.column, minlength=self.n_columns))]).astype(np.int64)

    @cached_property
    def order(self) -> Places:
        """See `starts`."""
        import numpy as np

        return np.argsort(self.column, kind="stable")

    def with_role(self, role: str) -> Marks:
        """Which entries are of actors that take part in this role."""
        import numpy as np
        import pyarrow.compute as pc

        ties = self.network.snapshot.ties
        says = pc.and_(pc.equal(ties["type"], "TAKES_PART"), pc.equal(ties["role"], role))
        return np.asarray(pc.fill_null(says, False).to_numpy(), dtype=np.bool_)[self.row]

    def money(self) -> None:
        """Make sure that amounts can be added up.

        Raises
        ------
        UsageError
            They are of several currencies or bases, and none was chosen.
        """
        refuse(self.refusal)

    def copies(self, columns: Places) -> tuple[Stakes, Places]:
        """Columns side by side, each as often as it is named, with the entry that each of their entries copies.

        So that what befalls a column in many cases is worked out for all of them at once.
        """
        import numpy as np

        def repeated(starts: Places, order: Places) -> tuple[Places, Places]:
            times = starts[columns + 1] - starts[columns]
            entry = order[np.repeat(starts[columns], times) + rank_within(times)]
            return entry, np.repeat(np.arange(len(columns)), times)

        entry, column = repeated(self.starts, self.order)
        axis_order = np.argsort(self.axis_column, kind="stable")
        axis_starts = np.concatenate([[0], np.cumsum(np.bincount(self.axis_column, minlength=self.n_columns))])
        link, axis_column = repeated(axis_starts.astype(np.int64), axis_order)
        some = {
            name: getattr(self, name)[entry] for name in ("actor", "row", "minor", "known", "open_", "again", "funds")
        }
        axes = {name: getattr(self, name)[link] for name in ("axis", "axis_link")}
        made = replace(self, n_columns=len(columns), column=column, axis_column=axis_column, **some, **axes)
        return made, entry


def stakes(network: Network) -> Stakes:
    """What is at stake in a network."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    from graphkit.money.counted import amounts_of, repeated
    from graphkit.money.lines import kinds

    snapshot, index, money = network.snapshot, network.tie_index, network.money
    pair = np.repeat(np.arange(network.n_pairs), np.diff(index.ptr))
    actor = np.repeat(np.arange(network.n_actors), np.diff(network.indptr))[pair]
    rows, ties = index.rows, snapshot.ties
    funds = np.asarray(pc.equal(ties["type"], "FUNDS").to_numpy(), dtype=np.bool_)[rows]
    cash = funds & (kinds(ties)[rows] == 0)
    # What another source states as well is the same money once more; so is what the same funder states on another
    # basis, beside an amount that counts. Where none counts it is an amount that is not known on this basis.
    basis = np.asarray(
        pc.equal(pc.fill_null(ties["basis"], UNSTATED), money.basis or UNSTATED).to_numpy(), dtype=np.bool_
    )
    counts = np.bincount(pair[money.known], minlength=network.n_pairs) > 0
    again = cash & (repeated(ties)[rows] | ((amounts_of(ties)[1] & ~basis)[rows] & counts[pair]))
    place = pc.index_in(pa.array(network.actor_ids, pa.string()), snapshot.actors["id"])
    kind = pc.take(snapshot.actors["kind"], place)
    public = np.asarray(pc.fill_null(pc.is_in(kind, pa.array(PUBLIC_KINDS)), False).to_numpy(), dtype=np.int8)
    either = pc.or_(pc.is_null(kind), pc.fill_null(pc.is_in(kind, pa.array(EITHER_KINDS)), False))
    public[np.asarray(either.to_numpy(), dtype=np.bool_)] = -1
    axis, axis_column, axis_link, axis_ids = _axes(network, network.indices[pair], rows)
    return Stakes(
        network=network,
        n_columns=network.n_actions,
        actor=actor.astype(np.int64),
        column=network.indices[pair].astype(np.int64),
        row=rows.astype(np.int64),
        minor=np.where(money.known, money.minor, 0).astype(np.int64),
        known=money.known,
        open_=cash & ~money.known & ~again,
        again=again,
        funds=funds,
        public=public,
        axis=axis,
        axis_column=axis_column,
        axis_link=axis_link,
        axis_ids=axis_ids,
        refusal=money.refusal,
    )


def columns_of_actions(network: Network) -> tuple[Places, Places]:
    """Which actions of the snapshot (rows) stand behind which columns, each pair once."""
    import numpy as np

    pair = np.repeat(np.arange(network.n_pairs), np.diff(network.tie_index.ptr))
    return _different(network, network.indices[pair], network.tie_index.rows)


def _different(network: Network, column: Places, rows: Places) -> tuple[Places, Places]:
    import numpy as np

    action = network.snapshot.action_of_ties[rows].astype(np.int64)
    pairs = np.unique(action * max(network.n_actions, 1) + column)
    return np.divmod(pairs, max(network.n_actions, 1))


def _axes(network: Network, column: Places, rows: Places) -> tuple[Places, Places, Places, list[tuple[str, str]]]:
    """Links of columns to axes, each once."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    snapshot = network.snapshot
    links = snapshot.links
    wanted = pc.and_(pc.is_in(links["type"], pa.array([*AXES])), pc.equal(links["start_label"], "Action"))
    link = np.flatnonzero(pc.fill_null(wanted, False).to_numpy())
    none = np.zeros(0, dtype=np.int64)
    if not len(link):
        return none, none, none, []
    said = links.take(link)
    ends = list(zip(said["end_label"].to_pylist(), said["end_id"].to_pylist(), strict=True))
    ids = sorted(set(ends))
    number = {end: at for at, end in enumerate(ids)}
    axis = np.array([number[end] for end in ends], dtype=np.int64)
    of = np.asarray(pc.fill_null(pc.index_in(said["start_id"], snapshot.actions["id"]), -1).to_numpy(), dtype=np.int64)
    action, column = _different(network, column, rows)
    order = np.argsort(action, kind="stable")
    action, column = action[order], column[order]
    begin, end = np.searchsorted(action, of), np.searchsorted(action, of, side="right")
    times = end - begin
    at = np.repeat(begin, times) + rank_within(times)
    found = np.column_stack([np.repeat(axis, times), column[at], np.repeat(link, times)])
    # Several actions of one recipient may pursue one axis: one of the links stands for all.
    _, first = np.unique(found[:, :2], axis=0, return_index=True)
    return found[first, 0], found[first, 1], found[first, 2], ids
