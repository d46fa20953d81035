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


def without_rows(network: OneMode, gone: NDArray[np.bool_]) -> OneMode:
    """A network of actors without some of them; the others keep their order."""
    rows = np.repeat(np.arange(network.n_actors), np.diff(network.ptr))
    kept = ~(gone[rows] | gone[network.others])
    number = np.cumsum(~gone) - 1
    ptr = np.concatenate([[0], np.cumsum(np.bincount(number[rows[kept]], minlength=int((~gone).sum())))])
    return one_mode(ptr, number[network.others[kept]])


class Order(NamedTuple):
    """A network in another order: component by component, the largest first, in each those with most ties first.

    What is searched together then lies side by side, and a search ends where its component ends.

    Attributes
    ----------
    rank, action_rank : arrays
        For each actor its new row, for each action its new column, -1 where it is left out.
    begin, end : arrays
        For each new row the rows of its component: from `begin` to before `end`.
    action_begin, action_end : arrays
        For each new row the columns of its component.
    """

    rank: Places
    action_rank: Places
    begin: Places
    end: Places
    action_begin: Places
    action_end: Places


def in_components(network: TwoMode, least: int = 0) -> tuple[TwoMode, Order]:
    """A network in the order of `Order`, without the actions that have fewer than `least` actors."""
    n = network.n_actors
    kept = np.diff(network.action_ptr) >= least
    rows = np.repeat(np.arange(n), np.diff(network.actor_ptr))
    remains = kept[network.actions]
    rows, columns = rows[remains], network.actions[remains].astype(np.int64)
    label, n_components = _components(rows, columns + n, n + network.n_actions)
    label, action_label = label[:n], label[n:]
    rank = _rank(label, np.bincount(rows, minlength=n))
    action_rank = np.full(network.n_actions, -1, dtype=np.int64)
    action_rank[kept] = _rank(action_label[kept], np.diff(network.action_ptr)[kept])
    shape = (n, int(kept.sum()))
    ones = np.ones(len(rows), dtype=np.int8)
    made = csr_array(coo_array((ones, (rank[rows], action_rank[columns])), shape=shape))
    borders = _borders(label, n_components, label, rank)
    action_borders = _borders(action_label[kept], n_components, label, rank)
    return two_mode(made.indptr, made.indices, shape[1]), Order(rank, action_rank, *borders, *action_borders)


def in_components_of_one(network: OneMode) -> tuple[OneMode, Order]:
    """As `in_components`, of a network of actors alone; there are no columns."""
    n = network.n_actors
    rows, columns = np.repeat(np.arange(n), np.diff(network.ptr)), network.others.astype(np.int64)
    label, n_components = _components(rows, columns, n)
    rank = _rank(label, np.diff(network.ptr))
    ones = np.ones(len(rows), dtype=np.int8)
    made = csr_array(coo_array((ones, (rank[rows], rank[columns])), shape=(n, n)))
    made.sort_indices()
    none = np.zeros(0, dtype=np.int64)
    borders = _borders(label, n_components, label, rank)
    return one_mode(made.indptr, made.indices), Order(rank, none, *borders, none, none)


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


def _components(one: Places, other: Places, n: int) -> tuple[Places, int]:
    """The component of each of n nodes: numbers by size, the largest first."""
    from scipy.sparse.csgraph import connected_components

    ties = coo_array((np.ones(len(one), dtype=np.int8), (one, other)), shape=(n, n))
    n_components, label = connected_components(ties, directed=False)
    number = np.empty(n_components, dtype=np.int64)
    number[np.argsort(-np.bincount(label, minlength=n_components), kind="stable")] = np.arange(n_components)
    return number[label], n_components


def _rank(label: Places, degree: Places) -> Places:
    rank = np.empty(len(label), dtype=np.int64)
    rank[np.lexsort((-degree, label))] = np.arange(len(label))
    return rank


def _borders(counted: Places, n_components: int, label: Places, rank: Places) -> tuple[Places, Places]:
    """For each new row where its component begins and ends among those `counted`."""
    until = np.cumsum(np.bincount(counted, minlength=n_components))
    own = np.empty_like(label)
    own[rank] = label
    return np.concatenate([[0], until[:-1]])[own], until[own]


def _arrays(matrix: csr_array[Any]) -> tuple[Places, Numbers]:
    return contiguous(matrix.indptr, np.int64), contiguous(matrix.indices, np.uint32)
