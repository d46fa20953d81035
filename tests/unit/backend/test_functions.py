"""Each function gives what NetworkX gives: on random graphs, with loops, isolates and any nodes, and on a large one."""

from __future__ import annotations

import inspect
import random
from itertools import product
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graphkit import discovery
from graphkit.backend import interface
from graphkit.backend.graph import Converted
from graphkit.backend.info import FUNCTIONS
from graphkit.backend.joined import eccentricity
from tests.unit.backend.graphs import by_kernel, by_networkx, crowd, graphs, same

NAMES = discovery.names(FUNCTIONS)
# What they do not take, and leave to NetworkX.
NO_LOOPS = {"constraint", "core_number", "effective_size"}
NO_EMPTY = {"constraint", "effective_size"}
WEIGHTED = ("constraint", "eigenvector_centrality", "katz_centrality", "pagerank")
# By NetworkX's own steps on the whole graph; its order is that of a set.
UNORDERED = {"harmonic_centrality"}


def _expected(name: str, graph: nx.Graph[Any], **options: Any) -> Any:
    found = by_networkx(name, graph, **options)
    return {node: found[node] for node in graph} if name in UNORDERED else found


@pytest.mark.parametrize("name", NAMES)
def test_its_arguments_are_those_of_networkx(name: str) -> None:
    kernel = interface._kernel(name)
    assert kernel is not None
    theirs = inspect.signature(getattr(nx, name).orig_func).parameters
    assert set(kernel.takes) <= set(theirs) - {"G"}


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None, max_examples=25)
@given(graph=graphs())
def test_values_are_those_of_networkx(name: str, graph: nx.Graph[Any]) -> None:
    if name in NO_LOOPS:
        graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    if name in NO_EMPTY and graph.number_of_edges() == 0:
        return
    try:
        expected = _expected(name, graph)
    except (nx.PowerIterationFailedConvergence, ZeroDivisionError) as error:
        with pytest.raises(type(error)):
            by_kernel(name, graph)
        return
    same(by_kernel(name, graph), expected)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_values_of_a_large_graph(name: str) -> None:
    graph = crowd()
    options = {"alpha": 0.01} if name == "katz_centrality" else {}
    same(by_kernel(name, graph, **options), _expected(name, graph, **options))


@pytest.mark.slow
@pytest.mark.parametrize("name", WEIGHTED)
@settings(deadline=None, max_examples=25)
@given(graph=graphs(loops=False))
def test_weights(name: str, graph: nx.Graph[Any]) -> None:
    if name in NO_EMPTY and graph.number_of_edges() == 0:
        return
    options = {"weight": "weight"} | ({"alpha": 0.02} if name == "katz_centrality" else {})
    try:
        expected = _expected(name, graph, **options)
    except nx.PowerIterationFailedConvergence:
        with pytest.raises(nx.PowerIterationFailedConvergence):
            by_kernel(name, graph, **options)
        return
    same(by_kernel(name, graph, **options), expected)


@pytest.mark.slow
@settings(deadline=None, max_examples=25)
@given(graph=graphs(loops=False))
def test_weighted_effective_size_is_the_definition(graph: nx.Graph[Any]) -> None:
    # Of nodes that are named NetworkX has it right, of all at once it has not.
    if graph.number_of_edges():
        expected = nx.effective_size(graph, nodes=list(graph), weight="weight", backend="networkx")
        same(by_kernel("effective_size", graph, weight="weight"), expected)
        same(nx.effective_size(graph.copy(), weight="weight", backend="graphkit"), expected)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("closeness_centrality", {"wf_improved": False}),
        ("betweenness_centrality", {"normalized": False}),
        ("betweenness_centrality", {"k": 40, "seed": 7}),
        ("betweenness_centrality", {"k": 40, "seed": 7, "normalized": False}),
        ("betweenness_centrality", {"k": 1, "seed": 7}),
        ("betweenness_centrality", {"k": 700, "seed": 7}),
        ("pagerank", {"alpha": 0.5, "tol": 1e-9, "weight": None}),
        ("eigenvector_centrality", {"max_iter": 500, "tol": 1e-9}),
        ("katz_centrality", {"alpha": 0.005, "beta": 3, "normalized": False, "tol": 1e-9}),
        ("average_clustering", {"count_zeros": False}),
        ("constraint", {"nodes": [5, 3, 3, 699]}),
        ("constraint", {"nodes": {5, 3}, "weight": "weight"}),
        ("effective_size", {"nodes": (5, 3), "weight": "weight"}),
    ],
)
def test_options(name: str, options: dict[str, Any]) -> None:
    graph = crowd()
    same(by_kernel(name, graph, **options), _expected(name, graph, **options))


