"""Who would have received what was refused is tied by nothing, unless something else ties it."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.networks.untied import not_done, recipients, untied
from tests.unit.networks.tables import fund, same_as, snapshot_of, supports, takes_part

CAME_TO_NOTHING = (
    {"status": "refused"}, {"status": "withdrawn"}, {"status": "pending"}, {"basis": "requested"}
)  # fmt: skip


@pytest.mark.parametrize("said", CAME_TO_NOTHING)
@pytest.mark.parametrize("named", ["club", None])
def test_the_recipient_of_what_came_to_nothing_is_tied_by_nothing(said: Mapping[str, Any], named: str | None) -> None:
    held = snapshot_of([fund("city", "x", 5.0, recipient=named, **said), takes_part("club", "x", "recipient")])
    network = held.network()
    assert (network.actor_ids, network.action_ids) == ([], [])
    assert network.spec.left_out["of recipients to what was refused or only asked for"] == 1
    assert not_done(held) == {"x"}
    for grain in ("recipient", "recipient-year"):
        assert held.network(grain=grain).n_actors == 0


@pytest.mark.parametrize(
    ("more", "tied"),
    [
        # Another gave, to the club or without saying to whom.
        (fund("state", "x", 1.0, recipient="club"), ["club", "state"]),
        (fund("state", "x", 1.0), ["club", "state"]),
        # Another gave, to another.
        (fund("state", "x", 1.0, recipient="school"), ["state"]),
        # What else the club does there ties it.
        (takes_part("club", "x", "operator"), ["club"]),
        (supports("school", "x"), ["school"]),
    ],
)
def test_what_else_ties_it(more: Mapping[str, Any], tied: list[str]) -> None:
    refused = fund("city", "x", 5.0, recipient="club", status="refused")
    held = snapshot_of([refused, takes_part("club", "x", "recipient"), more])
    assert held.network().actor_ids == tied
    assert not_done(held) == set()


def test_a_recipient_of_whose_money_no_source_speaks_stays() -> None:
    held = snapshot_of([fund("city", "x", recipient="school", status="refused"), takes_part("club", "x", "recipient")])
    assert held.network().actor_ids == ["club"]
    assert snapshot_of([takes_part("club", "x", "recipient")]).network().actor_ids == ["club"]


def test_who_receives_under_another_id_is_the_same() -> None:
    ties = [fund("city", "x", recipient="le club", status="refused"), takes_part("club", "x", "recipient")]
    held = snapshot_of(ties, actors=["le club"], links=[same_as("le club", "club")])
    assert held.network().n_actors == 0


def test_recipients_are_those_of_what_was_given() -> None:
    held = snapshot_of(
        [
            *(fund("city", "x", recipient="club", status="refused"), takes_part("club", "x", "recipient")),
            *(fund("bank", "x", 20.0, recipient="school"), takes_part("school", "x", "recipient")),
            *(fund("city", "y", recipient="club", basis="requested"), takes_part("choir", "z", "recipient")),
            takes_part("operator", "z", "operator"),
        ]
    )
    assert sorted(recipients(held).itertuples(index=False, name=None)) == [("x", "school"), ("z", "choir")]


@st.composite
def _ties(draw: st.DrawFn) -> list[dict[str, Any]]:
    actor, action = st.sampled_from("abc"), st.sampled_from("xyz")
    funding = st.builds(
        lambda a, x, to, status, basis: fund(a, x, 1.0, recipient=to, status=status, basis=basis),
        *(actor, action, st.sampled_from(["a", "b", None]), st.sampled_from([None, "granted", "refused", "pending"])),
        st.sampled_from([None, "committed", "requested"]),
    )
    part = st.builds(takes_part, actor, action, st.sampled_from(["recipient", "operator"]))
    return draw(st.lists(st.one_of(funding, part), max_size=12))


@settings(deadline=None)
@given(ties=_ties())
def test_it_is_what_looking_one_by_one_gives(ties: list[dict[str, Any]]) -> None:
    held = snapshot_of(ties)
    rows = held.ties.to_pylist()
    money = [row for row in rows if row["type"] == "FUNDS"]

    def nothing(row: dict[str, Any]) -> bool:
        return row["status"] in ("refused", "pending") or row["basis"] == "requested"

    expected = []
    for row in rows:
        for_it = [m for m in money if m["action"] == row["action"] and m["recipient"] in (None, row["actor"])]
        receives = row["role"] == "recipient" and bool(for_it) and all(nothing(m) for m in for_it)
        expected.append(receives or (row["type"] == "FUNDS" and nothing(row)))
    found = untied(held.ties)
    assert found.any.tolist() == expected
    assert (found.undecided.astype(int) + found.asked + found.received <= 1).all()
    none = {row["action"] for row in rows} - {
        row["action"] for row, gone in zip(rows, expected, strict=True) if not gone
    }
    assert not_done(held) == none
