"""GEXF read back by NetworkX: the same nodes, ties and attributes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.exports import gexf
from graphkit.exports._content import Content, content
from graphkit.exports._format import Notes
from tests.unit.exports.sample import held, sample
from tests.unit.networks.tables import fund, snapshot_of

# What XML holds; carriage returns too, written as numbers.
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\t\n\r"), min_size=1)


def read(made: Content, place: Path) -> tuple[Any, Notes]:
    notes = Notes()
    gexf.write(made, place, notes)
    return nx.read_gexf(place), notes


def test_nodes_ties_and_attributes_come_back(tmp_path: Path) -> None:
    made = sample()
    graph, notes = read(made, tmp_path / "n.gexf")
    assert graph.is_multigraph()
    assert (len(graph), graph.number_of_edges()) == (made.nodes.num_rows, made.ties.num_rows)
    for row in made.nodes.to_pylist():
        told = graph.nodes[row["key"]]
        assert told["label"] == row["name"]
        for name in ("mode", "kind", "scale", "funder", "coalition", "amount", "n_ties", "first_year", "implied"):
            assert told.get(name) == row[name], (row["key"], name)
    # A bell and a separator in a tie's reference, id and locator, a separator in an alias: XML cannot write them.
    assert notes == {"controls": 7}
    told = {edge["tie_id"]: (one, other, edge) for one, other, edge in graph.edges(data=True)}
    for row in made.ties.to_pylist():
        one, other, edge = told[held(row["tie_id"])]
        assert {one, other} == {row["from_key"], row["to_key"]}
        assert edge["weight"] == 1
        for name in ("tie_type", "tie_role", "amount", "amount_counted", "currency", "first_year", "last_year"):
            assert edge.get(name) == row[name], name
        # NetworkX writes an open end as None.
        opens, closes = (str(row[name]) if row[name] else "None" for name in ("opens", "closes"))
        assert edge.get("spells", [("None", "None")]) == [(opens, closes)]


def test_a_projection_has_weights_and_no_kinds(tmp_path: Path) -> None:
    made = sample("newman")
    graph, _ = read(made, tmp_path / "n.gexf")
    assert not graph.is_multigraph()
    assert {frozenset(e[:2]): e[2]["weight"] for e in graph.edges(data=True)} == {
        frozenset((row["from_key"], row["to_key"])): row["worth"] for row in made.ties.to_pylist()
    }
    assert "kind=" not in (tmp_path / "n.gexf").read_text(encoding="utf-8")
    assert 'mode="static"' in (tmp_path / "n.gexf").read_text(encoding="utf-8").split("<attributes")[0]


def test_every_tie_of_a_pair_has_a_kind_of_its_own(tmp_path: Path) -> None:
    from lxml import etree

    gexf.write(sample(), tmp_path / "n.gexf", Notes())
    edges = etree.parse(tmp_path / "n.gexf").findall(".//{*}edge")
    told = [(edge.get("source"), edge.get("target"), edge.get("kind")) for edge in edges]
    assert len(set(told)) == len(told) == 8
    assert ("Actor:ville", "Action:creche", "FUNDS 2") in told


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=TEXT, id=TEXT, role=TEXT, amount=st.none() | st.floats(0, 1e9).map(lambda x: round(x, 2)))
def test_any_text_comes_back(tmp_path: Path, name: str, id: str, role: str, amount: float | None) -> None:
    ties = [fund(id, "x", amount, reference=role)]
    graph, notes = read(content(snapshot_of(ties, actors=[{"id": id, "name": name}]).network()), tmp_path / "n.gexf")
    assert graph.nodes[f"Actor:{id}"]["label"] == name
    assert graph.nodes[f"Actor:{id}"]["data_id"] == id
    (edge,) = (told for *_, told in graph.edges(data=True))
    assert edge["reference"] == role
    assert edge.get("amount") == amount
    assert not notes


def test_nodes_stand_apart_and_have_the_colour_of_their_coalition() -> None:
    from graphkit.drawing.palette import ACTION, GROUPS, OTHERS
    from graphkit.exports._looks import LEAST, MOST, looks

    made = sample()
    found = looks(made)
    assert found == looks(made)
    assert len({look.place for look in found}) == made.nodes.num_rows
    assert all(LEAST <= look.size <= MOST for look in found)
    assert max(look.size for look in found) == MOST
    for row, look in zip(made.nodes.to_pylist(), found, strict=True):
        colour = "#{:02X}{:02X}{:02X}".format(*look.colour)
        number = row.get("coalition")
        assert colour == (GROUPS[number - 1] if number else OTHERS if row["mode"] == "actor" else ACTION)


def test_a_tie_that_ends_before_it_begins_has_no_spell_and_is_told(tmp_path: Path) -> None:
    ties = [
        fund("a", "x", 1.0, start=date(2020, 5, 1), end=date(2019, 1, 1)),
        fund("b", "x", 2.0, start=date(2019, 5, 1), end=date(2019, 1, 1)),
        fund("c", "x", 3.0, start=date(2019, 1, 1), end=date(2019, 1, 1)),
    ]
    graph, notes = read(content(snapshot_of(ties).network()), tmp_path / "n.gexf")
    spells = {edge["amount"]: edge.get("spells") for *_, edge in graph.edges(data=True)}
    assert spells == {1.0: None, 2.0: None, 3.0: [("2019-01-01", "2019-01-01")]}
    assert notes == {"backwards": 2}
    starts = {edge["amount"]: edge["started"] for *_, edge in graph.edges(data=True)}
    assert starts[1.0] == "2020-05-01"
