"""Triangles, clustering, structural holes and cores of a projection."""

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graphkit.networks.kernels.cores import coreness
from graphkit.networks.kernels.holes import holes
from graphkit.networks.kernels.triangles import clustering, triangles
from tests.unit.networks.kernels.networks import Drawn, drawn, large

pytestmark = pytest.mark.slow


@settings(deadline=None)
@given(drawn())
def test_triangles_clustering_and_coreness_are_those_of_networkx(network: Drawn) -> None:
    graph, arrays = network.projection(), network.projected()
    nodes = range(network.n)
    assert triangles(arrays).tolist() == [nx.triangles(graph)[v] for v in nodes]
    assert clustering(arrays) == pytest.approx([nx.clustering(graph)[v] for v in nodes], rel=1e-14)
    assert coreness(arrays).tolist() == [nx.core_number(graph)[v] for v in nodes]


@settings(deadline=None)
@given(drawn())
def test_constraint_is_that_of_networkx_and_effective_size_as_defined(network: Drawn) -> None:
    graph, weights = network.projection(), network.weights()
    found = holes(network.projected(), weights.data)
    expected = nx.constraint(graph, weight="weight")
    assert found.constraint == pytest.approx([expected[v] for v in range(network.n)], rel=1e-12, nan_ok=True)
    # Not networkx.effective_size of all nodes by weight, which is wrong in 3.6.1 (networkx#8906).
    expected = effective_size(weights.toarray())
    assert found.effective_size == pytest.approx(expected, rel=1e-12, abs=1e-12, nan_ok=True)


@settings(deadline=None)
@given(drawn())
def test_hierarchy_is_as_defined(network: Drawn) -> None:
    weights = network.weights()
    found = holes(network.projected(), weights.data).hierarchy
    assert found == pytest.approx(hierarchy(weights.toarray()), rel=1e-10, abs=1e-12, nan_ok=True)


@settings(deadline=None)
@given(drawn())
def test_without_weights_effective_size_is_that_of_networkx(network: Drawn) -> None:
    graph = network.projection()
    found = holes(network.projected(), np.ones(graph.number_of_edges() * 2)).effective_size
    expected = nx.effective_size(graph)
    assert found == pytest.approx([expected[v] for v in range(network.n)], rel=1e-12, abs=1e-12, nan_ok=True)


def test_a_large_one() -> None:
    network = large()
    graph, arrays = network.projection(), network.projected()
    assert triangles(arrays).tolist() == list(nx.triangles(graph).values())
    assert coreness(arrays).tolist() == list(nx.core_number(graph).values())
    found = holes(arrays, network.weights().data).constraint
    assert found == pytest.approx(list(nx.constraint(graph, weight="weight").values()), rel=1e-10, nan_ok=True)


def hierarchy(weights: np.ndarray) -> list[float]:
    """Burt 1992, p. 71, term by term."""
    found = []
    for v in range(len(weights)):
        partners = np.flatnonzero(weights[v])
        share = [row / row.sum() if row.sum() else row for row in weights]
        spent = [(share[v][j] + sum(share[v][q] * share[q][j] for q in range(len(weights)))) ** 2 for j in partners]
        n = len(partners)
        if n < 2:
            found.append(math.nan)
            continue
        unequal = [each / (sum(spent) / n) for each in spent]
        found.append(sum(each * math.log(each) for each in unequal) / (n * math.log(n)))
    return found


def effective_size(weights: np.ndarray) -> list[float]:
    """Burt 1992, p. 52, term by term."""
    found = []
    for v in range(len(weights)):
        partners = np.flatnonzero(weights[v])
        size = 0.0
        for j in partners:
            shared = sum(weights[v, q] / weights[v].sum() * weights[j, q] / weights[j].max() for q in partners)
            size += 1.0 - shared
        found.append(size if len(partners) else math.nan)
    return found
