import networkx as nx
import pytest
from hypothesis import given, settings

from graphkit.errors import UsageError
from graphkit.measures.clustering import clustering
from graphkit.networks.network import Network
from tests.unit.measures.networks import by_id, karate, small_networks, women


def test_karate_club() -> None:
    # The mean of Zachary's club is .5706 (Watts & Strogatz' coefficient).
    assert clustering(karate()).values.mean() == pytest.approx(0.5706, abs=5e-5)


@settings(deadline=None)
@given(small_networks())
def test_it_is_that_of_networkx_without_weights(network: Network) -> None:
    for weight in ("count", "newman"):
        projection = network.projection(weight)
        assert by_id(clustering(projection)) == pytest.approx(nx.clustering(projection.to_networkx()))


def test_two_modes_have_no_triangles() -> None:
    with pytest.raises(UsageError, match=r"clustering is measured in a projection, .*take network.projection\(\)"):
        clustering(women())
