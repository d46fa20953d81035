"""Pajek files: two modes, quotes, and every partition and vector beside them."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import networkx as nx
from hypothesis import HealthCheck, given, settings

from graphkit.exports import pajek
from graphkit.exports._content import content
from graphkit.exports._format import Notes
from tests.unit.exports.sample import network, sample
from tests.unit.exports.test_tables import TEXT
from tests.unit.networks.tables import fund, snapshot_of

VERTEX = re.compile(r'(\d+) "([^"]*)"')


def lines(place: Path) -> list[str]:
    return place.read_bytes().decode().removesuffix("\r\n").split("\r\n")


def test_a_network_in_two_modes(tmp_path: Path) -> None:
    notes = Notes()
    pajek.write(sample(), tmp_path, notes)
    said = lines(tmp_path / "network.net")
    assert said[0] == "*Vertices 6 3"
    vertices = dict(VERTEX.fullmatch(line).groups() for line in said[1:7])  # type: ignore[union-attr]
    assert list(vertices) == ["1", "2", "3", "4", "5", "6"]
    assert vertices["3"] == "Ville d'Évry, dite 'la Neuve'"
    # The formula has quotes, the garden is on two lines.
    assert notes["quotes"] == 3
    assert said[7] == "*Edges"
    of = network()
    tied = {tuple(map(int, line.split())) for line in said[8:]}
    pairs = of.incidence.tocoo()
    assert {(one, other) for one, other, _ in tied} == {
        (row + 1, column + 1 + of.n_actors) for row, column in zip(*pairs.coords, strict=True)
    }
    # Three of the pairs have several ties behind them.
    assert sum(n for *_, n in tied) == of.spec.n_ties


def test_partitions_and_vectors_have_a_value_a_vertex(tmp_path: Path) -> None:
    pajek.write(sample(), tmp_path, Notes())
    with (tmp_path / "classes.csv").open(encoding="utf-8", newline="") as file:
        classes = {(row["partition"], row["class"]): row["value"] for row in csv.DictReader(file)}
    nodes = sample().nodes
    for name in ("kind", "scale", "coalition", "mode"):
        said = lines(tmp_path / f"{name}.clu")
        assert said[0] == "*Vertices 6"
        values = [None if each == "9999998" else classes[name, each] for each in said[1:]]
        assert values == [None if v is None else str(v) for v in nodes[name].to_pylist()]
    said = lines(tmp_path / "amount.vec")
    assert said == ["*Vertices 6", *(("999999998" if v is None else f"{v:g}") for v in nodes["amount"].to_pylist())]


def test_networkx_reads_a_projection(tmp_path: Path) -> None:
    # In two modes it cannot: it takes the second number of *Vertices for something else.
    made = sample("count")
    pajek.write(made, tmp_path, Notes())
    graph = nx.read_pajek(tmp_path / "network.net")
    names = [name.replace('"', "'") for name in made.nodes["name"].to_pylist()]
    assert list(graph) == names
    assert graph.number_of_edges() == made.ties.num_rows


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=TEXT)
def test_any_name_is_one_label_on_one_line(tmp_path: Path, name: str) -> None:
    made = content(snapshot_of([fund("a", "x", 1.5)], actors=[{"id": "a", "name": name}]).network())
    pajek.write(made, tmp_path, Notes())
    said = lines(tmp_path / "network.net")
    assert len(said) == 5
    assert VERTEX.fullmatch(said[1])
    assert said[2] == '2 "x"'
