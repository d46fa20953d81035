"""A network without some of its actions, and networks rewired: the same actors in the same rows."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphkit.networks.network import Network

# Trades a row: see `graphkit.backbones.fdsm`.
MIXING = 10

# Places that NumPy visits before numba is worth its half second.
_LEAST_WORK = 2e6


def some_actions(network: Network, rng: np.random.Generator, share: float = 0.5) -> Network:
    """The network of some of the actions, drawn without replacement.

    Without replacement, since an action drawn twice would be two meetings of the same actors, and meeting twice is just
    what is tested. Half of the actions leave as much to chance as a bootstrap of all would.

    Parameters
    ----------
    share : float
        How many of the actions, at least one.
    """
    n = network.n_actions
    kept = np.zeros(n, dtype=np.bool_)
    kept[rng.permutation(n)[: max(round(n * share), 1)]] = True
    return only_actions(network, kept)


def only_actions(network: Network, kept: NDArray[np.bool_]) -> Network:
    """The network of the actions chosen; actors without one remain, and are tied to nothing."""
    pairs = np.flatnonzero(kept[network.indices])
    number = np.cumsum(kept) - 1
    rows = np.repeat(np.arange(network.n_actors), np.diff(network.indptr))
    indptr = np.concatenate([[0], np.cumsum(np.bincount(rows[pairs], minlength=network.n_actors))])
    index = network.tie_index
    times = np.diff(index.ptr)[pairs]
    tie_rows, _ = index.of(pairs)
    places = np.repeat(kept[network.indices], np.diff(index.ptr))
    money = network.money
    return replace(
        network,
        action_ids=[id for id, is_kept in zip(network.action_ids, kept.tolist(), strict=True) if is_kept],
        action_names=[name for name, is_kept in zip(network.action_names, kept.tolist(), strict=True) if is_kept],
        indptr=indptr,
        indices=number[network.indices[pairs]].astype(network.indices.dtype),
        tie_index=replace(index, ptr=np.concatenate([[0], np.cumsum(times)]), rows=tie_rows),
        money=replace(money, minor=money.minor[places], known=money.known[places], missing=money.missing[places]),
    )


def rewired(network: Network, seeds: list[int]) -> list[Network]:
    """Networks drawn among all in which each actor is as active and each action as large, one a seed.

    An actor keeps its amounts, in other actions. By trades between two rows; see `graphkit.backbones.fdsm`.
    """
    by_action = network.n_actions < network.n_actors
    turned = network.by_action if by_action else network.incidence
    n_rows, n_columns = turned.shape
    trades = MIXING * n_rows if n_rows > 1 else 0
    if len(seeds) * trades * n_columns >= _LEAST_WORK and find_spec("numba") is not None:
        from graphkit.networks.kernels.rewiring import rewired as drawn

        found = [drawn(turned.indptr, turned.indices, n_columns, trades, seed) for seed in seeds]
        rows = np.repeat(np.arange(n_rows), np.diff(turned.indptr))
        ends = [(rows, columns.astype(np.int64)) for columns in found]
    else:
        from graphkit.backbones.curveball import redrawn

        dense = turned.toarray().astype(np.bool_)
        found = [redrawn(dense, 1, trades, np.random.default_rng(seed))[0] for seed in seeds]
        ends = [(one.nonzero()[0], one.nonzero()[1]) for one in found]
    return [_with(network, *(reversed(each) if by_action else each)) for each in ends]


def _with(network: Network, actors: NDArray[Any], actions: NDArray[Any]) -> Network:
    order = np.lexsort((actions, actors))
    return replace(network, indices=np.asarray(actions)[order].astype(network.indices.dtype))
