from datetime import date

import pytest

from graphkit.errors import DataError
from tests.unit.networks.tables import fund, member_of, snapshot_of, takes_part
from tests.unit.networks.test_network import amounts, pairs

PROGRAMME, DEPARTMENT = "programme_of", "department_of"


def test_a_member_is_counted_as_what_it_belongs_to_and_its_money_there() -> None:
    held = snapshot_of(
        [fund("p1", "x", 1.0), fund("p2", "x", 2.0), fund("city", "x", 4.0)],
        links=[member_of("p1", "ministry", PROGRAMME), member_of("p2", "ministry", PROGRAMME)],
    )
    network = held.network(rollup=(PROGRAMME,))
    assert amounts(network) == {("city", "x"): 4.0, ("ministry", "x"): 3.0}
    assert network.spec.to_dict()["rollup"] == [PROGRAMME]
    assert held.network().actor_ids == ["city", "p1", "p2"]


def test_the_evidence_still_names_who_gave() -> None:
    held = snapshot_of([fund("p1", "x", 1.0)], links=[member_of("p1", "ministry", PROGRAMME)])
    row = held.network(rollup=(PROGRAMME,)).evidence(actor="ministry").iloc[0]
    assert (row["actor"], row["tie_actor"]) == ("ministry", "p1")


def test_it_goes_all_the_way_up_through_several_memberships() -> None:
    chain = [member_of(f"a{n}", f"a{n + 1}", PROGRAMME if n % 2 else DEPARTMENT) for n in range(9)]
    held = snapshot_of([(f"a{n}", "x") for n in range(10)], links=chain)
    assert held.network(rollup=(PROGRAMME, DEPARTMENT)).actor_ids == ["a9"]
    assert held.network(rollup=(PROGRAMME,)).actor_ids == ["a0", "a2", "a4", "a6", "a8", "a9"]


def test_other_memberships_do_not_count() -> None:
    held = snapshot_of([("a", "x")], links=[member_of("a", "b", "board_seat")])
    assert held.network(rollup=(PROGRAMME,)).actor_ids == ["a"]


def test_recipients_are_rolled_up_too() -> None:
    held = snapshot_of(
        [
            fund("state", "1", 1.0, recipient="branch"),
            fund("city", "2", 2.0, recipient="head"),
            takes_part("branch", "2"),
        ],
        links=[member_of("branch", "head", "network_of")],
    )
    network = held.network(grain="recipient", rollup=("network_of",))
    assert pairs(network) == {("state", "head"), ("city", "head")}
    assert network.spec.left_out == {"of recipients to what they receive for": 1}


def test_who_belongs_to_several_is_counted_as_the_first_and_that_is_noted() -> None:
    links = [member_of("p", "m2", PROGRAMME), member_of("p", "m1", PROGRAMME)]
    network = snapshot_of([("p", "x")], links=links).network(rollup=(PROGRAMME,))
    assert network.actor_ids == ["m1"]
    assert network.spec.notes.items() >= {"actors that belong to several, counted as the first by id": 1}.items()


def test_a_membership_counts_in_its_years() -> None:
    links = [
        member_of("p", "m1", PROGRAMME, end=date(2012, 12, 31)),
        member_of("p", "m2", PROGRAMME, start=date(2013, 1, 1)),
    ]
    held = snapshot_of([fund("p", "x", year=2011), fund("p", "y", year=2015)], links=links)
    assert held.network(rollup=(PROGRAMME,), until=2012).actor_ids == ["m1"]
    assert held.network(rollup=(PROGRAMME,), since=2013).actor_ids == ["m2"]


def test_a_circle_is_named() -> None:
    links = [member_of("in", "b", PROGRAMME)] + [member_of(*ends, PROGRAMME) for ends in ("bc", "cd", "db")]
    held = snapshot_of([("in", "x")], links=links)
    with pytest.raises(DataError, match="round in a circle: b → c → d → b"):
        held.network(rollup=(PROGRAMME,))


@pytest.mark.parametrize("n", [2, 3, 4, 5, 7, 8, 16, 31])
def test_circles_of_every_length_are_found(n: int) -> None:
    ids = [f"a{at:02}" for at in range(n)]
    links = [member_of(one, other, PROGRAMME) for one, other in zip(ids, [*ids[1:], ids[0]], strict=True)]
    with pytest.raises(DataError, match=" → ".join([*ids, ids[0]])):
        snapshot_of([(ids[0], "x")], links=links).network(rollup=(PROGRAMME,))


def test_a_member_of_itself_is_no_circle() -> None:
    held = snapshot_of([("a", "x")], links=[member_of("a", "a", PROGRAMME)])
    assert held.network(rollup=(PROGRAMME,)).actor_ids == ["a"]
