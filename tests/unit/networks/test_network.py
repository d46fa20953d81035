from collections import defaultdict
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import DataError, UnknownName, UsageError
from graphkit.networks.network import Network
from graphkit.networks.snapshot import Snapshot
from tests.unit.networks.tables import fund, same_as, snapshot_of, supports, takes_part


def pairs(network: Network) -> set[tuple[str, str]]:
    """Who is tied to what, by id."""
    found = network.incidence.tocoo()
    return {(network.actor_ids[row], network.action_ids[column]) for row, column in zip(*found.coords, strict=True)}


def amounts(network: Network) -> dict[tuple[str, str], float]:
    """The known amounts."""
    found = network.amounts.tocoo()
    known = network.amounts_known.data
    ends = zip(*found.coords, found.data, known, strict=True)
    return {(network.actor_ids[r], network.action_ids[c]): value for r, c, value, n in ends if n}


@pytest.fixture
def kept() -> Snapshot:
    return snapshot_of(
        [
            fund("city", "café", 10.0, year=2010),
            fund("city", "café", 0.1, year=2012),
            fund("city", "café", None, year=2013),
            fund("fund", "café", None, year=2011),
            takes_part("families", "café", "initiator"),
            takes_part("families", "garden", "operator"),
            supports("school", "garden"),
        ],
        actors=["nobody"],
    )


