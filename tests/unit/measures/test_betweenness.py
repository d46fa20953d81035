from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings

from graphkit.measures.betweenness import betweenness
from graphkit.networks.network import Network
from tests.unit.measures.networks import by_id, florentine, karate, of_women, small_networks, women
from tests.unit.networks.tables import snapshot_of


def test_southern_women_as_published() -> None:
    # netrics test-measure_centrality.R, raw: 42.9802 22.8541 38.9796 22.0215 4.7153
    published = [42.9802, 22.8541, 38.9796, 22.0215, 4.7153]
    assert of_women(betweenness(women(), normalized=False)) == pytest.approx(published, abs=5e-4)
    # Normalised as NetworkX does, not as netrics (.0972).
    assert of_women(betweenness(women()))[0] == pytest.approx(0.0966, abs=5e-5)


def test_the_normalised_values_are_those_of_networkx() -> None:
    network = women()
    graph = network.to_networkx()
    expected = nx.bipartite.betweenness_centrality(graph, [node for node in graph if node[0] == "Actor"])
    assert by_id(betweenness(network)) == pytest.approx({id: expected["Actor", id] for id in network.actor_ids})
    found = by_id(betweenness(network, of="actions"))
    assert found == pytest.approx({id: expected["Action", id] for id in network.action_ids})


def test_florentine_families_as_published_and_karate_club() -> None:
    # Padgett & Ansell 1993: Medici .522; Zachary's club by networkx 3.6: .4376, .3041.
    assert by_id(betweenness(florentine()))["Medici"] == pytest.approx(0.522, abs=5e-4)
    found = by_id(betweenness(karate()))
    assert (found["0"], found["33"]) == (pytest.approx(0.4376, abs=5e-5), pytest.approx(0.3041, abs=5e-5))


@settings(deadline=None, max_examples=50)
@given(small_networks())
def test_it_is_what_listing_all_shortest_paths_gives(network: Network) -> None:
    graph = network.to_networkx()
    expected = dict.fromkeys(graph, 0.0)
    for one, other in combinations(graph, 2):
        if nx.has_path(graph, one, other):
            ways = list(nx.all_shortest_paths(graph, one, other))
            for way in ways:
                for node in way[1:-1]:
                    expected[node] += 1 / len(ways)
    raw = betweenness.function(network, normalized=False)
    assert raw == pytest.approx(list(expected.values()))
    assert (betweenness.function(network) <= 1 + 1e-12).all()
    projection = network.projection()
    assert by_id(betweenness(projection)) == pytest.approx(nx.betweenness_centrality(projection.to_networkx()))


@pytest.mark.parametrize("ties", [[("a", "x")], [("a", "x"), ("b", "x")], [("a", "x"), ("a", "y")]])
def test_where_nobody_could_be_between_two_it_is_defined_all_the_same(ties: list[tuple[str, str]]) -> None:
    found = betweenness.function(snapshot_of(ties).network())
    assert ((found >= 0) & (found <= 1)).all()


def test_the_one_between_all_has_the_most_there_can_be() -> None:
    network = snapshot_of([("hub", action) for action in "uvwxy"]).network()
    assert betweenness(network).values.tolist() == [1.0]
