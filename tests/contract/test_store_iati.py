"""IATI in every store: the published results of a real file, two dialects, loading twice."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graphkit.graph import Graph
from graphkit.loaders import iati

# Sectors of agriculture, forestry, fishing and rural development: the selection that the published results are of.
FOOD = ("DAC-3:312", "DAC-5:311", "DAC-5:312", "DAC-5:32162", "DAC-5:43040")

MONEY = """
MATCH (giver:Actor)-[f:FUNDS]->(a:Action) WHERE f.amount IS NOT NULL
OPTIONAL MATCH (receiver:Actor {id: f.recipient})
RETURN giver.id AS giver, giver.name AS name, giver.aliases AS names, receiver.id AS receiver, receiver.name AS to,
       a.id AS action, f.amount AS amount, f.currency AS currency, f.basis AS basis, f.date AS date, f.note AS note
ORDER BY action, date, giver, amount
"""
FIELDS = "MATCH (a:Action)-[t:IN_FIELD]->(f:Field) RETURN a.id AS action, f.id AS field, t.note AS share"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of rejects are written to where one works."""
    monkeypatch.chdir(tmp_path)


def counted(graph: Graph) -> tuple[Any, Any, str]:
    status = graph.status()
    return status.nodes, status.ties, graph.snapshot().hash


def loaded_twice(graph: Graph, path: Path, read: int) -> tuple[int, int]:
    """Rows loaded and merged by the first load; the second adds nothing."""
    first = graph.load("iati", path)
    before = counted(graph)
    second = graph.load("iati", path)
    assert (first.read, first.loaded + first.merged + first.rejected) == (read, read)
    assert (second.read, second.loaded, second.merged) == (read, 0, read - first.rejected)
    assert counted(graph) == before
    return first.loaded, first.merged


