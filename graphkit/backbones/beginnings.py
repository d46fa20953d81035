"""Actors that were not there yet: with whom they could not meet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from graphkit.backbones.classes import Times

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.network import Network


def times(network: Network, first_years: Mapping[str, int]) -> tuple[Times | None, int]:
    """Which ties cannot be, as the action was over before the actor began.

    Parameters
    ----------
    network : Network
    first_years : mapping of str to int
        The first year of actors, by id or name; all others were always there. An action lasts until the last year that
        it or one of its ties states; without any, for ever.

    Returns
    -------
    Times, or None where all ties can be
        An actor that has a tie before its first year was there by then.
    n_earlier : int
        How many actors that is true of.
    """
    import numpy as np
    import pyarrow.compute as pc

    from graphkit.networks.years import stated, years

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
    for name, year in first_years.items():
        begins[network.actor(name)] = year
    rows = np.repeat(np.arange(network.n_actors), np.diff(network.indptr))
    earliest = np.full(network.n_actors, ever)
    np.minimum.at(earliest, rows, until[network.indices])
    earlier = earliest < begins
    begins = np.where(earlier, earliest, begins)
    if not len(until) or begins.max(initial=-ever) <= until.min():
        return None, int(earlier.sum())
    return _few(begins, until), int(earlier.sum())


def _few(begins: NDArray[np.int64], until: NDArray[np.int64]) -> Times:
    """The same with as few different years as tell apart which ties can be."""
    import numpy as np

    starts = np.unique(begins)
    actor_from, action_until = np.searchsorted(starts, begins), np.searchsorted(starts, until, side="right") - 1
    return Times(actor_from.astype(np.int64), action_until.astype(np.int64))
