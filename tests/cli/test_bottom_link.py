"""``graphkit bottom-link``: always said to be a proposal, and never a traceback."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_actions_without_a_link_first_and_the_label_everywhere(run: Run, small_store: Path) -> None:
    ran = run("bottom-link", "--store", str(small_store), "--format", "csv", "--draws", "50")
    assert ran.code == 0, ran.err
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [row["situation"] for row in rows] == sorted(row["situation"] for row in rows)
    assert all("A proposal of graphkit" in row["proposal"] for row in rows)
    assert "This profile is a proposal of graphkit" in ran.err
    assert "share = (wider + narrower)" in ran.err
    assert "Permutation test: p " in ran.err
    french = run("bottom-link", "--store", str(small_store), "--lang", "fr", "--draws", "0")
    assert "Ce profil est une proposition de graphkit" in french.err
    assert "Test par permutation" not in french.err


def test_one_action_with_what_it_lacks_and_rests_on(run: Run, small_store: Path, tmp_path: Path) -> None:
    figure = tmp_path / "café.svg"
    ran = run("bottom-link", "creche", "--store", str(small_store), "--plot", str(figure))
    assert ran.code == 0, ran.err
    assert "municipal" in ran.out
    assert "Share from other scales 1, E-I 1" in ran.err
    assert figure.read_text(encoding="utf-8").startswith("<?xml")
    ran = run("bottom-link", "creche", "--store", str(small_store), "--evidence", "--format", "json")
    assert {row["type"] for row in ran.json()} == {"FUNDS"}
    ran = run("bottom-link", "creche", "--store", str(small_store), "--missing", "--format", "json", "--lang", "fr")
    assert ran.json() == []
    assert "Autres actions d'un même domaine : 0." in ran.err


def test_a_scale_that_is_not_stated_is_said_to_be_missing(run: Run, tmp_path: Path) -> None:
    import graphkit

    for name, text in {
        "actors.csv": "id,name,scale\nstate,State,national\n",
        "actions.csv": "id,name\ncafe,Café\n",
        "funds.csv": "start,end\nstate,cafe\n",
    }.items():
        tmp_path.joinpath(name).write_text(text, encoding="utf-8")
    with graphkit.open(tmp_path / "store") as graph:
        graph.load("tables", *(tmp_path / f"{name}.csv" for name in ("actors", "actions", "funds")), rejects=None)
    words = ("bottom-link", "--store", str(tmp_path / "store"))
    ran = run(*words, "--format", "json")
    assert [(row["situation"], row["share"], row["ends"]) for row in ran.json()] == [("unknown", None, 1)]
    assert "graphkit guesses no scale" in ran.err
    assert "there is no E-I index of the whole" in ran.err
    ran = run(*words, "cafe")
    assert "The data do not state the own scale of Café, and graphkit does not guess it" in ran.err
    ran = run(*words, "cafe", "--assume", "communal", "--lang", "fr")
    assert "Part des autres échelles 1" in ran.err
    assert "tenues pour être d'échelle « communal », comme demandé" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--missing",), "graphkit bottom-link ACTION"),
        (("creche", "--missing", "--evidence"), "give one of them"),
        (("nothing",), "There is no action named 'nothing'"),
        (("--grain", "recipient"), "--grain action"),
        (("--assume", "galactic"), "There is no scale named 'galactic'"),
        (("--plot", "x.txt"), "no picture"),
    ],
)
def test_what_does_not_fit_is_one_line(run: Run, small_store: Path, words: tuple[str, ...], said: str) -> None:
    ran = run("bottom-link", *words, "--store", str(small_store))
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_how_the_rows_came_about_is_kept(run: Run, small_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "how.json"
    ran = run("bottom-link", "--store", str(small_store), "--provenance", str(file), "--draws", "5")
    assert ran.code == 0, ran.err
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert (kept["parameters"]["draws"], "share = " in kept["formula"]) == (5, True)
