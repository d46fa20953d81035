import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import UsageError
from graphkit.measures.birank import birank
from graphkit.networks.network import Network
from tests.unit.measures.networks import small_networks, women
from tests.unit.networks.tables import snapshot_of


@settings(deadline=None)
@given(small_networks(), st.sampled_from([0.0, 0.5, 0.85, 0.99]))
def test_it_solves_its_equations(network: Network, damping: float) -> None:
    if network.n_actors == 0:
        return
    ties = network.incidence.toarray().astype(float)
    n, m = ties.shape
    # The two equations of He et al. 2017 as one system.
    shares = ties / np.sqrt(np.outer(ties.sum(axis=1), ties.sum(axis=0)))
    both = np.block([[np.zeros((n, n)), shares], [shares.T, np.zeros((m, m))]])
    start = (1 - damping) * np.repeat([1 / n, 1 / m], [n, m])
    expected = np.linalg.solve(np.eye(n + m) - damping * both, start)
    assert birank.function(network, damping=damping) == pytest.approx(expected, rel=1e-9)


def test_without_damping_left_it_goes_by_the_root_of_the_degree() -> None:
    network = women()
    found, degree = birank(network, damping=0.9999).values, np.diff(network.indptr)
    assert found / found.sum() == pytest.approx(np.sqrt(degree) / np.sqrt(degree).sum(), rel=1e-2)


@pytest.mark.parametrize("damping", [-0.1, 1, float("nan")])
def test_a_damping_that_is_none_is_refused(damping: float) -> None:
    with pytest.raises(UsageError, match="at least 0 and below 1"):
        birank(snapshot_of([("a", "x")]).network(), damping=damping)


def test_it_is_of_two_modes() -> None:
    with pytest.raises(UsageError, match="birank is measured in a two-mode network"):
        birank(women().projection())
