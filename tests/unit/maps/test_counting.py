"""The map of territories and `graphkit.needs.territories` say the same of who does what where."""

from __future__ import annotations

from typing import Any

import pytest

from graphkit.maps import TerritoryMap, traits
from graphkit.maps.counting import Present, present
from graphkit.needs.territories import territories
from graphkit.networks.snapshot import Snapshot
from tests.unit.maps.test_content import located
from tests.unit.needs.towns import towns
from tests.unit.networks.tables import fund, snapshot_of, takes_part

OTHERS = [
    {"label": "Territory", "id": "sud", "name": "Sud"},
    {"label": "Territory", "id": "nord", "name": "Nord"},
    {"label": "Field", "id": "care", "name": "Care"},
]


def asked_for(**said: Any) -> Snapshot:
    """A day nursery in the south that is funded as told, a garden in the north that is."""
    return snapshot_of(
        [fund("asked", "creche", 5e4, **said), fund("ville", "jardin", 10.0)],
        links=[
            *(located("Action", "creche", "sud"), located("Action", "creche", "care", "IN_FIELD")),
            *(located("Actor", "asked", "sud"), located("Action", "jardin", "nord")),
        ],
        others=OTHERS,
    )


def activity() -> Snapshot:
    """A grant for what nobody names: it is said where the money goes and for what; the club has its seat elsewhere."""
    return snapshot_of(
        [fund("ville", "activity:club", 10.0, recipient="club"), takes_part("club", "activity:club", "recipient")],
        actions=[{"id": "activity:club", "name": "Club", "implied": True}],
        links=[
            *(located("Action", "activity:club", "sud"), located("Action", "activity:club", "care", "IN_FIELD")),
            located("Actor", "club", "nord"),
        ],
        others=OTHERS,
    )


def granted_in_the_north(implied: bool = False) -> Snapshot:
    """A hall that nobody locates: refused for a club in the south, granted for a school in the north."""
    return snapshot_of(
        [
            fund("town", "hall", 50.0, recipient="club", status="refused"),
            fund("bank", "hall", 20.0, recipient="school", status="granted"),
        ],
        actors=["club", "school"],
        actions=[{"id": "hall", "name": "Hall", "implied": implied}],
        links=[
            *(located("Actor", "club", "sud"), located("Actor", "school", "nord")),
            located("Action", "hall", "care", "IN_FIELD"),
        ],
        others=OTHERS,
    )


def actions_in(found: Present) -> set[tuple[str, str, str]]:
    return {(*cell, id) for cell, nodes in found.cells.items() for label, id in nodes if label == "Action" and cell[1]}


@pytest.mark.parametrize(
    "snapshot",
    [asked_for(status="refused"), asked_for(basis="requested"), asked_for(status="granted"), towns(), activity()],
    ids=["refused", "requested", "granted", "towns", "activity"],
)
def test_actions_of_a_cell_are_those_of_the_table_of_territories(snapshot: Snapshot) -> None:
    table = territories(snapshot, "field", rollup=True)
    implied = {row["id"] for row in snapshot.actions.to_pylist() if row["implied"]}
    both = table.placed.merge(table.of_action, on="action")
    both = both[~both["action"].isin(implied)]
    told = set(zip(both["territory"], both["class"], both["action"], strict=True))
    found = present(snapshot)
    assert actions_in(found) == told
    # What stands for an action that no source names is there as who receives: it leaves no gap.
    cells = table.to_frame()
    assert set(zip(cells["territory_id"], cells["class_id"], strict=True)) <= set(found.cells)


@pytest.mark.parametrize("said", [{"status": "refused"}, {"status": "pending"}, {"basis": "requested"}])
def test_what_was_only_asked_for_fills_no_gap_and_ties_nobody(said: dict[str, Any]) -> None:
    content = TerritoryMap(asked_for(**said)).content
    assert {node["en"] for node in content["nodes"]} == {"asked", "jardin"}
    assert [node["n"] for node in content["nodes"] if node["en"] == "asked"] == [0]
    # Who asked is there, and does nothing of the field.
    assert [field for _, field, _ in content["cells"]] == [-1, -1]


def test_an_action_is_not_where_those_are_who_were_refused() -> None:
    snapshot = granted_in_the_north()
    table = territories(snapshot, "field")
    assert table.to_frame()[["territory_id", "actions", "actors"]].values.tolist() == [["nord", 1, 1]]
    places = {row["locator"] for row in table.evidence("nord").to_dict("records")}
    assert "link 1" in places
    assert "link 0" not in places
    assert actions_in(present(snapshot)) == {("nord", "care", "hall")}
    # What stands for an action that no source names has the place and the fields of who receives.
    assert traits.territories(granted_in_the_north(implied=True)).own["Action", "hall"] == ("nord",)


def test_an_activity_that_no_source_names_is_where_it_is_said_to_be() -> None:
    found = present(activity())
    assert found.cells == {("sud", "care"): [("Actor", "club")], ("nord", "care"): [("Actor", "club")]}
    assert found.unlocated == [("Actor", "ville")]


@pytest.mark.parametrize("snapshot", [towns(), activity()], ids=["towns", "activity"])
def test_each_number_has_the_rows_behind_it_in_wider_territories_too(snapshot: Snapshot) -> None:
    content = TerritoryMap(snapshot).content
    counted = {(node, place) for place, _, nodes in content["cells"] for node in nodes}
    assert {(node, place) for node, place, _, _ in content["where"]} == counted
    locators = {row["locator"] for row in snapshot.links.to_pylist() if row["type"] == "LOCATED_IN"}
    assert {locator for *_, locator in content["where"]} <= locators


def test_an_action_without_a_place_is_where_the_row_of_its_recipient_says() -> None:
    snapshot = snapshot_of(
        [fund("ville", "year", 1.0, recipient="choir")], actors=["choir"], links=[located("Actor", "choir", "sud")],
        others=OTHERS,
    )  # fmt: skip
    content = TerritoryMap(snapshot).content
    assert [node["en"] for node in content["nodes"]] == ["year", "choir"]
    assert [(content["nodes"][node]["en"], locator) for node, _, _, locator in content["where"]] == [
        ("year", "link 0"), ("choir", "link 0"),
    ]  # fmt: skip


def test_ties_outside_the_network_give_no_field_and_are_not_named() -> None:
    """Care was done in 2010 alone."""
    snapshot = snapshot_of(
        [fund("a", "x", 1.0, year=2010), fund("a", "y", 1.0, year=2022)],
        links=[
            *(located("Actor", "a", "sud"), located("Action", "x", "care", "IN_FIELD")),
            located("Action", "y", "nord"),
        ],
        others=OTHERS,
    )
    content = TerritoryMap(snapshot, network=snapshot.network(since=2020)).content
    assert content["fields"] == []
    assert [(node["en"], node["n"]) for node in content["nodes"]] == [("y", 1), ("a", 1)]
    assert [one["en"] for node in content["nodes"] for one in node["tied"]] == ["a", "y"]
