"""GraphML read back by NetworkX: the same nodes, ties and attributes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
from hypothesis import HealthCheck, given, settings

from graphkit.exports import graphml
from graphkit.exports._cells import as_text
from graphkit.exports._content import Content, content
from graphkit.exports._format import Notes
from tests.unit.exports.sample import held, sample
from tests.unit.exports.test_gexf import TEXT
from tests.unit.networks.tables import fund, snapshot_of


def read(made: Content, place: Path) -> Any:
    graphml.write(made, place, Notes())
    return nx.read_graphml(place)


def test_nodes_ties_and_attributes_come_back(tmp_path: Path) -> None:
    made = sample()
    graph = read(made, tmp_path / "n.graphml")
    assert graph.is_multigraph()
    assert (len(graph), graph.number_of_edges()) == (made.nodes.num_rows, made.ties.num_rows)
    for row in made.nodes.to_pylist():
        told = dict(graph.nodes[row.pop("key")])
        assert told.pop("label") == row.pop("name")
        assert told == {k: held(as_text(v)) if _is_text(v) else v for k, v in row.items() if v is not None and v != []}
    told_ties = {edge["tie_id"]: (one, other, edge) for one, other, edge in graph.edges(data=True)}
    for row in made.ties.to_pylist():
        one, other, edge = told_ties[held(row["tie_id"])]
        assert {one, other} == {row.pop("from_key"), row.pop("to_key")}
        row["weight"] = row.pop("worth")
        said = {k: held(as_text(v)) if _is_text(v) else v for k, v in row.items() if v is not None}
        # NetworkX adds what it uses as a key.
        assert {name: value for name, value in edge.items() if name != "id"} == said


def test_a_projection_comes_back(tmp_path: Path) -> None:
    graph = read(sample("count"), tmp_path / "n.graphml")
    assert {frozenset(edge[:2]): edge[2]["weight"] for edge in graph.edges(data=True)} == {
        frozenset((row["from_key"], row["to_key"])): row["worth"] for row in sample("count").ties.to_pylist()
    }


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=TEXT, id=TEXT, reference=TEXT)
def test_any_text_comes_back(tmp_path: Path, name: str, id: str, reference: str) -> None:
    snapshot = snapshot_of([fund(id, "x", 1.5, reference=reference)], actors=[{"id": id, "name": name}])
    graph = read(content(snapshot.network()), tmp_path / "n.graphml")
    assert graph.nodes[f"Actor:{id}"]["label"] == name
    assert graph.edges[f"Actor:{id}", "Action:x"]["reference"] == reference


def _is_text(value: Any) -> bool:
    return not isinstance(value, (int, float))
