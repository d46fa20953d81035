import sys

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from graphkit.networks.kernels import four_cycles as kernel
from graphkit.networks.kernels.breadth import distances_from, extent
from tests.unit.networks.kernels.networks import Drawn, drawn


def matrix_of(graph: "nx.Graph[int]") -> "csr_array[np.float64]":
    return csr_array(nx.to_scipy_sparse_array(graph, nodelist=range(len(graph)), dtype=np.float64))


@settings(deadline=None)
@given(drawn())
def test_distances_are_those_of_networkx(network: Drawn) -> None:
    graph = network.graph
    for source in (0, network.n):
        expected = nx.single_source_shortest_path_length(graph, source)
        assert distances_from(matrix_of(graph), source).tolist() == [expected.get(v, -1) for v in range(len(graph))]


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(0, 60), st.integers(0, 99), st.integers(0, 50))
def test_diameter_and_radius_are_those_of_networkx_or_between_the_bounds(n: int, m: int, seed: int, few: int) -> None:
    graph = nx.gnm_random_graph(n, m, seed=seed)
    graph.add_edges_from((v, (v * 7) // 11) for v in range(1, n))
    ties, degree = matrix_of(graph), np.array([graph.degree(v) for v in range(n)])
    diameter, radius = nx.diameter(graph), nx.radius(graph)
    found = extent(lambda v: distances_from(ties, v), degree, at_most=10**6)
    if n > 1:
        assert (found.diameter, found.radius) == ((diameter, diameter), (radius, radius))
    assert found.searches <= n
    found = extent(lambda v: distances_from(ties, v), degree, at_most=few)
    assert found.searches <= few
    assert found.diameter[0] <= diameter <= found.diameter[1]
    assert found.radius[0] <= radius <= found.radius[1]


def test_a_long_chain_takes_no_turn_for_each_of_its_steps() -> None:
    calls = []
    ties = matrix_of(nx.path_graph(3_000))
    sys.setprofile(lambda _, event, function: calls.append(function) if event == "c_call" else None)
    try:
        found = distances_from(ties, 1_000)
    finally:
        sys.setprofile(None)
    assert found.tolist() == [abs(v - 1_000) for v in range(3_000)]
    assert len(calls) < 300


def test_a_network_as_they_come_takes_few_searches() -> None:
    graph = nx.barabasi_albert_graph(5_000, 3, seed=1)
    ties = matrix_of(graph)
    found = extent(lambda v: distances_from(ties, v), np.diff(ties.indptr), at_most=10**6)
    assert found.searches < 500
    assert found.diameter == (nx.diameter(graph),) * 2


@settings(deadline=None)
@given(drawn())
def test_four_cycles_and_three_paths_by_looking_at_each(network: Drawn) -> None:
    dense = network.incidence.toarray()
    cycles = sum(
        int((dense[i] & dense[j]).sum()) * (int((dense[i] & dense[j]).sum()) - 1) // 2
        for i in range(network.n)
        for j in range(i)
    )
    paths = sum((dense[v].sum() - 1) * (dense[:, x].sum() - 1) for v, x in network.pairs)
    incidence = network.incidence
    for one, other in ((incidence, incidence.T.tocsr()), (incidence.T.tocsr(), incidence)):
        assert kernel.four_cycles(one, other) == cycles
        assert kernel.three_paths(one, other) == paths


def test_rows_taken_a_few_at_a_time_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(4)
    incidence = csr_array((rng.random((60, 50)) < 0.2).astype(np.int64))
    both = incidence, csr_array(incidence.T.tocsr())
    whole = kernel.four_cycles(*both)
    assert whole > 0
    for entries in (1, 100, 700):
        monkeypatch.setattr(kernel, "_ENTRIES", entries)
        assert kernel.four_cycles(*both) == whole
