"""The mix of resources: published indices, figures worked out by hand, and what is said of them."""

from __future__ import annotations

import re
from math import isnan, log
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.accounts.reconcile import reconcile
from graphkit.errors import UnknownName, UsageError
from graphkit.networks.snapshot import Snapshot
from graphkit.resources.indices import indices
from graphkit.resources.mix import BY, resource_mix
from tests.unit.networks.tables import fund, snapshot_of, takes_part

mpl.use("Agg")


def test_indices_as_published() -> None:
    found = indices([7, 2, 1])
    assert found.classes == 3
    assert found.hhi == pytest.approx(0.54)
    assert found.normalised_diversity == pytest.approx(0.69)
    assert found.shannon == pytest.approx(0.8018, abs=5e-5)
    assert found.effective == pytest.approx(2.2296, abs=5e-5)


@settings(deadline=None)
@given(st.integers(2, 40), st.integers(1, 1000))
def test_equal_classes_are_as_many_as_they_are(n: int, size: int) -> None:
    found = indices([size] * n)
    assert found.hhi == pytest.approx(1 / n)
    assert found.normalised_diversity == pytest.approx(1)
    assert found.shannon == pytest.approx(log(n))
    assert found.effective == pytest.approx(n)


def test_indices_that_say_nothing() -> None:
    assert indices([5, 0])[:2] == (1, 1.0)
    assert isnan(indices([5]).normalised_diversity)
    assert indices([5]).shannon == 0
    for none in ([], [0], [5, -1]):
        assert all(isnan(value) for value in indices(none)[1:])


def end(territory: str) -> dict[str, str]:
    return {"end_label": "Territory", "end_id": territory}


def town() -> Snapshot:
    """A café on money, things, work and fees; a garden on a grant in another currency and one of no known amount."""
    said = {"basis": "committed", "status": "granted"}
    return snapshot_of(
        [
            fund("town", "café", 70.0, resource="cash", instrument="grant", year=2020, **said),
            fund("dept", "café", 20.0, resource="cash", instrument="agreement", year=2020, **said),
            fund("guests", "café", 10.0, resource="user_fees", year=2021, **said),
            fund("parents", "café", resource="volunteering", **said),
            fund("school", "café", 300.0, resource="in_kind", **said),
            fund("town", "café", 999.0, **said | {"status": "refused"}),
            fund("town", "café", basis="committed", status="granted"),
            fund("town", "garden", 50.0, currency="GBP", recipient="club", **said),
            fund("club", "kiosk", 20.0, currency="GBP", recipient="friends", regrant="club", **said),
            takes_part("club", "garden", "recipient"),
        ],
        actors=[
            {"id": "town", "name": "Ville", "scale": "municipal", "kind": "local_authority", "aliases": ["The town"]},
            {"id": "dept", "name": "Département", "scale": "departmental", "kind": "local_authority"},
        ],
        links=[
            {"type": "LOCATED_IN", "start_label": "Action", "start_id": "garden", **end("q")},
            {"type": "WITHIN", "start_label": "Territory", "start_id": "q", **end("city")},
        ],
        others=[{"label": "Territory", "id": id, "name": name} for id, name in (("q", "Quartier"), ("city", "Cité"))],
    )  # fmt: skip


def test_shares_of_an_action() -> None:
    result = resource_mix(town(), "café")
    frame = result.to_frame()
    funder = frame[(frame["by"] == "funder") & (frame["kind"] == "money")].set_index("class_id")
    # The tie of no known amount has no currency, and is a row of its own.
    assert funder["share_of_money"].dropna().to_dict() == pytest.approx({"town": 0.7, "dept": 0.2, "guests": 0.1})
    index = result.indices.set_index(["by", "of"])
    money = index.loc[("funder", "money")]
    assert money[["classes", "hhi", "normalised_diversity", "total"]].tolist() == pytest.approx([3, 0.54, 0.69, 100.0])
    assert index.loc[("scale", "money")][["classes", "hhi", "not_stated"]].tolist() == pytest.approx(
        [2, (0.7**2 + 0.2**2) / 0.81, 0.1]
    )
    # 70 and 20 in cash are one class; the tie without a resource has no amount.
    assert index.loc[("resource", "money")][["classes", "hhi"]].tolist() == pytest.approx([2, 0.82])
    assert index.loc[("resource", "ties")][["classes", "total", "not_stated"]].tolist() == pytest.approx([4, 6, 1 / 6])
    assert index.loc[("year", "money")][["classes", "hhi"]].tolist() == pytest.approx([2, 0.82])
    assert (result.n_ties, result.n_unknown) == (6, 1)


