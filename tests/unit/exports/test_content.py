"""The tables of an export say what the network says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from graphkit.exports import write_export
from graphkit.exports._content import RESERVED, content
from graphkit.networks.snapshot import Snapshot
from tests.unit.exports.sample import network, sample, snapshot
from tests.unit.networks.tables import fund, snapshot_of, takes_part


def test_each_tie_of_the_data_is_a_tie() -> None:
    made, of = sample(), network()
    assert made.ties.num_rows == of.spec.n_ties == 8
    assert sorted(made.ties["tie_id"].to_pylist()) == sorted(snapshot().ties["id"].to_pylist())
    told = made.ties.select(["from_key", "to_key", "tie_type", "nth"]).to_pylist()
    doubled = [row for row in told if (row["from_key"], row["to_key"]) == ("Actor:ville", "Action:creche")]
    assert [(row["tie_type"], row["nth"]) for row in doubled] == [("FUNDS", 1), ("FUNDS", 2)]
    mixed = [row for row in told if (row["from_key"], row["to_key"]) == ("Actor:caf", "Action:creche")]
    assert {(row["tie_type"], row["nth"]) for row in mixed} == {("FUNDS", 1), ("TAKES_PART", 1)}


def test_an_actor_and_an_action_of_one_id_are_two_nodes() -> None:
    keys = sample().nodes["key"].to_pylist()
    assert {"Actor:ville", "Action:ville"} <= set(keys)
    assert len(keys) == len(set(keys)) == 6
    ends = sample().ties
    assert set(ends["from_key"].to_pylist()) | set(ends["to_key"].to_pylist()) == set(keys)


def test_years_are_those_by_which_a_window_takes_ties() -> None:
    ties = {(r["tie_type"], r["amount"], r["to_key"]): r for r in sample().ties.to_pylist()}
    stated = ties["FUNDS", 250.0, "Action:creche"]
    assert (stated["first_year"], stated["last_year"]) == (2020, 2021)
    assert (stated["opens"], stated["closes"]) == (date(2020, 3, 1), date(2021, 6, 30))
    by_day = ties["FUNDS", 1000.5, "Action:creche"]
    assert (by_day["opens"], by_day["closes"]) == (date(2019, 1, 1), date(2019, 12, 31))
    begun = ties["TAKES_PART", None, "Action:creche"]
    assert (begun["first_year"], begun["last_year"], begun["closes"]) == (2018, None, None)
    # Of its action: it states no year itself.
    assert ties["SUPPORTS", None, "Action:garden"]["first_year"] == 2021


def test_sums_of_nodes_are_sums_of_their_ties() -> None:
    made = sample()
    counted = made.ties.select(["from_key", "to_key", "amount_counted"]).to_pylist()
    for node in made.nodes.to_pylist():
        end = "from_key" if node["mode"] == "actor" else "to_key"
        amounts = [row["amount_counted"] for row in counted if row[end] == node["key"]]
        known = [amount for amount in amounts if amount is not None]
        assert node["n_ties"] == len(amounts)
        assert node["amount"] == (pytest.approx(sum(known)) if known else None)
        assert node["n_amounts"] == len(known)
        assert node["amount_currency"] == ("EUR" if known else None)
    by_key = {row["key"]: row for row in made.nodes.to_pylist()}
    # Not stated is not 0.
    assert by_key["Actor:fondation"]["n_amounts_missing"] == 1
    assert by_key["Action:garden"]["amount"] is None
    assert (by_key["Actor:caf"]["first_year"], by_key["Actor:caf"]["last_year"]) == (2018, 2021)


def test_coalitions_stand_at_their_members() -> None:
    by_key = {row["key"]: row["coalition"] for row in sample().nodes.to_pylist()}
    assert by_key == {
        "Actor:ville": 1, "Actor:caf": 1, "Actor:fondation": 2,
        "Action:creche": None, "Action:garden": None, "Action:ville": None,
    }  # fmt: skip


def test_no_column_has_a_name_that_a_reader_takes_for_its_own() -> None:
    for made in (sample(), sample("count")):
        assert RESERVED.isdisjoint(name.lower() for name in made.ties.column_names + made.nodes.column_names)


def test_the_projection_is_that_of_the_network() -> None:
    made = sample("newman")
    tied = {(row["from_key"], row["to_key"]): row["worth"] for row in made.ties.to_pylist()}
    graph = network().projection("newman").to_networkx()
    assert {tuple(sorted(pair)): worth for pair, worth in tied.items()} == {
        tuple(sorted((one, other))): weight for one, other, weight in graph.edges(data="weight")
    }
    assert made.nodes["key"].to_pylist() == network().actor_ids


def test_amounts_that_nobody_split_are_in_no_sum() -> None:
    given = [fund("a", "x", 10.0, year=2020), *({"type": "TAKES_PART", "actor": r, "action": "x", "role": "recipient"}
             for r in ("r", "s"))]  # fmt: skip
    made = content(snapshot_of(given).network(grain="recipient", ties=("FUNDS",)))
    assert made.ties["amount"].to_pylist() == [10.0, 10.0]
    assert made.ties["amount_counted"].to_pylist() == [None, None]
    assert [row["mode"] for row in made.nodes.to_pylist()] == ["actor", "recipient", "recipient"]


def test_in_french_nodes_have_french_names() -> None:
    names = dict(zip(*(content(network(), lang="fr").nodes[c].to_pylist() for c in ("key", "name")), strict=True))
    assert names["Actor:caf"] == "Caf du Nord"
    assert names["Action:creche"] == "Crèche du Parc"


def test_an_empty_network_has_all_columns() -> None:
    empty = content(Snapshot().network())
    assert empty.nodes.num_rows == empty.ties.num_rows == 0
    assert empty.ties.schema.names == sample().ties.schema.names
    assert content(Snapshot().network(), projection="count").ties.num_rows == 0


@pytest.mark.parametrize("grain", ["recipient", "recipient-year"])
@pytest.mark.parametrize("format", ["csv", "cypher", "neo4j", "kumu", "gexf", "graphml", "pajek", "ucinet"])
def test_who_receives_is_itself_where_an_action_has_its_id(format: str, grain: str, tmp_path: Path) -> None:
    snapshot = snapshot_of(
        [fund("f", "fest", 100.0, recipient="fest", year=2020), takes_part("fest", "fest", role="recipient")],
        actors=[{"id": "fest", "name": "The club", "scale": "municipal"}],
        actions=[
            {"id": "fest", "name": "A festival", "scale": "national"},
            {"id": "fest@2020", "name": "A festival", "scale": "national"},
        ],
    )
    of = snapshot.network(grain=grain, funders_only=True)
    written = "".join(file.read_text() for file in write_export(of, format, tmp_path / "out").files)
    assert "The club" in written
    assert "festival" not in written
    assert "national" not in written


def test_amounts_that_are_not_added_up_are_said_to_be_there(tmp_path: Path) -> None:
    snapshot = snapshot_of([fund("a", "x", 1.0), fund("b", "x", 2.0, currency="USD", basis="committed")])
    refused, chosen = (
        write_export(snapshot.network(**options), "csv", tmp_path / f"{len(options)}")
        for options in ({}, {"currency": "EUR", "basis": "unstated"})
    )
    said = {lang: " ".join(refused.sentences(lang)) for lang in ("en", "fr")}
    assert "--currency EUR, USD; --basis committed, unstated" in said["en"]
    assert "--currency EUR, USD ; --basis committed, unstated" in said["fr"].replace("\u00a0", " ")
    about = (tmp_path / "0" / "about.json").read_text(encoding="utf-8")
    assert "several currencies" in json.loads(about)["money_refused"]
    assert "--currency" not in " ".join(chosen.sentences("en"))
    assert "money_refused" not in (tmp_path / "2" / "about.json").read_text(encoding="utf-8")
