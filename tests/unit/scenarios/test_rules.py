"""Each rule on cases worked out by hand, and both ways of asking it against one another."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.discovery import names
from graphkit.errors import UnknownName, UsageError
from graphkit.networks.snapshot import Snapshot
from graphkit.scenarios.cascade import fall
from graphkit.scenarios.outcome import FALLS, NAMES, STANDS, UNKNOWN, combined
from graphkit.scenarios.rules import NEVER, rules
from graphkit.scenarios.rules.money import lost_shares
from graphkit.scenarios.shock import Shock, leaving
from graphkit.scenarios.stakes import stakes
from tests.unit.networks.tables import fund, snapshot_of, supports, takes_part

SPECS = ("money=0.5", "money=0", "money=1", "funder", "nobody", "public", "role=operator", "axis")


def outcomes(snapshot: Snapshot, spec: str, *leave: str, **options: Any) -> dict[str, str]:
    network = snapshot.network(**options)
    at = stakes(network)
    gone = np.array([actor in leave for actor in network.actor_ids], dtype=np.bool_)
    said = fall(at, rules(spec), leaving(at, gone)).outcome
    return {action: NAMES[place] for action, place in zip(network.action_ids, said.tolist(), strict=True)}


def test_every_rule_is_tested_here() -> None:
    assert {spec.partition("=")[0] for spec in SPECS} >= set(names("graphkit.scenarios.rules"))


def test_more_than_the_share_not_the_share_itself() -> None:
    half = snapshot_of([fund("a", "x", 50.0), fund("b", "x", 50.0), fund("a", "y", 51.0), fund("b", "y", 49.0)])
    assert outcomes(half, "money=0.5", "a") == {"x": "stands", "y": "falls"}
    assert outcomes(half, "money=0.49", "a") == {"x": "falls", "y": "falls"}
    assert outcomes(half, "money=1", "a") == {"x": "stands", "y": "stands"}
    assert outcomes(half, "money=1", "a", "b") == {"x": "falls", "y": "falls"}
    assert outcomes(half, "money", "nobody") == {"x": "stands", "y": "stands"}


def test_an_amount_that_is_missing_is_not_nothing() -> None:
    snapshot = snapshot_of(
        [
            # The funder that leaves states no amount: what it gave may be all but the 100 or nearly nothing.
            *(fund("a", "leaves-unknown"), fund("b", "leaves-unknown", 100.0)),
            # The one that stays states none: a's 100 may be little.
            *(fund("a", "stays-unknown", 100.0), fund("b", "stays-unknown")),
            # The one that stays states none, and what leaves is little whatever that is.
            *(fund("a", "little", 10.0), fund("b", "little", 90.0), fund("b", "little")),
            # Nothing stays: all is lost however much it was.
            *(fund("a", "all"), fund("a", "all", 5.0)),
            # Nothing leaves.
            fund("b", "apart"),
        ]
    )
    assert outcomes(snapshot, "money=0.5", "a") == {
        "leaves-unknown": "unknown", "stays-unknown": "unknown", "little": "stands", "all": "falls", "apart": "stands",
    }  # fmt: skip
    assert outcomes(snapshot, "money=1", "a")["leaves-unknown"] == "stands"


def test_things_and_work_are_no_money() -> None:
    snapshot = snapshot_of(
        [fund("a", "x", 10.0), fund("b", "x", 900.0, resource="in_kind"), fund("b", "x", resource="volunteering")]
    )
    assert outcomes(snapshot, "money=0.5", "a") == {"x": "falls"}
    assert outcomes(snapshot, "money=0.5", "b") == {"x": "stands"}
    assert outcomes(snapshot, "funder", "a") == {"x": "stands"}


def test_returns_are_no_part_that_is_lost() -> None:
    # b gave 10 and got 30 back: of what x has left all is a's.
    snapshot = snapshot_of([fund("a", "x", 100.0), fund("b", "x", 10.0), fund("b", "x", -30.0)])
    assert outcomes(snapshot, "money=0", "b") == {"x": "stands"}
    assert outcomes(snapshot, "money=1", "a") == {"x": "falls"}


def test_one_return_leaves_the_shares_of_others_as_they_are() -> None:
    # As many pairs as ties: an amount must meet its own tie, not that of the same place.
    network = snapshot_of([fund("a", "x", 100.0), fund("a", "y", 10.0), fund("b", "x", 50.0), fund("b", "y", -5.0)])
    at = stakes(network.network())
    for leaves, shares in (("a", [2 / 3, 1.0]), ("b", [1 / 3, 0.0])):
        lost = leaving(at, np.array([actor == leaves for actor in at.network.actor_ids])).lost
        for found in lost_shares(at, lost):
            assert found.tolist() == pytest.approx(shares)


def test_another_currency_is_an_amount_that_is_not_known_in_this_one() -> None:
    snapshot = snapshot_of([fund("a", "x", 100.0), fund("b", "x", 100.0, currency="GBP")])
    with pytest.raises(UsageError, match="several currencies"):
        outcomes(snapshot, "money", "a")
    assert outcomes(snapshot, "money", "a", currency="EUR") == {"x": "unknown"}
    assert outcomes(snapshot, "funder", "a") == {"x": "stands"}


def test_another_basis_is_the_same_money_only_beside_an_amount_that_counts() -> None:
    snapshot = snapshot_of(
        [
            *(fund("a", "x", 100.0, basis="committed"), fund("a", "x", 60.0, basis="disbursed")),
            *(fund("b", "x", 90.0, basis="committed"), fund("a", "paid", 5.0, basis="disbursed")),
            *(fund("a", "both", 5.0, basis="disbursed"), fund("b", "both", 5.0, basis="committed")),
        ]
    )
    assert outcomes(snapshot, "money=0.5", "a", basis="committed") == {
        "both": "unknown", "paid": "falls", "x": "falls",
    }  # fmt: skip


@pytest.mark.parametrize("other", [{"currency": "GBP"}, {"basis": "disbursed"}])
def test_public_money_is_there_though_it_cannot_be_added_up(other: dict[str, str]) -> None:
    snapshot = snapshot_of(
        [fund("a", "x", 1.0, basis="committed"), fund("a", "y", 2.0, **{"basis": "committed", **other})],
        actors=[{"id": "a", "name": "a", "kind": "state"}],
    )
    assert snapshot.network().money.refusal
    assert outcomes(snapshot, "public", "a") == {"x": "falls", "y": "falls"}


def test_public_money() -> None:
    kinds = {"town": "local_authority", "state": "state", "club": "association", "who": None}
    snapshot = snapshot_of(
        [
            *(fund("town", "both", 1.0), fund("state", "both")),
            *(fund("town", "mixed", 1.0), fund("club", "mixed", 5.0)),
            *(fund("town", "unsure", 1.0), fund("who", "unsure", 5.0)),
            fund("club", "private", 1.0),
            fund("town", "thing", 1.0, resource="in_kind"),
        ],
        actors=[{"id": id, "name": id, "kind": kind} for id, kind in kinds.items()],
    )
    found = outcomes(snapshot, "public", "town", "club")
    assert found == {
        "both": "stands", "mixed": "falls", "unsure": "unknown", "private": "stands", "thing": "stands",
    }  # fmt: skip
    assert outcomes(snapshot, "public", "who")["unsure"] == "stands"
    assert outcomes(snapshot, "public", "who", "town")["unsure"] == "falls"


def test_a_landlord_may_be_public_or_not() -> None:
    snapshot = snapshot_of(
        [fund("town", "x", 1.0), fund("landlord", "x", 1.0), fund("landlord", "y", 1.0)],
        actors=[
            {"id": "town", "name": "town", "kind": "local_authority"},
            {"id": "landlord", "name": "landlord", "kind": "social_landlord"},
        ],
    )
    assert outcomes(snapshot, "public", "town") == {"x": "unknown", "y": "stands"}
    assert outcomes(snapshot, "public", "landlord") == {"x": "stands", "y": "unknown"}


def test_whoever_has_a_role_alone() -> None:
    snapshot = snapshot_of(
        [
            *(takes_part("a", "one", "operator"), takes_part("b", "one", "landlord"), fund("c", "one", 1.0)),
            *(takes_part("a", "two", "operator"), takes_part("b", "two", "operator")),
            supports("a", "none"),
        ]
    )
    assert outcomes(snapshot, "role=operator", "a") == {"one": "falls", "two": "stands", "none": "stands"}
    assert outcomes(snapshot, "role=landlord", "a") == {"one": "stands", "two": "stands", "none": "stands"}
    assert outcomes(snapshot, "role=operator,role=landlord", "b")["one"] == "falls"


def test_an_axis_dropped_fells_what_has_no_other() -> None:
    def link(kind: str, action: str, label: str, axis: str) -> dict[str, Any]:
        return {"type": kind, "start_label": "Action", "start_id": action, "end_label": label, "end_id": axis}

    snapshot = snapshot_of(
        [("a", "x"), ("a", "y"), ("a", "z")],
        links=[
            *(link("PURSUES", "x", "Objective", "1"), link("PURSUES", "y", "Objective", "1")),
            *(link("PURSUES", "y", "Objective", "2"), link("IN_FIELD", "x", "Field", "youth")),
        ],
    )
    at = stakes(snapshot.network())
    dropped = np.array([at.axis_ids[axis] == ("Objective", "1") for axis in at.axis.tolist()])
    shock = Shock(np.zeros(len(at.column)), dropped)
    assert fall(at, rules("axis"), shock).outcome.tolist() == [FALLS, STANDS, STANDS]


def test_rules_together() -> None:
    said = [np.array([STANDS, STANDS, UNKNOWN, FALLS, FALLS]), np.array([STANDS, UNKNOWN, UNKNOWN, UNKNOWN, STANDS])]
    said = [each.astype(np.int8) for each in said]
    assert combined(said, "any").tolist() == [STANDS, UNKNOWN, UNKNOWN, FALLS, FALLS]
    assert combined(said, "all").tolist() == [STANDS, STANDS, UNKNOWN, UNKNOWN, STANDS]


@pytest.mark.parametrize("spec", ["", "money=2", "money=much", "funder=1", "role", "axis=3", "public=x", "nobody=0"])
def test_what_no_rule_takes_is_refused(spec: str) -> None:
    with pytest.raises(UsageError):
        rules(spec)


def test_an_unknown_rule_names_those_near() -> None:
    with pytest.raises(UnknownName, match="Did you mean money"):
        rules("mony=0.5")
    assert [rule.spec for rule in rules("money=.50, funder,funder")] == ["money=0.5", "funder"]


AMOUNT = st.one_of(st.none(), st.integers(-50, 100).map(float))
TIE = st.one_of(
    st.builds(
        lambda actor, action, amount, resource: fund(actor, action, amount, currency="EUR", resource=resource),
        st.sampled_from("abcdef"), st.sampled_from("xyz"), AMOUNT, st.sampled_from([None, "cash", "in_kind"]),
    ),
    st.builds(takes_part, st.sampled_from("abcdef"), st.sampled_from("xyz"), st.sampled_from(["operator", "partner"])),
)  # fmt: skip
KINDS = st.lists(st.sampled_from(["state", "association", None]), min_size=6, max_size=6)


@settings(deadline=None)
@given(st.lists(TIE, min_size=1, max_size=14), KINDS, st.permutations(range(6)), st.integers(0, 6))
def test_both_ways_of_asking_agree(ties: list[Any], kinds: list[Any], order: list[int], stay: int) -> None:
    """Who leaves one after the other fells at each step what falls when all of them leave at once."""
    actors = [{"id": id, "name": id, "kind": kind} for id, kind in zip("abcdef", kinds, strict=True)]
    network = snapshot_of(ties, actors=actors).network()
    at = stakes(network)
    leaves = [row for row in order if row < network.n_actors][: max(network.n_actors - stay, 0)]
    position = np.full(network.n_actors, NEVER, dtype=np.int64)
    position[leaves] = np.arange(1, len(leaves) + 1)
    for rule in rules(SPECS):
        when = rule.when(at, position)
        for step in range(len(leaves) + 1):
            said = np.where(when.sure <= step, FALLS, np.where(when.possible <= step, UNKNOWN, STANDS))
            expected = rule.falls(at, leaving(at, position <= step))
            assert said.tolist() == expected.tolist(), (rule.spec, step)


@settings(deadline=None)
@given(
    amounts=st.lists(st.one_of(st.none(), st.integers(0, 100)), min_size=4, max_size=4),
    # An amount that nobody states is never 0: by the rule money=1 something stays.
    filled=st.lists(st.integers(1, 10_000), min_size=4, max_size=4),
    gone=st.lists(st.booleans(), min_size=4, max_size=4),
    share=st.sampled_from([0.0, 0.3, 0.5, 1.0]),
)
def test_what_is_said_holds_whatever_the_missing_amounts_are(
    amounts: list[int | None], filled: list[int], gone: list[bool], share: float
) -> None:
    network = snapshot_of([fund(f"a{n}", "x", amount, currency="EUR") for n, amount in enumerate(amounts)]).network()
    at = stakes(network)
    said = fall(at, rules(f"money={share}"), leaving(at, np.array(gone))).outcome[0]
    whole = [each if amount is None else amount for amount, each in zip(amounts, filled, strict=True)]
    total, lost = sum(whole), sum(each for each, leaves in zip(whole, gone, strict=True) if leaves)
    if said != UNKNOWN and total:
        assert (said == FALLS) == (lost == total if share == 1.0 else lost > share * total)


def test_cascades_end_and_take_what_an_actor_carries() -> None:
    snapshot = snapshot_of(
        [
            # The funder leaves; the club loses one of two actions that it operates.
            *(fund("fund", "x", 10.0), takes_part("club", "x", "operator")),
            *(fund("town", "y", 10.0), takes_part("club", "y", "operator")),
            # The club is the only funder of z, which the friends operate.
            *(fund("club", "z", 1.0), takes_part("friends", "z", "operator")),
        ]
    )
    network = snapshot.network()
    at = stakes(network)
    shock = leaving(at, np.array([actor == "fund" for actor in network.actor_ids]))

    def rounds(cascade: float | None) -> list[int]:
        return fall(at, rules("money=0.5"), shock, "any", cascade).round.tolist()

    assert rounds(None) == [0, -1, -1]
    assert rounds(0.5) == [0, -1, -1]  # half is not more than half
    assert rounds(0.4) == [0, 1, 1]
    assert rounds(1.0) == [0, -1, -1]
    friends = fall(at, rules("money=0.5"), shock, "any", 0.4).actor_round
    assert dict(zip(network.actor_ids, friends.tolist(), strict=True)) == {
        "club": 1, "friends": 2, "fund": -1, "town": -1
    }  # fmt: skip


def test_an_action_that_an_actor_carries_in_two_roles_counts_once() -> None:
    snapshot = snapshot_of(
        [
            *(fund("fund", "x", 1.0), takes_part("club", "x", "operator"), takes_part("club", "x", "implementer")),
            *(fund("town", "y", 1.0), takes_part("club", "y", "operator")),
        ]
    )
    network = snapshot.network()
    at = stakes(network)
    shock = leaving(at, np.array([actor == "fund" for actor in network.actor_ids]))
    assert fall(at, rules("money"), shock, "any", 0.5).round.tolist() == [0, -1]  # half is not more than half
    assert fall(at, rules("money"), shock, "any", 0.4).round.tolist() == [0, 1]


def test_a_recipient_that_falls_leaves_what_it_funds() -> None:
    snapshot = snapshot_of(
        [
            fund("fund", "x", 10.0, recipient="club"),
            fund("club", "y", 5.0, recipient="friends"),
            fund("town", "y", 4.0, recipient="friends"),
        ]
    )
    network = snapshot.network(grain="recipient")
    at = stakes(network)
    shock = leaving(at, np.array([actor == "fund" for actor in network.actor_ids]))
    assert fall(at, rules("money"), shock).round.tolist() == [0, -1]
    assert fall(at, rules("money"), shock, "any", 1.0).round.tolist() == [0, 1]