class TestTies:
    def test_rows_and_columns_are_sorted_and_have_ties(self, kept: Snapshot) -> None:
        network = kept.network()
        assert network.actor_ids == ["city", "families", "fund", "school"]
        assert network.action_ids == ["café", "garden"]
        assert network.incidence.toarray().tolist() == [[1, 0], [1, 1], [1, 0], [0, 1]]
        assert (network.by_action.toarray() == network.incidence.toarray().T).all()

    def test_parallel_ties_are_one_pair_and_their_amounts_a_sum(self, kept: Snapshot) -> None:
        network = kept.network()
        assert amounts(network) == {("city", "café"): 10.1}
        assert network.amounts_known.toarray().tolist() == [[2, 0], [0, 0], [0, 0], [0, 0]]
        assert network.n_missing_amounts == 2
        assert network.spec.n_ties == 7
        assert network.spec.notes == {"ties of money without an amount": 2}

    def test_amounts_have_the_pattern_of_the_incidence(self, kept: Snapshot) -> None:
        network = kept.network()
        for matrix in (network.amounts, network.amounts_known):
            assert (matrix.indices == network.incidence.indices).all()
            assert (matrix.indptr == network.incidence.indptr).all()

    def test_each_pair_leads_back_to_its_ties(self, kept: Snapshot) -> None:
        network = kept.network()
        rows, of = network.tie_index.of(np.array([0, 3]))
        found = network.snapshot.ties.take(rows).to_pylist()
        assert [(row["actor"], row["action"], at) for row, at in zip(found, of, strict=True)] == [
            ("city", "café", 0),
            ("city", "café", 0),
            ("city", "café", 0),
            ("fund", "café", 3),
        ]

    def test_some_types_only(self, kept: Snapshot) -> None:
        assert kept.network(("SUPPORTS",)).actor_ids == ["school"]
        assert kept.network(["takes_part", "SUPPORTS"]).actor_ids == ["families", "school"]
        assert pairs(kept.network(funders_only=True)) == {("city", "café"), ("fund", "café")}

    def test_some_roles_only_which_touch_no_other_tie(self, kept: Snapshot) -> None:
        network = kept.network(roles=["opérateur"])
        assert pairs(network) == {("city", "café"), ("fund", "café"), ("families", "garden"), ("school", "garden")}
        assert network.spec.left_out == {"in another role": 1}

    def test_what_does_not_exist_is_named(self, kept: Snapshot) -> None:
        with pytest.raises(UnknownName, match=r"no tie between actor and action named 'FOUNDS'. Did you mean FUNDS"):
            kept.network(("FOUNDS",))
        with pytest.raises(UnknownName, match=r"no grain named 'recipients'. Did you mean recipient"):
            kept.network(grain="recipients")
        with pytest.raises(UnknownName, match=r"no role named 'operatr'. Did you mean operator"):
            kept.network(roles=("operatr",))
        with pytest.raises(UnknownName, match="department_of"):
            kept.network(rollup=("departement_of",))
        with pytest.raises(UsageError, match=r"write ties=\('FUNDS',\)"):
            kept.network("FUNDS")
        with pytest.raises(UsageError, match="since=2015 is after until=2010"):
            kept.network(since=2015, until=2010)
        with pytest.raises(UsageError, match="is not a year"):
            kept.network(since="2015")  # type: ignore[arg-type]
        with pytest.raises(UsageError, match="three letters"):
            kept.network(currency="euros")

    def test_it_says_in_a_line_what_it_is_made_of(self, kept: Snapshot) -> None:
        network = kept.network(since=2011, roles=("operator",))
        assert str(network.spec) == (
            "FUNDS + TAKES_PART + SUPPORTS; by action; roles operator; years 2011–…; amounts in EUR (unstated): "
            "2 actors × 1 action, 2 pairs from 3 ties; ties left out: in another role (1), without a year (2), "
            "of other years (1); ties of money without an amount (2)"
        )
        told = network.spec.to_dict()
        assert told["since"] == 2011
        assert told["left_out"] == {"in another role": 1, "without a year": 2, "of other years": 1}

    def test_only_actions_in_a_field_where_fields_are_asked_for(self) -> None:
        field = {"label": "Field", "id": "food", "name": "Food aid"}
        inside = {"type": "IN_FIELD", "start_label": "Action", "start_id": "x", "end_label": "Field", "end_id": "food"}
        # The actor's own field says nothing of its actions.
        its = {**inside, "start_label": "Actor", "start_id": "a"}
        kept = snapshot_of([("a", "x"), ("b", "x"), ("a", "y")], links=[inside, its], others=[field])
        network = kept.network(fields=["FOOD AID"])
        assert network.action_ids == ["x"]
        assert network.spec.to_dict()["fields"] == ["food"]
        assert network.spec.left_out == {"of actions in no such field": 1}
        assert "fields food" in str(network.spec)
        assert kept.network().spec.to_dict()["fields"] == []
        with pytest.raises(UnknownName, match=r"no field named 'food bank'\. Did you mean food, Food aid"):
            kept.network(fields=["food bank"])
        with pytest.raises(UsageError, match="is one word"):
            kept.network(fields="food")

    def test_a_network_of_nothing_has_everything(self) -> None:
        for options in ({}, {"grain": "recipient"}, {"grain": "recipient-year"}, {"since": 2000}):
            network = Snapshot().network(**options)  # type: ignore[arg-type]
            assert network.incidence.shape == network.amounts.shape == (0, 0)
            assert network.by_action.shape == (0, 0)
            assert len(network.evidence()) == 0
            assert network.to_networkx().number_of_nodes() == 0


class TestYears:
    @pytest.mark.parametrize(
        ("stated", "first", "last"),
        [
            ({"year": 2010, "date": date(2015, 1, 1)}, 2010, 2010),
            ({"date": date(2012, 12, 31), "start": date(2000, 1, 1)}, 2012, 2012),
            ({"start": date(2010, 6, 1), "end": date(2013, 1, 1)}, 2010, 2013),
            ({"start": date(2010, 6, 1)}, 2010, 9999),
            ({"end": date(2013, 6, 1)}, 0, 2013),
        ],
    )
    @pytest.mark.parametrize("of_the_tie", [True, False])
    def test_a_tie_is_in_every_window_that_touches_it(
        self, stated: dict[str, Any], first: int, last: int, of_the_tie: bool
    ) -> None:
        if of_the_tie:
            # What the action says does not count where the tie says something itself.
            held = snapshot_of([fund("a", "x", **stated)], actions=[{"id": "x", "year": 1900}])
        else:
            # An action has no date; its start and end say the same.
            of_action = {"start": day, "end": day} if (day := stated.get("date")) and "year" not in stated else stated
            known = {name: value for name, value in of_action.items() if name != "date"}
            held = snapshot_of([fund("a", "x")], actions=[{"id": "x", **known}])
        for since, until in (
            (2009, 2009),
            (2010, 2010),
            (2011, 2011),
            (2013, 2020),
            (2014, 2014),
            (None, 2012),
            (2011, None),
        ):
            inside = (since or -1) <= last and first <= (until or 99999)
            assert held.network(since=since, until=until).n_actors == int(inside), (since, until)

    def test_what_has_no_year_is_left_out_of_a_window_and_counted(self) -> None:
        held = snapshot_of([("a", "x"), fund("b", "x", year=2010)])
        network = held.network(until=2020)
        assert network.actor_ids == ["b"]
        assert network.spec.left_out == {"without a year": 1}
        assert held.network().actor_ids == ["a", "b"]


