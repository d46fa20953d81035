"""Which nodes of a two-mode network hold parts of it together, by one search in depth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Separation(NamedTuple):
    """A node without which its component falls into parts that have actors.

    Attributes
    ----------
    at : int
        The node.
    sizes : list of int
        How many actors each part has, the largest first.
    starts : list of int
        Where each part begins among the nodes in the order of the search; -1 for the part that is all the rest.
    """

    at: int
    sizes: list[int]
    starts: list[int]


class Separations(NamedTuple):
    """All nodes of a two-mode network that hold parts of it together.

    Attributes
    ----------
    found : list of Separation
        By the number of the node: actors first, then actions.
    seen : list of int
        The place of each node in the order of the search.
    ends : mapping
        For a node and the place where a part of it begins, where that ends.
    """

    found: list[Separation]
    seen: list[int]
    ends: dict[tuple[int, int], int]

    def part_of(self, of: Separation, node: int) -> int:
        """The part of a node of the component, as its place in ``of.sizes``."""
        place = self.seen[node]
        for part, start in enumerate(of.starts):
            if start >= 0 and start <= place < self.ends[of.at, start]:
                return part
        return of.starts.index(-1)


def separations(indptr: NDArray[Any], indices: NDArray[Any], n_actions: int) -> Separations:
    """The nodes without which two actors or more are no longer connected, actors first.

    Parameters
    ----------
    indptr, indices : arrays of int
        The actions of each actor.
    n_actions : int
        How many actions there are.

    Notes
    -----
    A node v cuts off what hangs below one of its children in the tree of the search from which no tie leads above v.
    The nodes below a child stand in a row in the order of the search: a part is a slice of it.
    """
    n = len(indptr) - 1
    ptr, others = _both_ways(indptr, indices, n_actions)
    seen, low = [-1] * (n + n_actions), [0] * (n + n_actions)
    order: list[int] = []
    cuts: list[tuple[int, int, int, list[tuple[int, int]]]] = []
    for root in range(n):
        if seen[root] < 0:
            begin = len(order)
            slices = _search(root, ptr, others, seen, low, order)
            cuts += [(v, begin if v != root else -1, len(order), of) for v, of in slices.items()]
    actors = np.concatenate([[0], np.cumsum(np.array(order, dtype=np.int64) < n)]).tolist()
    found, ends = [], {}
    for v, begin, stop, slices_ in cuts:
        parts = [(actors[last] - actors[first], first) for first, last in slices_]
        if begin >= 0:
            rest = actors[stop] - actors[begin] - sum(size for size, _ in parts) - (v < n)
            parts.append((rest, -1))
        parts = sorted((part for part in parts if part[0]), key=lambda part: (-part[0], part[1]))
        if len(parts) > 1:
            found.append(Separation(v, [size for size, _ in parts], [start for _, start in parts]))
            ends.update({(v, first): last for first, last in slices_})
    return Separations(sorted(found), seen, ends)


def _search(  # noqa: PLR0917 - the state of the search
    root: int, ptr: list[int], others: list[int], seen: list[int], low: list[int], order: list[int]
) -> dict[int, list[tuple[int, int]]]:
    """Number the nodes of a component as they are found; what each cuts off, as slices of that order."""
    cut: dict[int, list[tuple[int, int]]] = {}
    seen[root] = low[root] = len(order)
    order.append(root)
    # Each entry: the node, the one it was found from, the place of its next tie.
    stack = [[root, -1, ptr[root]]]
    while stack:
        top = stack[-1]
        v, above, place = top
        if place < ptr[v + 1]:
            top[2] += 1
            w = others[place]
            if seen[w] < 0:
                seen[w] = low[w] = len(order)
                order.append(w)
                stack.append([w, v, ptr[w]])
            elif w != above and seen[w] < low[v]:
                low[v] = seen[w]
            continue
        stack.pop()
        if above >= 0:
            low[above] = min(low[above], low[v])
            if low[v] >= seen[above]:
                cut.setdefault(above, []).append((seen[v], len(order)))
    return cut


def _both_ways(indptr: NDArray[Any], indices: NDArray[Any], n_actions: int) -> tuple[list[int], list[int]]:
    """The ties of actors to actions, then those of actions to actors; actions are numbered after the actors."""
    n = len(indptr) - 1
    actor = np.repeat(np.arange(n), np.diff(indptr))
    back = actor[np.argsort(indices, kind="stable")]
    sizes = np.concatenate([np.diff(indptr), np.bincount(indices, minlength=n_actions)])
    ptr = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return ptr.tolist(), np.concatenate([indices + n, back]).astype(np.int64).tolist()