def test_the_example_twice_is_once(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / iati.EXAMPLE_NAME
    path.write_text(iati.EXAMPLE, encoding="utf-8")
    # The payment that both ends report is one tie.
    assert loaded_twice(graph, path, 5) == (4, 1)


def test_an_activity_gets_its_name_when_its_own_file_comes(graph: Graph, tmp_path: Path) -> None:
    start, both = iati.EXAMPLE.index(" <iati-activity default"), iati.EXAMPLE.split(" <iati-activity default")
    for number, part in enumerate(both[1:]):
        path = tmp_path / f"{number}.xml"
        text = f"{iati.EXAMPLE[:start]} <iati-activity default{part}"
        path.write_text(text if "</iati-activities>" in text else f"{text}</iati-activities>", encoding="utf-8")
        graph.load("iati", path)
        names = dict(graph.run("MATCH (a:Action) RETURN a.id AS id, a.name AS name ORDER BY id").values)
        wells = "Twelve wells" if number else "iati:XM-EXAMPLE-3-WELLS"
        assert names == {"iati:XM-EXAMPLE-1-WATER": "Village water", "iati:XM-EXAMPLE-3-WELLS": wells}
    # In the two files the payment has two days: it cannot be seen to be one.
    amounts = graph.run("MATCH ()-[f:FUNDS]->() WHERE f.amount = 1000.5 RETURN count(f) AS n")
    assert amounts["n"].item() == 2


def published(folder: Path, table: str) -> Iterator[dict[str, str]]:
    with (folder / table).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        next(rows)
        yield from rows


def reference(id: str) -> str:
    """An actor's id as the reporting organisation is published."""
    return id.removeprefix("IATI:").replace(":", "-").casefold()


Row = dict[str, Any]


def of_food(graph: Graph) -> tuple[list[Row], dict[str, Decimal]]:
    """The money of the activities that the published results are of, and the share of food in each in percent.

    What an organisation moves between activities of its own is no flow in the published tables.
    """
    fields = graph.run(FIELDS)
    food = fields[fields["field"].str.startswith(FOOD)]
    shares: dict[str, Decimal] = {}
    for one in food.itertuples():
        shares[one.action] = shares.get(one.action, Decimal(0)) + Decimal(one.share.removesuffix(" %"))
    rows = graph.run(MONEY).astype(object)
    rows = rows.where(rows.notna(), None).to_dict("records")
    return [row for row in rows if row["action"] in shares and row["giver"] != row["receiver"]], shares


def who_to_whom(row: Row) -> tuple[str, str | None, str | None]:
    """A row of ours in the words of the published table: the reporting organisation's money has no giver's name."""
    incoming = row["note"].startswith("incoming")
    reporter = row["receiver"] if incoming else row["giver"]
    giver = row["name"] if row["giver"].startswith("name:") else None
    return reference(reporter), giver, None if incoming else row["to"]


def flows_as_published(folder: Path) -> dict[tuple[str, str | None, str | None], list[Decimal]]:
    """Who gives to whom, and dollars; direct expenditure has no receiver."""
    found: dict[tuple[str, str | None, str | None], list[Decimal]] = {}
    for row in published(folder, "flows.csv"):
        receiver = row["Receiver org name"].replace("(Direct expenditure)", "")
        key = row["Reporting org id"], row["Provider org name"] or None, receiver or None
        found.setdefault(key, []).append(Decimal(row["Total money"]))
    return found


@pytest.mark.real_data
def test_who_gives_to_whom_as_published(graph: Graph, real_data: Path) -> None:
    folder = real_data / "iati" / "ocha_foodsecurity"
    assert loaded_twice(graph, folder / "input" / "dportal.xml", 7 + 63) == (70, 0)
    money, shares = of_food(graph)
    ours: dict[tuple[str, str | None, str | None], list[Row]] = {}
    for row in money:
        if row["basis"] == "disbursed":
            ours.setdefault(who_to_whom(row), []).append(row)
    theirs = flows_as_published(folder)
    assert {who: len(rows) for who, rows in ours.items()} == {who: len(dollars) for who, dollars in theirs.items()}
    assert sum(map(len, theirs.values())) == 5
    # Their dollars are at rates of the day that are not in the data: one a currency and day, the same for two flows.
    rates: dict[tuple[str, str], list[Decimal]] = {}
    for who, rows in ours.items():
        rows.sort(key=lambda row: row["amount"])
        for row, dollars in zip(rows, sorted(theirs[who]), strict=True):
            rates.setdefault((row["currency"], str(row["date"])), []).append(dollars / Decimal(str(row["amount"])))
    assert sorted(map(len, rates.values())) == [1, 1, 1, 2]
    for (currency, _), same in rates.items():
        low, high = {"EUR": ("0.95", "1.25"), "GBP": ("1.05", "1.40")}[currency]
        assert Decimal(low) < min(same) <= max(same) < min(Decimal(high), min(same) + Decimal("0.00002"))
    transactions_as_published(folder, money, shares, {day: same[0] for day, same in rates.items()})


def transactions_as_published(
    folder: Path, money: list[Row], shares: dict[str, Decimal], rates: dict[tuple[str, str], Decimal]
) -> None:
    """Month, activity and kind of what goes out as published; its dollars are those of the sectors of food."""
    ours = {}
    for row in money:
        if not row["note"].startswith("incoming"):
            kind = "commitments" if row["basis"] == "committed" else "spending"
            ours[str(row["date"])[:7], row["action"].removeprefix("iati:"), kind] = row
    table = published(folder, "transactions.csv")
    theirs = {(row["Month"], row["Activity id"], row["Transaction type"]): row for row in table}
    # They left out what was before 2021.
    assert {one for one in ours if one[0] >= "2021"} == theirs.keys()
    assert {one[0] for one in ours.keys() - theirs.keys()} == {"2020-12"}
    compared = 0
    for one, row in ours.items():
        rate = rates.get((row["currency"], str(row["date"])))
        if rate is not None:
            dollars = Decimal(str(row["amount"])) * rate * shares[row["action"]] / 100
            assert abs(dollars - Decimal(theirs[one]["Total money"])) < 2
            compared += 1
    assert compared == 4


@pytest.mark.real_data
@pytest.mark.slow
def test_an_older_file_of_a_whole_country(graph: Graph, real_data: Path) -> None:
    loaded, merged = loaded_twice(graph, real_data / "iati" / "datastore" / "CD.xml", 205 + 815)
    assert (loaded, merged) == (1020, 0)
    counts = graph.run(
        "MATCH (g:Actor)-[f:FUNDS]->(a:Action) WHERE f.amount IS NOT NULL "
        "RETURN count(f) AS n, count(DISTINCT a) AS actions, sum(f.amount) AS total"
    )
    assert counts["n"].item() == 815
