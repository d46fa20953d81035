"""What a report says was left out of its network has its rows, for every reason."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

import graphkit
from graphkit.networks.snapshot import Snapshot
from graphkit.reports.left_out import rows_left_out

TABLES = {
    "actors": "id,name\nmin,Ministry\ndep,Department\ntown,Town\nclub,Club\nhall,Hall\nuni,University\n",
    "actions": "id,name,start,end\nx,X,2018,2019\ny,Y,,\nz,Z,2021,\nw,W,,\nv,V,2020,2020\n",
    "fields": "id,name\nart,Art\n",
    "in_field": "start,end\nx,art\nv,art\n",
    "member_of": "start,end,membership\ndep,min,department_of\n",
    "funds": "start,end,amount,currency,year,basis,status,recipient\n"
    "dep,x,100,EUR,2018,committed,granted,\nmin,y,200,EUR,,committed,granted,club\n"
    "town,z,50,EUR,2021,committed,refused,uni\ntown,x,60,EUR,2019,requested,granted,\n"
    "uni,w,70,EUR,,committed,granted,\ndep,v,5,EUR,2020,committed,granted,dep\n",
    "takes_part": "start,end,role\nclub,x,recipient\nhall,x,recipient\nhall,x,operator\nclub,y,partner\n"
    "uni,z,recipient\nmin,v,operator\nuni,w,partner\ntown,v,partner\n",
}
REASONS = {
    "refused, withdrawn or pending",
    "only asked for",
    "of recipients to what was refused or only asked for",
    "in another role",
    "of actions in no such field",
    "without a year",
    "of other years",
    "without a recipient",
    "of recipients to what they receive for",
}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    place = tmp_path_factory.mktemp("left-out")
    tables = place / "tables"
    tables.mkdir()
    for name, text in TABLES.items():
        (tables / f"{name}.csv").write_text(text, encoding="utf-8")
    with graphkit.open(place / "store") as graph:
        graph.load("tables", tables)
        return graph.snapshot()


def test_each_reason_has_as_many_rows_as_are_told(snapshot: Snapshot) -> None:
    seen = set()
    ties, roles, fields = (None, ["FUNDS"], ["TAKES_PART"]), (None, ["operator"]), (None, ["art"])
    years: list[dict[str, Any]] = [{}, {"since": 2020}, {"since": 2018, "until": 2019}]
    rollups = (None, ["department_of"])
    for grain, tie, role, field, window, rollup in product(
        ("action", "recipient", "recipient-year"), ties, roles, fields, years, rollups
    ):
        asked = {"ties": tie, "roles": role, "fields": field, "rollup": rollup}
        net = snapshot.network(grain=grain, **window, **{key: value for key, value in asked.items() if value})
        found = rows_left_out(net)
        assert {why: len(rows) for why, rows in found.items()} == dict(net.spec.left_out), asked | window
        seen |= found.keys()
        # What is left out is not behind the network, but for what ties a recipient to others.
        gone = [row for why, rows in found.items() if not why.startswith("of recipients to what they") for row in rows]
        assert len(gone) == len(set(gone))
        assert set(gone).isdisjoint(net.tie_index.rows.tolist())
    assert seen == REASONS


def test_of_a_year_the_rows_are_those_of_other_years(snapshot: Snapshot) -> None:
    net = snapshot.network(ties=["FUNDS"], since=2020)
    locators = snapshot.ties["locator"].to_pylist()
    told = {why: sorted(locators[row] for row in rows) for why, rows in rows_left_out(net).items()}
    assert told == {
        "refused, withdrawn or pending": ["funds.csv row 4"],
        "only asked for": ["funds.csv row 5"],
        "without a year": ["funds.csv row 3", "funds.csv row 6"],
        "of other years": ["funds.csv row 2"],
    }
