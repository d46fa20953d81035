import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graphkit.networks.kernels.walks import ImplicitProjection, NoConvergence, eigenvector, katz, pagerank
from tests.unit.networks.kernels.networks import Drawn, drawn, large


def both(network: Drawn, weighted: bool) -> tuple[ImplicitProjection, "nx.Graph[int]"]:
    """The implicit projection and the made one, by Newman's weights or the number of actions in common."""
    weights = 1.0 / np.maximum(np.diff(network.arrays.action_ptr) - 1, 1) if weighted else np.ones(network.m)
    matrix = network.incidence
    return ImplicitProjection(matrix, matrix.T.tocsr(), weights), nx.from_scipy_sparse_array(network.weights(weights))


def values(found: dict[int, float]) -> list[float]:
    return [found[v] for v in range(len(found))]


@settings(deadline=None)
@given(drawn(), st.booleans())
def test_they_stop_where_networkx_stops(network: Drawn, weighted: bool) -> None:
    ties, graph = both(network, weighted)
    assert pagerank(ties) == pytest.approx(values(nx.pagerank(graph)), rel=1e-12)
    alpha = 0.5 / (1.0 + max(dict(graph.degree(weight="weight")).values()))
    assert katz(ties, alpha) == pytest.approx(values(nx.katz_centrality(graph, alpha, weight="weight")), rel=1e-12)


@settings(deadline=None)
@given(drawn(), st.booleans())
def test_so_does_the_eigenvector(network: Drawn, weighted: bool) -> None:
    assume(network.pairs)
    ties, graph = both(network, weighted)
    found = eigenvector(ties, steps=1000)
    assert found == pytest.approx(values(nx.eigenvector_centrality(graph, 1000, weight="weight")), rel=1e-10, abs=1e-14)


def test_a_large_one() -> None:
    ties, graph = both(large(), True)
    assert pagerank(ties) == pytest.approx(values(nx.pagerank(graph)), rel=1e-12)


def test_what_does_not_settle_says_so() -> None:
    ties, _ = both(large(), False)
    with pytest.raises(NoConvergence, match="within 3 steps"):
        katz(ties, 1.0, steps=3)
