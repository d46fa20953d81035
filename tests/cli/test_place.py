"""``graphkit place``: what it lists, counts and writes, and its faults."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from graphkit.loaders import territories
from tests.cli.conftest import Ran, Run

TERRITORIES = """\
id,name,scale
lyon,LYON CEDEX 03,municipal
nowhere,Nulle-Part,municipal
post,01300,
"""


@pytest.fixture
def place(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``graphkit place`` on a store with three places."""
    monkeypatch.chdir(tmp_path)
    Path("tables").mkdir()
    Path("tables", "territories.csv").write_text(TERRITORIES, encoding="utf-8")
    Path("tables", "actors.csv").write_text("id,name\na,Atelier\nb,Chorale\n", encoding="utf-8")
    Path("tables", "located_in.csv").write_text("start,end\na,lyon\n", encoding="utf-8")
    lists = territories.EXAMPLE + "01098,Chazey-Bons,011,01,84,commune-actuelle,01300,1142,,\n"
    Path("communes.csv").write_text(lists, encoding="utf-8")
    assert run("load", "tables", "tables", "--store", "store").code == 0

    def called(*words: str, stdin: str | None = None) -> Ran:
        return run("place", *words, "--store", "store", stdin=stdin)

    return called


@pytest.fixture
def listed(place: Run, run: Run) -> Run:
    """The same with an official list in the store."""
    assert run("load", "territories", "communes.csv", "--store", "store").code == 0
    return place


def test_what_is_open_is_listed_and_all_is_counted(listed: Run) -> None:
    ran = listed("--format", "csv")
    assert ran.code == 0, ran.err
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [(row["outcome"], row["place_id"], row["candidates"]) for row in rows] == [
        ("ambiguous", "post", "Arboys en Bugey (FR-COG:01015) | Chazey-Bons (FR-COG:01098)"),
        ("not_found", "nowhere", ""),
    ]
    assert "Places placed: 1; actors there: 1, actions: 0." in ran.err
    assert "Without any territory: actors 1, actions 0." in ran.err
    assert "graphkit territories counts an action that no source locates where those are who receive" in ran.err
    assert "Ties added: 1, taken away: 0." in ran.err
    assert "Ties added: 0, taken away: 0." in listed().err


def test_what_was_placed_as_json_and_in_french(listed: Run) -> None:
    ran = listed("--show", "placed", "--dry-run", "--format", "json", "--lang", "fr")
    (row,) = json.loads(ran.out)
    assert (row["territory_id"], row["actors"], row["reason"]) == ("FR-COG:69123", 1, "par le nom, unique en France")
    assert "Rien n'a été écrit : essai à blanc." in ran.err
    assert "situé" in listed("--show", "all", "--lang", "fr").out


def test_undo(listed: Run) -> None:
    listed()
    assert "Ties of placing taken back: 1." in listed("--undo").err
    assert "Ties of placing taken back: 0." in listed("--undo").err
    ran = listed("--undo", "--dry-run")
    assert (ran.code, ran.err.strip()) == (2, "graphkit: --undo stands alone: it takes back all that placing has made.")


def test_without_lists_it_says_how_to_get_them(place: Run) -> None:
    ran = place()
    assert ran.code == 3
    assert "graphkit load territories FILES" in ran.err
    assert ran.out == ""
