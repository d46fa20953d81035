import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import UsageError
from graphkit.measures.pagerank import pagerank
from graphkit.networks.network import Network
from tests.unit.measures.networks import by_id, karate, small_networks
from tests.unit.networks.tables import snapshot_of


def test_karate_club() -> None:
    # Zachary's club by networkx 3.6, damping .85: actor 34 .1009, actor 1 .0970.
    found = by_id(pagerank(karate()))
    assert (found["33"], found["0"]) == (pytest.approx(0.1009, abs=5e-5), pytest.approx(0.0970, abs=5e-5))


@settings(deadline=None)
@given(small_networks(), st.sampled_from([0.0, 0.5, 0.85, 0.99]))
def test_it_solves_its_equation(network: Network, damping: float) -> None:
    if network.n_actors == 0:
        return
    projection = network.projection("newman")
    for values, weights in (
        (pagerank.function(network, damping=damping), _two_mode(network)),
        (pagerank.function(projection, damping=damping), projection.matrix.toarray()),
    ):
        n = len(values)
        sums = weights.sum(axis=0)
        # A walk at an isolated node starts afresh anywhere.
        step = np.where(sums > 0, weights / np.where(sums > 0, sums, 1), 1 / n)
        expected = np.linalg.solve(np.eye(n) - damping * step, np.full(n, (1 - damping) / n))
        assert values == pytest.approx(expected, abs=1e-10)
        assert values.sum() == pytest.approx(1)


def _two_mode(network: Network) -> np.ndarray:
    ties = network.incidence.toarray().astype(float)
    n, m = ties.shape
    return np.block([[np.zeros((n, n)), ties], [ties.T, np.zeros((m, m))]])


def test_it_is_networkx_run_to_the_end() -> None:
    projection = karate()
    expected = nx.pagerank(projection.to_networkx(), tol=1e-14, max_iter=1000)
    assert by_id(pagerank(projection)) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("damping", [-0.1, 1, 1.5, float("nan")])
def test_a_damping_that_is_none_is_refused(damping: float) -> None:
    with pytest.raises(UsageError, match="at least 0 and below 1"):
        pagerank(snapshot_of([("a", "x")]).network(), damping=damping)
