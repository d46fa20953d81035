"""Networks and projections where NetworkX wants a graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import pytest

from graphkit import discovery
from graphkit.backend import interface
from graphkit.backend.functions.clustering import clustering
from graphkit.backend.graph import size
from graphkit.backend.info import FUNCTIONS
from graphkit.backend.subject import MatrixTies, subject
from graphkit.measures._kernels import arrays
from graphkit.networks import to_networkx
from graphkit.networks.kernels.layout import both_modes
from graphkit.networks.kernels.walks import ImplicitProjection
from graphkit.networks.network import Network
from tests.unit.backend.graphs import by_kernel, by_networkx, same
from tests.unit.networks.tables import fund, snapshot_of

WEIGHTED = ("constraint", "eigenvector_centrality", "katz_centrality", "pagerank")
ATTRIBUTES = (None, "weight", "n", "amount", "nobody has it")


def network() -> Network:
    """Pairs with several actions in common, two pieces, one who is alone, and amounts that are not all known."""
    ties = [("a", "x"), ("b", "x"), ("c", "x"), ("a", "y"), ("b", "y"), ("c", "z"), ("d", "z"), ("d", "w"), ("e", "w")]
    apart = [("f", "v"), ("g", "v"), ("alone", "u")]
    amounts = [5.0, 2.0, None, 1.0, 7.0, 3.0, 4.0, 2.0, 6.0, 1.0, 1.0, 9.0]
    rows = [fund(*tie, amount) for tie, amount in zip([*ties, *apart], amounts, strict=True)]
    again = fund("a", "x", 1.5, locator="again")
    return snapshot_of([*rows, again]).network()


def of(kind: str) -> Any:
    return network() if kind == "two-mode" else network().projection(kind)


KINDS = ("two-mode", "count", "newman", "amount")


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", discovery.names(FUNCTIONS))
def test_values_are_those_of_the_graph_that_it_is(name: str, kind: str) -> None:
    subject = of(kind)
    expected = by_networkx(name, subject.to_networkx())
    if name == "harmonic_centrality":
        expected = {node: expected[node] for node in subject.to_networkx()}
    same(by_kernel(name, subject), expected)
    # And when it is left to what is quicker.
    found = getattr(nx, name)(subject)
    assert list(found) == expected if isinstance(expected, list) else found == pytest.approx(expected, nan_ok=True)


@pytest.mark.slow
@pytest.mark.parametrize("attribute", ATTRIBUTES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", WEIGHTED)
def test_weights_are_those_of_the_graph_that_it_is(name: str, kind: str, attribute: str | None) -> None:
    subject = of(kind)
    # Amounts make the largest walks of all: short ones settle.
    more = {"katz_centrality": {"alpha": 0.005}, "eigenvector_centrality": {"max_iter": 2_000}}
    options = {"weight": attribute, **more.get(name, {})}
    with nx.config.backends.graphkit(always=True):
        same(getattr(nx, name)(subject, **options), by_networkx(name, subject.to_networkx(), **options))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_weighted_effective_size_is_the_definition(kind: str) -> None:
    graph = of(kind).to_networkx()
    expected = nx.effective_size(graph, nodes=list(graph), weight="weight")
    for always in (False, True):
        with nx.config.backends.graphkit(always=always):
            same(nx.effective_size(of(kind), weight="weight"), expected)


@pytest.mark.parametrize("kind", KINDS)
def test_what_has_no_kernel_runs_in_networkx_on_one_copy(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for name in ("one_mode_graph", "two_mode_graph"):
        make = getattr(to_networkx, name)
        monkeypatch.setattr(to_networkx, name, lambda subject, make=make: made.append(subject) or make(subject))
    subject = of(kind)
    graph = subject.to_networkx()
    made.clear()
    assert nx.global_efficiency(subject) == nx.global_efficiency(graph)
    one = next(iter(graph))
    other = next(iter(graph[one]))
    assert nx.shortest_path(subject, one, other) == nx.shortest_path(graph, one, other)
    # An argument that the kernel does not take.
    assert nx.closeness_centrality(subject, u=one) == nx.closeness_centrality(graph, u=one)
    assert nx.betweenness_centrality(subject, endpoints=True) == nx.betweenness_centrality(graph, endpoints=True)
    assert list(nx.bfs_edges(subject, one)) == list(nx.bfs_edges(graph, one))
    assert nx.utils.graphs_equal(nx.minimum_spanning_tree(subject), nx.minimum_spanning_tree(graph))
    assert nx.utils.graphs_equal(nx.disjoint_union_all([subject, subject]), nx.disjoint_union_all([graph, graph]))
    assert len(made) == 1


def test_functions_that_do_not_dispatch_and_ask_little() -> None:
    subject = network()
    assert nx.density(subject) == nx.density(subject.to_networkx())
    assert nx.is_directed(subject.projection()) is False
    assert nx.number_of_nodes(subject.projection()) == 8
    assert nx.number_of_edges(subject) == subject.to_networkx().number_of_edges()


def test_a_bipartite_function_gets_the_nodes_of_the_two_mode_graph() -> None:
    subject = network()
    actors = [("Actor", id) for id in subject.actor_ids]
    expected = nx.bipartite.degree_centrality(subject.to_networkx(), actors)
    assert nx.bipartite.degree_centrality(subject, actors) == expected


def test_a_network_is_not_changed() -> None:
    subject = network().projection()
    with pytest.raises(NotImplementedError, match="will mutate an input"):
        nx.set_node_attributes(subject, 1, "colour")
    said = interface.backend.can_run("set_node_attributes", (subject, 1, "colour"), {})
    assert "to_networkx()" in str(said)
    # One's own graph is another each time.
    assert subject.to_networkx() is not subject.to_networkx()


def test_arguments_that_there_are_not_are_told_by_networkx() -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'nonsense'"):
        nx.closeness_centrality(network(), nonsense=1)
    with pytest.raises(nx.NodeNotFound):
        nx.shortest_path_length(network().projection(), "a", "nobody")


def test_an_empty_network_is_left_to_networkx() -> None:
    empty = snapshot_of([]).network()
    assert nx.closeness_centrality(empty) == {}
    assert nx.pagerank(empty.projection()) == {}
    with pytest.raises(nx.NetworkXPointlessConcept):
        nx.is_connected(empty)


@pytest.mark.parametrize(
    "ask",
    [
        lambda graph: graph.nodes,
        nx.degree,
        nx.spring_layout,
        nx.circular_layout,
        lambda graph: nx.neighbors(graph, "a"),
        lambda graph: "a" in graph,
        lambda graph: graph["a"],
        len,
    ],
)
def test_what_is_asked_of_the_graph_itself_says_how_it_is_had(ask: Callable[[Any], Any]) -> None:
    for graph in (network(), network().projection()):
        assert graph
        with pytest.raises((AttributeError, TypeError), match=r"to_networkx\(\)"):
            ask(graph)


def test_what_a_network_needs_each_time_is_made_once() -> None:
    two_mode, one_mode = network(), network().projection("newman")
    assert subject(two_mode).nodes is subject(two_mode).nodes
    for graph in (two_mode, one_mode):
        assert subject(graph).components is subject(graph).components
        # Arrays of all ties are not held beside those that the network has.
        assert subject(graph).one_mode is not subject(graph).one_mode
    # Where its product is had over the actions: one action of all.
    dense = snapshot_of([fund(actor, "x") for actor in "abcdefgh"]).network().projection("newman")
    ties = subject(dense).ties("weight")
    assert isinstance(ties, ImplicitProjection)
    assert subject(dense).ties("weight") is ties
    assert subject(dense).ties("n") is not ties
    # Over the columns that the network has, not over copies.
    assert np.shares_memory(ties._rows.indices, dense.network.incidence.indices)
    assert np.shares_memory(ties._columns.indices, dense.network.by_action.indices)


def test_products_are_made_of_the_arrays_that_there_are() -> None:
    for weight in ("newman", "count"):
        matrix = network().projection(weight).matrix
        ties = MatrixTies(matrix)
        assert np.shares_memory(ties._matrix.indices, matrix.indices)
        assert np.shares_memory(ties._matrix.data, matrix.data) == (weight == "newman")
        vector = np.arange(matrix.shape[0]) / 3
        np.testing.assert_array_equal(ties @ vector, matrix.astype(np.float64) @ vector)


def test_arrays_of_a_network_are_those_of_its_two_modes() -> None:
    graph = network()
    found, expected = subject(graph), both_modes(arrays(graph))
    for one, other in zip(found.one_mode, expected, strict=True):
        assert one.dtype == other.dtype
        assert one.tolist() == other.tolist()
    assert found.degree.tolist() == np.diff(expected.ptr).tolist()
    projection = graph.projection()
    assert subject(projection).degree.tolist() == np.diff(subject(projection).one_mode.ptr).tolist()


def test_a_projection_around_a_hub_is_worth_a_kernel() -> None:
    # 3,000 partners of one: few ties for so many nodes, but ways over the hub that NetworkX goes one by one.
    hub = size(nx.star_graph(3_000))
    ring = size(nx.cycle_graph(3_001))
    assert clustering.pays(hub, {})
    assert not clustering.pays(ring, {})
