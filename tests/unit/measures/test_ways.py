"""How long ways are, and what that makes searches at once cost."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graphkit.measures import _kernels, measure
from graphkit.measures._ways import pay_at_once, seconds_at_once, ways
from graphkit.networks.network import Network
from tests.unit.measures.networks import small_networks
from tests.unit.measures.test_kernels import crowd
from tests.unit.networks.tables import snapshot_of


def ring(n: int) -> Network:
    return snapshot_of([(f"a{v:05}", f"x{e:05}") for e in range(n) for v in (e, (e + 1) % n)]).network()


@settings(deadline=None)
@given(small_networks())
def test_the_farthest_of_each_component_is_that_of_networkx(network: Network) -> None:
    graph = nx.convert_node_labels_to_integers(network.to_networkx())
    steps = [0.0, 0.0]
    longest = 0
    for component in nx.connected_components(graph):
        start = min(component, key=lambda v: (-graph.degree(v), v))
        far = max(nx.single_source_shortest_path_length(graph, start).values())
        longest = max(longest, -(-far // 2))
        for v in component:
            steps[v >= network.n_actors] += -(-far // 2)
    assert ways(network) == (longest, *steps)
    assert ways(network.projection()) == ways(network)


def test_a_projection_without_all_ties_has_ways_of_its_own() -> None:
    projection = crowd().projection("amount")
    graph = projection.to_networkx()
    far = [max(nx.single_source_shortest_path_length(graph, v).values()) for v in graph]
    found = ways(projection)
    assert max(far) / 2 <= found.longest <= max(far)
    assert found.action_steps == 0


def test_a_long_ring_is_known_to_take_long(monkeypatch: pytest.MonkeyPatch) -> None:
    network = ring(4_000)
    for name in ("closeness", "harmonic"):
        # It was measured: 8 seconds on two cores.
        assert 3 < measure(name).expected_seconds(network) < 24
        assert 1 < measure(name).expected_seconds(network.projection()) < 10
    assert pay_at_once(network)
    # 5,000 steps at 512 searches each cost more than 10,000 searches, one after the other.
    network = ring(10_000)
    assert not pay_at_once(network)
    nodes, pairs = 20_000, 20_000
    alone = measure("closeness").seconds_a_step * nodes * (nodes + 2 * pairs)
    assert measure("closeness").expected_seconds(network) == pytest.approx(alone)
    assert seconds_at_once(network) > alone
    monkeypatch.setattr(_kernels, "find_spec", lambda name: None)
    assert not pay_at_once(ring(10))


def test_where_all_are_near_it_is_as_quick_as_ever() -> None:
    rng = np.random.default_rng(5)
    ties = {
        (f"a{v}", f"x{x}") for v, x in zip(rng.integers(0, 2_000, 15_000), rng.integers(0, 4_000, 15_000), strict=True)
    }
    network = snapshot_of(sorted(ties)).network()
    assert pay_at_once(network)
    assert measure("closeness").expected_seconds(network) < 0.1