@pytest.mark.slow
def test_nodes_are_drawn_as_networkx_draws_them_whatever_the_seed_is() -> None:
    graph = crowd()
    # All 700 are not drawn, by NetworkX neither.
    for make, k in product((random.Random, np.random.RandomState), (9, 700)):
        first, second = make(3), make(3)
        expected = by_networkx("betweenness_centrality", graph, k=k, seed=first)
        same(by_kernel("betweenness_centrality", graph, k=k, seed=second), expected)
        # And what is drawn next is the same, too.
        assert first.random() == second.random() if isinstance(first, random.Random) else first.rand() == second.rand()


@pytest.mark.parametrize(
    ("name", "options", "reason"),
    [
        ("betweenness_centrality", {"weight": "weight"}, "no kernel for weight='weight'"),
        ("betweenness_centrality", {"endpoints": True}, "no kernel for endpoints=True"),
        ("betweenness_centrality", {"k": 1_000_000}, "k=1000000 is no number of nodes"),
        ("closeness_centrality", {"distance": "weight"}, "no kernel for distance='weight'"),
        ("closeness_centrality", {"u": 0}, "no kernel for u=0"),
        ("harmonic_centrality", {"nbunch": [0]}, "no kernel for nbunch=[0]"),
        ("clustering", {"weight": "weight"}, "no kernel for weight='weight'"),
        ("clustering", {"nodes": 0}, "no kernel for nodes=0"),
        ("pagerank", {"personalization": {0: 1}}, "no kernel for personalization={0: 1}"),
        ("katz_centrality", {"beta": {0: 1}}, "beta is not one number"),
        ("constraint", {"nodes": iter([0])}, "nodes are not given as a list"),
        ("closeness_centrality", {"nonsense": 1}, "these are not its arguments"),
        ("global_efficiency", {}, "there is no kernel for it"),
    ],
)
def test_what_is_not_exactly_the_same_is_refused(name: str, options: dict[str, Any], reason: str) -> None:
    said = interface.backend.can_run(name, (nx.path_graph(4),), options)
    assert isinstance(said, str)
    assert reason in said


def test_graphs_that_are_refused() -> None:
    can_run = interface.backend.can_run
    assert "direction" in str(can_run("pagerank", (nx.DiGraph([(0, 1)]),), {}))
    assert "direction" in str(can_run("pagerank", (nx.MultiGraph([(0, 1)]),), {}))
    assert can_run("pagerank", (nx.Graph(),), {}) == "there are no nodes"
    assert can_run("core_number", (nx.Graph([(0, 0)]),), {}) == "nodes are tied to themselves"
    assert can_run("closeness_centrality", (nx.Graph([(0, 0)]),), {}) is True
    assert can_run("constraint", (nx.empty_graph(3),), {}) == "there are no ties"


def test_weights_that_no_kernel_takes_are_left_to_networkx() -> None:
    graph = nx.path_graph(4)
    graph.edges[0, 1]["weight"] = "much"
    with nx.config.backends.graphkit(always=True), pytest.raises(TypeError):
        nx.eigenvector_centrality(graph, weight="weight", backend="graphkit")
    graph = nx.path_graph(4)
    graph.edges[0, 1]["weight"] = -2
    with nx.config.backends.graphkit(always=True):
        found = nx.constraint(graph, weight="weight", backend="graphkit")
    same(found, by_networkx("constraint", graph, weight="weight"))


