from random import Random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from graphkit.networks.kernels.betweenness import (
    dependencies,
    dependencies_in_projection,
    in_pairs,
    n_searches,
    search,
    search_in_projection,
)
from graphkit.networks.kernels.layout import both_modes, one_mode
from graphkit.networks.kernels.trees import trees
from tests.unit.networks.kernels.networks import Drawn, drawn, large

pytestmark = pytest.mark.slow


def expected(graph: "nx.Graph[int]", sources: list[int] | None = None) -> list[float]:
    if sources is None:
        values = nx.betweenness_centrality(graph, normalized=False)
    else:
        values = nx.betweenness_centrality_subset(graph, sources, list(graph))
    return [values[v] for v in range(len(graph))]


@settings(deadline=None)
@given(drawn())
def test_of_the_projection_without_making_it(network: Drawn) -> None:
    graph = network.projection()
    assert dependencies_in_projection(network.arrays) / 2 == pytest.approx(expected(graph), rel=1e-10, abs=1e-12)
    some = np.arange(0, network.n, 3)
    found = dependencies_in_projection(network.arrays, some) / 2
    assert found == pytest.approx(expected(graph, some.tolist()), rel=1e-10, abs=1e-12)


@settings(deadline=None)
@given(drawn())
def test_of_the_network_in_two_modes_and_of_the_projection_as_it_is(network: Drawn) -> None:
    found = dependencies(both_modes(network.arrays)) / 2
    assert found == pytest.approx(expected(network.graph), rel=1e-10, abs=1e-12)
    found = dependencies(network.projected()) / 2
    assert found == pytest.approx(expected(network.projection()), rel=1e-10, abs=1e-12)


def test_a_larger_one() -> None:
    network = large(400, 300, 1000)
    found = dependencies_in_projection(network.arrays) / 2
    assert found == pytest.approx(expected(network.projection()), rel=1e-10, abs=1e-10)


def test_a_chain_longer_than_a_byte_counts() -> None:
    chain = Drawn(400, 399, frozenset((v, x) for x in range(399) for v in (x, x + 1)))
    by_place = [v * (399 - v) for v in range(400)]
    assert (dependencies_in_projection(chain.arrays) / 2).tolist() == by_place
    assert (dependencies(chain.projected()) / 2).tolist() == by_place


@settings(deadline=None)
@given(st.integers(1, 30), st.randoms(use_true_random=False), st.integers(0, 4))
def test_trees_and_what_hangs_on_a_core(n: int, draw: Random, chords: int) -> None:
    graph: nx.Graph[int] = nx.empty_graph(n)
    graph.add_edges_from((v, draw.randrange(v)) for v in range(1, n) if draw.random() < 0.9)
    graph.add_edges_from(draw.sample(range(n), 2) for _ in range(chords if n > 1 else 0))
    matrix = csr_array(nx.to_scipy_sparse_array(graph, dtype=np.int64))
    matrix.sort_indices()
    network = one_mode(matrix.indptr, matrix.indices)
    gone = trees(network).gone
    core = graph.subgraph(np.flatnonzero(~gone).tolist())
    assert all(degree != 1 for _, degree in core.degree())
    assert nx.number_connected_components(core) == nx.number_connected_components(graph)
    assert dependencies(network) / 2 == pytest.approx(expected(graph), rel=1e-10, abs=1e-12)


@settings(deadline=None)
@given(drawn(), st.integers(0, 99))
def test_pairs_of_sources_and_what_they_differ_by(network: Drawn, seed: int) -> None:
    pairs = np.random.default_rng(seed).integers(0, network.n, size=(13, 2))
    for searches, graph in (
        (search(both_modes(network.arrays)), network.graph),
        (search_in_projection(network.arrays), network.projection()),
    ):
        # NetworkX counts a pair of nodes once, half of it from either end.
        of = {v: 2 * np.array(expected(graph, [v])) for v in set(pairs.ravel().tolist())}
        sums, squares = in_pairs(searches, pairs)
        assert sums == pytest.approx(sum(of[v] for v in pairs.ravel().tolist()), rel=1e-10, abs=1e-12)
        apart = sum((of[one] - of[other]) ** 2 for one, other in pairs.tolist())
        assert squares == pytest.approx(apart, rel=1e-10, abs=1e-12)


def test_what_hangs_as_a_tree_is_not_searched_from() -> None:
    graph = nx.cycle_graph(5)
    graph.add_edges_from([(0, 5), (5, 6), (5, 7)])
    matrix = csr_array(nx.to_scipy_sparse_array(graph, dtype=np.int64))
    assert n_searches(one_mode(matrix.indptr, matrix.indices)) == 5
