"""What actors have in common, at each grain: the action, who receives, or who receives in which year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphkit.networks.numbers import rank_within, renumbered, starts
from graphkit.networks.untied import receives

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.snapshot import Snapshot

COLUMNS = {"action": "actions", "recipient": "recipients", "recipient-year": "recipient-years"}
"""What the columns of a network are, at each grain, as units have it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Ties that are in a network, one entry each.

    Attributes
    ----------
    rows : array of int
        The row of the tie in the snapshot.
    actor, action : arrays of int
        Its actor as it is counted and its action, as rows of the snapshot's tables.
    year : array of int
        Its year; nothing to go by where it is not `dated`.
    """

    rows: NDArray[np.int64]
    actor: NDArray[np.int64]
    action: NDArray[np.int64]
    year: NDArray[np.int64]
    dated: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a network, and which ties stand in which.

    Attributes
    ----------
    ids, names : lists of str
        Each column, sorted by id.
    tie, column : arrays of int
        Entries: the number of a tie (among those given), and its column.
    unsplit : array of bool
        Whether the entry is one of several that a tie has because nobody says whom of several it went to.
    left_out : mapping of str to int
        Ties that have no column, by reason.
    """

    ids: list[str]
    names: list[str]
    tie: NDArray[np.int64]
    column: NDArray[np.int64]
    unsplit: NDArray[np.bool_]
    left_out: Mapping[str, int] = field(default_factory=dict)


def columns_of(snapshot: Snapshot, grain: str, kept: Kept, counted_as: NDArray[np.int64]) -> Columns:
    """The columns that ties stand in.

    Parameters
    ----------
    grain : str
        One of `graphkit.networks.request.GRAINS`.
    kept : Kept
        The ties.
    counted_as : array of int
        What each actor is counted as; recipients are, too.
    """
    import numpy as np

    if grain == "action":
        used, column = renumbered(kept.action, snapshot.actions.num_rows)
        table = snapshot.actions.select(["id", "name"]).take(used)
        every = np.arange(len(kept.rows))
        none = np.zeros(len(every), dtype=np.bool_)
        return Columns(table["id"].to_pylist(), table["name"].to_pylist(), every, column, none)
    return _by_recipient(snapshot, grain == "recipient-year", kept, counted_as)


def _by_recipient(snapshot: Snapshot, by_year: bool, kept: Kept, counted_as: NDArray[np.int64]) -> Columns:
    import numpy as np
    import pyarrow.compute as pc

    ids, names, own, of_action = _recipients(snapshot, counted_as)
    left_out: dict[str, int] = {}
    # Who receives is the column; the tie that says so is no further one.
    at = np.flatnonzero(~receives(snapshot.ties)[kept.rows])
    if by_year and (undated := int((~kept.dated[at]).sum())):
        left_out["without a year"] = undated
        at = at[kept.dated[at]]
    stated = own[kept.rows[at]]
    n_known = np.diff(of_action.ptr)[kept.action[at]]
    if nowhere := int(((stated < 0) & (n_known == 0)).sum()):
        left_out["without a recipient"] = nowhere
    times = np.where(stated >= 0, 1, n_known)
    tie = np.repeat(at, times)
    # The k-th entry of a tie stands for the k-th recipient of its action.
    rank = rank_within(times)
    stated = np.repeat(stated, times)
    recipient = stated.copy()
    open_ = stated < 0
    recipient[open_] = of_action.recipient[of_action.ptr[kept.action[tie[open_]]] + rank[open_]]
    unsplit = np.repeat(times > 1, times)
    funds = np.asarray(pc.equal(snapshot.ties["type"], "FUNDS").to_numpy(), dtype=np.bool_)
    foreign = funds[kept.rows[tie]] | (kept.actor[tie] != recipient)
    if own_part := int((~foreign).sum()):
        left_out["of recipients to what they receive for"] = own_part
    tie, recipient, unsplit = tie[foreign], recipient[foreign], unsplit[foreign]
    if not by_year:
        used, column = renumbered(recipient, len(ids))
        labels = [(ids[at], names[at]) for at in used.tolist()]
    else:
        when = kept.year[tie]
        first_year = int(when.min()) if len(tie) else 0
        n_years = int(when.max()) - first_year + 1 if len(tie) else 1
        # By sorting: one mistyped year would make the other way a table of all recipients × two thousand years.
        used, column = np.unique(recipient * n_years + (when - first_year), return_inverse=True)
        of = [divmod(at, n_years) for at in used.tolist()]
        labels = [(f"{ids[at]}@{first_year + n}", f"{names[at]} ({first_year + n})") for at, n in of]
    order = sorted(range(len(labels)), key=labels.__getitem__)
    place = np.empty(len(labels), dtype=np.int64)
    place[order] = np.arange(len(labels))
    return Columns(
        [labels[at][0] for at in order], [labels[at][1] for at in order], tie, place[column], unsplit, left_out
    )


@dataclass(frozen=True, slots=True)
class _OfAction:
    """The recipients of each action, one after the other: those of action k from ptr[k] to ptr[k + 1]."""

    ptr: NDArray[np.int64]
    recipient: NDArray[np.int64]


def _recipients(
    snapshot: Snapshot, counted_as: NDArray[np.int64]
) -> tuple[list[str], list[str], NDArray[np.int64], _OfAction]:
    """Ids and names that recipients are numbered by, the one that each tie states (-1: none), and those of each action.

    Numbers below the number of actors are the rows of actors; a recipient that is no actor of the data comes after.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    ties, actors = snapshot.ties, snapshot.actors
    unknown = pc.unique(ties["recipient"]).drop_null()
    unknown = unknown.filter(pc.invert(pc.is_in(unknown, value_set=actors["id"])))
    everyone = pa.chunked_array([*actors["id"].chunks, unknown], pa.string())
    number = np.concatenate([counted_as, np.arange(len(actors), len(everyone))])
    own = pc.fill_null(pc.index_in(ties["recipient"], value_set=everyone), -1).to_numpy().astype(np.int64)
    own = np.where(own >= 0, number[own] if len(number) else own, -1)
    who = counted_as[pc.index_in(ties["actor"], value_set=actors["id"]).to_numpy().astype(np.int64)]
    # A request that came to nothing names nobody who receives.
    who = np.where(snapshot.untied.any, -1, np.where(receives(ties), who, own))
    where = pc.index_in(ties["action"], value_set=snapshot.actions["id"]).to_numpy().astype(np.int64)
    pairs = np.sort((where * len(everyone) + who)[who >= 0])
    action, recipient = np.divmod(pairs[starts(pairs)], max(len(everyone), 1))
    counts = np.bincount(action, minlength=snapshot.actions.num_rows)
    of_action = _OfAction(np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), recipient)
    names = [*actors["name"].to_pylist(), *unknown.to_pylist()]
    return everyone.to_pylist(), names, own, of_action
