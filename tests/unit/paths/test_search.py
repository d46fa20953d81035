"""The search against brute force and against NetworkX on the projection."""

from __future__ import annotations

import itertools

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from graphkit.paths.ranked import Order, ranked
from graphkit.paths.search import shortest, widest
from graphkit.paths.steps import Steps


@st.composite
def incidences(draw: st.DrawFn) -> np.ndarray:
    """Up to seven actors and eight actions; a value is an amount, 0 says that the actor is not in the action."""
    shape = draw(st.integers(2, 7)), draw(st.integers(1, 8))
    cells = shape[0] * shape[1]
    values = draw(st.lists(st.sampled_from([0, 0, 0, 1, 2, 5]), min_size=cells, max_size=cells))
    return np.array(values, dtype=float).reshape(shape)


def projection(table: np.ndarray, by_amount: bool) -> nx.Graph[int]:
    """The projection worked out pair by pair, without graphkit."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(table)))
    for one, other in itertools.combinations(range(len(table)), 2):
        shared = np.minimum(table[one], table[other])
        strength = shared.sum() if by_amount else (shared > 0).sum()
        if strength:
            graph.add_edge(one, other, weight=float(strength))
    return graph


def strength_of(graph: nx.Graph[int], path: tuple[int, ...]) -> float:
    return min(float(graph.edges[step]["weight"]) for step in itertools.pairwise(path))


def every_path(graph: nx.Graph[int], order: Order) -> list[tuple[float, tuple[int, ...]]]:
    """All simple paths from actor 0 to the last, in the order promised."""
    found = [(strength_of(graph, p), p) for p in map(tuple, nx.all_simple_paths(graph, 0, len(graph) - 1))]
    if order == "length":
        return sorted(found, key=lambda item: (len(item[1]), -item[0], item[1]))
    return sorted(found, key=lambda item: (-item[0], len(item[1]), item[1]))


def steps_of(table: np.ndarray, by_amount: bool) -> Steps:
    return Steps(csr_array(table if by_amount else (table > 0).astype(float)), by_amount=by_amount)


@pytest.mark.parametrize("order", ["length", "strength"])
@pytest.mark.parametrize("by_amount", [False, True])
@settings(deadline=None)
@given(table=incidences())
def test_all_paths_come_in_the_promised_order(table: np.ndarray, order: Order, by_amount: bool) -> None:
    graph = projection(table, by_amount)
    expected = every_path(graph, order)[:60]
    got = list(itertools.islice(ranked(steps_of(table, by_amount), 0, len(table) - 1, order), 60))
    assert got == expected


@settings(deadline=None)
@given(table=incidences())
def test_shortest_paths_are_those_of_networkx_and_counted_exactly(table: np.ndarray) -> None:
    graph = projection(table, by_amount=False)
    found = shortest(steps_of(table, by_amount=False), 0, len(table) - 1)
    if not nx.has_path(graph, 0, len(table) - 1):
        assert found is None
        return
    assert found is not None
    expected = {tuple(path) for path in nx.all_shortest_paths(graph, 0, len(table) - 1)}
    got = list(found.best_first())
    assert {path for _, path in got} == expected
    assert found.ways[0] == len(got) == len(expected)
    assert found.length == nx.shortest_path_length(graph, 0, len(table) - 1)
    assert got == sorted(got, key=lambda item: (-item[0], item[1]))


@settings(deadline=None)
@given(table=incidences())
def test_widest_is_the_best_bottleneck_of_all_simple_paths(table: np.ndarray) -> None:
    graph = projection(table, by_amount=True)
    strengths = [strength for strength, _ in every_path(graph, "length")]
    assert widest(steps_of(table, by_amount=True), 0, len(table) - 1) == max(strengths, default=None)


@settings(deadline=None)
@given(table=incidences())
def test_components_are_those_of_networkx(table: np.ndarray) -> None:
    steps = steps_of(table, by_amount=False)
    graph = projection(table, by_amount=False)
    for actor in range(len(table)):
        assert set(steps.component(actor).tolist()) == nx.node_connected_component(graph, actor)


def test_a_ladder_has_more_shortest_paths_than_can_be_listed_and_they_are_counted() -> None:
    # 40 rungs of two actors, each tied to both of the next: 2**40 shortest paths.
    rungs, actions = 40, []
    for rung in range(rungs - 1):
        actions += [{2 * rung + 1 + i, 2 * rung + 3 + j} for i in (0, 1) for j in (0, 1)]
    actions += [{0, 1}, {0, 2}, {2 * rungs - 1, 2 * rungs + 1}, {2 * rungs, 2 * rungs + 1}]
    table = np.zeros((2 * rungs + 2, len(actions)))
    for action, actors in enumerate(actions):
        table[list(actors), action] = 1
    found = shortest(Steps(csr_array(table)), 0, 2 * rungs + 1)
    assert found is not None
    assert found.ways[0] == 2**rungs
    first = [path for _, path in itertools.islice(found.best_first(), 2)]
    assert first[0] == (0, *range(1, 2 * rungs, 2), 2 * rungs + 1)
    assert first[1] == (*first[0][:-2], 2 * rungs, 2 * rungs + 1)
