import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graphkit.errors import UsageError
from graphkit.measures import _spectrum
from graphkit.measures.hits import hits
from graphkit.networks.network import Network
from tests.unit.measures.networks import by_id, small_networks, women
from tests.unit.networks.tables import snapshot_of


def test_southern_women_as_networkx_has_them_with_directed_ties() -> None:
    network = women()
    directed = nx.DiGraph((("Actor", actor), ("Action", action)) for actor, action in _ties(network))
    hubs, authorities = nx.hits(directed)
    assert by_id(hits(network)) == pytest.approx({id: hubs["Actor", id] for id in network.actor_ids})
    found = by_id(hits(network, of="actions"))
    assert found == pytest.approx({id: authorities["Action", id] for id in network.action_ids})


@settings(deadline=None)
@given(small_networks())
def test_it_is_what_the_steps_of_kleinberg_come_to_from_equal_values(network: Network) -> None:
    if network.n_pairs == 0:
        return
    ties = network.incidence.toarray().astype(float)
    # Steps without end leave of equal values what lies in the space of the largest eigenvalue.
    values, vectors = np.linalg.eigh(ties @ ties.T)
    first = vectors[:, values > values[-1] - 1e-9]
    hubs = first @ first.sum(axis=0)
    authorities = ties.T @ hubs
    expected = np.concatenate([hubs / hubs.sum(), authorities / authorities.sum()])
    assert hits.function(network) == pytest.approx(expected, abs=1e-9)
    small, _spectrum._SMALL = _spectrum._SMALL, 3
    try:
        assert hits.function(network) == pytest.approx(expected, abs=1e-9)
    finally:
        _spectrum._SMALL = small


def test_of_components_the_one_with_the_largest_singular_value_has_all() -> None:
    # Four of one action: sigma 2. Five in a chain of ties: below 2.
    chain = [("e", "p"), ("f", "p"), ("f", "q"), ("g", "q"), ("g", "r"), ("h", "r"), ("h", "s"), ("i", "s")]
    network = snapshot_of([*((who, "x") for who in "abcd"), *chain]).network()
    found = by_id(hits(network))
    assert found == pytest.approx({**dict.fromkeys("abcd", 0.25), **dict.fromkeys("efghi", 0.0)})


def test_copies_of_a_component_have_equal_values() -> None:
    network = snapshot_of([*((who, "x") for who in "ab"), *((who, "y") for who in "cd"), ("e", "z")]).network()
    assert by_id(hits(network)) == pytest.approx({**dict.fromkeys("abcd", 0.25), "e": 0.0})
    assert by_id(hits(network, of="actions")) == pytest.approx({"x": 0.5, "y": 0.5, "z": 0.0})


def test_it_is_of_two_modes() -> None:
    with pytest.raises(UsageError, match="hits is measured in a two-mode network"):
        hits(women().projection())


def _ties(network: Network) -> list[tuple[str, str]]:
    rows, columns = network.incidence.nonzero()
    return [(network.actor_ids[row], network.action_ids[column]) for row, column in zip(rows, columns, strict=True)]
