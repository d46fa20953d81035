import math
import sys

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import UsageError
from graphkit.measures import _spectrum
from graphkit.measures import hits as hits_module
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


def test_many_components_are_worked_out_together() -> None:
    # Chains of four, whose largest singular value is the golden ratio; two who share an action, sqrt(2), are below.
    chains = [(f"{who}{k:04}", f"{what}{k:04}") for k in range(2_000) for who, what in ("ax", "bx", "by")]
    network = snapshot_of([*chains, *((f"{who}{k}", f"z{k}") for k in range(500) for who in "cd")]).network()
    calls = []
    # Modules are imported, and which BLAS there is is looked up, once a process.
    hits.function(snapshot_of([("a", "x"), ("b", "x")]).network())
    sys.setprofile(lambda _, event, function: calls.append(function) if event == "c_call" else None)
    try:
        found = hits.function(network)
    finally:
        sys.setprofile(None)
    assert len(calls) < 2_000
    golden = (1 + math.sqrt(5)) / 2
    hubs = {"a": 1 / (1 + golden) / 2_000, "b": golden / (1 + golden) / 2_000, "c": 0.0, "d": 0.0}
    assert found[: network.n_actors] == pytest.approx([hubs[id[0]] for id in network.actor_ids], rel=1e-11)
    actions = {"x": golden / (1 + golden) / 2_000, "y": 1 / (1 + golden) / 2_000, "z": 0.0}
    assert found[network.n_actors :] == pytest.approx([actions[id[0]] for id in network.action_ids], rel=1e-11)


@settings(deadline=None)
@given(small_networks(), st.sampled_from([1, 8, 30]))
def test_copies_share_what_one_has_however_many_go_together(network: Network, at_once: int) -> None:
    copies = [(f"{actor}{k}", f"{action}{k}") for k in range(5) for actor, action in _ties(network)]
    expected = hits.function(network)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hits_module, "_TOGETHER", at_once)
        found = hits.function(snapshot_of(copies).network())
    # By id: five copies of each node stand side by side.
    assert found == pytest.approx(np.repeat(expected, 5) / 5, abs=1e-12)


def test_it_is_of_two_modes() -> None:
    with pytest.raises(UsageError, match="hits is measured in a two-mode network"):
        hits(women().projection())


def _ties(network: Network) -> list[tuple[str, str]]:
    rows, columns = network.incidence.nonzero()
    return [(network.actor_ids[row], network.action_ids[column]) for row, column in zip(rows, columns, strict=True)]
