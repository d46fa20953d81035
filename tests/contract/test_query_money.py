"""Queries that add amounts add money: of one currency and basis, decided on, and nothing that is lent or in kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit import querybook
from graphkit.graph import Graph
from graphkit.money.lines import KINDS
from tests.conftest import ROOT, StorePlace

ADDS = re.compile(r"\bsum\(|\breduce\(t = 0")
TEXTS = {file.stem: file.read_text(encoding="utf-8") for file in ROOT.joinpath("queries").glob("*.cypher")}
SUMMING = sorted(name for name, text in TEXTS.items() if ADDS.search(text) and "amount" in text)

# Two funders of one action: 100 and 40 paid in cash by the town, 25.50 by the county; and what is no such money.
TABLES = {
    "actors.csv": "id,name,scale\ntown,Town,municipal\ncounty,County,departmental\nclub,Club,\n",
    "actions.csv": "id,name\nhall,Hall\nlibrary,Library\n",
    "programmes.csv": "id,name\nplan,Plan\n",
    "objectives.csv": "id,name,code\naxis,Axis,1\n",
    "of.csv": "start,end\naxis,plan\n",
    "pursues.csv": "start,end\nhall,axis\n",
    "fields.csv": "id,name\nsport,Sport\n",
    "in_field.csv": "start,end\nhall,sport\n",
    "takes_part.csv": "start,end,role\nclub,hall,recipient\n",
    "funds.csv": """\
start,end,amount,currency,year,resource,basis,status
town,hall,100,EUR,2020,cash,disbursed,granted
town,hall,40,EUR,2020,,disbursed,
county,hall,25.5,EUR,2020,cash,disbursed,granted
town,hall,1000,EUR,2020,loan,disbursed,granted
county,hall,2000,EUR,2020,guarantee,disbursed,granted
county,hall,300,EUR,2020,in_kind,disbursed,granted
county,hall,200,EUR,2020,volunteering,disbursed,granted
town,hall,7000,EUR,2020,cash,requested,
town,hall,8000,EUR,2020,cash,disbursed,refused
town,hall,,,2020,cash,disbursed,granted
town,library,9,EUR,2020,cash,disbursed,granted
town,library,500,EUR,2020,loan,disbursed,granted
""",
}


@pytest.fixture
def hall(store_place: StorePlace, tmp_path: Path) -> Iterator[Graph]:
    folder = tmp_path / "tables"
    folder.mkdir()
    for name, text in TABLES.items():
        folder.joinpath(name).write_text(text, encoding="utf-8")
    with store_place.graph() as graph:
        graph.load("tables", folder, rejects=None)
        yield graph


@pytest.mark.parametrize("name", SUMMING)
def test_a_query_that_adds_says_of_what(name: str) -> None:
    query, text = querybook.query(name), TEXTS[name]
    assert {"currency", "basis"} <= set(query.returns)
    assert "coalesce(r.status, 'granted') = 'granted'" in text
    assert "<> 'requested'" in text
    listed = ", ".join(f"'{kind}'" for kind in KINDS[1:])
    assert f"[{listed}]" in text or "resource" in query.returns


def test_the_queries_that_add_are_found() -> None:
    assert {"cofunding_pairs", "main_funder_of_actions", "axes_by_programme", "resources_of_action"} <= set(SUMMING)


def test_sums_are_of_money_alone(hall: Graph) -> None:
    def amounts(name: str, *by: str, **given: object) -> dict[tuple[object, ...], float]:
        frame = hall.query(name, **given).dropna(subset=["amount"])
        return {tuple(row[column] for column in by): float(row["amount"]) for row in frame.to_dict("records")}

    both = {("town",): 140.0, ("county",): 25.5}
    funders = {"funder": "town", "co_funder": "county"}
    assert amounts("actions_between_funders", "funder_id", **funders) == both
    assert amounts("recipients_between_funders", "funder_id", **funders) == both
    assert amounts("funders_of_recipient_by_year", "funder_id", recipient="club") == both
    assert amounts("actions_with_one_funder", "action_id") == {("library",): 9.0}
    assert amounts("axes_by_programme", "axis_id", programme="plan") == {("axis",): 165.5}
    assert amounts("funders_by_scale_and_field", "scale", "field") == {
        ("municipal", "Sport"): 140.0, ("departmental", "Sport"): 25.5, ("municipal", None): 9.0
    }  # fmt: skip
    assert amounts("main_funder_of_actions", "funder_id", "total", min_share=0.5) == {("town", 165.5): 140.0}
    pairs = hall.query("cofunding_pairs", min_actions=1).dropna(subset=["shared_amount"])
    assert pairs[["funder_id", "co_funder_id", "shared_amount"]].values.tolist() == [["county", "town", 25.5]]
    # Here each resource has rows of its own.
    of_hall = amounts("resources_of_action", "resource", action="hall")
    assert (of_hall[("cash",)], of_hall[("loan",)], of_hall[("guarantee",)]) == (125.5, 1_000.0, 2_000.0)


def test_an_amount_that_is_not_added_is_not_called_missing(hall: Graph) -> None:
    # The library's loan states its amount; of the hall's ties one does not.
    alone = hall.query("actions_with_one_funder").set_index("action_id")
    assert alone.loc["library", ["ties", "ties_without_amount"]].tolist() == [2, 0]
    main = hall.query("main_funder_of_actions", min_share=0.5)
    assert main["ties_without_amount"].tolist() == [1]


def test_the_account_says_the_same(hall: Graph) -> None:
    from graphkit.accounts.reconcile import reconcile

    found = reconcile(hall.snapshot(), by=["action", "funder"])
    money = {(row.of[0][-1], row.of[1][-1]): row.sum for row in found.rows if row.sum.kind == "money" and row.sum.n}
    assert {key: one.minor for key, one in money.items()} == {
        ("hall", "town"): 14_000, ("hall", "county"): 2_550, ("library", "town"): 900
    }  # fmt: skip
    network = hall.snapshot().network(ties=("FUNDS",), basis="disbursed")
    place = {id: row for row, id in enumerate(network.actor_ids)}
    sums = network.amounts.sum(axis=1)
    assert (sums[place["town"]], sums[place["county"]]) == (149.0, 25.5)
    assert network.n_missing_amounts == 1
    assert network.spec.notes["amounts in kind, lent or vouched for"] == 5
