"""Which group an actor is in: what is stated, what most of its actions say, and what is not guessed."""

from __future__ import annotations

from typing import Any

import pytest

from graphkit.coalitions import coalitions
from graphkit.errors import UnknownName, UsageError
from graphkit.groups import group_by
from graphkit.groups.grouping import groups_of_actions
from tests.unit.networks.tables import member_of, snapshot_of


def link(type: str, start: str, end: str, label: str = "Actor", to: str = "Field") -> dict[str, Any]:
    return {"type": type, "start_label": label, "start_id": start, "end_label": to, "end_id": end}


FIELDS = [{"label": "Field", "id": id, "name": id.title()} for id in ("arts", "care", "work")]


def called(grouping: Any) -> list[str | None]:
    return [grouping.called(number) for number in grouping.of.tolist()]


def test_a_field_is_the_one_stated_else_that_of_most_actions() -> None:
    network = snapshot_of(
        [("a", "x"), ("b", "x"), ("b", "y"), ("b", "z"), ("c", "x"), ("c", "z"), ("d", "w"), ("e", "x"), ("e", "y")],
        links=[
            link("IN_FIELD", "a", "work"),
            *(link("IN_FIELD", "e", field) for field in ("arts", "work")),
            *(link("IN_FIELD", action, "care", "Action") for action in "xy"),
            link("IN_FIELD", "z", "arts", "Action"),
        ],
        others=FIELDS,
    ).network()
    found = group_by(network, "field")
    # c is once in each of two fields; d's action names none; e states two, and no action of hers is in either.
    assert called(found) == ["Work", "Care", None, None, None]
    assert found.account == {"stated": 1, "by_actions": 1, "several": 2, "unknown": 1}
    actions = groups_of_actions(network, found)
    assert actions is not None
    assert dict(zip(network.action_ids, actions.toarray().tolist(), strict=True)) == {
        "w": [0, 0, 0], "x": [0, 1, 0], "y": [0, 1, 0], "z": [1, 0, 0],
    }  # fmt: skip


def test_of_several_stated_the_actions_decide() -> None:
    network = snapshot_of(
        [("e", "x"), ("e", "y"), ("e", "z")],
        links=[
            *(link("IN_FIELD", "e", field) for field in ("arts", "work")),
            *(link("IN_FIELD", action, "care", "Action") for action in "xy"),
            link("IN_FIELD", "z", "arts", "Action"),
        ],
        others=FIELDS,
    ).network()
    assert called(group_by(network, "field")) == ["Arts"]


def test_scales_stand_in_their_order_and_are_not_guessed() -> None:
    network = snapshot_of(
        [("a", "x"), ("b", "x"), ("c", "x")],
        actors=[{"id": "a", "scale": "national"}, {"id": "b", "scale": "municipal"}, {"id": "c"}],
        actions=[{"id": "x", "scale": "neighbourhood"}],
    ).network()
    found = group_by(network, "scale")
    assert found.names == ["municipal", "national"]
    assert called(found) == ["national", "municipal", None]
    assert found.account == {"stated": 2, "unknown": 1}
    assert groups_of_actions(network, found) is None


def test_departments_and_who_is_in_them() -> None:
    network = snapshot_of(
        [(actor, "x") for actor in ("city", "housing", "staff", "guest", "sport", "ministry")],
        links=[
            member_of("housing", "city", "department_of"),
            member_of("staff", "housing", "member"),
            member_of("guest", "housing", "committee_seat"),
            member_of("sport", "ministry", "programme_of"),
        ],
    ).network()
    found = dict(zip(network.actor_ids, called(group_by(network, "department")), strict=True))
    assert found == {
        "city": None, "guest": None, "housing": "housing", "ministry": "ministry", "sport": "ministry",
        "staff": "housing",
    }  # fmt: skip
    assert groups_of_actions(network, group_by(network, "department")) is None


def test_a_territory_where_those_who_receive_are_the_columns() -> None:
    network = snapshot_of(
        [{"type": "FUNDS", "actor": "fund", "action": "x", "recipient": "club", "year": 2020}],
        actors=["club"],
        links=[link("LOCATED_IN", "club", "lille", to="Territory")],
        others=[{"label": "Territory", "id": "lille", "name": "Lille"}],
    ).network(grain="recipient-year")
    assert network.action_ids == ["club@2020"]
    assert called(group_by(network, "territory")) == ["Lille"]


def test_coalitions_and_words_that_there_are_not() -> None:
    network = snapshot_of([("a", "x"), ("b", "x"), ("c", "y")]).network()
    grouping = group_by(network, "coalition", coalitions=coalitions(network, runs=0))
    assert grouping.of.tolist() == [0, 0, -1]
    with pytest.raises(UsageError, match="give the coalitions"):
        group_by(network, "coalition")
    with pytest.raises(UnknownName, match="no grouping named 'colour'"):
        group_by(network, "colour")


@pytest.mark.parametrize("by", ["scale", "kind", "field", "department", "territory"])
def test_an_empty_network_has_no_groups(by: str) -> None:
    found = group_by(snapshot_of([]).network(), by)
    assert (found.n_groups, found.account, found.sizes.tolist()) == (0, {}, [])
