import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graphkit.networks.kernels.distances import UNREACHED, Nearness, between, nearness, nearness_in_two_modes
from tests.unit.networks.kernels.networks import Drawn, drawn, large

pytestmark = pytest.mark.slow


def assert_sums(found: Nearness, graph: "nx.Graph[int]", nodes: range) -> None:
    away = [nx.single_source_shortest_path_length(graph, v) for v in nodes]
    assert found.reached.tolist() == [len(each) - 1 for each in away]
    assert found.far.tolist() == [sum(each.values()) for each in away]
    near = nx.harmonic_centrality(graph)
    assert found.near == pytest.approx([near[v] for v in nodes], rel=1e-12)


@settings(deadline=None)
@given(drawn())
def test_sums_in_the_projection_are_those_of_networkx(network: Drawn) -> None:
    assert_sums(nearness(network.arrays), network.projection(), range(network.n))


@settings(deadline=None)
@given(drawn())
def test_sums_in_two_modes_are_those_of_networkx(network: Drawn) -> None:
    actors, actions = nearness_in_two_modes(network.arrays)
    assert_sums(actors, network.graph, range(network.n))
    assert_sums(actions, network.graph, range(network.n, network.n + network.m))


@settings(deadline=None)
@given(drawn())
def test_distances_of_some_actors_to_all(network: Drawn) -> None:
    sources = np.arange(0, network.n, 2)[::-1]
    found = between(network.arrays, sources)
    away = dict(nx.all_pairs_shortest_path_length(network.projection()))
    assert found.tolist() == [[away[u].get(v, UNREACHED) for v in range(network.n)] for u in sources.tolist()]


def test_more_actors_than_one_search_takes() -> None:
    network = large()
    graph = network.projection()
    assert_sums(nearness(network.arrays), graph, range(network.n))
    found = between(network.arrays, np.arange(network.n))
    away = dict(nx.all_pairs_shortest_path_length(graph))
    assert all(found[u, v] == away[u].get(v, UNREACHED) for u in range(network.n) for v in range(network.n))


def test_a_chain_is_as_long_as_it_is() -> None:
    chain = Drawn(700, 699, frozenset((v, x) for x in range(699) for v in (x, x + 1)))
    assert between(chain.arrays, np.array([0]))[0].tolist() == list(range(700))
    assert nearness(chain.arrays).far[0] == 700 * 699 // 2
