import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graphkit.measures.closeness import closeness
from graphkit.networks.network import Network
from tests.unit.measures.networks import by_id, florentine, of_women, small_networks, women
from tests.unit.networks.tables import snapshot_of


def test_southern_women_as_published() -> None:
    # Borgatti & Everett 1997, and netrics test-measure_centrality.R: .8 .7273 .8 .7273 .6
    assert of_women(closeness(women())) == pytest.approx([0.8, 0.7273, 0.8, 0.7273, 0.6], abs=5e-5)


def test_a_connected_network_has_the_values_of_networkx() -> None:
    network = women()
    graph = network.to_networkx()
    expected = nx.bipartite.closeness_centrality(graph, [node for node in graph if node[0] == "Actor"])
    assert by_id(closeness(network)) == pytest.approx({id: expected["Actor", id] for id in network.actor_ids})
    found = by_id(closeness(network, of="actions"))
    assert found == pytest.approx({id: expected["Action", id] for id in network.action_ids})


def test_florentine_families_as_published() -> None:
    # Padgett & Ansell 1993: Medici .56
    assert by_id(closeness(florentine()))["Medici"] == pytest.approx(0.56)


def test_two_who_are_cut_off_do_not_come_first() -> None:
    ties = [("a", "x"), ("b", "x"), ("b", "y"), ("c", "y"), ("alone", "z")]
    found = by_id(closeness(snapshot_of(ties).network()))
    # One step from all it reaches (1), which is one node of the six others.
    assert found["alone"] == pytest.approx(1 / 6)
    # b reaches two actions in one step and two actors in two: as near as can be, of four of the six others.
    assert found["b"] == pytest.approx(4 / 6)
    assert found["a"] == pytest.approx((2 + 2 * 2) / (1 + 2 + 3 + 4) * 4 / 6)


@settings(deadline=None)
@given(small_networks())
def test_it_is_what_walking_the_matrix_gives(network: Network) -> None:
    n, m = network.n_actors, network.n_actions
    away = distances(network)
    expected = []
    for node in range(n + m):
        reached = np.isfinite(away[node])
        total = away[node][reached].sum()
        own, other = reached[:n].sum(), reached[n:].sum()
        if node >= n:
            own, other = other, own
        expected.append((other + 2 * (own - 1)) / total * (reached.sum() - 1) / (n + m - 1) if total else 0.0)
    assert closeness.function(network) == pytest.approx(expected)
    assert ((closeness.function(network) >= 0) & (closeness.function(network) <= 1 + 1e-12)).all()
    projection = network.projection()
    assert by_id(closeness(projection)) == pytest.approx(nx.closeness_centrality(projection.to_networkx()))


def distances(network: Network) -> np.ndarray:
    """Steps between all nodes, actors first: by squaring nothing, by relaxing everything."""
    n, m = network.n_actors, network.n_actions
    away = np.full((n + m, n + m), np.inf)
    np.fill_diagonal(away, 0)
    ties = network.incidence.toarray().astype(bool)
    away[:n, n:][ties] = 1
    away[n:, :n][ties.T] = 1
    for middle in range(n + m):
        away = np.minimum(away, away[:, [middle]] + away[[middle], :])
    return away
