"""Graphs of NetworkX: when they are converted, how often, and what for."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest

from graphkit import discovery
from graphkit.backend import interface
from graphkit.backend._costs import NEVER
from graphkit.backend.graph import Converted
from graphkit.backend.info import FUNCTIONS
from tests.unit.backend.graphs import always, by_networkx, crowd, same


def _kept(graph: nx.Graph[Any]) -> list[Converted]:
    return list(graph.__networkx_cache__["backends"]["graphkit"].values())


@pytest.mark.slow
def test_a_graph_is_converted_once_whatever_attributes_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    walked: list[str] = []
    places = Converted._places.func  # type: ignore[attr-defined]
    monkeypatch.setattr(Converted._places, "func", lambda self: walked.append("walked") or places(self))
    graph = crowd(60, 200)
    with always():
        nx.betweenness_centrality(graph, backend="graphkit")
        nx.closeness_centrality(graph, backend="graphkit")
        nx.constraint(graph, weight="weight", backend="graphkit")
        nx.pagerank(graph, backend="graphkit")
        assert len({id(made) for made in _kept(graph)}) == 1
        assert walked == ["walked"]
        # A change is seen.
        graph.add_edge(0, 59)
        found = nx.closeness_centrality(graph, backend="graphkit")
    assert walked == ["walked", "walked"]
    same(found, nx.closeness_centrality(graph))


@pytest.mark.slow
def test_views_of_graphs_are_taken() -> None:
    view = crowd(60, 200).subgraph(range(40))
    with always():
        same(nx.closeness_centrality(view, backend="graphkit"), nx.closeness_centrality(view))


VIEWS: dict[str, Callable[[nx.Graph[Any]], tuple[Any, Any]]] = {
    "subgraph": lambda graph: (graph, graph.subgraph(range(30))),
    "of edges": lambda graph: (graph, graph.edge_subgraph(list(graph.edges)[:120])),
    "of a view": lambda graph: (graph, graph.subgraph(range(35)).subgraph(range(30))),
    "whole": lambda graph: (graph, graph.copy(as_view=True)),
    "undirected": lambda graph: ((base := nx.DiGraph(graph)), base.to_undirected(as_view=True)),
}


@pytest.mark.parametrize("by", ["name", "priority"])
@pytest.mark.parametrize("kind", VIEWS)
def test_a_view_is_taken_as_it_is_after_its_graph_was_changed(
    kind: str, by: str, caplog: pytest.LogCaptureFixture
) -> None:
    base, view = VIEWS[kind](crowd(60, 200))
    options: dict[str, Any] = {"backend": "graphkit"} if by == "name" else {}
    caplog.set_level(logging.DEBUG, "graphkit.backend")

    def ask() -> None:
        caplog.clear()
        # Nothing is kept, so NetworkX has nothing to warn of.
        with warnings.catch_warnings(), nx.config.backends.graphkit(always=True):
            warnings.simplefilter("error")
            with nx.config(backend_priority=["graphkit"] if by == "priority" else []):
                found = nx.pagerank(view, **options), nx.degree_centrality(view, **options)
        assert [record.message for record in caplog.records if record.name == "graphkit.backend"] == [
            "pagerank ran by a kernel",
            "degree_centrality ran by a kernel",
        ]
        same(found[0], by_networkx("pagerank", view))
        same(found[1], by_networkx("degree_centrality", view))
        assert "graphkit" not in view.__networkx_cache__.get("backends", {})

    ask()
    base.remove_edges_from(list(view.edges)[:20])
    ask()
    base.remove_node(next(iter(view)))
    ask()
    one, other = next(iter(view.edges))
    base.add_edge(one, other, weight=50)
    base.add_edge(other, one, weight=50)
    ask()


def test_a_view_without_directions_that_has_two_weights_a_tie_is_left_to_networkx() -> None:
    view = nx.DiGraph([(0, 1, {"weight": 5}), (1, 0, {"weight": 1}), (1, 2), (2, 3)]).to_undirected(as_view=True)
    with nx.config.backends.graphkit(always=True):
        same(nx.pagerank(view, backend="graphkit"), by_networkx("pagerank", view))
        same(nx.pagerank(view, weight=None, backend="graphkit"), by_networkx("pagerank", view, weight=None))


def test_a_conversion_of_a_view_that_is_held_is_made_again() -> None:
    base = crowd(60, 200)
    view = base.subgraph(range(30))
    held = interface.backend.convert_from_nx(view)
    with always():
        same(nx.degree_centrality(held), by_networkx("degree_centrality", view))
        base.remove_edges_from(list(view.edges)[:20])
        same(nx.degree_centrality(held), by_networkx("degree_centrality", view))


class _Unwalked(nx.Graph):  # type: ignore[type-arg]
    def adjacency(self) -> Any:
        raise AssertionError("a walk over the whole graph")

    def number_of_edges(self, u: Any = None, v: Any = None) -> int:
        raise AssertionError("a walk over the whole graph")


@pytest.mark.parametrize("name", discovery.names(FUNCTIONS))
def test_what_never_pays_is_said_without_a_look_at_the_graph(name: str) -> None:
    graph = _Unwalked([(0, 1), (1, 2)])
    kernel = interface._kernel(name)
    assert kernel is not None
    if kernel.worth == NEVER:
        assert interface.backend.can_run(name, (graph,), {}) is True
        assert isinstance(interface.backend.should_run(name, (graph,), {}), str)
    else:
        with pytest.raises(AssertionError):
            interface.backend.should_run(name, (graph,), {})


def test_where_networkx_has_the_answer_its_own_is_taken() -> None:
    # What it gives for all nodes at once with a weight is not the definition; for nodes that are named it is.
    should_run = interface.backend.should_run
    small = crowd(60, 200)
    assert should_run("effective_size", (small,), {"weight": "weight"}) is True
    assert isinstance(should_run("effective_size", (small,), {"weight": "weight", "nodes": [0]}), str)
    assert isinstance(should_run("effective_size", (small,), {}), str)


def test_small_graphs_and_what_scipy_does_anyway_are_left_to_networkx() -> None:
    should_run = interface.backend.should_run
    small, large = nx.path_graph(20), nx.gnm_random_graph(1_500, 12_000, seed=1)
    for name in ("closeness_centrality", "betweenness_centrality", "clustering", "constraint", "core_number"):
        assert isinstance(should_run(name, (small,), {}), str)
    assert should_run("closeness_centrality", (large,), {}) is True
    assert should_run("betweenness_centrality", (large,), {}) is True
    assert isinstance(should_run("betweenness_centrality", (large,), {"k": 10}), str)
    assert should_run("eigenvector_centrality", (large,), {}) is True
    assert isinstance(should_run("pagerank", (large,), {}), str)
    assert isinstance(should_run("connected_components", (large,), {}), str)


@pytest.mark.slow
def test_a_priority_has_large_graphs_run_here_and_small_ones_there() -> None:
    nx.config.backend_priority.algos = ["graphkit"]
    try:
        small, large = nx.path_graph(20), nx.gnm_random_graph(1_500, 12_000, seed=1)
        nx.closeness_centrality(small)
        assert "graphkit" not in small.__networkx_cache__.get("backends", {})
        found = nx.closeness_centrality(large)
        assert isinstance(_kept(large)[0], Converted)
    finally:
        nx.config.backend_priority.algos = []
    same(found, nx.closeness_centrality(large))


def test_directed_graphs_are_not_converted() -> None:
    with pytest.raises(NotImplementedError, match="not implemented by 'graphkit' backend for the given arguments"):
        nx.closeness_centrality(nx.DiGraph([(0, 1)]), backend="graphkit")
    with pytest.raises(NotImplementedError, match="undirected"):
        interface.backend.convert_from_nx(nx.MultiGraph([(0, 1)]))
