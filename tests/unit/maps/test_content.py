"""What a map holds is what the network holds."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest

from graphkit.maps import Map, TerritoryMap
from graphkit.maps.counting import present
from graphkit.networks.snapshot import Snapshot
from tests.unit.networks.tables import fund, snapshot_of, southern_women, takes_part


def located(start_label: str, start: str, end: str, type: str = "LOCATED_IN") -> dict[str, Any]:
    label = "Field" if type == "IN_FIELD" else "Territory"
    return {"type": type, "start_label": start_label, "start_id": start, "end_label": label, "end_id": end}


@pytest.fixture
def town() -> Snapshot:
    """Two actors and two actions; one in a quarter, one without a place."""
    return snapshot_of(
        [
            fund("ville", "creche", 1000.0, year=2019),
            fund("caf", "creche", None, year=2020),
            takes_part("caf", "jardin", role="operator"),
        ],
        actors=[{"id": "ville", "name": "City", "name_fr": "Ville", "scale": "municipal", "kind": "local_authority"}],
        links=[
            located("Action", "creche", "quarter"),
            located("Actor", "ville", "town"),
            located("Territory", "quarter", "town", "WITHIN"),
            located("Action", "creche", "care", "IN_FIELD"),
            located("Action", "jardin", "food", "IN_FIELD"),
        ],
        others=[
            {"label": "Territory", "id": "quarter", "name": "Quarter"},
            {"label": "Territory", "id": "town", "name": "Town", "code": "59350"},
            {"label": "Field", "id": "care", "name": "Care", "name_fr": "Garde"},
            {"label": "Field", "id": "food", "name": "Food"},
        ],
    )


def test_every_tie_is_there_with_its_row_and_amount(town: Snapshot) -> None:
    network = town.network()
    content = Map(network).content
    nodes, ties = content["nodes"], content["ties"]
    columns = zip(*(ties[name] for name in ("a", "b", "locator")), strict=True)
    ends = {(nodes["id"][a], nodes["id"][b], locator) for a, b, locator in columns}
    frame = network.evidence()
    assert ends == set(zip(frame["actor"], frame["action"], frame["locator"], strict=True))
    by_row = dict(zip(ties["locator"], ties["amount"], strict=True))
    amounts = frame["amount"].astype(object).where(frame["amount"].notna(), None)
    assert by_row == dict(zip(frame["locator"], amounts, strict=True))
    assert sum(ties["missing"]) == 1 == network.n_missing_amounts
    assert sum(a for a, counts in zip(ties["amount"], ties["counts"], strict=True) if counts) == network.amounts.sum()
    assert content["sources"] == [{"name": "A table", "file": "a.csv", "sha256": ""}]


def test_a_tie_says_what_is_given_and_whether_it_was_paid() -> None:
    ties = [
        fund("a", "x", 5.0, basis="disbursed", resource="cash"),
        fund("b", "x", 7.0, basis="disbursed", resource="loan"),
        fund("c", "x", 9.0),
    ]
    held = Map(snapshot_of(ties).network(basis="disbursed")).content["ties"]
    said = [None if at < 0 else held["givens"][at]["fr"] for at in held["given"]]
    assert said == ["versé", "prêt, versé", None]
    assert held["counts"] == [1, 0, 0]


def test_nodes_have_names_in_both_languages_scales_and_traits(town: Snapshot) -> None:
    nodes = Map(town.network()).content["nodes"]
    at = nodes["id"].index("ville")
    assert (nodes["name"][at], nodes["name_fr"][str(at)]) == ("City", "Ville")
    assert nodes["scales"][nodes["scale"][at]]["fr"] == "communal"
    creche = str(nodes["id"].index("creche"))
    assert [nodes["places_list"][n]["id"] for n in nodes["places"][creche]] == ["quarter", "town"]
    assert [nodes["fields_list"][n]["fr"] for n in nodes["fields"][creche]] == ["Garde"]


def test_places_of_one_name_are_told_apart() -> None:
    places = [("c", "Paris", "municipal"), ("d", "Paris", "departmental"), ("one", "Albi", None), ("two", "Albi", None)]
    made = snapshot_of(
        [takes_part(id, "x") for id, _, _ in places],
        links=[located("Actor", id, f"t{id}") for id, _, _ in places],
        others=[{"label": "Territory", "id": f"t{id}", "name": name, "scale": scale} for id, name, scale in places],
    )
    listed = Map(made.network()).content["nodes"]["places_list"]
    assert sorted(place["en"] for place in listed) == [
        "Albi · tone", "Albi · ttwo", "Paris (departmental)", "Paris (municipal)",
    ]  # fmt: skip


def test_where_nobody_shares_anything_no_coalition_is_told_of() -> None:
    content = Map(snapshot_of([takes_part("a", "x"), takes_part("b", "y")]).network()).content
    assert content["groups"] == []
    assert content["about_groups"]["en"].startswith("There is none")
    assert "stable" not in content["about_groups"]["en"]


@pytest.mark.parametrize(("grain", "id"), [("recipient", "fest"), ("recipient-year", "fest@2020")])
def test_who_receives_is_itself_where_an_action_has_its_id(grain: str, id: str) -> None:
    snapshot = snapshot_of(
        [fund("f", "fest", 100.0, recipient="fest", year=2020), takes_part("fest", "fest", role="recipient")],
        actors=[{"id": "fest", "name": "Club", "kind": "association", "scale": "municipal"}],
        actions=[{"id": "fest", "name": "Festival", "scale": "national"}],
        links=[located("Action", "fest", "away"), located("Actor", "fest", "home")],
    )
    nodes = Map(snapshot.network(grain=grain, funders_only=True)).content["nodes"]
    at = nodes["id"].index(id)
    assert nodes["kinds"][nodes["kind"][at]]["id"] == "association"
    assert nodes["scales"][nodes["scale"][at]]["id"] == "municipal"
    assert [nodes["places_list"][n]["id"] for n in nodes["places"][str(at)]] == ["home"]


def test_an_address_is_no_year_of_an_action() -> None:
    snapshot = snapshot_of(
        [("a", "a@2020")], actors=[{"id": "a", "name": "A", "kind": "state"}], links=[located("Actor", "a", "home")]
    )
    nodes = Map(snapshot.network()).content["nodes"]
    assert [kind >= 0 for kind in nodes["kind"]] == [True, False]
    assert list(nodes["places"]) == [str(nodes["id"].index("a"))]


def test_an_action_stands_with_most_of_its_actors() -> None:
    network = southern_women().network()
    drawn = Map(network)
    content = drawn.content
    group = content["nodes"]["group"]
    frame = network.evidence()
    number = dict(zip(content["nodes"]["id"], group, strict=True))
    for action, rows in frame.groupby("action"):
        votes = Counter(number[actor] for actor in rows["actor"])
        assert votes[number[action]] == max(votes.values())
    sizes = Counter(group[: network.n_actors])
    assert all(sizes[each["n"]] == each["size"] for each in content["groups"])


def test_positions_are_those_of_the_reports_figure() -> None:
    """On one sheet, y downwards, in hundredths of an inch."""
    import networkx as nx

    from graphkit.drawing.layout import layout

    network = southern_women().network()
    nodes = Map(network).content["nodes"]
    graph: nx.Graph[tuple[str, str]] = nx.Graph()
    frame = network.evidence()
    graph.add_edges_from((("actor", a), ("action", b)) for a, b in zip(frame["actor"], frame["action"], strict=True))
    figure = layout(graph, 11.0, 8.2, seed=0)
    for n, id in enumerate(nodes["id"]):
        x, y = figure["actor" if n < network.n_actors else "action", id]
        assert (nodes["x"][n], nodes["y"][n]) == (pytest.approx(100 * x, abs=0.06), pytest.approx(-100 * y, abs=0.06))


def test_several_currencies_are_not_added_up() -> None:
    snapshot = snapshot_of([fund("a", "x", 5.0), fund("b", "x", 7.0, currency="USD")])
    content = Map(snapshot.network()).content
    assert sum(content["ties"]["counts"]) == 0
    assert "EUR" in content["money"]["refused"]["en"]
    assert "USD" in content["money"]["refused"]["fr"]
    assert "USD" in Map(snapshot.network()).said("fr")[-1]
    assert sum(Map(snapshot.network(currency="USD")).content["ties"]["counts"]) == 1


@pytest.mark.parametrize(
    "ties",
    [
        [],
        [("a", "x")],
        [("a", "x"), ("a", "y")],
        [("a", "x"), ("b", "x")],
        [fund("a", "x", None), fund("b", "x", None)],
        [takes_part("a", "x")],
    ],
    ids=["nothing", "one tie", "one actor", "one action", "all amounts missing", "no money"],
)
@pytest.mark.parametrize("grain", ["action", "recipient", "recipient-year"])
def test_small_data_make_a_page(ties: list[Any], grain: str) -> None:
    snapshot = snapshot_of(ties)
    network = snapshot.network(grain=grain)
    held, places = Map(network).html(), TerritoryMap(snapshot).html()
    (told,) = re.findall(r'<script[^>]* id="data"[^>]*>(.*?)</script>', held, re.DOTALL)
    assert json.loads(told)["nodes"]["id"] == [*network.actor_ids, *network.action_ids]
    (told,) = re.findall(r'<script[^>]* id="data"[^>]*>(.*?)</script>', places, re.DOTALL)
    assert json.loads(told)["unlocated"] == [snapshot.actors.num_rows, snapshot.actions.num_rows]


def test_who_is_where_counts_each_once_in_its_territory_and_those_around(town: Snapshot) -> None:
    found = present(town)
    care, food = (sorted(found.cells.get(("town", field), [])) for field in ("care", "food"))
    # The city has no field of its own, and funds what is in care; the garden has no place.
    assert care == [("Action", "creche"), ("Actor", "ville")]
    assert food == []
    assert sorted(found.unlocated) == [("Action", "jardin"), ("Actor", "caf")]
    assert found.cells["quarter", "care"] == [("Action", "creche")]
    content = TerritoryMap(town).content
    assert [place["id"] for place in content["places"]] == ["quarter", "town"]
    assert {(p, f): len(n) for p, f, n in content["cells"]} == {(0, 0): 1, (1, 0): 2}
    assert content["unlocated"] == [1, 1]


def test_above_two_thousand_nodes_each_group_has_a_disc() -> None:
    ties = [(f"f{n % 40}", f"x{n}") for n in range(2_100)] + [(f"f{n % 39 + 1}", f"x{n}") for n in range(0, 2_100, 7)]
    content = Map(snapshot_of(ties).network()).content
    discs, nodes = content["discs"], content["nodes"]
    assert len(discs["of"]) == len(nodes["id"]) == 2_140
    for n, disc in enumerate(discs["of"]):
        assert discs["group"][disc] in (0, nodes["group"][n])
        away = ((nodes["x"][n] - discs["x"][disc]) ** 2 + (nodes["y"][n] - discs["y"][disc]) ** 2) ** 0.5
        assert away <= discs["r"][disc] + 0.2
