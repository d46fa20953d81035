"""What `--provenance` keeps of how rows came about."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

COMMANDS = [
    ("centrality", "--measures", "degree,closeness"),
    ("describe",),
    ("describe", "--degrees"),
    ("paths", "ville", "fondation"),
    ("coalitions",),
    ("coalition", "c1", "--runs", "0"),
    ("backbone", "--model", "fdsm"),
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_the_file_says_which_network_data_method_and_version(
    run: Run, small_store: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    from graphkit import __version__

    file = tmp_path / "made.json"
    asked = (*words, "--store", str(small_store), "--format", "json", "--since", "2018", "--seed", "5")
    ran = run(*asked, "--provenance", str(file))
    assert ran.code == 0, ran.err
    assert f"How the rows came about is in {file}." in ran.err
    made = json.loads(file.read_text(encoding="utf-8"))
    assert {"snapshot", "network", "description", "method", "parameters", "seed", "version", "reference"} <= set(made)
    assert made["network"]["since"] == 2018
    assert "2018" in made["description"]
    assert made["version"] == f"graphkit {__version__}"
    assert made["snapshot"][:12] in ran.err
    # Rows are as they are without it.
    assert run(*asked).out == ran.out


def test_how_an_action_grew_says_the_action_and_the_data(run: Run, small_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "made.json"
    ran = run("growth", "creche", "--store", str(small_store), "--provenance", str(file))
    assert ran.code == 0, ran.err
    made = json.loads(file.read_text(encoding="utf-8"))
    assert made["parameters"] == {"action": "creche"}
    assert len(made["snapshot"]) == 32


def test_each_measure_has_its_own_options_in_it(run: Run, small_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "made.json"
    words = ("--measures", "pagerank,katz", "--of", "actions", "--store", str(small_store), "--provenance", str(file))
    assert run("centrality", *words).code == 0
    parameters = json.loads(file.read_text(encoding="utf-8"))["parameters"]
    assert parameters["pagerank"] == {"of": "actions", "damping": 0.85}
    assert parameters["katz"]["of"] == "actions"


def test_a_place_that_cannot_be_written_is_refused_before_the_work(run: Run, tmp_path: Path) -> None:
    # There is no store: nothing was opened yet.
    store = ("--store", str(tmp_path / "none"))
    ran = run("centrality", "--provenance", str(tmp_path / "no" / "made.json"), *store)
    assert ran.code == 2
    assert "Give --provenance another place." in ran.err
    ran = run("centrality", "--provenance", "-", *store)
    assert ran.code == 2
    assert "--provenance has a file of its own" in ran.err


def test_rows_and_provenance_in_one_file_are_refused(run: Run, tmp_path: Path) -> None:
    file = str(tmp_path / "x.json")
    ran = run("centrality", "--output", file, "--provenance", file, "--store", str(tmp_path / "none"))
    assert ran.code == 2
    assert "name two files" in ran.err
