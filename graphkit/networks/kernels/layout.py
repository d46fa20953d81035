"""How kernels see a network: the actions of each actor and the actors of each action, as four arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.sparse import coo_array, csr_array

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int64]
    Numbers = NDArray[np.uint32]
    Reals = NDArray[np.float64]


class TwoMode(NamedTuple):
    """A two-mode network: actors are the rows 0 … n - 1, actions the columns 0 … m - 1.

    Attributes
    ----------
    actor_ptr, actions : arrays
        The actions of actor v are ``actions[actor_ptr[v]:actor_ptr[v + 1]]``, ascending.
    action_ptr, actors : arrays
        The actors of action x, alike.
    """

    actor_ptr: Places
    actions: Numbers
    action_ptr: Places
    actors: Numbers

    @property
    def n_actors(self) -> int:
        """How many actors there are."""
        return len(self.actor_ptr) - 1

    @property
    def n_actions(self) -> int:
        """How many actions there are."""
        return len(self.action_ptr) - 1

    @property
    def turned(self) -> TwoMode:
        """Actions as actors, and the other way round."""
        return TwoMode(self.action_ptr, self.actors, self.actor_ptr, self.actions)


class OneMode(NamedTuple):
    """A network of actors alone, without loops: each tie stands at both its ends.

    Attributes
    ----------
    ptr, others : arrays
        Those tied to v are ``others[ptr[v]:ptr[v + 1]]``, ascending.
    """

    ptr: Places
    others: Numbers

    @property
    def n_actors(self) -> int:
        """How many actors there are."""
        return len(self.ptr) - 1


def two_mode(indptr: NDArray[Any], indices: NDArray[Any], n_actions: int) -> TwoMode:
    """A network from the rows of a sparse matrix, actors × actions, each pair once.

    Column numbers become unsigned, which spares numba the question whether they are negative, a tenth of the time.
    """
    ones = np.ones(len(indices), dtype=np.int8)
    by_actor = csr_array((ones, indices, indptr), shape=(len(indptr) - 1, n_actions))
    by_action = csr_array(by_actor.T.tocsr())
    # Turned once more, the rows are in order whatever they were before.
    by_actor = csr_array(by_action.T.tocsr())
    return TwoMode(*_arrays(by_actor), *_arrays(by_action))


def one_mode(indptr: NDArray[Any], indices: NDArray[Any]) -> OneMode:
    """A network of actors from the rows of a sparse symmetric matrix without a diagonal, each row in order."""
    return OneMode(contiguous(indptr, np.int64), contiguous(indices, np.uint32))


def ties_as_actions(ties: OneMode) -> TwoMode:
    """A network of actors as one of two modes: an action for each pair that is tied."""
    rows = np.repeat(np.arange(ties.n_actors), np.diff(ties.ptr))
    once = rows < ties.others
    ends = np.column_stack([rows[once], ties.others[once]])
    pairs = csr_array(
        (np.ones(ends.size, dtype=np.int8), ends.ravel(), 2 * np.arange(len(ends) + 1)),
        shape=(len(ends), ties.n_actors),
    )
    return TwoMode(*_arrays(csr_array(pairs.T.tocsr())), *_arrays(pairs))


def both_modes(network: TwoMode) -> OneMode:
    """A two-mode network with actors and actions alike: the actions have the numbers from n on."""
    ptr = np.concatenate([network.actor_ptr, network.actor_ptr[-1] + network.action_ptr[1:]])
    return OneMode(ptr, np.concatenate([network.actions + np.uint32(network.n_actors), network.actors]))


def hubs_first(network: TwoMode, least: int = 1) -> tuple[TwoMode, Places]:
    """The network with the actors and actions of most ties first, which then lie side by side in the cache.

    Parameters
    ----------
    network : TwoMode
        Is left as it is.
    least : int
        Leave out actions of fewer actors.

    Returns
    -------
    network : TwoMode
    rank : array
        For each actor its new row.
    """
    rank, action_rank = _rank(network.actor_ptr), _rank(network.action_ptr)
    sizes = np.diff(network.action_ptr)
    rows = np.repeat(rank, np.diff(network.actor_ptr))
    kept = sizes[network.actions] >= least
    pairs = (rows[kept], action_rank[network.actions[kept]])
    shape = (network.n_actors, int((sizes >= least).sum()))
    made = csr_array(coo_array((np.ones(len(pairs[0]), dtype=np.int8), pairs), shape=shape))
    return two_mode(made.indptr, made.indices, shape[1]), rank


def hubs_first_of_one(network: OneMode) -> tuple[OneMode, Places]:
    """As `hubs_first`, of a network of actors alone."""
    rank = _rank(network.ptr)
    pairs = (np.repeat(rank, np.diff(network.ptr)), rank[network.others])
    made = csr_array(coo_array((np.ones(len(pairs[0]), dtype=np.int8), pairs), shape=(network.n_actors,) * 2))
    made.sort_indices()
    return one_mode(made.indptr, made.indices), rank


def places_in_actions(network: TwoMode) -> Places:
    """For each tie, in the order of actors, its place in the order of actions."""
    shape = (network.n_actors, network.n_actions)
    number = np.arange(len(network.actions), dtype=np.int64)
    in_order = csr_array((number, network.actions.astype(np.int64), network.actor_ptr), shape=shape).T.tocsr().data
    places = np.empty_like(number)
    places[in_order] = number
    return places


def contiguous(values: NDArray[Any], dtype: Any) -> NDArray[Any]:
    """An array as kernels are always called with it: of one type, in one piece, writable."""
    return np.require(values, dtype=dtype, requirements=["C", "W"])


def _rank(ptr: Places) -> Places:
    order = np.argsort(-np.diff(ptr), kind="stable")
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return rank


def _arrays(matrix: csr_array[Any]) -> tuple[Places, Numbers]:
    return contiguous(matrix.indptr, np.int64), contiguous(matrix.indices, np.uint32)
