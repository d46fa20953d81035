"""``graphkit distances``, ``reach`` and ``suggest``: rows, words and evidence."""

from __future__ import annotations

import shutil
from pathlib import Path

from graphkit.cli import distances, reach, suggest
from graphkit.cli._words import words
from graphkit.paths.distances import AMONG
from graphkit.paths.likely.suggest import BY, WHAT
from graphkit.words import catalogue
from tests.cli.conftest import Run


def test_the_choices_are_those_of_the_library() -> None:
    assert AMONG == distances.AMONG == suggest.AMONG
    assert (BY, WHAT) == (suggest.BY, suggest.WHAT)
    read = {*(name for part in distances.READ.values() for name in part), *reach.READ}
    read |= {*suggest.READ, *suggest.TESTED_READ}
    assert {f"column.{column}" for column in read} - set(catalogue("graphkit.cli")) == set()


def test_distances_by_actor_by_pair_as_a_matrix_and_as_a_distribution(run: Run, small_store: Path) -> None:
    words = ("distances", "--store", str(small_store), "--format", "json")
    ran = run(*words)
    assert ran.code == 0, ran.err
    assert [(row["id"], row["farthest"], row["reached"]) for row in ran.json()] == [
        *[("fondation", 2, 2), ("ville", 2, 2), ("caf", 1, 2)]
    ]
    assert "3 funders, 3 pairs: 3 reach one another (100%). Mean distance 1.33 steps" in ran.err
    pairs = run(*words, "--part", "pairs", "--top", "1").json()
    assert [(row["id"], row["other_id"], row["distance"]) for row in pairs] == [("fondation", "ville", 2)]
    assert run(*words, "--part", "distribution").json()[0] == {
        "distance": 1,
        "pairs": 2,
        "share": 2 / 3,
        "at_most": 2 / 3,
    }
    matrix = run(*words, "--part", "matrix", "--until", "2020").json()
    assert matrix == [{"id": "caf", "caf": 0, "ville": 1}, {"id": "ville", "caf": 1, "ville": 0}]


