import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graphkit.measures import _spectrum
from graphkit.measures.eigenvector import eigenvector
from graphkit.networks.network import Network
from tests.unit.measures.networks import by_id, florentine, karate, small_networks, women
from tests.unit.networks.tables import snapshot_of


def test_florentine_families_as_published() -> None:
    # Padgett & Ansell 1993: Medici .4303
    assert by_id(eigenvector(florentine()))["Medici"] == pytest.approx(0.4303, abs=5e-5)


def test_karate_club() -> None:
    # Zachary's club by networkx 3.6: actor 34 .3734, actor 1 .3555.
    found = by_id(eigenvector(karate()))
    assert (found["33"], found["0"]) == (pytest.approx(0.3734, abs=5e-5), pytest.approx(0.3555, abs=5e-5))


def test_southern_women_by_singular_vectors() -> None:
    network = women()
    left, _, right = np.linalg.svd(network.incidence.toarray().astype(float))
    assert eigenvector(network).values == pytest.approx(np.abs(left[:, 0]))
    assert eigenvector(network, of="actions").values == pytest.approx(np.abs(right[0]))
    graph = network.to_networkx()
    expected = nx.eigenvector_centrality(graph, max_iter=10_000, tol=1e-12)
    assert by_id(eigenvector(network)) == pytest.approx(
        {id: expected["Actor", id] * np.sqrt(2) for id in network.actor_ids}, abs=1e-8
    )


def test_a_tie_of_a_projection_counts_by_its_weight() -> None:
    projection = women().projection("newman")
    expected = nx.eigenvector_centrality(projection.to_networkx(), weight="weight", max_iter=10_000, tol=1e-13)
    assert by_id(eigenvector(projection)) == pytest.approx(expected, abs=1e-8)


def test_outside_the_largest_component_nothing_is_known() -> None:
    ties = [("a", "x"), ("b", "x"), ("b", "y"), ("c", "y"), ("d", "z"), ("e", "z")]
    found = by_id(eigenvector(snapshot_of(ties).network()))
    assert found == pytest.approx({"a": 6**-0.5, "b": 2 * 6**-0.5, "c": 6**-0.5, "d": np.nan, "e": np.nan}, nan_ok=True)
    table = eigenvector(snapshot_of(ties).network()).to_frame()
    assert table["id"].tolist() == ["b", "a", "c", "d", "e"]


def test_of_two_components_of_one_size_each_is_measured_by_itself() -> None:
    network = snapshot_of([("a", "x"), ("b", "x"), ("c", "y"), ("d", "y")]).network()
    assert eigenvector(network).values == pytest.approx([0.5**0.5] * 4)


def test_where_nobody_is_tied_nothing_is_known() -> None:
    projection = snapshot_of([("a", "x"), ("b", "y")]).network().projection()
    assert np.isnan(eigenvector(projection).values).all()


@settings(deadline=None)
@given(small_networks())
def test_by_steps_as_all_at_once(network: Network) -> None:
    # Both ways on one network: the small way is used up to a size.
    dense = eigenvector.function(network)
    small, _spectrum._SMALL = _spectrum._SMALL, 3
    try:
        sparse = eigenvector.function(network)
    finally:
        _spectrum._SMALL = small
    assert sparse == pytest.approx(dense, abs=1e-9, nan_ok=True)
    assert ((dense > 0) | np.isnan(dense)).all()


def test_the_same_network_gives_the_same_digits() -> None:
    network = karate()
    assert len({eigenvector.function(network).tobytes() for _ in range(5)}) == 1
