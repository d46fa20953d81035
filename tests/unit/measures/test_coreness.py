import networkx as nx
from hypothesis import given, settings

from graphkit.measures.coreness import coreness
from graphkit.networks.network import Network
from tests.unit.measures.networks import by_id, karate, small_networks
from tests.unit.networks.tables import snapshot_of


def test_karate_club() -> None:
    # Zachary's club has a 4-core of ten.
    found = by_id(coreness(karate()))
    assert sum(value == 4 for value in found.values()) == 10
    assert max(found.values()) == 4


@settings(deadline=None)
@given(small_networks())
def test_it_is_that_of_networkx_in_both_modes_and_in_one(network: Network) -> None:
    graph = network.to_networkx()
    expected = nx.core_number(graph)
    assert by_id(coreness(network)) == {id: expected["Actor", id] for id in network.actor_ids}
    assert by_id(coreness(network, of="actions")) == {id: expected["Action", id] for id in network.action_ids}
    projection = network.projection()
    assert by_id(coreness(projection)) == nx.core_number(projection.to_networkx())


def test_one_large_action_is_a_core_of_the_projection_alone() -> None:
    network = snapshot_of([(f"a{n}", "x") for n in range(9)]).network()
    assert set(coreness(network.projection()).values) == {8.0}
    assert set(coreness(network).values) == {1.0}
    assert coreness(network).unit == "ties in the core"
