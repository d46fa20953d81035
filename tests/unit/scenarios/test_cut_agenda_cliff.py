"""Cuts, dropped axes and grants that end; figures worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graphkit.errors import UnknownName, UsageError
from graphkit.networks.snapshot import Snapshot
from graphkit.scenarios.agenda import agenda
from graphkit.scenarios.cliff import cliff
from graphkit.scenarios.cut import cut
from tests.unit.networks.tables import fund, snapshot_of, takes_part


def scales() -> Snapshot:
    return snapshot_of(
        [
            *(fund("dept", "x", 100.0), fund("town", "x", 100.0)),
            *(fund("dept", "y", 90.0, instrument="grant"), fund("town", "y", 10.0)),
            *(fund("dept", "z"), fund("town", "z", 10.0)),
            *(fund("dept", "t", 5.0, resource="in_kind"), takes_part("dept", "t", "operator")),
        ],
        actors=[{"id": "dept", "name": "Dept", "scale": "departmental", "kind": "local_authority"}, "town"],
    )


def test_a_tenth_less_of_one_scale() -> None:
    result = cut(scales().network(), 0.1, by={"scale": "departmental"}, rules="money=0.05")
    rows = {row["id"]: row for row in result.to_frame().to_dict("records")}
    assert set(rows) == {"x", "y", "z"}  # things are not cut
    # A tenth of 100 of 200 is a twentieth, not more; of 90 of 100 nine hundredths; of z between nothing and a tenth.
    assert [rows[id]["outcome"] for id in "xyz"] == ["stands", "falls", "unknown"]
    assert [rows[id]["lost_from"] for id in "xyz"] == pytest.approx([0.05, 0.09, 0.0])
    assert rows["z"]["lost_to"] == pytest.approx(0.1)
    assert [rows[id]["money_lost"] for id in "xy"] == [10.0, 9.0]
    assert [rows[id]["funders_left"] for id in "xyz"] == [2, 2, 2]
    assert result.exposed["lost"] == 1900


def test_what_is_cut_can_be_narrowed() -> None:
    network = scales().network()
    assert cut(network, 0.5, by={"instrument": "grant"}).to_frame()["id"].tolist() == ["y"]
    assert set(cut(network, 0.5, by={"funder": "town"}).to_frame()["id"]) == {"x", "y", "z"}
    assert cut(network, 0.5, by={"scale": "departmental", "kind": "state"}).to_frame().empty
    assert cut(network, 1.0, rules="funder").n_falling == 3
    for share in (0.0, 1.5):
        with pytest.raises(UsageError, match="share"):
            cut(network, share)
    with pytest.raises(UnknownName):
        cut(network, 0.1, by={"colour": "red"})
    with pytest.raises(UnknownName):
        cut(network, 0.1, by={"scale": "of the moon"})


def test_all_money_that_is_cut_leaves_no_funder_behind() -> None:
    # The second tie states the same money on another basis.
    network = snapshot_of(
        [fund("town", "x", 9.0, basis="committed"), fund("town", "x", 4.0, basis="disbursed")]
    ).network(basis="committed")
    result = cut(network, 1.0, rules="funder")
    assert result.to_frame()[["outcome", "funders_left", "money_lost"]].values.tolist() == [["falls", 0, 9.0]]


def pursues(action: str, axis: str) -> dict[str, Any]:
    return {"type": "PURSUES", "start_label": "Action", "start_id": action, "end_label": "Objective", "end_id": axis}


def test_axes_dropped() -> None:
    snapshot = snapshot_of(
        [("a", "x"), ("a", "y"), ("a", "z")],
        links=[pursues("x", "1"), pursues("y", "1"), pursues("y", "2")],
        others=[{"label": "Objective", "id": id, "name": f"Axe n° {id}"} for id in "123"],
    )
    network = snapshot.network()
    found = agenda(network, ["axe N° 1"]).to_frame()
    assert found[["id", "outcome"]].values.tolist() == [["x", "falls"], ["y", "stands"]]
    assert agenda(network, ["1", "2"]).n_falling == 2
    assert agenda(network, ["3"]).to_frame().empty
    # What it rests on are the links to the axis, each with its place.
    behind = agenda(network, ["1"]).evidence()
    assert behind[["type", "actor_name", "action", "locator"]].values.tolist() == [
        ["PURSUES", "Axe n° 1", "x", "link 0"], ["PURSUES", "Axe n° 1", "y", "link 1"],
    ]  # fmt: skip
    assert agenda(network, ["1"]).evidence("y")["actor"].tolist() == ["1", "2", "a"]
    with pytest.raises(UnknownName, match="objective or field"):
        agenda(network, ["4"])
    with pytest.raises(UsageError, match="Nothing is dropped"):
        agenda(network, [])


def grants() -> Snapshot:
    return snapshot_of(
        [
            # Renewed in 2019 and 2020, and the data end there.
            *(fund("town", f"x:{year}", 10.0, recipient="x", year=year) for year in (2018, 2019, 2020)),
            # Not renewed after 2018, the state goes on with the same recipient.
            fund("fund", "x:2018", 5.0, recipient="x", year=2018),
            fund("state", "x:2019", 1.0, recipient="x", year=2019),
            # The only funding of y ends in 2019.
            fund("town", "y:2018", 7.5, recipient="y", start=date(2018, 1, 1), end=date(2019, 6, 30)),
            # Without any year, and with no end.
            *(fund("town", "z", 1.0, recipient="z"), fund("fund", "z", recipient="z", start=date(2019, 1, 1))),
        ]
    )  # fmt: skip


def test_what_ends_when() -> None:
    result = cliff(grants().network(("FUNDS",), grain="recipient"))
    columns = ["year", "ends", "renewed", "not_renewed", "not_known", "last", "last_not_known", "money", "ends_stated"]
    assert result.to_frame()[columns].values.tolist() == [
        [2018, 2, 1, 1, 0, 0, 0, 15.0, 0],
        [2019, 3, 1, 2, 0, 1, 0, 18.5, 1],
        [2020, 1, 0, 0, 1, 0, 1, 10.0, 0],
    ]
    assert result.to_frame()["money_not_renewed"].fillna(-1).tolist() == [5.0, 8.5, -1.0]
    assert (result.last_year, result.undated, result.open_ended) == (2020, 1, 1)
    ties = result.evidence(2019)
    assert ties[["actor", "action", "renewed"]].values.tolist() == [
        ["state", "x", "no"], ["town", "x", "yes"], ["town", "y", "no"],
    ]  # fmt: skip
    assert "they cannot show" in str(result)
    assert "Laissés de côté, sans aucune année : 1 lien" in result.sentence("fr")


def test_an_end_that_is_stated_counts_before_the_year_of_the_decision() -> None:
    ties = [
        fund("union", "x", 8.0, year=2014, end=date(2016, 4, 30), recipient="lab"),
        fund("union", "y", 2.0, year=2015, end=date(2019, 1, 31), recipient="works"),
        fund("union", "z", 1.0, year=2017, recipient="works"),
    ]
    found = cliff(snapshot_of(ties).network(("FUNDS",), grain="recipient"))
    columns = ["year", "ends", "renewed", "not_renewed", "not_known", "money", "ends_stated"]
    assert found.to_frame()[columns].values.tolist() == [
        [2016, 1, 0, 1, 0, 8.0, 1], [2017, 1, 1, 0, 0, 1.0, 0], [2019, 1, 0, 0, 1, 2.0, 1],
    ]  # fmt: skip
    assert found.last_year == 2017


def test_the_activity_of_a_year_is_never_renewed() -> None:
    assert cliff(grants().network(("FUNDS",))).to_frame()["renewed"].sum() == 0


def test_a_payment_renews_no_commitment() -> None:
    network = snapshot_of(
        [
            fund("town", "x", 9.0, basis="committed", year=2015),
            fund("town", "x", 4.0, basis="disbursed", year=2016),
            fund("town", "y", 9.0, basis="committed", year=2018),
        ]
    ).network(basis="committed")
    frame = cliff(network).to_frame()
    assert frame[["year", "ends", "renewed", "not_renewed"]].values.tolist() == [[2015, 1, 0, 1], [2018, 1, 0, 0]]
    assert frame["money_not_renewed"].tolist()[0] == 9.0
