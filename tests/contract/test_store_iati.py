"""IATI in every store: the published results of a real file, two dialects, loading twice."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

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


class Flow(NamedTuple):
    """Who gives to whom, as published: the reporting organisation, names where the file has them, dollars."""

    reporter: str
    giver: str | None
    receiver: str | None
    dollars: Decimal


def published(folder: Path, table: str) -> Iterator[dict[str, str]]:
    with (folder / table).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        next(rows)
        yield from rows


def reference(id: str) -> str:
    """An actor's id as the reporting organisation is published."""
    return id.removeprefix("IATI:").replace(":", "-").casefold()


@pytest.mark.real_data
def test_who_gives_to_whom_as_published(graph: Graph, real_data: Path) -> None:
    folder = real_data / "iati" / "ocha_foodsecurity"
    assert loaded_twice(graph, folder / "input" / "dportal.xml", 7 + 63) == (70, 0)
    fields = graph.run(FIELDS)
    food = fields[fields["field"].str.startswith(FOOD)]
    rows = graph.run(MONEY)
    rows = rows[rows["action"].isin(food["action"])].astype(object).where(lambda frame: frame.notna(), None)
    spent = [row for row in rows.to_dict("records") if row["basis"] == "disbursed"]
    # What an organisation moves between activities of its own is no flow in the published table.
    flows = [row for row in spent if row["giver"] != row["receiver"]]

    def key(row: dict[str, Any]) -> tuple[str | None, ...]:
        incoming = row["note"].startswith("incoming")
        named = row["giver"].startswith("name:")
        reporter = row["receiver"] if incoming else row["giver"]
        return reference(reporter), row["name"] if named else None, None if incoming else row["to"]

    expected = {}
    for row in published(folder, "flows.csv"):
        receiver = row["Receiver org name"].replace("(Direct expenditure)", "")
        flow = Flow(
            row["Reporting org id"], row["Provider org name"] or None, receiver or None, Decimal(row["Total money"])
        )
        expected.setdefault(flow[:3], []).append(flow.dollars)
    assert len(flows) == sum(map(len, expected.values())) == 5
    found: dict[tuple[str | None, ...], list[Any]] = {}
    for row in flows:
        found.setdefault(key(row), []).append(row)
    assert found.keys() == expected.keys()
    rates = {}
    for who, given in found.items():
        # Amounts in dollars of the day, at rates that are not in the data: one rate a currency and day.
        assert len(given) == len(expected[who])
        pairs = zip(sorted(given, key=lambda row: row["amount"]), sorted(expected[who]), strict=True)
        for row, dollars in pairs:
            rates.setdefault((row["currency"], str(row["date"])), []).append(dollars / Decimal(str(row["amount"])))
    assert {len(same) for same in rates.values()} == {1, 2}
    for (currency, _), same in rates.items():
        assert max(same) - min(same) < Decimal("0.00002")
        low, high = {"EUR": ("0.95", "1.25"), "GBP": ("1.05", "1.40")}[currency]
        assert Decimal(low) < min(same) < Decimal(high)

    # The published transactions: month, activity and kind; each is the share of one sector.
    shares = {(row.action, row.field): row.share for row in food.itertuples()}
    outgoing = [
        row for row in rows.to_dict("records") if row["giver"] != row["receiver"] and "incoming" not in row["note"]
    ]
    ours = {}
    for row in outgoing:
        kind = "commitments" if row["basis"] == "committed" else "spending"
        ours[str(row["date"])[:7], row["action"].removeprefix("iati:"), kind] = row
    table = list(published(folder, "transactions.csv"))
    theirs = {(row["Month"], row["Activity id"], row["Transaction type"]): row for row in table}
    # They left out what was before 2021.
    assert {one for one in ours if one[0] >= "2021"} == theirs.keys()
    assert {one[0] for one in ours.keys() - theirs.keys()} == {"2020-12"}
    compared = 0
    for one, row in theirs.items():
        day = ours[one]["currency"], str(ours[one]["date"])
        if day in rates:
            percent = sum(
                Decimal(share.removesuffix(" %")) for (id, _), share in shares.items() if id == f"iati:{one[1]}"
            )
            dollars = Decimal(str(ours[one]["amount"])) * rates[day][0] * percent / 100
            assert abs(dollars - Decimal(row["Total money"])) < 2
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