@pytest.mark.parametrize("weight", [float("inf"), float("nan"), -float("inf"), 1e200, 1e308, 5e-324])
@pytest.mark.parametrize("name", WEIGHTED)
@pytest.mark.filterwarnings("ignore:invalid value encountered", "ignore:overflow encountered")
def test_weights_that_are_not_finite_are_left_to_networkx(name: str, weight: float) -> None:
    # NetworkX makes numbers of infinite weights in PageRank, and no end is found in Katz.
    graph = nx.path_graph(4)
    graph.edges[0, 1]["weight"] = weight
    found: list[Any] = []
    for backend in ("graphkit", "networkx"):
        with nx.config.backends.graphkit(always=True):
            try:
                found.append(getattr(nx, name)(graph, weight="weight", backend=backend))
            except nx.PowerIterationFailedConvergence as error:
                found.append(str(error))
    assert found[0] == pytest.approx(found[1], nan_ok=True) if isinstance(found[1], dict) else found[0] == found[1]


def test_nodes_that_there_are_not_are_left_to_networkx() -> None:
    with nx.config.backends.graphkit(always=True), pytest.raises(KeyError):
        nx.constraint(nx.path_graph(4), nodes=[0, "nobody"], backend="graphkit")


def test_errors_are_those_of_networkx() -> None:
    graph = nx.star_graph(9)
    with nx.config.backends.graphkit(always=True):
        with pytest.raises(nx.PowerIterationFailedConvergence, match="within 2 iterations"):
            nx.katz_centrality(graph, max_iter=2, backend="graphkit")
        with nx.config(warnings_to_ignore={"cache"}), pytest.raises(nx.PowerIterationFailedConvergence):
            nx.pagerank(graph, max_iter=1, backend="graphkit")
        loop = nx.Graph([(0, 0), (0, 1)])
        nx.config.backend_priority.algos = ["graphkit"]
        try:
            with pytest.raises(nx.NetworkXNotImplemented, match="self loops"):
                nx.core_number(loop)
            with pytest.raises(nx.NodeNotFound):
                nx.closeness_centrality(loop, u="nobody")
            with pytest.raises(nx.NetworkXPointlessConcept):
                nx.eigenvector_centrality(nx.Graph())
        finally:
            nx.config.backend_priority.algos = []


@pytest.mark.slow
def test_a_long_cycle_is_left_to_networkx_with_the_seed_as_it_was() -> None:
    graph = nx.cycle_graph(10_000)
    nx.add_path(graph, [0, "a", "b"])
    graph.add_edges_from([("hub", node) for node in ("x", "y", "z")])
    with nx.config.backends.graphkit(always=True):
        found = nx.betweenness_centrality(graph, k=5, seed=random.Random(1), backend="graphkit")
    assert found == by_networkx("betweenness_centrality", graph, k=5, seed=random.Random(1))
    with pytest.raises(AssertionError, match="NetworkX did it"):
        by_kernel("betweenness_centrality", graph, k=5, seed=1)


@pytest.mark.parametrize("graph", [nx.path_graph(9), nx.star_graph(5), nx.grid_2d_graph(4, 3), nx.empty_graph(3)])
def test_steps_to_the_farthest(graph: nx.Graph[Any]) -> None:
    found = eccentricity(Converted(graph))
    degree = dict(graph.degree())
    busiest = max(degree, key=lambda node: degree[node])
    assert found == max(nx.single_source_shortest_path_length(graph, busiest).values())


def test_weighted_effective_size_is_not_left_to_networkx_where_it_goes_node_by_node_for_seconds() -> None:
    from graphkit.backend.functions.effective_size import effective_size
    from graphkit.backend.graph import size

    asked = {"nodes": None, "weight": "weight"}
    assert effective_size.pays(size(nx.gnm_random_graph(77, 716, seed=1)), asked)
    assert not effective_size.pays(size(nx.karate_club_graph()), asked)
    assert not effective_size.pays(size(nx.gnm_random_graph(77, 716, seed=1)), {"nodes": None, "weight": None})