def test_an_unknown_amount_without_a_currency_stands_beside_every_index() -> None:
    snapshot = snapshot_of(
        [
            *(fund("a", "x", 100.0), fund("b", "x", 50.0, currency="GBP"), fund("c", "x"), fund("d", "x")),
            fund("e", "x", currency="GBP"),
        ]
    )
    rows = resource_mix(snapshot, "x", by=["funder"]).indices
    money = rows[rows["of"] == "money"].set_index("currency")
    assert money["unknown_amounts"].to_dict() == {"EUR": 2, "GBP": 3}


def test_what_is_no_money_is_counted_and_never_added() -> None:
    frame = resource_mix(town(), "café", by=["resource"]).to_frame().set_index("class")
    assert frame.loc["volunteering", "ties"] == 1
    assert isnan(frame.loc["volunteering", "amount"])
    assert frame.loc["in_kind", "amount"] == 300.0
    assert isnan(frame.loc["in_kind", "share_of_money"])
    assert frame["share_of_ties"].sum() == pytest.approx(1)
    text = str(resource_mix(town(), "café"))
    assert "counted and not priced, volunteering: 1 tie" in text
    assert "in kind: 1 tie, of which a source prices 1; never added to money" in text
    assert "is not known, and is not 0: 1 tie" in text


def test_an_actor_has_what_it_received_and_did_not_hand_on() -> None:
    frame = resource_mix(town(), "club", by=["funder"]).to_frame()
    assert frame[["class_id", "currency", "amount", "share_of_money"]].values.tolist() == [["town", "GBP", 30.0, 1.0]]


def test_a_territory_has_what_lies_in_it() -> None:
    for name in ("q", "Quartier", "cite"):
        result = resource_mix(town(), name, by=["funder"])
        assert result.options["label"] == "Territory"
        assert result.evidence()["action"].unique().tolist() == ["garden"]


def test_sums_are_those_of_the_account() -> None:
    result = resource_mix(town())
    account = reconcile(town())
    assert [str(one) for one in result.totals] == [str(row.sum) for row in account.totals]
    assert "kept apart" in str(result)


def test_rates_make_one_currency(tmp_path: Path) -> None:
    file = tmp_path / "rates.csv"
    file.write_text("date,currency,rate\n2000-01-01,EUR,1\n2000-01-01,GBP,1.4\n", encoding="utf-8")
    with pytest.raises(Exception, match="rate"):
        resource_mix(town(), "garden", by=["funder"], rates=tmp_path / "none.csv")
    snapshot = snapshot_of([fund("a", "x", 10.0, year=2020), fund("b", "x", 10.0, currency="GBP", year=2020)])
    apart = resource_mix(snapshot, "x", by=["funder"]).to_frame()
    assert apart["share_of_money"].tolist() == [1.0, 1.0]
    together = resource_mix(snapshot, "x", by=["funder"], rates=file).to_frame().set_index("class_id")
    assert together["share_of_money"].to_dict() == pytest.approx({"b": 14 / 24, "a": 10 / 24})
    assert set(together["currency"]) == {"EUR"}


def test_it_is_exposure_and_no_grade() -> None:
    result = resource_mix(town(), "café")
    english, french = result.sentence("en"), result.sentence("fr")
    assert "exposure, not health, and no grade" in english
    assert "Hung & Hager 2019" in english
    assert "une exposition, non une santé, ni une note" in french
    assert "toutes choses égales par ailleurs" in french


def test_names_that_are_none_or_several() -> None:
    assert resource_mix(town(), "the TOWN").options["of"] == "town"
    with pytest.raises(UnknownName, match="Did you mean"):
        resource_mix(town(), "Quartie")
    with pytest.raises(UnknownName, match="share"):
        resource_mix(town(), by=["colour"])
    both = snapshot_of([fund("x", "x", 1.0)])
    with pytest.raises(UsageError, match="names 2 things"):
        resource_mix(both, "x")
    assert resource_mix(both, "x", label="Actor").options["label"] == "Actor"