class TestMoney:
    def test_what_came_to_nothing_ties_nobody(self) -> None:
        held = snapshot_of(
            [
                fund("a", "x", 1.0, status="granted"),
                fund("b", "x", 1.0, status="refused"),
                fund("c", "x", 1.0, status="withdrawn"),
                fund("d", "x", 1.0, status="pending"),
                fund("e", "x", 1.0, basis="requested"),
                fund("f", "x", 1.0, basis="requested", status="refused"),
                fund("g", "x", 1.0),
            ]
        )
        network = held.network()
        assert network.actor_ids == ["a", "g"]
        assert network.spec.left_out == {"refused, withdrawn or pending": 4, "only asked for": 1}

    def test_currencies_are_never_added_up(self) -> None:
        held = snapshot_of(
            [fund("a", "x", 1.0), fund("a", "x", 2.0, currency="GBP"), fund("b", "x", 3.0, currency="GBP")]
        )
        network = held.network()
        assert network.incidence.sum() == 2
        for refused in ("amounts", "amounts_known", "minor_amounts"):
            with pytest.raises(UsageError, match=r"several currencies \(EUR, GBP\); choose one, as in currency='EUR'"):
                getattr(network, refused)
        with pytest.raises(UsageError, match="choose one"):
            network.projection("amount")
        assert "amount" not in network.to_networkx().edges[("Actor", "a"), ("Action", "x")]

        pounds = held.network(currency="gbp")
        assert amounts(pounds) == {("a", "x"): 2.0, ("b", "x"): 3.0}
        assert pounds.spec.currency == "GBP"
        assert pounds.spec.notes == {"amounts in another currency, or none": 1}
        assert pairs(pounds) == pairs(network)

    def test_bases_are_never_added_up(self) -> None:
        held = snapshot_of(
            [fund("a", "x", 1.0, basis="committed"), fund("a", "x", 2.0, basis="disbursed"), fund("a", "x", 4.0)]
        )
        with pytest.raises(UsageError, match=r"several bases \(committed, disbursed, unstated\)"):
            _ = held.network().amounts
        assert amounts(held.network(basis="disbursed")) == {("a", "x"): 2.0}
        assert amounts(held.network(basis="unstated")) == {("a", "x"): 4.0}
        assert held.network(basis="versé").spec.basis == "disbursed"

    def test_an_amount_in_no_currency_is_left_out_where_others_have_one(self) -> None:
        held = snapshot_of([fund("a", "x", 1.0), fund("b", "x", 2.0, currency=None)])
        network = held.network()
        assert amounts(network) == {("a", "x"): 1.0}
        assert network.spec.notes == {"amounts in another currency, or none": 1}

    def test_sums_are_exact_in_cents(self) -> None:
        held = snapshot_of([fund("a", "x", 0.1, year=year) for year in range(1000, 2000)])
        assert held.network().amounts.data.tolist() == [100.0]

    def test_yen_have_no_cents_and_dinars_have_a_thousand_fils(self) -> None:
        assert snapshot_of([fund("a", "x", 7.0, currency="JPY")]).network().minor_amounts.tolist() == [7]
        assert snapshot_of([fund("a", "x", 7.125, currency="TND")]).network().minor_amounts.tolist() == [7125]

    def test_nothing_given_is_known_and_not_missing(self) -> None:
        network = snapshot_of([fund("a", "x", 0.0), fund("b", "x", None)]).network()
        assert amounts(network) == {("a", "x"): 0.0}
        assert network.n_missing_amounts == 1

    def test_amounts_beyond_what_is_exact_are_refused(self) -> None:
        with pytest.raises(DataError, match=r"too large to be added up exactly; the largest is 1e\+16 EUR in the tie"):
            snapshot_of([fund("a", "x", 1e16), fund("b", "x", 1.0)]).network()

    def test_money_handed_on_is_noted(self) -> None:
        held = snapshot_of(
            [fund("a", "b's work", 9.0, recipient="b"), fund("b", "c's work", 9.0, recipient="c", regrant="b")]
        )
        assert held.network().spec.notes == {"amounts handed on, also in the sums of those they came from": 1}


