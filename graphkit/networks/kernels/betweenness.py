"""How many shortest ways go over each node, from all sources, some, or those in no tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from graphkit.networks.kernels._lanes import LANES
from graphkit.networks.kernels._running import Progress, ordered
from graphkit.networks.kernels.brandes import UNSEEN, sums
from graphkit.networks.kernels.layout import in_components, in_components_of_one, without_rows
from graphkit.networks.kernels.projection import repeated
from graphkit.networks.kernels.trees import trees

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphkit.networks.kernels.layout import OneMode, Order, Places, Reals, TwoMode

_TASKS = 512


def dependencies(
    network: OneMode,
    sources: NDArray[Any] | None = None,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Reals:
    r"""For each node v the sum over the sources s of :math:`\sum_t \sigma_{st}(v) / \sigma_{st}`, s and t not v.

    With all nodes as sources each pair counts twice, once from either end: half of it is the betweenness.

    Parameters
    ----------
    network : OneMode
        For a two-mode network its `both_modes`.
    sources : array of int, optional
        Without, all nodes.

    Raises
    ------
    OverflowError
        A shortest way has more than 65,533 steps.
    """
    if sources is None:
        return _around_trees(network, threads, progress)
    found = search(network)
    return _all(found, found.weight, sources, threads, progress)


def dependencies_in_projection(
    network: TwoMode,
    sources: NDArray[Any] | None = None,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Reals:
    """As `dependencies`, of the projection of a network, which is not made.

    A way over c common actions counts c times in the two-mode network and once in the projection. What is too much is
    taken away again: c - 1 times, for the pairs with more than one action in common. Whom a search has reached is
    settled before that, so that no rounding can make a distance wrong.
    """
    found = search_in_projection(network, threads=threads)
    return _all(found, found.weight, sources, threads, progress)


class Search(NamedTuple):
    """A network made ready for searches, for those who ask for several lots of sources one after the other.

    Attributes
    ----------
    arrays, borders : tuples of arrays
        What the kernel takes: the network in the order of `order`, and where each node's component begins and ends.
    order : Order
        Where each node stands in that order.
    """

    arrays: tuple[Any, ...]
    borders: tuple[Places, ...]
    order: Order

    @property
    def weight(self) -> Reals:
        """One for each node: each stands for itself alone."""
        return np.ones(len(self.order.rank))

    @property
    def sizes(self) -> Places:
        """How many nodes the component of each has."""
        sizes: Places = (self.order.end - self.order.begin)[self.order.rank]
        return sizes


def search(network: OneMode) -> Search:
    """The searches of `dependencies`."""
    rows, order = in_components_of_one(network)
    none, nowhere = np.zeros(0, dtype=np.uint32), np.zeros(len(rows.ptr), dtype=np.int64)
    arrays = (*rows, nowhere[:1], none, nowhere, none, np.zeros(0))
    return Search(arrays, (order.begin, order.end, nowhere[1:], nowhere[1:]), order)


def search_in_projection(network: TwoMode, *, threads: int | None = None) -> Search:
    """The searches of `dependencies_in_projection`."""
    rows, order = in_components(network, least=2)
    return Search((*rows, *repeated(rows, threads=threads)), order[2:], order)


def in_pairs(
    search: Search, pairs: NDArray[Any], *, threads: int | None = None, progress: Progress | None = None
) -> tuple[Reals, Reals]:
    r"""The sums of `dependencies` over sources that come in pairs, and what the two of a pair differ by.

    Parameters
    ----------
    pairs : array of int, pairs × 2
        Sources. The same may come again.

    Returns
    -------
    two arrays
        For each node v the sum over the sources s of :math:`\delta_s(v) = \sum_t \sigma_{st}(v) / \sigma_{st}`, and
        that over the pairs (s, s') of :math:`(\delta_s(v) - \delta_{s'}(v))^2`.
    """
    starts = search.order.rank[np.asarray(pairs, dtype=np.int64)]
    # Those that start in one component come together; the two of a pair stay side by side.
    starts = starts[np.argsort(starts.min(axis=1), kind="stable")].ravel()
    return _added(search, search.weight, starts, True, threads, progress)


def n_searches(network: OneMode) -> int:
    """From how many sources `dependencies` searches where none are named: from those in no tree."""
    return int((~trees(network).gone).sum())


def _around_trees(network: OneMode, threads: int | None, progress: Progress | None) -> Reals:
    """The sums of all nodes, searching from those alone that are in no tree.

    A node on which trees hang stands for all of them in the searches. What goes over it from one tree to another, and
    from its trees to the rest of the component, is a matter of counting.
    """
    found = trees(network)
    _, order = in_components_of_one(network)
    component = (order.end - order.begin)[order.rank]
    below = (found.size - 1).astype(np.float64)
    total: Reals = below**2 - found.squares + 2.0 * below * (component - found.size)
    stays = np.flatnonzero(~found.gone)
    core = search(without_rows(network, found.gone))
    weight = np.empty(len(stays))
    weight[core.order.rank] = found.size[stays]
    total[stays] += _all(core, weight, None, threads, progress)
    return total


def _all(
    search: Search, weight: Reals, sources: NDArray[Any] | None, threads: int | None, progress: Progress | None
) -> Reals:
    order = search.order
    starts = order.rank if sources is None else order.rank[np.asarray(sources, dtype=np.int64)]
    # Where there are not three, nobody is between two.
    starts = np.sort(starts[(order.end - order.begin)[starts] > 2])
    return _added(search, weight, starts, False, threads, progress)[0]


def _added(
    search: Search, weight: Reals, starts: Places, in_pairs: bool, threads: int | None, progress: Progress | None
) -> tuple[Reals, Reals]:
    """The sums over sources, numbered as in the order of the search; in pairs, those of the squares too."""
    n = len(search.order.rank)
    step = LANES * max(-(-len(starts) // (LANES * _TASKS)), 1)
    tasks = [
        (starts[k : k + step], in_pairs, weight, *search.borders, *search.arrays) for k in range(0, len(starts), step)
    ]
    total, squares = np.zeros(n), np.zeros(n if in_pairs else 0)
    scratch = sum(300 * len(ptr) for ptr in search.arrays[::2])
    for found, apart, too_far in ordered(sums, tasks, threads=threads, scratch=scratch, progress=progress):
        if too_far:
            raise OverflowError(f"A shortest way has more than {UNSEEN - 2:,} steps.")
        total += found
        squares += apart
    return total[search.order.rank], squares[search.order.rank] if in_pairs else squares