DATA = {
    "empty": snapshot_of([]),
    "one action": snapshot_of([takes_part("a", "x")]),
    "one actor": snapshot_of([fund("a", "x", 5.0)]),
    "no amounts": snapshot_of([fund("a", "x", resource="in_kind"), fund("b", "x", resource="volunteering")]),
    "all amounts missing": snapshot_of([fund("a", "x"), fund("b", "x")]),
    "returned": snapshot_of([fund("a", "x", 5.0), fund("b", "x", -5.0)]),
}


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("by", [tuple(BY), ("year",), ()])
def test_an_answer_in_words(data: str, by: tuple[str, ...]) -> None:
    result = resource_mix(DATA[data], by=by)
    for lang in ("en", "fr"):
        assert not re.search(r"\bnan\b", result.sentence(lang))
    assert len(result.to_frame()) >= len(result.indices) * 0
    assert result.provenance["snapshot"] == DATA[data].hash
    result.plot()
    plt.close("all")


AMOUNTS = st.lists(
    st.tuples(st.sampled_from("abc"), st.one_of(st.none(), st.integers(0, 99).map(float)),
              st.sampled_from([None, "cash", "in_kind"])), min_size=1, max_size=9,
)  # fmt: skip


@settings(deadline=None)
@given(AMOUNTS)
def test_shares_are_of_a_whole(rows: list[Any]) -> None:
    snapshot = snapshot_of([fund(who, "x", much, currency="EUR", resource=what) for who, much, what in rows])
    result = resource_mix(snapshot, "x", by=["funder", "resource"])
    frame = result.to_frame()
    total = sum(much or 0 for _, much, what in rows if what != "in_kind")
    for by in ("funder", "resource"):
        of = frame[frame["by"] == by]
        assert of["share_of_ties"].sum() == pytest.approx(1)
        assert of["ties"].sum() == len(rows)
        if total:
            assert of["share_of_money"].sum() == pytest.approx(1)
            assert of.loc[of["kind"] == "money", "amount"].sum() == pytest.approx(total)


def test_in_kind_is_counted_where_its_worth_has_no_currency() -> None:
    # Two rooms of which a source states a worth: in no currency, and of a total that it does not split.
    rooms = [
        fund("school", "café", 300.0, resource="in_kind", currency=None, basis="committed"),
        fund("town", "café", gross_amount=900.0, currency="EUR", resource="in_kind", basis="committed"),
    ]
    text = resource_mix(snapshot_of(rooms)).sentence("en")
    assert text.count("in kind: 1 tie") == 2


def test_the_evidence_of_a_class_holds_the_ties_that_its_numbers_count() -> None:
    actors = [
        {"id": "city", "name": "City", "scale": "municipal", "kind": "local_authority"},
        {"id": "region", "name": "Region", "scale": "regional", "kind": "local_authority"},
        {"id": "cash", "name": "cash", "kind": "association"},
    ]
    ties = [
        fund("city", "x", 5.0, resource="cash", year=2019), fund("region", "x", 7.0, year=2020),
        fund("city", "y", None, resource="cash", year=2020), fund("cash", "y", 1.0, resource="in_kind"),
        fund("city", "y", 9.0, status="refused", resource="cash"),
    ]  # fmt: skip
    result = resource_mix(snapshot_of(ties, actors=actors))
    frame = result.to_frame()
    for (by, of), rows in frame.fillna({"class": ""}).groupby(["by", "class"]):
        found = result.evidence(of, by=by)
        given = found[found["line"].isin(("counted", "missing"))]
        assert len(given) == rows["ties"].sum(), (by, of)
        money = given[given["resource"].fillna("cash") == "cash"]["net"].sum()
        assert money == rows.loc[rows["kind"] == "money", "amount"].sum(), (by, of)
    assert result.evidence("region")["tie"].tolist() == result.evidence("Region", by="funder")["tie"].tolist()
    assert set(result.evidence("municipal")["actor"]) == {"city"}
    with pytest.raises(UsageError, match=r"'cash' is a class by funder and by resource\. Say which: by='funder'"):
        result.evidence("cash")
    with pytest.raises(UnknownName, match=r"There is no class or line named 'municipale'\. Did you mean municipal"):
        result.evidence("municipale")
    with pytest.raises(UnknownName, match="share"):
        result.evidence("city", by="town")