class TestGrain:
    @pytest.fixture
    def grants(self) -> Snapshot:
        """Two funders of one club by different actions and years, one of whom names the recipient on the tie."""
        return snapshot_of(
            [
                fund("city", "club 2010", 5.0, year=2010, recipient="club"),
                fund("state", "camp", 7.0, year=2011),
                takes_part("club", "camp", "recipient"),
                takes_part("club", "camp", "operator"),
                takes_part("school", "camp", "partner"),
                fund("city", "fête", 3.0, year=2011),
            ],
            actions=[{"id": "club 2010", "implied": True, "year": 2010}, {"id": "camp", "year": 2011}],
            actors=[{"id": "club", "name": "Le Club"}],
        )

    def test_by_recipient_who_receives_is_the_column(self, grants: Snapshot) -> None:
        network = grants.network(grain="recipient")
        assert network.actor_ids == ["city", "school", "state"]
        assert (network.action_ids, network.action_names) == (["club"], ["Le Club"])
        assert amounts(network) == {("city", "club"): 5.0, ("state", "club"): 7.0}
        assert network.spec.left_out == {"without a recipient": 1, "of recipients to what they receive for": 1}

    def test_by_recipient_and_year(self, grants: Snapshot) -> None:
        network = grants.network(grain="recipient-year")
        assert pairs(network) == {("city", "club@2010"), ("state", "club@2011"), ("school", "club@2011")}
        assert network.action_names == ["Le Club (2010)", "Le Club (2011)"]

    def test_by_action_a_recipient_is_tied_to_its_own_work_which_is_noted(self) -> None:
        held = snapshot_of(
            [fund("city", "club 2010"), takes_part("club", "club 2010", "recipient")],
            actions=[{"id": "club 2010", "implied": True}],
        )
        network = held.network()
        assert pairs(network) == {("city", "club 2010"), ("club", "club 2010")}
        assert network.spec.notes["ties of a recipient to its own implied action"] == 1
        assert held.network(funders_only=True).actor_ids == ["city"]

    def test_a_recipient_that_also_funds_is_an_actor(self, grants: Snapshot) -> None:
        held = snapshot_of([fund("city", "x", recipient="club"), fund("club", "y", 2.0, recipient="children")])
        assert pairs(held.network(grain="recipient")) == {("city", "club"), ("club", "children")}

    def test_what_one_pays_for_oneself_is_money_all_the_same(self) -> None:
        held = snapshot_of([fund("club", "camp", 4.0, resource="cash"), takes_part("club", "camp", "recipient")])
        assert amounts(held.network(grain="recipient")) == {("club", "club"): 4.0}

    def test_a_recipient_that_is_no_actor_of_the_data_stands_by_its_id(self) -> None:
        network = snapshot_of([fund("city", "x", recipient="FR-RNA:W691")]).network(grain="recipient")
        assert (network.action_ids, network.action_names) == (["FR-RNA:W691"], ["FR-RNA:W691"])

    def test_of_several_recipients_nobody_says_who_got_what(self) -> None:
        held = snapshot_of(
            [fund("city", "camp", 9.0), takes_part("a", "camp", "recipient"), takes_part("b", "camp", "recipient")]
        )
        network = held.network(grain="recipient")
        assert pairs(network) == {("city", "a"), ("city", "b")}
        assert amounts(network) == {}
        assert network.n_missing_amounts == 0
        assert network.spec.notes == {"amounts of several recipients, not split by any source": 1}
        assert network.spec.n_ties == 1

    def test_the_recipient_of_a_refused_request_receives_nothing(self) -> None:
        held = snapshot_of([fund("city", "x", status="refused", recipient="a"), fund("state", "x")])
        network = held.network(grain="recipient")
        assert network.n_actors == 0
        assert network.spec.left_out == {"refused, withdrawn or pending": 1, "without a recipient": 1}

    def test_columns_are_sorted_by_id_as_it_reads(self) -> None:
        held = snapshot_of([fund("f", "1", recipient="a", year=2010), fund("f", "2", recipient="a-b", year=2010)])
        assert held.network(grain="recipient-year").action_ids == ["a-b@2010", "a@2010"]

    def test_recipients_judged_the_same_are_one(self) -> None:
        held = snapshot_of(
            [fund("city", "1", recipient="club"), fund("state", "2", recipient="le club")],
            actors=["club", "le club"],
            links=[same_as("le club", "club")],
        )
        assert pairs(held.network(grain="recipient")) == {("city", "club"), ("state", "club")}


