"""Trees out of who adapted what from whom: circles broken, one place for each, the earliest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

Step = tuple[str, str]
"""What was adapted, and what it was adapted from."""


@dataclass(frozen=True, slots=True)
class Forest:
    """Each node at one place.

    Attributes
    ----------
    order : list of (str, int)
        The nodes with their depth, as a tree is read: roots and what stands below one node by date, those without a
        date last, then by id.
    parent : dict of str to str
        For each node below another, which.
    further : dict of str to list of str
        What else a node was adapted from, sorted.
    left_out : list of (str, str)
        Steps that would close a circle, sorted.
    """

    order: list[tuple[str, int]]
    parent: dict[str, str]
    further: dict[str, list[str]]
    left_out: list[Step]


def forest(dates: Mapping[str, date | None], steps: Iterable[Step]) -> Forest:
    """The trees of some steps.

    In a circle nobody was first by the steps alone: the node with the earliest date is taken for it (without dates the
    first by id), and its steps within the circle are left out; again, until no circle is left. Of several origins a
    node stands below the earliest.

    Parameters
    ----------
    dates : mapping of str to date or None
        The nodes and their dates.
    steps : iterable of (str, str)
        Both ends are nodes; a step that stands twice counts once.

    Notes
    -----
    Linear in nodes and steps for each circle that is broken.

    Examples
    --------
    >>> forest({"a": None, "b": None}, [("b", "a")]).order
    [('a', 0), ('b', 1)]
    """
    rank = {
        node: at
        for at, node in enumerate(sorted(dates, key=lambda each: (dates[each] is None, dates[each] or date.min, each)))
    }
    kept, left_out = _without_circles(dates, set(steps), rank)
    origins: dict[str, list[str]] = {}
    for what, origin in kept:
        origins.setdefault(what, []).append(origin)
    parent = {what: min(found, key=rank.__getitem__) for what, found in origins.items()}
    below: dict[str, list[str]] = {}
    for what, origin in parent.items():
        below.setdefault(origin, []).append(what)
    order: list[tuple[str, int]] = []
    todo = [(node, 0) for node in sorted((n for n in dates if n not in parent), key=rank.__getitem__, reverse=True)]
    while todo:
        node, depth = todo.pop()
        order.append((node, depth))
        todo += [(each, depth + 1) for each in sorted(below.get(node, ()), key=rank.__getitem__, reverse=True)]
    further = {what: sorted(set(found) - {parent[what]}) for what, found in origins.items() if len(found) > 1}
    return Forest(order, parent, dict(sorted(further.items())), sorted(left_out))


def _without_circles(
    dates: Mapping[str, date | None], steps: set[Step], rank: Mapping[str, int]
) -> tuple[set[Step], set[Step]]:
    import networkx as nx

    left_out: set[Step] = set()
    while True:
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(dates)
        graph.add_edges_from(steps - left_out)
        circles = [part for part in nx.strongly_connected_components(graph) if len(part) > 1]
        found = {(node, node) for node in dates if graph.has_edge(node, node)}
        for part in circles:
            first = min(part, key=rank.__getitem__)
            found |= {(first, origin) for origin in graph.successors(first) if origin in part}
        if not found:
            return steps - left_out, left_out
        left_out |= found
