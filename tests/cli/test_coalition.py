"""``graphkit coalition``: the card as tables, CSV and JSON, of a run and of what was written back."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.cli import coalition
from graphkit.coalitions.cards.result import PARTS
from tests.cli.conftest import Run


def test_the_parts_are_those_of_a_card() -> None:
    assert coalition.PARTS == PARTS
    assert set(coalition.READ) == set(PARTS)


def test_a_card_as_tables(run: Run, small_store: Path) -> None:
    ran = run("coalition", "c1", "--store", str(small_store), "--funders-only", "--runs", "0")
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[0].startswith("c1: Caf du Nord")
    assert "2019" in ran.out.splitlines()[0]
    for title in ("Members", "Money that members put into it", "What they share", "Strongest pairs"):
        assert f"\n{title}\n" in ran.out
    assert "neither shared belief nor coordination" in ran.err
    french = run("coalition", "c1", "--store", str(small_store), "--funders-only", "--runs", "0", "--lang", "fr")
    assert "\nMembres\n" in french.out
    assert "financeur" in french.out


def test_a_card_as_json_and_csv_and_the_rows_behind_it(run: Run, small_store: Path) -> None:
    words = ("coalition", "c1", "--store", str(small_store), "--funders-only", "--runs", "0")
    told = run(*words, "--format", "json").json()
    assert {row["id"] for row in told["members"]} == {"ville", "caf", "fondation"}
    assert [(row["id"], row["amount"]) for row in told["actions"]] == [("creche", 1500.0), ("jardin", 500.0)]
    part = run(*words, "--part", "actions", "--format", "csv")
    assert part.out.splitlines()[0].startswith("id,name,n_members,members,others,")
    behind = run(*words, "--rows", told["actions"][0]["key"], "--format", "json").json()
    assert sorted(row["amount"] for row in behind) == [500.0, 1000.0]
    wrong = run(*words, "--rows", "member:nobody")
    assert (wrong.code, wrong.out) == (2, "")
    assert "no number of the card named 'member:nobody'" in wrong.err


def test_what_there_is_not_is_said_in_one_line(run: Run, small_store: Path) -> None:
    for name in ("c9", "coalition:nobody", "c"):
        ran = run("coalition", name, "--store", str(small_store), "--funders-only", "--runs", "0")
        assert (ran.code, ran.out) == (2, "")
        assert f"There is no coalition named '{name}'" in ran.err
        assert len(ran.err.splitlines()) == 1


@pytest.mark.slow
def test_a_coalition_written_back_is_found_by_its_id_with_the_data_of_now(run: Run, own_store: Path) -> None:
    import graphkit

    store = ("--store", str(own_store))
    written = run("coalitions", *store, "--funders-only", "--runs", "10", "--write-back")
    assert written.code == 0, written.err
    (row, *_) = run("query", "coalitions", *store, "--format", "json").json()
    of_run = run("coalition", "c1", *store, "--funders-only", "--runs", "10", "--format", "json").json()
    stored = run("coalition", row["coalition_id"], *store, "--format", "json")
    assert stored.code == 0, stored.err
    # The options are those that it was found with, and the data the same.
    assert "The data are others now" not in stored.err
    for part in ("members", "stability", "actions", "money", "shares"):
        assert stored.json()[part] == of_run[part]
    assert run("coalition", row["coalition"], *store, "--format", "json").json() == stored.json()
    with graphkit.open(own_store) as graph:
        graph.run("MATCH (:Actor {id: 'fondation'})-[r:FUNDS]->() DELETE r", write=True)
    changed = run("coalition", row["coalition_id"], *store, "--format", "json")
    assert "The data are others now" in changed.err
    assert "members that are no actors of the network now: 1" in changed.err
    assert {each["id"] for each in changed.json()["members"]} == {"ville", "caf"}


def test_coalitions_over_time(run: Run, small_store: Path) -> None:
    words = ("coalitions", "--store", str(small_store), "--funders-only", "--windows")
    ran = run(*words, "1", "--format", "json")
    assert ran.code == 0, ran.err
    # The town and the fund in 2019, nobody together in 2020, the fund and the foundation in 2021.
    rows = [(row["window"], row["event"], row["before"], row["after"]) for row in ran.json()]
    assert rows == [("2019", "found", [], ["c1"]), ("2020", "death", ["c1"], []), ("2021", "birth", [], ["c1"])]
    wide = run(*words, "2:1", "--lang", "fr")
    assert wide.code == 0, wide.err
    assert "Ces fenêtres se chevauchent" in wide.err
    assert "The windows end before" not in ran.err
    # From 2019 to 2021 there is one window of two years with the next two years later.
    assert "2021 to 2021 is in none of them" in run(*words, "2:2").err
    for wrong in ("x", "0", "1:2", "-1"):
        refused = run(*words, wrong)
        assert refused.code == 2, wrong
        assert len(refused.err.splitlines()) == 1
    assert "leave out --write-back" in run(*words, "2", "--write-back").err


def test_a_card_has_its_methods(run: Run, small_store: Path) -> None:
    ran = run("coalition", "c1", "--runs", "0", "--methods", "--store", str(small_store))
    assert ran.code == 0, ran.err
    sentence, _, works = ran.out.partition("References")
    assert "held against all actors of the network" in sentence
    assert "Leiden algorithm" in sentence
    assert "Tarone" in works
