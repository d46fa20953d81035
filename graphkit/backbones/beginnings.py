"""Actors that were not there yet: with whom they could not meet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from graphkit.backbones.classes import Times

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.network import Network


class Beginnings(NamedTuple):
    """What first years of actors say of a network.

    Attributes
    ----------
    times : Times or None
        Which ties cannot be; None where all can.
    n_earlier : int
        How many actors have a tie before their first year, and so were there by then.
    n_elsewhere : int
        How many of those named are in the data and not in this network.
    """

    times: Times | None
    n_earlier: int
    n_elsewhere: int


def times(network: Network, first_years: Mapping[str, int]) -> Beginnings:
    """Which ties cannot be, as the action was over before the actor began.

    Parameters
    ----------
    network : Network
    first_years : mapping of str to int
        The first year of actors, by id or name; all others were always there. An action lasts until the last year that
        it or one of its ties states; without any, for ever.

    Raises
    ------
    UnknownName
        Nobody in the data is called so.
    """
    import numpy as np
    import pyarrow.compute as pc

    from graphkit.networks.lookup import actor_id
    from graphkit.networks.years import stated, years

    if not first_years:
        return Beginnings(None, 0, 0)
    snapshot = network.snapshot
    ever = np.iinfo(np.int64).max
    ties = snapshot.ties.take(network.tie_index.rows)
    action_of = np.asarray(pc.index_in(ties["action"], value_set=snapshot.actions["id"]).to_numpy(), dtype=np.int64)
    when = years(ties, snapshot.actions, action_of)
    own = stated(snapshot.actions)
    last = np.where(when.dated, when.last, ever)
    last = np.maximum(last, np.where(own.dated, own.last, -ever)[action_of])
    pair = np.repeat(np.arange(network.n_pairs), np.diff(network.tie_index.ptr))
    until = np.full(network.n_actions, -ever)
    np.maximum.at(until, network.indices[pair], last)
    begins = np.full(network.n_actors, -ever)
    row, everybody = {actor: row for row, actor in enumerate(network.actor_ids)}, set(snapshot.actors["id"].to_pylist())
    n_elsewhere = 0
    for name, year in first_years.items():
        actor = name if name in everybody else actor_id(snapshot, name)
        if actor in row:
            begins[row[actor]] = year
        else:
            n_elsewhere += 1
    rows = np.repeat(np.arange(network.n_actors), np.diff(network.indptr))
    earliest = np.full(network.n_actors, ever)
    np.minimum.at(earliest, rows, until[network.indices])
    earlier = earliest < begins
    begins = np.where(earlier, earliest, begins)
    if not len(until) or begins.max(initial=-ever) <= until.min():
        return Beginnings(None, int(earlier.sum()), n_elsewhere)
    return Beginnings(_few(begins, until), int(earlier.sum()), n_elsewhere)


def _few(begins: NDArray[np.int64], until: NDArray[np.int64]) -> Times:
    """The same with as few different years as tell apart which ties can be."""
    import numpy as np

    starts = np.unique(begins)
    actor_from, action_until = np.searchsorted(starts, begins), np.searchsorted(starts, until, side="right") - 1
    return Times(actor_from.astype(np.int64), action_until.astype(np.int64))
