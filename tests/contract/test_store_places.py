"""Places tied to official territories, in every store: rolled up, run again, taken back; and a real file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import DataError
from graphkit.graph import Graph
from graphkit.loaders import territories
from graphkit.territories import ties
from graphkit.territories.placing import place
from tests.conftest import StorePlace

JAUNE = """\
SIREN;ASSOCIATION;IMPUTATION;Total des subventions;Détail des subventions
;JARDIN DU GUE - 69 LYON CEDEX 03;;3 000;
;JARDIN DU GUE - 69 LYON CEDEX 03;Culture et communication: 175 - Patrimoines;;3 000
;ATELIER DU GUE - 69 VILLEURBANE;;500;
;ATELIER DU GUE - 69 VILLEURBANE;Culture et communication: 175 - Patrimoines;;500
;CHORALE DU GUE - 01 ST BOIS;;40;
;CHORALE DU GUE - 01 ST BOIS;Culture et communication: 131 - Création;;40
;CERCLE DU GUE;;7;
;CERCLE DU GUE;Culture et communication: 131 - Création;;7
"""
DEPARTMENTS = '[{"code": "69", "region": "84", "chefLieu": "", "nom": "Rhône"}, '
DEPARTMENTS += '{"code": "01", "region": "84", "chefLieu": "", "nom": "Ain"}]'
REGIONS = '[{"code": "84", "chefLieu": "69123", "nom": "Auvergne-Rhône-Alpes"}]'


def load_lists(graph: Graph, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in (("c.csv", territories.EXAMPLE), ("d.json", DEPARTMENTS), ("r.json", REGIONS)):
        (folder / name).write_text(text, encoding="utf-8")
    graph.load("territories", folder, rejects=None)


def load_grants(graph: Graph, folder: Path) -> None:
    file = folder / "jaune.csv"
    file.write_text(JAUNE, encoding="utf-8")
    graph.load("jaune", file, rejects=None, year="2010")


def money(graph: Graph, scale: str) -> dict[str, float]:
    rows = graph.query("funding_by_territory", scale=scale)
    return dict(zip(rows["territory_id"], rows["amount"], strict=True))


def held(graph: Graph) -> list[Any]:
    within = "MATCH (a:Territory)-[w:WITHIN]->(b:Territory) RETURN a.id, b.id, w.id, w.source, w.locator"
    return sorted(graph.run(within).values.tolist())


@pytest.mark.parametrize("lists_first", [True, False])
def test_money_rolls_up_from_towns_to_regions(graph: Graph, tmp_path: Path, lists_first: bool) -> None:
    loads = [lambda: load_lists(graph, tmp_path / "lists"), lambda: load_grants(graph, tmp_path)]
    for load in loads if lists_first else reversed(loads):
        load()
    before = held(graph)
    result = place(graph.store)
    assert {each.place.id: each.outcome for each in result.placings} == {
        "FR-DEP:69/lyon": "placed", "FR-DEP:69/villeurbane": "not_found", "FR-DEP:01/st-bois": "placed",
    }  # fmt: skip
    # The misspelt town is in no commune, and in its département by the source's own word. The circle is nowhere.
    assert money(graph, "municipal") == {"FR-COG:69123": 3000.0, "FR-DEP:69/villeurbane": 500.0, "FR-COG:01015": 40.0}
    assert money(graph, "departmental") == {"FR-DEP:69": 3500.0, "FR-DEP:01": 40.0}
    assert money(graph, "regional") == {"FR-REG:84": 3540.0}
    # Nor are the ministry and its two programmes.
    assert (result.found.nowhere_actors, result.count("placed", "actors")) == (4, 2)

    # Every tie says where it is from; running it again adds nothing; taken back, all is as before.
    made = graph.run(
        "MATCH (a:Territory)-[w:WITHIN]->(b:Territory) MATCH (s:Source {id: w.source}) WHERE s.format = 'place' "
        "RETURN a.id, b.id, w.locator ORDER BY a.id"
    )
    assert made.values.tolist() == [
        ["FR-DEP:01/st-bois", "FR-COG:01340", "by the name, one in Ain (01)"],
        ["FR-DEP:69/lyon", "FR-COG:69123", "by the name, one in Rhône (69)"],
    ]
    again = place(graph.store)
    assert (result.added, again.added, again.taken_away) == (2, 0, 0)
    assert ties.undo(graph.store) == 2
    assert held(graph) == before
    assert graph.run("MATCH (s:Source {format: 'place'}) RETURN s.id").empty


def test_a_dry_run_writes_nothing_and_a_tie_that_no_longer_holds_is_taken_away(graph: Graph, tmp_path: Path) -> None:
    load_grants(graph, tmp_path)
    with pytest.raises(DataError, match=r"no official list.*load territories"):
        place(graph.store)
    load_lists(graph, tmp_path / "lists")
    before = held(graph)
    assert place(graph.store, dry_run=True).count("placed") == 2
    assert held(graph) == before
    place(graph.store)
    # A second commune of the name comes into the list: now it is not known which.
    more = tmp_path / "more.csv"
    head = territories.EXAMPLE.splitlines()[0]
    more.write_text(f"{head}\n01999,Saint-Bois,011,01,84,commune-actuelle,01990,9,,\n", encoding="utf-8")
    graph.load("territories", more, rejects=None)
    result = place(graph.store)
    assert (result.count("ambiguous"), result.added, result.taken_away) == (1, 0, 1)


def test_lists_loaded_twice_are_loaded_once(graph: Graph, tmp_path: Path) -> None:
    load_lists(graph, tmp_path / "lists")
    nodes, count = graph.status().nodes["Territory"], graph.status().ties["WITHIN"]
    load_lists(graph, tmp_path / "lists")
    assert (graph.status().nodes["Territory"], graph.status().ties["WITHIN"]) == (nodes, count)
    names = dict(graph.run("MATCH (t:Territory) RETURN t.id, t.name").values.tolist())
    assert names["FR-REG:84"] == "Auvergne-Rhône-Alpes"


@pytest.mark.real_data
@pytest.mark.slow
def test_towns_of_the_jaune_and_their_money(embedded_place: StorePlace, real_data: Path) -> None:
    """How much of the real file is placed; what the query adds up is what its rows add up to."""
    with embedded_place.graph() as graph:
        graph.load("territories", real_data / "codelists" / "fr", rejects=None)
        graph.load("jaune", real_data / "jaune" / "plf2012_subventions_2010.csv", rejects=None)
        result = place(graph.store)
        assert {name: result.count(name) for name in ("placed", "ambiguous", "not_found")} == {
            "placed": 2576, "ambiguous": 5, "not_found": 295,
        }  # fmt: skip
        # What reaches a région, worked out from the ties in Python and not in Cypher.
        above: dict[str, list[str]] = {}
        for part, whole, *_ in held(graph):
            above.setdefault(part, []).append(whole)
        region: dict[str, str] = {}
        rows = graph.run("MATCH (a:Actor)-[:LOCATED_IN]->(t:Territory) RETURN a.id, t.id").values.tolist()
        for actor, town in rows:
            waiting = [town]
            while waiting:
                at = waiting.pop()
                if at.startswith("FR-REG:"):
                    region[actor] = at
                waiting += above.get(at, [])
        paid: dict[str, float] = {}
        for actor, amount in graph.run(
            "MATCH (a:Actor)-[:TAKES_PART {role: 'recipient'}]->(:Action)<-[r:FUNDS]-() RETURN a.id, r.amount"
        ).values.tolist():
            if actor in region:
                paid[region[actor]] = paid.get(region[actor], 0.0) + amount
        assert money(graph, "regional") == paid
        assert len(paid) == 22
        assert sum(paid.values()) == 1_243_370_708.0
