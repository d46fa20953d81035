"""Ways in which the same euro is counted twice, or what is no euro is counted; each sum is worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from graphkit.money.sums import Sum, sums
from tests.unit.networks.tables import fund, snapshot_of, takes_part


def granted(actor: str, amount: float | None, recipient: str | None = None, **stated: Any) -> dict[str, Any]:
    return fund(
        actor, stated.pop("action", f"activity of {recipient}"), amount,
        **{"recipient": recipient, "basis": "committed", "status": "granted"} | stated,
    )  # fmt: skip


def added(*ties: Mapping[str, Any]) -> list[Sum]:
    return sums(snapshot_of(ties).ties)


def only(*ties: Mapping[str, Any]) -> Sum:
    found = added(*ties)
    assert len(found) == 1, found
    return found[0]


def test_a_total_that_is_repeated_on_each_recipients_row() -> None:
    # 10,000.00 for three, the total on each row: .5, .3 and .2 of it are 5,000 + 3,000 + 2,000 = 10,000.
    # The totals come to 30,000; the shares take 20,000 off.
    found = only(
        granted("town", 5_000.0, "a", gross_amount=10_000.0, share=0.5),
        granted("town", 3_000.0, "b", gross_amount=10_000.0, share=0.3),
        granted("town", 2_000.0, "c", gross_amount=10_000.0, share=0.2),
    )
    assert (found.gross, found.shares, found.minor, found.n) == (3_000_000, -2_000_000, 1_000_000, 3)
    assert found.differs == 0


def test_shares_of_a_half_by_two_who_receive_together() -> None:
    # One grant of 1,001.01 that two recipients signed for: .5 each is 500.505, to the cent 500.51 (half up), as the
    # loader stores it. 500.51 + 500.51 = 1,001.02: the cent that rounding makes is not hidden, it stands in the shares.
    found = only(
        granted("town", 500.51, "a", gross_amount=1_001.01, share=0.5, reference="2020-1"),
        granted("town", 500.51, "b", gross_amount=1_001.01, share=0.5, reference="2020-1"),
    )
    assert (found.gross, found.shares, found.minor) == (200_202, -100_100, 100_102)


def test_shares_of_a_half_by_two_funders_of_one_convention() -> None:
    # Town and county sign one convention of 8,000 for the club; each publishes the 8,000 and its half.
    # 4,000 + 4,000 = 8,000, not 16,000.
    found = only(
        granted("town", 4_000.0, "club", gross_amount=8_000.0, share=0.5),
        granted("county", 4_000.0, "club", gross_amount=8_000.0, share=0.5),
    )
    assert (found.gross, found.shares, found.minor) == (1_600_000, -800_000, 800_000)


def test_a_total_with_its_share_and_no_amount() -> None:
    # .25 of 10.02 is 2.505: 2.51, half up. A total alone is split by nobody: it is on a line of its own, not 0.
    found = only(
        granted("town", None, "a", currency="EUR", gross_amount=10.02, share=0.25),
        granted("town", None, "b", currency="EUR", gross_amount=99.0),
    )
    assert (found.n, found.gross, found.minor, dict(found.left_out)) == (1, 1_002, 251, {"unsplit": 1})


def test_an_amount_that_contradicts_its_share_is_told() -> None:
    # The total stands where half of it should: counted as stated, for it is the publisher's word, and told.
    # 33.33 of 100 by .33 is a share written with two digits: no contradiction.
    found = only(
        granted("town", 10_000.0, "a", gross_amount=10_000.0, share=0.5),
        granted("town", 33.33, "b", gross_amount=100.0, share=0.33),
    )
    assert (found.differs, found.minor) == (1, 1_003_333)


def test_instalments_by_year_add_up_to_the_grant_and_never_to_its_promise() -> None:
    # 30,000 promised in 2019, paid 10,000 a year: 30,000 committed, and 30,000 disbursed; 60,000 nowhere.
    found = added(
        granted("town", 30_000.0, "club", year=2019),
        *(granted("town", 10_000.0, "club", basis="disbursed", year=year) for year in (2019, 2020, 2021)),
    )
    assert [(one.basis, one.minor, one.n) for one in found] == [
        ("committed", 3_000_000, 1),
        ("disbursed", 3_000_000, 3),
    ]


def test_money_handed_on_is_counted_where_it_ends() -> None:
    # A gives 100 to B, who hands 100 on to C: 100, all of it with C.
    found = only(granted("A", 100.0, "B"), granted("B", 100.0, "C", regrant="B"))
    assert (found.gross, found.handed_on, found.minor) == (20_000, 10_000, 10_000)


def test_money_handed_on_in_part() -> None:
    # B keeps 40 of 100 and hands 60 on; D hands 25 of C's 60 on. 40 + 35 + 25 = 100; 185 were stated, 60 + 25 twice.
    found = only(granted("A", 100.0, "B"), granted("B", 60.0, "C", regrant="B"), granted("C", 25.0, "D", regrant="C"))
    assert (found.gross, found.handed_on, found.minor) == (18_500, 8_500, 10_000)


def test_more_is_handed_on_than_was_received() -> None:
    # B received 100 and hands 130 on: 30 are its own. 130 in all; no more is taken out than came in.
    found = only(granted("A", 100.0, "B"), granted("B", 130.0, "C", regrant="B"))
    assert (found.handed_on, found.minor) == (10_000, 13_000)


def test_what_is_handed_on_and_was_received_in_no_tie_is_counted() -> None:
    # Nobody says where B has the 50 from: nothing is twice.
    assert only(granted("B", 50.0, "C", regrant="B")).minor == 5_000


def test_money_in_a_circle_is_told_and_left_in() -> None:
    # D gives 100 to A, A hands them to B, and B hands them back: they end nowhere. What A had from D and handed on is
    # taken out (100); what A and B had from one another is not: 300 - 100 = 200, with both ties told.
    found = only(granted("D", 100.0, "A"), granted("A", 100.0, "B", regrant="A"), granted("B", 100.0, "A", regrant="B"))
    assert (found.handed_on, found.minor, found.circle) == (10_000, 20_000, 2)
    # Alone, the two would take each other out and leave nothing of money that there was.
    alone = only(granted("A", 100.0, "B", regrant="A"), granted("B", 100.0, "A", regrant="B"))
    assert (alone.minor, alone.circle) == (20_000, 2)


def test_what_an_actor_pays_to_itself_is_the_same_money_on_its_way() -> None:
    # A moves 10 from one action to another, and nobody says where it has them from: 10.
    assert only(granted("A", 10.0, "A", regrant="A")).minor == 1_000
    # A received 50, moved 30 of them to an action of its own, and spent 100 on its actions: 100, half of them its own.
    received, moved, spent = (
        granted("D", 50.0, "A"),
        granted("A", 30.0, "A", regrant="A"),
        granted("A", 100.0, regrant="A"),
    )
    found = only(received, moved, spent)
    assert (found.handed_on, found.minor, found.circle) == (8_000, 10_000, 0)


def test_what_is_handed_on_in_another_currency_or_basis_is_not_taken_out() -> None:
    # 100 USD came in, 60 EUR went on: without a rate nobody knows how much of the dollars that is.
    found = added(granted("A", 100.0, "B", currency="USD"), granted("B", 60.0, "C", regrant="B"))
    assert [(one.currency, one.minor, one.handed_on) for one in found] == [("EUR", 6_000, 0), ("USD", 10_000, 0)]


def test_a_refused_grant_is_not_handed_on() -> None:
    # What B was refused it did not hand on: the 60 stay.
    found = only(granted("A", 100.0, "B", status="refused"), granted("B", 60.0, "C", regrant="B"))
    assert (found.minor, found.handed_on, dict(found.left_out)) == (6_000, 0, {"refused": 1})


def test_a_chain_of_activities_seen_from_both_ends() -> None:
    # The donor's file: 500 paid to the agency on 1 March. The agency's file: the same 500 come in on 1 March, for its
    # own activity, and 300 go on to the town on 1 May. The payment that both state is one: 500 + 300; of the agency's
    # 500, 300 went on: 200 + 300 = 500.
    came, went = date(2020, 3, 1), date(2020, 5, 1)
    found = only(
        granted("donor", 500.0, "agency", action="donor's activity", basis="disbursed", date=came, source="donor"),
        granted("donor", 500.0, "agency", action="agency's activity", basis="disbursed", date=came, source="agency"),
        granted("agency", 300.0, "town", action="agency's activity", basis="disbursed", date=went, source="agency",
                regrant="agency"),
    )  # fmt: skip
    assert (found.n, found.gross, found.handed_on, found.minor) == (2, 80_000, 30_000, 50_000)
    assert dict(found.left_out) == {"twice": 1}


def test_a_network_counts_a_payment_that_two_sources_state_once() -> None:
    # To the donor's own activity and to the agency's, but paid once: the agency's source comes first by its id.
    day = date(2020, 3, 1)
    snapshot = snapshot_of(
        [
            granted("donor", 500.0, "agency", action="donor's activity", date=day, source="donor"),
            granted("donor", 500.0, "agency", action="agency's activity", date=day, source="agency"),
        ]
    )
    network = snapshot.network()
    assert network.n_pairs == 2
    assert network.minor_amounts.tolist() == [50_000, 0]
    assert network.amounts_known.data.tolist() == [1, 0]
    assert network.spec.notes == {"amounts stated by another source as well": 1}


def test_two_equal_payments_of_one_day_in_one_source_are_two() -> None:
    # One file states 500 twice, the other once: at least two payments were made.
    day = date(2020, 3, 1)
    pay = {"basis": "disbursed", "date": day}
    found = only(
        granted("donor", 500.0, "agency", action="x", source="donor", **pay),
        granted("donor", 500.0, "agency", action="y", source="donor", **pay),
        granted("donor", 500.0, "agency", action="z", source="agency", **pay),
    )
    assert (found.n, found.minor, found.left_out["twice"]) == (2, 100_000, 1)


def test_payments_of_two_sources_that_differ_in_anything_are_two() -> None:
    day = date(2020, 3, 1)
    first = granted("donor", 500.0, "agency", action="x", source="donor", date=day)
    for other in (
        {"date": date(2020, 3, 2)},
        {"recipient": "town"},
        {"amount": 500.01},
        {"date": None},
        {"actor": "b"},
    ):
        assert only(first, first | {"source": "agency", "action": "y"} | other).n == 2


def test_commitments_beside_disbursements() -> None:
    # 900 promised, of which 400 + 200 paid: 900 committed and 600 disbursed, never 1,500.
    found = added(
        granted("donor", 900.0, "agency"),
        granted("donor", 400.0, "agency", basis="disbursed"),
        granted("donor", 200.0, "agency", basis="disbursed"),
        granted("donor", 950.0, "agency", basis="planned"),
        granted("donor", 700.0, "agency", basis=None),
    )
    assert [(one.basis, one.minor) for one in found] == [
        (None, 70_000), ("committed", 90_000), ("disbursed", 60_000), ("planned", 95_000)
    ]  # fmt: skip


def test_two_currencies_are_two_sums() -> None:
    # Yen have no cents, dinars have thousandths.
    found = added(
        granted("a", 10.5, "x"), granted("a", 20.25, "x", currency="USD"), granted("a", 1_000.0, "x", currency="JPY"),
        granted("a", 1.234, "x", currency="TND"),
    )  # fmt: skip
    assert [(one.currency, one.minor, str(one.amount)) for one in found] == [
        ("EUR", 1_050, "10.50"), ("JPY", 1_000, "1000"), ("TND", 1_234, "1.234"), ("USD", 2_025, "20.25")
    ]  # fmt: skip


def test_an_amount_in_no_currency_is_added_to_nothing() -> None:
    found = {one.currency: one for one in added(granted("a", 10.0, "x"), granted("a", 5.0, "x", currency=None))}
    assert found["EUR"].minor == 1_000
    assert (found[None].n, dict(found[None].left_out)) == (0, {"no_currency": 1})


def test_what_is_refused_withdrawn_pending_or_asked_for_is_not_money() -> None:
    # 0.1 + 0.2 are 30 cents, not 0.30000000000000004.
    found = {
        one.basis: one
        for one in added(
            granted("a", 0.1, "x"), granted("a", 0.2, "x", status=None), granted("a", None, "x", currency="EUR"),
            granted("a", 7.0, "x", status="refused"), granted("a", 9.0, "x", status="withdrawn"),
            granted("a", 9.0, "x", status="pending"), granted("a", 5.0, "x", basis="requested"),
        )
    }  # fmt: skip
    assert (found["committed"].minor, found["committed"].n, found["committed"].ties) == (30, 2, 6)
    assert dict(found["committed"].left_out) == {"missing": 1, "refused": 1, "withdrawn": 1, "pending": 1}
    assert (found["requested"].n, dict(found["requested"].left_out)) == (0, {"requested": 1})


def test_what_is_not_paid_is_never_added_to_money() -> None:
    # 100 in cash, 50 in kind, 30 of voluntary work, 1,000 lent, 2,000 vouched for: five sums. Fees, sales and gifts are
    # paid, and so is what states no kind: 100 + 10 + 20 + 5 + 1 = 136.
    found = added(
        granted("a", 100.0, "x", resource="cash"), granted("a", 10.0, "x", resource="user_fees"),
        granted("a", 20.0, "x", resource="sales"), granted("a", 5.0, "x", resource="donations"),
        granted("a", 1.0, "x"), granted("a", 50.0, "x", resource="in_kind"),
        granted("a", 30.0, "x", resource="volunteering"), granted("a", 1_000.0, "x", resource="loan"),
        granted("a", 2_000.0, "x", resource="guarantee"),
    )  # fmt: skip
    assert {one.kind: one.minor for one in found} == {
        "money": 13_600, "in_kind": 5_000, "volunteering": 3_000, "loan": 100_000, "guarantee": 200_000
    }  # fmt: skip


def test_what_is_given_back_is_added_and_counted() -> None:
    # 100 granted, 30 given back: 70, of two amounts, one below 0.
    found = only(granted("a", 100.0, "x"), granted("a", -30.0, "x"))
    assert (found.minor, found.n, found.negative) == (7_000, 2, 1)


def test_what_is_handed_on_and_given_back() -> None:
    # B received 100 and gave 20 back; it handed 90 on, of which C gave 10 back. B has 80 and handed on 80 of them:
    # 80 are taken out; 100 - 20 + 90 - 10 - 80 = 80, all with C.
    found = only(
        granted("A", 100.0, "B"), granted("A", -20.0, "B"), granted("B", 90.0, "C", regrant="B"),
        granted("B", -10.0, "C", regrant="B"),
    )  # fmt: skip
    assert (found.handed_on, found.minor) == (8_000, 8_000)


def test_who_receives_may_be_said_by_the_action_alone() -> None:
    # The 100 name no recipient, but B is the only one of the action: what it hands on is taken out. Where the action
    # has two, nobody knows which of them received it: nothing is taken out.
    ties = [granted("A", 100.0, action="x"), takes_part("B", "x", "recipient"), granted("B", 60.0, "C", regrant="B")]
    assert only(*ties).minor == 10_000
    assert only(*ties, takes_part("E", "x", "recipient")).minor == 16_000
