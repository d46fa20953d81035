"""``graphkit exit``, ``robustness``, ``cut``, ``agenda``, ``cliff`` and ``resources``: rows, words and refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphkit.cli import robustness as robustness_command
from graphkit.discovery import names
from graphkit.scenarios.orders import ORDERS
from tests.cli.conftest import Run

# The town and the fund share a nursery, the fund and the foundation a garden; of the café no amount is known.


def test_an_exit_names_what_falls(run: Run, small_store: Path) -> None:
    words = ("exit", "Roubaix", "--store", str(small_store))
    ran = run(*words, "--format", "json")
    assert ran.code == 0, ran.err
    rows = {row["id"]: row for row in ran.json()}
    assert rows["creche"]["outcome"] == "falls"
    assert rows["creche"]["lost_from"] == pytest.approx(1000 / 1500)
    assert rows["cafe"]["rules"] == "money=0.5 funder"
    assert rows["cafe"]["money"] is None
    assert "In these data, all else unchanged" in ran.err
    assert "is not 0: 1 tie" in ran.err
    assert [row["id"] for row in run(*words, "--format", "json", "--top", "1").json()] == [ran.json()[0]["id"]]
    french = run(*words, "--lang", "fr")
    assert "argent perdu" in french.out
    assert "toutes choses égales par ailleurs" in french.err
    assert "Réseau :" in french.err
    evidence = run(*words, "--evidence", "--format", "json").json()
    assert {row["tie_actor"] for row in evidence} == {"ville"}
    left = run(*words, "--left-without", "--format", "json")
    assert (left.code, left.json()) == (0, [])


def test_each_exit_and_the_sets(run: Run, small_store: Path) -> None:
    store = ("--store", str(small_store), "--format", "json")
    rows = run("exit", *store, "--rules", "funder").json()
    assert {row["id"]: row["falls"] for row in rows} == {"ville": 1, "caf": 0, "fondation": 0, "jardiniers": 0}
    sets = run("exit", "--sets", "2", "--top", "1", "--rules", "funder", *store)
    assert [(row["ids"], row["falls"]) for row in sets.json()] == [(["ville"], 1), (["caf", "ville"], 2)]
    assert "none fells more than" in sets.err
    for words in (("--evidence",), ("ville", "--sets", "2"), ("--rules", "mony"), ("--rules", "money=3")):
        ran = run("exit", *words, *store)
        assert ran.code == 2, words
        assert len(ran.err.strip().splitlines()) == 1


def test_robustness_has_the_orders_of_the_room(run: Run, small_store: Path) -> None:
    assert robustness_command.ORDERS == ORDERS
    ran = run("robustness", "--store", str(small_store), "--format", "csv", "--order", "worst", "--rules", "funder")
    assert ran.code == 0, ran.err
    lines = ran.out.splitlines()
    assert lines[0] == "removed,id,name,stands,stands_surely"
    assert [line.split(",")[1] for line in lines[2:4]] == ["ville", "caf"]
    assert "Area R under the curve" in ran.err
    assert run("robustness", "--store", str(small_store), "--null", "3", "--rules", "funder").code == 2


def test_a_cut_of_a_scale(run: Run, small_store: Path) -> None:
    words = ("cut", "--store", str(small_store), "--share", ".1", "--format", "json")
    ran = run(*words, "--by", "scale=departmental")
    assert ran.code == 0, ran.err
    assert {row["id"]: row["money_lost"] for row in ran.json()} == {"creche": 50.0, "jardin": 20.0}
    assert "Cut by 10%: money with scale=departmental" in ran.err
    refused = run(*words, "--by", "scale")
    assert refused.code == 2
    assert "--by scale: write what is cut as a name and a value" in refused.err
    assert run("cut", "--store", str(small_store), "--share", "2").code == 2


def test_what_ends_when(run: Run, small_store: Path) -> None:
    words = ("cliff", "--store", str(small_store))
    ran = run(*words, "--format", "json")
    assert ran.code == 0, ran.err
    rows = {row["year"]: row for row in ran.json()}
    assert {year: row["ends"] for year, row in rows.items()} == {2019: 2, 2020: 1, 2021: 2}
    assert rows[2019]["money_not_renewed"] == 1500.0
    assert rows[2020]["unknown_amounts"] == 1
    assert rows[2021]["not_known"] == 2
    ties = run(*words, "--year", "2019", "--format", "json").json()
    assert {row["actor"] for row in ties} == {"ville", "caf"}


def test_how_rows_came_about_is_kept(run: Run, small_store: Path, tmp_path: Path) -> None:
    for words in (("exit", "Roubaix"), ("exit", "--sets", "1"), ("cut", "--share", ".1"), ("cliff",), ("resources",)):
        file = tmp_path / f"{words[0]}.json"
        ran = run(*words, "--store", str(small_store), "--provenance", str(file))
        assert ran.code == 0, ran.err
        kept = json.loads(file.read_text(encoding="utf-8"))
        assert {"snapshot", "method", "parameters", "version"} <= set(kept)
        assert str(file) in ran.err


def test_an_axis_that_is_not_there(run: Run, small_store: Path) -> None:
    ran = run("agenda", "--drop", "youth", "--store", str(small_store))
    assert ran.code == 2
    assert "There is no objective or field named 'youth'" in ran.err


def test_resources_are_exposure(run: Run, small_store: Path) -> None:
    words = ("resources", "Crèche du Parc", "--store", str(small_store))
    ran = run(*words, "--by", "scale", "--format", "json")
    assert ran.code == 0, ran.err
    assert {row["class"]: row["share_of_money"] for row in ran.json()} == pytest.approx(
        {"municipal": 2 / 3, "departmental": 1 / 3}
    )
    assert "exposure, not health, and no grade" in ran.err
    index = run(*words, "--indices", "--by", "funder", "--format", "json").json()
    assert [row["classes"] for row in index] == [2, 2]
    assert index[0]["hhi"] == pytest.approx(5 / 9)
    french = run(*words, "--lang", "fr")
    assert "échelle du financeur" in french.out
    assert "non indiqué" in french.out
    assert run("resources", "nowhere", "--store", str(small_store)).code == 2


def test_an_empty_store_says_how_it_is_filled(run: Run, tmp_path: Path) -> None:
    import graphkit

    with graphkit.open(tmp_path / "store"):
        pass
    every = [
        ("exit",),
        ("robustness",),
        ("cut", "--share", ".1"),
        ("agenda", "--drop", "x"),
        ("cliff",),
        ("resources",),
    ]
    for words in every:
        ran = run(*words, "--store", str(tmp_path / "store"))
        assert ran.code == 3, words
        assert "holds no actors yet" in ran.err


def test_every_rule_is_in_the_help(run: Run) -> None:
    said = run("exit", "--help").out
    assert all(name in said for name in names("graphkit.scenarios.rules"))
