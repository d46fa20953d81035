import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import DataError, UsageError
from graphkit.measures import _spectrum
from graphkit.measures.eigenvector import eigenvector
from graphkit.measures.katz import katz
from graphkit.networks.network import Network
from tests.unit.measures.networks import by_id, karate, small_networks, women
from tests.unit.networks.tables import snapshot_of


@settings(deadline=None)
@given(small_networks(), st.sampled_from([None, 0.0, 0.3, 0.99]))
def test_it_solves_its_equation(network: Network, share: float | None) -> None:
    if network.n_actors == 0:
        return
    ties = network.incidence.toarray().astype(float)
    both = np.block([[np.zeros((len(ties),) * 2), ties], [ties.T, np.zeros((ties.shape[1],) * 2)]])
    projection = network.projection("newman")
    for subject, weights in ((network, both), (projection, projection.matrix.toarray())):
        largest = np.linalg.eigvalsh(weights)[-1]
        alpha = None if share is None or largest < 1e-9 else share / largest
        worth = 0.5 / largest if alpha is None and largest > 1e-9 else alpha or 0.0
        expected = np.linalg.solve(np.eye(len(weights)) - worth * weights, np.ones(len(weights)))
        found = katz.function(subject, alpha, normalized=False)
        assert found == pytest.approx(expected, rel=1e-9)
        assert katz.function(subject, alpha) == pytest.approx(expected / np.linalg.norm(expected), rel=1e-9)


def test_it_is_networkx_run_to_the_end() -> None:
    network = women()
    expected = nx.katz_centrality(network.to_networkx(), 0.1, tol=1e-15, max_iter=10_000)
    assert by_id(katz(network, alpha=0.1)) == pytest.approx({id: expected["Actor", id] for id in network.actor_ids})
    for weight in ("count", "newman"):
        projection = network.projection(weight)
        graph = projection.to_networkx()
        expected = nx.katz_centrality(graph, 0.01, weight="weight", tol=1e-15, max_iter=10_000)
        assert by_id(katz(projection, alpha=0.01)) == pytest.approx(expected)


def test_near_the_limit_it_is_near_the_eigenvector() -> None:
    projection = karate()
    limit = 1 / np.linalg.eigvalsh(projection.matrix.toarray())[-1]
    assert katz(projection, alpha=0.998 * limit).values == pytest.approx(eigenvector(projection).values, abs=4e-3)


def test_an_alpha_without_end_is_refused_and_says_the_limit() -> None:
    network = women()
    limit = 1 / np.linalg.svd(network.incidence.toarray().astype(float))[1][0]
    with pytest.raises(UsageError, match=rf"alpha=0.5 is too large.* may be {0.998 * limit:.4g} at most"):
        katz(network, alpha=0.5)
    assert np.isfinite(katz(network, alpha=float(f"{0.998 * limit:.4g}")).values).all()
    for wrong in (-0.1, float("nan")):
        with pytest.raises(UsageError, match="must be at least 0"):
            katz(network, alpha=wrong)


def test_where_the_limit_is_not_found_it_says_what_is_small_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    def unsettled(*_: object) -> None:
        raise DataError("no")

    monkeypatch.setattr("graphkit.measures.katz.first_eigenvector", unsettled)
    # The largest row sum of Southern Women in two modes is 14: E8.
    with pytest.raises(DataError, match=r"Give alpha=0\.0707"):
        katz(women())
    assert katz(women(), alpha=0.0707).values.shape == (18,)


@settings(deadline=None)
@given(small_networks())
def test_by_steps_as_all_at_once(network: Network) -> None:
    expected = katz.function(network)
    small, _spectrum._SMALL = _spectrum._SMALL, 3
    try:
        assert katz.function(network) == pytest.approx(expected, rel=1e-9)
    finally:
        _spectrum._SMALL = small


def test_a_node_without_ties_has_the_walk_of_no_step() -> None:
    projection = snapshot_of([("a", "x"), ("b", "x"), ("c", "y")]).network().projection()
    found = by_id(katz(projection, normalized=False))
    assert found == pytest.approx({"a": 2.0, "b": 2.0, "c": 1.0})
    assert katz(projection, normalized=False).unit == "walks, each step worth alpha"
