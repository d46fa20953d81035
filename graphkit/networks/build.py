"""From a snapshot's ties to a two-mode network, on whole columns at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.networks.amounts import Money, money
from graphkit.networks.grain import Columns, Kept, columns_of
from graphkit.networks.network import Network, TieIndex
from graphkit.networks.numbers import in_order, n_different, renumbered, starts
from graphkit.networks.request import Request
from graphkit.networks.rollup import rollup
from graphkit.networks.spec import NetworkSpec
from graphkit.networks.untied import receives
from graphkit.networks.years import years

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.snapshot import Snapshot

    Places = NDArray[np.int64]


def build(snapshot: Snapshot, request: Request) -> Network:
    """The two-mode network of a snapshot's ties; see `Snapshot.network`."""
    counted_as, several = rollup(snapshot.actors, snapshot.links, request.rollup, request.since, request.until)
    kept, left_out = _kept(snapshot, request)
    kept = replace(kept, actor=counted_as[kept.actor])
    columns = columns_of(snapshot, request.grain, kept, counted_as)
    assembled = _assembled(snapshot, request, kept, columns)
    notes = {"actors that belong to several, counted as the first by id": several} if several else {}
    spec = replace(assembled.spec, left_out={**left_out, **columns.left_out}, notes={**notes, **assembled.spec.notes})
    return replace(assembled, spec=spec)


def _kept(snapshot: Snapshot, request: Request) -> tuple[Kept, dict[str, int]]:
    """The ties that were asked for and count, and how many were asked for and do not."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    ties = snapshot.ties
    when = years(ties, snapshot.actions, snapshot.action_of_ties)
    keep = np.asarray(pc.is_in(ties["type"], value_set=pa.array(request.ties, pa.string())).to_numpy(), dtype=np.bool_)
    left_out: dict[str, int] = {}

    def leave(which: NDArray[np.bool_], why: str) -> None:
        nonlocal keep
        if n := int((keep & which).sum()):
            left_out[why] = n
            keep = keep & ~which

    none = snapshot.untied
    leave(none.undecided, "refused, withdrawn or pending")
    leave(none.asked, "only asked for")
    leave(none.received, "of recipients to what was refused or only asked for")
    if request.roles is not None:
        in_roles = pc.is_in(ties["role"], value_set=pa.array(request.roles, pa.string())).to_numpy()
        leave(pc.equal(ties["type"], "TAKES_PART").to_numpy() & ~in_roles, "in another role")
    if request.fields:
        leave(~_in_fields(snapshot, request.fields)[snapshot.action_of_ties], "of actions in no such field")
    if request.window:
        leave(~when.dated, "without a year")
        leave(~when.within(request.since, request.until), "of other years")
    rows = np.flatnonzero(keep)
    ends = snapshot.actor_of_ties, snapshot.action_of_ties
    actor, action = (row_of[rows].astype(np.int64) for row_of in ends)
    return Kept(rows, actor, action, when.one[rows], when.dated[rows]), left_out


def _in_fields(snapshot: Snapshot, fields: tuple[str, ...]) -> NDArray[np.bool_]:
    """Which actions are in one of the fields."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    links = snapshot.links
    of_actions = pc.and_(pc.equal(links["type"], "IN_FIELD"), pc.equal(links["start_label"], "Action"))
    found = links.filter(pc.and_(of_actions, pc.is_in(links["end_id"], value_set=pa.array(fields, pa.string()))))
    there = pc.is_in(snapshot.actions["id"], value_set=found["start_id"].combine_chunks())
    return np.asarray(there.to_numpy(), dtype=np.bool_)


def _assembled(snapshot: Snapshot, request: Request, kept: Kept, columns: Columns) -> Network:
    import numpy as np

    actors, indptr, indices, index, order = _pairs(snapshot, kept, columns)
    of_ties = money(snapshot.ties, index.rows, request.currency, request.basis)
    unsplit = columns.unsplit[order] & of_ties.known
    if unsplit.any():
        # Nobody says how the amount was split between the recipients.
        of_ties = replace(of_ties, minor=np.where(unsplit, 0, of_ties.minor), known=of_ties.known & ~unsplit)
    n_ties = snapshot.ties.num_rows
    n_missing = n_different(index.rows[of_ties.missing], n_ties)
    notes = (
        ("ties of money without an amount", n_missing),
        ("amounts of several recipients, not split by any source", n_different(index.rows[unsplit], n_ties)),
        *((f"amounts {why}", n) for why, n in of_ties.left_out.items()),
        ("amounts handed on, also in the sums of those they came from", _handed_on(snapshot, index, of_ties)),
        ("ties of a recipient to its own implied action", _own(snapshot, request, kept)),
    )
    spec = NetworkSpec(
        request,
        n_actors=len(actors),
        n_actions=len(columns.ids),
        n_pairs=len(indices),
        n_ties=n_different(index.rows, n_ties),
        notes={what: n for what, n in notes if n},
        currency=of_ties.currency,
        basis=of_ties.basis,
    )
    names = snapshot.actors.select(["id", "name"]).take(actors)
    return Network(
        actor_ids=names["id"].to_pylist(),
        actor_names=names["name"].to_pylist(),
        action_ids=columns.ids,
        action_names=columns.names,
        indptr=indptr,
        indices=indices,
        tie_index=index,
        money=of_ties,
        n_missing_amounts=n_missing,
        spec=spec,
        snapshot=snapshot,
    )


def _pairs(snapshot: Snapshot, kept: Kept, columns: Columns) -> tuple[Places, Places, Places, TieIndex, Places]:
    """The actors of a network, its rows and columns, the ties behind each pair, and which entry each of these was.

    There is one entry a tie and column: a tie stands in several columns where its action has several recipients.
    """
    import numpy as np

    actors, row = renumbered(kept.actor[columns.tie], snapshot.actors.num_rows)
    n_columns = max(len(columns.ids), 1)
    key, order = in_order(row * np.int64(n_columns) + columns.column, len(actors) * n_columns)
    first = starts(key)
    pair_row, indices = np.divmod(key[first], n_columns)
    indptr = np.concatenate([[0], np.cumsum(np.bincount(pair_row, minlength=len(actors)))]).astype(np.int64)
    index = TieIndex(np.append(first, len(order)).astype(np.int64), kept.rows[columns.tie[order]])
    return actors, indptr, indices, index, order


def _handed_on(snapshot: Snapshot, index: TieIndex, of_ties: Money) -> int:
    """How many amounts were handed on by who received them first: a sum over actors would count them twice."""
    import numpy as np
    import pyarrow.compute as pc

    handed_on = np.asarray(pc.is_valid(snapshot.ties["regrant"]).to_numpy(), dtype=np.bool_)
    return n_different(index.rows[of_ties.known & handed_on[index.rows]], len(handed_on))


def _own(snapshot: Snapshot, request: Request, kept: Kept) -> int:
    """How many ties say no more than that an implied action is its recipient's."""
    import numpy as np
    import pyarrow.compute as pc

    if request.grain != "action":
        return 0
    implied = np.asarray(pc.fill_null(snapshot.actions["implied"], False).to_numpy(), dtype=np.bool_)
    return int((implied[kept.action] & receives(snapshot.ties)[kept.rows]).sum())