@st.composite
def some_ties(draw: st.DrawFn) -> list[dict[str, Any]]:
    actor, action = st.sampled_from("abcdef"), st.sampled_from("uvwxyz")
    money = st.one_of(st.none(), st.integers(0, 10**6).map(lambda cents: cents / 100))
    funding = st.builds(
        lambda a, x, amount, year, status: fund(a, x, amount, year=year, status=status),
        actor,
        action,
        money,
        st.one_of(st.none(), st.integers(2000, 2005)),
        st.sampled_from([None, "granted", "refused"]),
    )
    part = st.builds(takes_part, actor, action, st.sampled_from(["partner", "recipient"]))
    return draw(st.lists(st.one_of(funding, part), max_size=30))


@settings(deadline=None)
@given(ties=some_ties(), since=st.one_of(st.none(), st.integers(2000, 2005)))
def test_it_is_what_counting_one_by_one_gives(ties: list[dict[str, Any]], since: int | None) -> None:
    network = snapshot_of(ties).network(since=since)
    cents: dict[tuple[str, str], int] = defaultdict(int)
    tied, known, missing = set(), set(), 0
    # To whom the money goes nobody says: one sum that was given makes all recipients of its action such.
    spoken = {tie["action"] for tie in ties if tie["type"] == "FUNDS"}
    given = {tie["action"] for tie in ties if tie["type"] == "FUNDS" and tie["status"] != "refused"}
    for tie in ties:
        if tie.get("role") == "recipient" and tie["action"] in spoken - given:
            continue
        if tie.get("status") == "refused" or (since is not None and (tie.get("year") or 0) < since):
            continue
        pair = (tie["actor"], tie["action"])
        tied.add(pair)
        if tie["type"] == "FUNDS" and tie["amount"] is None:
            missing += 1
        elif tie["type"] == "FUNDS":
            known.add(pair)
            cents[pair] += round(tie["amount"] * 100)
    assert pairs(network) == tied
    assert amounts(network) == {pair: cents[pair] / 100 for pair in known}
    assert network.n_missing_amounts == missing
    assert network.actor_ids == sorted({actor for actor, _ in tied})
    assert network.spec.n_ties + sum(network.spec.left_out.values()) == len(ties)


@settings(deadline=None)
@given(ties=some_ties())
def test_the_same_ties_give_the_same_bits(ties: list[dict[str, Any]]) -> None:
    one, other = snapshot_of(ties).network(), snapshot_of(list(reversed(ties))).network()
    assert one.snapshot.hash == other.snapshot.hash
    for name in ("indptr", "indices", "minor_amounts"):
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes()
    assert one.tie_index.rows.tobytes() == other.tie_index.rows.tobytes()


def test_a_mistyped_year_costs_nothing() -> None:
    held = snapshot_of([fund("a", "x", recipient="r", year=20), fund("a", "y", recipient="r", year=2010)])
    assert held.network(grain="recipient-year").action_ids == ["r@20", "r@2010"]