def test_distances_of_two_have_the_rows_of_a_path_as_evidence(run: Run, small_store: Path, tmp_path: Path) -> None:
    figure = tmp_path / "distances.svg"
    ran = run(
        "distances", "Roubaix", "fondation des flandres", "--evidence", "--plot", str(figure),
        "--store", str(small_store), "--format", "json", "--lang", "fr",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert {row["locator"] for row in ran.json()} == {f"funds.csv row {n}" for n in (2, 3, 4, 5)}
    assert "2 acteurs, 1 paire : 1 se rejoignent" in ran.err
    assert figure.read_bytes().startswith(b"<?xml")


def test_distances_in_a_table_have_no_ids(run: Run, small_store: Path) -> None:
    ran = run("distances", "--store", str(small_store), "--kinds", "public_body,foundation")
    assert ran.out.splitlines()[0].split("  ")[0] == "name"
    assert "Caf du Nord" in ran.out
    ran = run("distances", "--store", str(small_store), "--kinds", "castle")
    assert ran.code == 2
    assert "castle" in ran.err


def test_reach_of_actors_and_of_a_coalition(run: Run, small_store: Path) -> None:
    words = ("reach", "--store", str(small_store), "--format", "json")
    ran = run(*words, "ville", "--from", "fondation")
    assert ran.code == 0, ran.err
    assert [(row["id"], row["distance"], row["actions"]) for row in ran.json()] == [("caf", 1, ["Crèche du Parc"])]
    assert "From Fondation des Flandres the nearest of them is 1 step away: Caf du Nord." in ran.err
    rows = run(*words, "ville", "--evidence").json()
    assert {row["locator"] for row in rows} == {"funds.csv row 2", "funds.csv row 3"}
    found = run(*words, "--coalition", "c1", "--runs", "0")
    assert found.code == 0, found.err
    for wrong in ((), ("ville", "--coalition", "c1")):
        ran = run(*words, *wrong)
        assert ran.code == 2
        assert "one of the two" in ran.err
    assert run(*words, "--coalition", "c99", "--runs", "0").code == 2


def test_reach_of_a_coalition_in_the_store(run: Run, own_store: Path) -> None:
    ran = run("coalitions", "--store", str(own_store), "--runs", "0", "--write", "--funders-only")
    assert ran.code == 0, ran.err
    stored = run("query", "coalitions", "--store", str(own_store), "--format", "json").json()
    ran = run("reach", "--coalition", stored[0]["coalition_id"], "--store", str(own_store), "--format", "json")
    assert ran.code == 0, ran.err
    assert "FUNDS; by action" in ran.err


def test_suggest_for_an_action_and_for_an_actor(run: Run, small_store: Path) -> None:
    words = ("suggest", "--store", str(small_store), "--format", "json")
    ran = run(*words, "Jardin partagé")
    assert ran.code == 0, ran.err
    assert [(row["id"], row["four_cycles"], row["reason"]) for row in ran.json()] == [
        ("ville", 1, "Caf du Nord, with whom it shares Crèche du Parc")
    ]
    assert "1 funder could come next to Jardin partagé." in ran.err
    rows = run(*words, "jardin", "--evidence").json()
    assert {row["locator"] for row in rows} == {"funds.csv row 2", "funds.csv row 3", "funds.csv row 4"}
    ran = run(*words, "Roubaix", "--lang", "fr")
    assert [row["id"] for row in ran.json()] == ["fondation"]
    assert "qui partage Jardin partagé avec lui et Crèche du Parc avec Ville de Roubaix" in ran.err
    ran = run(*words, "ville", "--what", "actions")
    assert [row["id"] for row in ran.json()] == ["jardin"]


def test_suggest_back_tested(run: Run, small_store: Path) -> None:
    ran = run("suggest", "--backtest", "--store", str(small_store), "--holdout-years", "2", "--format", "csv")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("method,measure,k,value,low,high,came_true,")
    assert "Held out: 2020–2021. Known until 2019: 2 actors, 1 action or recipient." in ran.err
    assert "So nothing can be told of how well any ranking foretells." in ran.err
    ran = run("suggest", "--backtest", "--store", str(small_store), "--lang", "fr")
    assert "Mis de côté : 2021." in ran.err


def test_suggest_says_what_it_needs(run: Run, small_store: Path) -> None:
    for wrong in ((), ("ville", "--backtest")):
        ran = run("suggest", *wrong, "--store", str(small_store))
        assert ran.code == 2
        assert ran.err.startswith(f"graphkit: {words('en')('suggest_for_whom')}")
    ran = run("suggest", "--backtest", "-k", "ten", "--store", str(small_store))
    assert (ran.code, "ten are no whole numbers" in ran.err) == (2, True)
    ran = run("suggest", "Nowhere at all", "--store", str(small_store))
    assert ran.code == 2
    assert "Traceback" not in ran.err


def test_paths_of_a_field_only(run: Run, small_tables: Path, tmp_path: Path) -> None:
    tables = Path(shutil.copytree(small_tables, tmp_path / "tables"))
    tables.joinpath("fields.csv").write_text("id,name\nplay,Early childhood\n", encoding="utf-8")
    tables.joinpath("in_field.csv").write_text("start,end\ncreche,play\n", encoding="utf-8")
    store = str(tmp_path / "store")
    assert run("load", "tables", str(tables), "--store", store).code == 0
    ran = run("paths", "ville", "caf", "--fields", "Early childhood", "--store", store)
    assert ran.code == 0, ran.err
    assert "fields play" in ran.err
    ran = run("paths", "caf", "fondation", "--fields", "play", "--store", store)
    assert ran.code == 2
    assert "not as an actor of this network" in ran.err
    ran = run("paths", "ville", "caf", "--fields", "Erly childhood", "--store", store)
    assert (ran.code, "Did you mean Early childhood?" in ran.err) == (2, True)
