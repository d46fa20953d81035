import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graphkit.measures.harmonic import harmonic
from graphkit.networks.network import Network
from tests.unit.measures.networks import by_id, karate, small_networks
from tests.unit.measures.test_closeness import distances
from tests.unit.networks.tables import snapshot_of


def test_a_path_of_five_by_hand() -> None:
    network = snapshot_of([("a", "x"), ("b", "x"), ("b", "y"), ("c", "y")]).network()
    assert by_id(harmonic(network, normalized=False)) == pytest.approx({"a": 25 / 12, "b": 3.0, "c": 25 / 12})
    # At most both actions at one step and both actors at two: 3.
    assert by_id(harmonic(network))["b"] == pytest.approx(1.0)
    # An action: at most three actors at one step and the other action at two.
    assert by_id(harmonic(network, of="actions"))["x"] == pytest.approx((2 + 1 / 2 + 1 / 3) / 3.5)


def test_karate_club() -> None:
    # Sums of 1 / distance by networkx 3.6: 23.1667 and 23.25, of 33 others each.
    found = by_id(harmonic(karate()))
    assert (found["0"], found["33"]) == (pytest.approx(0.7020, abs=5e-5), pytest.approx(0.7045, abs=5e-5))


@settings(deadline=None)
@given(small_networks())
def test_it_is_what_walking_the_matrix_gives(network: Network) -> None:
    away = distances(network)
    np.fill_diagonal(away, np.inf)
    assert harmonic.function(network, normalized=False) == pytest.approx((1 / away).sum(axis=1))
    assert (harmonic.function(network) <= 1 + 1e-12).all()
    projection = network.projection()
    expected = nx.harmonic_centrality(projection.to_networkx())
    assert by_id(harmonic(projection, normalized=False)) == pytest.approx(expected)
    share = {id: value / max(network.n_actors - 1, 1) for id, value in expected.items()}
    assert by_id(harmonic(projection)) == pytest.approx(share)


def test_what_is_out_of_reach_adds_nothing() -> None:
    network = snapshot_of([("a", "x"), ("b", "x"), ("c", "y")]).network()
    assert harmonic(network.projection()).values.tolist() == [0.5, 0.5, 0.0]
