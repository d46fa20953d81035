"""Accounts of a store, a source and an actor; figures worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import matplotlib as mpl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.accounts.reconcile import reconcile
from graphkit.accounts.result import AMOUNTS, COUNTS, MoneyResult
from graphkit.accounts.rows import ROWS
from graphkit.errors import UnknownName
from graphkit.networks.snapshot import Snapshot
from tests.unit.networks.tables import fund, snapshot_of, takes_part

mpl.use("Agg")

NAMES = {"town": "Ville de Rives", "fund": "Fonds des Rives", "club": "Le Club", "garden": "Jardin"}


def chain() -> Snapshot:
    """Town to fund 1,000; fund on to club 400; town to club half of 600; club on to garden 50."""
    said = {"basis": "committed", "status": "granted"}
    return snapshot_of(
        [
            fund("town", "fund:2019", 1_000.0, recipient="fund", year=2019, id="1", **said),
            fund(
                "town", "club:2019", 300.0, gross_amount=600.0, share=0.5, recipient="club", year=2019, id="2", **said
            ),
            fund("fund", "club:2020", 400.0, recipient="club", regrant="fund", year=2020, id="3", **said),
            fund("club", "garden:2020", 50.0, recipient="garden", regrant="club", year=2020, id="4", **said),
            fund("town", "club:2020", None, recipient="club", year=2020, id="5", currency="EUR", **said),
            fund("town", "club:2020", 80.0, recipient="club", year=2020, id="6", basis="committed", status="refused"),
        ],
        actors=[{"id": id, "name": name} for id, name in NAMES.items()],
    )


def figures(result: MoneyResult, *columns: str) -> list[list[Any]]:
    return result.to_frame()[[*columns]].astype(object).values.tolist()


def test_the_account_of_a_store() -> None:
    # Gross 1,000 + 600 + 400 + 50 = 2,050; the share takes 300 off; the fund handed 400 on, the club 50: net 1,300,
    # of which the fund has 600, the club 650, the garden 50.
    result = reconcile(chain())
    assert figures(result, "currency", "ties", "amounts", *AMOUNTS, "missing", "refused") == [
        ["EUR", 6, 4, 2_050.0, -300.0, -450.0, 1_300.0, 1, 1]
    ]
    assert str(result) == (
        "1,300.00 EUR committed money in 4 amounts; gross 2,050.00, shares -300.00, handed on -450.00; 1 missing; "
        "1 refused"
    )


def test_by_recipient_money_is_where_it_ended() -> None:
    found = figures(reconcile(chain(), by=["recipient"]), "recipient", "recipient_id", "net")
    assert found == [["Le Club", "club", 650.0], ["Fonds des Rives", "fund", 600.0], ["Jardin", "garden", 50.0]]


def test_by_funder_and_year() -> None:
    # The club's 50 come out of its 300 and 400 in proportion: 50 x 3/7 = 21.43 and 50 x 4/7 = 28.57.
    found = figures(reconcile(chain(), by=["year", "funder"]), "year", "funder_id", "net", "missing", "refused")
    assert found == [
        ["2019", "town", 878.57, 0, 0],
        ["2020", "fund", 371.43, 0, 0],
        ["2020", "club", 50.0, 0, 0],
        ["2020", "town", pytest.approx(float("nan"), nan_ok=True), 1, 1],
    ]


def test_an_actors_account_tells_given_from_received() -> None:
    # The fund received 1,000 and handed 400 on: 600 stayed, and of what it gives nothing is its own.
    found = figures(reconcile(chain(), actor="Fonds des Rives"), "direction", *AMOUNTS)
    assert found == [["given", 400.0, 0.0, -400.0, 0.0], ["received", 1_000.0, 0.0, -400.0, 600.0]]
    # The club received 600 x .5 + 400 and handed 50 on.
    found = figures(reconcile(chain(), actor="club"), "direction", *AMOUNTS, "missing", "refused")
    assert found == [["given", 50.0, 0.0, -50.0, 0.0, 0, 0], ["received", 1_000.0, -300.0, -50.0, 650.0, 1, 1]]
    # What others hand on of it does not make the town's gift smaller.
    assert figures(reconcile(chain(), actor="town"), "direction", "net") == [["given", 1_300.0]]


def test_what_an_actor_received_with_others_is_not_split() -> None:
    # The action has two recipients and the tie names none: nobody says how much of the 90 is whose.
    snapshot = snapshot_of([fund("a", "x", 90.0), takes_part("b", "x", "recipient"), takes_part("c", "x", "recipient")])
    assert figures(reconcile(snapshot, actor="b"), "direction", "ties", "amounts", "unsplit") == [["received", 1, 0, 1]]
    assert figures(reconcile(snapshot), "net") == [[90.0]]


def test_an_actor_that_hands_on_in_anothers_name() -> None:
    # The donor's tie names the agency as who hands on: of the donor's 100, 40 went through the agency's hands; the 140
    # that its ties come to are 100.
    snapshot = snapshot_of(
        [fund("donor", "x", 100.0, recipient="agency"), fund("donor", "y", 40.0, recipient="end", regrant="agency")],
        actors=["agency"],
    )
    assert figures(reconcile(snapshot, actor="donor"), "direction", *AMOUNTS) == [["given", 140.0, 0.0, -40.0, 100.0]]
    assert figures(reconcile(snapshot, actor="agency"), "direction", *AMOUNTS) == [
        ["received", 100.0, 0.0, -40.0, 60.0]
    ]


def test_a_budget_for_several_years_is_of_all_of_them() -> None:
    # 90,000 from 2019 to 2021 are 30,000 in no year: nobody says so. Instalments state their year.
    snapshot = snapshot_of(
        [
            fund("a", "x", 90_000.0, start=date(2019, 1, 1), end=date(2021, 12, 31)),
            fund("a", "x", 10_000.0, year=2019, start=date(2019, 1, 1), end=date(2021, 12, 31)),
            fund("a", "x", 20_000.0, date=date(2020, 5, 4)),
            fund("a", "x", 5_000.0, end=date(2021, 12, 31)),
            fund("a", "x", 1.0),
        ]
    )
    found = dict(figures(reconcile(snapshot, by=["year"]), "year", "net"))
    undated = found.pop(next(year for year in found if not isinstance(year, str)))
    assert (found, undated) == (
        {"2019": 10_000.0, "2019/2021": 90_000.0, "2020": 20_000.0, "../2021": 5_000.0}, 1.0
    )  # fmt: skip


def test_a_source_by_itself() -> None:
    snapshot = chain()
    assert figures(reconcile(snapshot, source="A table"), "net") == [[1_300.0]]
    with pytest.raises(UnknownName, match="source"):
        reconcile(snapshot, source="another table")
    with pytest.raises(UnknownName, match="actor"):
        reconcile(snapshot, actor="nobody")
    with pytest.raises(UnknownName, match="grouping"):
        reconcile(snapshot, by=["colour"])


def test_the_ties_behind_each_line() -> None:
    result = reconcile(chain())
    handed = result.evidence("handed_on").set_index("tie")
    assert handed[["net", "taken_out"]].astype(object).values.tolist() == [
        [600.0, 400.0], [278.57, 21.43], [371.43, 28.57]
    ]  # fmt: skip
    assert result.evidence("missing")["tie"].tolist() == ["5"]
    assert result.evidence("refused")[["tie", "actor_name", "recipient_name", "amount"]].values.tolist() == [
        ["6", "Ville de Rives", "Le Club", 80.0]
    ]
    shares = result.evidence("shares")
    assert shares[["tie", "gross_amount", "share", "net"]].values.tolist() == [["2", 600.0, 0.5, 278.57]]
    assert shares["source_name"].tolist() == ["A table"]
    assert shares["locator"].str.startswith("row ").all()
    assert len(result.evidence()) == 6
    with pytest.raises(UnknownName, match="line"):
        result.evidence("lost")


def test_the_ties_behind_a_count_are_as_many() -> None:
    result = reconcile(chain(), by=["funder"])
    frame = result.to_frame()
    for name in COUNTS:
        assert len(result.evidence(name)) == frame[name].sum()
    assert len(result.evidence("counted")) == frame["amounts"].sum()
    assert set(COUNTS) <= set(ROWS)


def test_it_is_a_result_like_others() -> None:
    result = reconcile(chain(), by=["funder"])
    assert result.provenance["snapshot"] == chain().hash
    assert result.provenance["parameters"]["by"] == ["funder"]
    assert "Ville de Rives" in result._repr_html_()
    assert result.plot().get_xlabel() or result.plot().get_ylabel()
    assert "EUR" in repr(result)


def test_a_store_without_money() -> None:
    result = reconcile(snapshot_of([takes_part("a", "x")]), by=["year", "funder"])
    assert result.to_frame().empty
    assert list(result.to_frame().columns)[:3] == ["year", "funder", "funder_id"]
    assert str(result) == ""
    assert result.evidence().empty
    assert result.rates.empty
    assert reconcile(snapshot_of([takes_part("a", "x")]), actor="a").to_frame().empty


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"), st.sampled_from("bcde"), st.integers(-10_000, 10**9),
            st.sampled_from([None, 2019, 2020]), st.sampled_from([None, "b", "c"]),
            st.sampled_from(["granted", "refused", None]),
            st.sampled_from(["cash", "in_kind", None]), st.sampled_from(["EUR", "USD"]),
        ),
        min_size=1, max_size=20,
    ),
    st.lists(st.sampled_from(["year", "funder", "recipient", "action", "source", "resource", "status"]), unique=True),
)  # fmt: skip
def test_groups_add_up_to_the_total(drawn: list[Any], by: list[str]) -> None:
    ties = [
        fund(giver, f"for {to}", minor / 100, recipient=to, year=year, regrant=regrant, status=status,
             resource=resource, currency=currency)
        for giver, to, minor, year, regrant, status, resource, currency in drawn
    ]  # fmt: skip
    result = reconcile(snapshot_of(ties), by=by)
    total = {(row.sum.currency, row.sum.kind): row.sum for row in result.totals}
    for key, one in total.items():
        parts = [row.sum for row in result.rows if (row.sum.currency, row.sum.kind) == key]
        for name in ("minor", "gross", "shares", "handed_on", "n", "ties"):
            assert sum(getattr(part, name) for part in parts) == getattr(one, name)
    net = result.evidence("counted").groupby("sum_currency")["net"].sum()
    for currency, value in net.items():
        assert round(value * 100) == sum(one.minor for (name, _), one in total.items() if name == currency)
