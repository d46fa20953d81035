"""Graphs of NetworkX: when they are converted, how often, and what for."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from graphkit.backend import interface
from graphkit.backend.graph import Converted
from tests.unit.backend.graphs import always, crowd, same


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
