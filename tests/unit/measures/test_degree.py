import networkx as nx
import pytest
from hypothesis import given, settings

from graphkit.measures.degree import degree
from graphkit.networks.network import Network
from tests.unit.measures.networks import by_id, florentine, of_women, small_networks, women
from tests.unit.networks.tables import snapshot_of


def test_southern_women_as_published() -> None:
    # Borgatti & Everett 1997, and netrics test-measure_centrality.R: .5714 .5 .5714 .5 .2857
    assert of_women(degree(women(), normalized=True)) == pytest.approx([0.5714, 0.5, 0.5714, 0.5, 0.2857], abs=5e-5)
    assert of_women(degree(women())) == [8, 7, 8, 7, 4]
    assert by_id(degree(women(), of="actions"))["E8"] == 14


def test_florentine_families_as_published() -> None:
    # Padgett & Ansell 1993: the Medici married into six families.
    assert by_id(degree(florentine()))["Medici"] == 6


@settings(deadline=None)
@given(small_networks())
def test_it_is_what_networkx_counts(network: Network) -> None:
    expected = dict(network.to_networkx().degree())
    assert by_id(degree(network)) == {id: expected["Actor", id] for id in network.actor_ids}
    assert by_id(degree(network, of="actions")) == {id: expected["Action", id] for id in network.action_ids}
    projection = network.projection()
    assert by_id(degree(projection)) == dict(projection.to_networkx().degree())
    if network.n_actors > 1:
        assert by_id(degree(projection, normalized=True)) == pytest.approx(
            nx.degree_centrality(projection.to_networkx())
        )


def test_the_unit_says_what_is_counted() -> None:
    network = women()
    assert degree(network).unit == "actions"
    assert degree(network, of="actions").unit == "actors"
    assert degree(network.projection()).unit == "partners"
    assert degree(network, normalized=True).unit == "share of all, 0 to 1"


def test_one_actor_alone() -> None:
    network = snapshot_of([("a", "x")]).network()
    assert degree(network, normalized=True).values.tolist() == [1.0]
    assert degree(network.projection(), normalized=True).values.tolist() == [0.0]
