"""What the command line says unasked: misspelt labels, slow measures, zeros left out, how it is called itself."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import pytest

from graphkit.cli import centrality
from graphkit.cli._labels import named_in
from graphkit.cli._program import program
from graphkit.measures import measure
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("MATCH (a:Actr) RETURN a.id AS id", "no label or type Actr in the model or the store. Did you mean Actor"),
        ("MATCH (a)-[:FUND]->() RETURN 1 AS n", "no label or type FUND in the model or the store. Did you mean FUNDS"),
        ("MATCH (:Zebra) RETURN 1 AS n", "no label or type Zebra in the model or the store; graphkit status lists"),
    ],
)  # fmt: skip
def test_a_misspelt_label_is_told_where_no_row_is_found(run: Run, small_store: Path, statement: str, told: str) -> None:
    ran = run("cypher", statement, "--store", str(small_store))
    assert ran.code == 0
    assert ran.err.startswith("No rows.\nThere is ")
    assert told in ran.err
    assert "dans le modèle" in run("cypher", statement, "--store", str(small_store), "--lang", "fr").err


def test_a_label_of_the_users_own_is_no_mistake(run: Run, own_store: Path) -> None:
    store = ("--store", str(own_store))
    assert run("cypher", "MATCH (a:Actor {id: 'caf'}) SET a:Mine", "--write", *store).code == 0
    ran = run("cypher", "MATCH (a:Mine) WHERE a.id = 'x' RETURN a.id AS id", *store)
    assert ran.err == "No rows.\n"


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("MATCH (a:Actor:Funder)-[r:FUNDS|:GIVES*1..2]->(b) RETURN a", ["Actor", "Funder", "FUNDS", "GIVES"]),
        ("MATCH (a {name: '(x:No)'}) // (b:No)\nRETURN {id: a.id, n: [1]} /* [:NO] */", []),
        ('RETURN $list[0..2], "[:NO]"', []),
    ],
)
def test_labels_are_found_in_patterns_only(statement: str, names: list[str]) -> None:
    assert [name for name, _ in named_in(statement)] == names


def test_a_table_of_what_there_is_has_no_zeros(run: Run, small_store: Path) -> None:
    words = ("status", "--store", str(small_store))
    ran = run(*words)
    assert "Actor" in ran.out
    assert "Coalition" not in ran.out
    assert {row["name"]: row["count"] for row in run(*words, "--format", "json").json()}["Coalition"] == 0


def test_publisher_and_licence_have_columns_of_their_own(run: Run, small_tables: Path, tmp_path: Path) -> None:
    store = ("--store", str(tmp_path / "s"))
    ran = run("load", "tables", str(small_tables), "--publisher", "Ville", "--licence", "Licence Ouverte", *store)
    assert ran.code == 0, ran.err
    heading, _, row = run("status", "--sources", *store).out.splitlines()
    for name, value in (("publisher", "Ville"), ("licence", "Licence Ouverte"), ("format", "tables")):
        assert row[heading.index(name) :].startswith(value)
    assert "sha256" not in heading
    assert run("status", "--sources", *store, "--format", "json").json()[0]["sha256"]


def test_the_publisher_of_a_budget_file_is_not_made_up(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("formats", "jaune", "--example", "--output", "jaune.csv").code == 0
    assert run("load", "jaune", "jaune.csv").code == 0
    assert [row["publisher"] for row in run("status", "--sources", "--format", "json").json()] == [None]


def test_what_takes_long_is_left_out_unless_it_is_asked_for(
    run: Run, small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("centrality", "--store", str(small_store), "--format", "json")
    assert "betweenness" in run(*words).json()[0]
    # What a measure costs is known from the size of the network; here a moment is long.
    monkeypatch.setattr(centrality, "PATIENCE", 9e-6)
    ran = run(*words)
    assert ran.code == 0
    assert "betweenness" not in ran.json()[0]
    assert "degree" in ran.json()[0]
    assert "Left out, for they take long on 4 actors and 4 pairs: betweenness (about 1 min)" in ran.err
    assert "Ask for them with --measures degree,strength,betweenness,eigenvector" in ran.err
    assert "Laissées de côté" in run(*words, "--lang", "fr").err
    ran = run(*words, "--measures", "degree,betweenness")
    assert "betweenness" in ran.json()[0]
    assert ran.err.startswith(
        "Quicker than betweenness (about 1 min): --measures degree, or a smaller network (--funders-only"
    )


def test_the_time_that_is_told_is_that_of_what_was_asked_for(
    run: Run, small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 4 nodes and 4 ties are 48 steps; here one takes five minutes, and where an error is given a sixth is to be done.
    slow = dataclasses.replace(
        measure("betweenness"), seconds_a_step=300.0, part=lambda _, error=None, **__: 1.0 if error is None else 1 / 6
    )
    monkeypatch.setattr("graphkit.measures.betweenness.betweenness", slow)
    words = ("centrality", "--store", str(small_store), "--measures", "betweenness")
    assert "betweenness (about 240 min)" in run(*words).err
    assert "betweenness (about 40 min)" in run(*words, "--error", "0.1").err


def test_writing_is_asked_for_by_the_option_first(run: Run, small_store: Path) -> None:
    ran = run("cypher", "CREATE (a:Actor {id: 'x'})", "--store", str(small_store))
    assert ran.code == 4
    assert ran.err.endswith("Ask for writing to allow it: --write on the command line, write=True in Python.\n")


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in an environment of its own, in the working directory."""
    monkeypatch.chdir(tmp_path)
    found = tmp_path / ".venv" / "bin" / "graphkit"
    found.parent.mkdir(parents=True)
    found.write_text("#!/bin/sh\n")
    found.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(found), "demo"])
    return found


def test_a_line_to_paste_begins_as_the_program_was_called(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/usr/bin")
    assert program() == ".venv/bin/graphkit"
    monkeypatch.setenv("PATH", str(venv.parent))
    assert program() == "graphkit"
    monkeypatch.chdir(venv.parent)
    monkeypatch.setenv("PATH", "/usr/bin")
    assert program() == "./graphkit"
    monkeypatch.setattr(sys, "argv", [str(venv.parents[1] / "lib" / "graphkit" / "__main__.py")])
    monkeypatch.setattr(sys, "executable", str(venv.with_name("python")))
    assert program() == "./python -m graphkit"
