"""Which coalitions a map shows."""

from __future__ import annotations

from pathlib import Path

import pytest

import graphkit
from graphkit.coalitions import coalitions
from graphkit.maps import Map
from tests.unit.networks.tables import southern_women


@pytest.fixture
def graph(tmp_path: Path) -> graphkit.Graph:
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "actors.csv").write_text("id,name\n" + "".join(f"{n},Actor {n}\n" for n in "abcdef"))
    (tables / "actions.csv").write_text("id,name\nx,X\ny,Y\nz,Z\n")
    ties = [("a", "x"), ("b", "x"), ("c", "x"), ("d", "y"), ("e", "y"), ("f", "y"), ("c", "z"), ("d", "z")]
    (tables / "funds.csv").write_text("start,end\n" + "".join(f"{a},{b}\n" for a, b in ties))
    (tables / "fields.csv").write_text("id,name\nfood,Food\n")
    (tables / "in_field.csv").write_text("start,end\nx,food\n")
    opened = graphkit.open(tmp_path / "store")
    opened.load("tables", tables, rejects=None)
    return opened


def test_those_of_the_store_are_taken_where_they_are_of_this_network(graph: graphkit.Graph) -> None:
    with graph:
        assert Map.of_graph(graph).drawn.how == "tested"
        network = graph.snapshot().network()
        graph.write_coalitions(coalitions(network, "louvain", seed=7, runs=0))
        drawn = Map.of_graph(graph).drawn
        assert (drawn.how, drawn.method, drawn.seed) == ("stored", "louvain", 7)
        assert sorted(sorted(ids) for ids in drawn.members) == [["a", "b", "c"], ["d", "e", "f"]]
        told = Map.of_graph(graph).content["about_groups"]
        assert "Louvain" in told["en"]
        assert "entrepôt" in told["fr"]
        # Of another network there are none.
        assert Map.of_graph(graph, funders_only=True).drawn.how == "tested"


def test_those_of_the_whole_network_are_not_taken_for_one_of_a_field(graph: graphkit.Graph) -> None:
    with graph:
        graph.write_coalitions(coalitions(graph.snapshot().network(), "leiden", seed=0, runs=0))
        made = Map.of_graph(graph, fields=("food",))
        assert made.network.actor_ids == ["a", "b", "c"]
        assert made.drawn.how == "tested"
        assert [group["size"] for group in made.content["groups"]] == [3]
        graph.write_coalitions(coalitions(made.network, "louvain", seed=0, runs=0))
        assert Map.of_graph(graph, fields=("food",)).drawn.method == "louvain"
        assert Map.of_graph(graph).drawn.method == "leiden"


def test_who_is_in_several_coalitions_does_not_make_a_run_larger(tmp_path: Path) -> None:
    """Two circles of five that have one actor in common."""
    tables = tmp_path / "tables"
    tables.mkdir()
    circles = {n: "abcde" if n < 6 else "efghi" for n in range(12)}
    (tables / "actors.csv").write_text("id,name\n" + "".join(f"{n},Actor {n}\n" for n in "abcdefghi"))
    (tables / "actions.csv").write_text("id,name\n" + "".join(f"x{n},Action {n}\n" for n in circles))
    ties = "".join(f"{actor},x{n}\n" for n, circle in circles.items() for actor in circle)
    (tables / "funds.csv").write_text(f"start,end\n{ties}")
    with graphkit.open(tmp_path / "store") as graph:
        graph.load("tables", tables, rejects=None)
        network = graph.snapshot().network()
        twice, once = (coalitions(network, method, seed=0, runs=0) for method in ("overlapping", "leiden"))
        assert sum(map(len, twice.groups)) > sum(map(len, once.groups)) == network.n_actors
        for found in (twice, once):
            graph.write_coalitions(found)
        assert Map.of_graph(graph).drawn.method == "leiden"


def test_a_result_can_be_given(graph: graphkit.Graph) -> None:
    with graph:
        network = graph.snapshot().network()
    found = coalitions(network, "leiden", seed=1, runs=0)
    drawn = Map(network, found)
    assert drawn.drawn.how == "given"
    assert drawn.content["nodes"]["group"][: network.n_actors] == [1, 1, 1, 2, 2, 2]


def test_actions_that_were_found_with_the_actors_stand_in_their_own_coalition() -> None:
    """Where four of the fourteen events have most of their women in another."""
    network = southern_women().network()
    found = coalitions(network, "bipartite", seed=0, runs=0)
    content = Map(network, found).content
    drawn = dict(zip(network.action_ids, content["nodes"]["group"][network.n_actors :], strict=True))
    assert found.actions is not None
    assert drawn == {id: number for number, ids in enumerate(found.actions, 1) for id in ids}
