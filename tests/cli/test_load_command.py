"""Loading: what is accounted for, rejected, and refused before a store is made; and which formats there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_load_accounts_for_every_row(
    run: Run, small_tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("load", "tables", str(small_tables), "--format", "json")
    assert ran.code == 0, ran.err
    (row,) = ran.json()
    assert row == row | {
        "file": str(small_tables),
        "read": 13,
        "loaded": 13,
        "merged": 0,
        "rejected": 0,
        "conflicts": 0,
    }
    assert "13 rows read = 13 loaded + 0 merged + 0 rejected" in ran.err
    assert not Path("rejects.csv").exists()
    again = run("load", "tables", str(small_tables))
    assert "13 rows read = 0 loaded + 13 merged + 0 rejected" in again.err


@pytest.mark.parametrize(("lang", "said"), [("en", "a header and no rows"), ("fr", "un en-tête et aucune ligne")])
def test_a_header_without_rows_is_said(run: Run, tmp_path: Path, lang: str, said: str) -> None:
    table, mapping = tmp_path / "grants.csv", tmp_path / "grants.yaml"
    table.write_text("actor,action\n", encoding="utf-8")
    mapping.write_text("rows:\n  - node: Actor\n    name: actor\n", encoding="utf-8")
    words = ("load", "tables", str(table), "--mapping", str(mapping), "--dry-run", "--lang", lang)
    ran = run(*words, "--store", str(tmp_path / "s"))
    assert ran.code == 0, ran.err
    assert f"{table} {'has' if lang == 'en' else 'a'} {said}" in ran.err
    table.write_text("actor,action\nTown of A,Nursery\n", encoding="utf-8")
    assert said not in run(*words, "--store", str(tmp_path / "s")).err


def test_load_lists_what_it_rejects(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("actors.csv").write_text("id,name,scale\nville,Ville,municipal\nx,Elsewhere,on the moon\n")
    tmp_path.joinpath("actions.csv").write_text("id,name\ncreche,Crèche\n")
    tmp_path.joinpath("funds.csv").write_text("start,end,amount,currency\nnobody,creche,10,EUR\n")
    ran = run("load", "tables", "actors.csv", "actions.csv", "funds.csv", "--rejects", "out.csv")
    assert ran.code == 0, ran.err
    assert "rejected" in ran.out
    assert "What was rejected or set aside, and why: out.csv" in ran.err
    assert "nobody" in tmp_path.joinpath("out.csv").read_text(encoding="utf-8")


def test_a_dry_run_makes_no_store_and_gives_the_account(
    run: Run, small_tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    dry = run("load", "tables", str(small_tables), "--dry-run", "--store", "s", "--format", "json")
    assert dry.code == 0, dry.err
    assert "A dry run: nothing was written" in dry.err
    assert sorted(tmp_path.iterdir()) == before
    loaded = run("load", "tables", str(small_tables), "--store", "s", "--format", "json")
    assert "A dry run" not in loaded.err
    assert dry.json() == loaded.json()
    again = run("load", "tables", str(small_tables), "--dry-run", "--store", "s")
    assert "13 rows read = 0 loaded + 13 merged + 0 rejected" in again.err


def test_a_dry_run_where_no_server_answers_says_so(run: Run, small_tables: Path) -> None:
    ran = run("load", "tables", str(small_tables), "--dry-run", "--store", "bolt://127.0.0.1:1")
    assert ran.code == 4
    assert "No Neo4j answers" in ran.err


def test_load_of_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    ran = run("load", "scdl", str(tmp_path / "none.csv"), "--store", str(tmp_path / "s"))
    assert ran.code == 2
    assert "none.csv' does not exist. See graphkit load --help.\n" in ran.err
    assert not (tmp_path / "s").exists()


def test_load_of_an_unknown_format(run: Run, small_tables: Path, tmp_path: Path) -> None:
    ran = run("load", "table", str(small_tables), "--store", str(tmp_path / "s"))
    assert ran.code == 2
    assert ran.err.startswith("graphkit: There is no format named 'table'. Did you mean tables?")


def test_load_of_a_file_of_another_kind(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("grants.csv").write_text("a,b\n1,2\n")
    ran = run("load", "scdl", "grants.csv", "--store", "s")
    assert ran.code == 3
    assert ran.err.startswith("graphkit: ")
    assert "grants.csv" in ran.err


def test_formats_lists_the_loaders(run: Run) -> None:
    ran = run("formats", "--format", "json")
    assert ran.code == 0
    found = {row["format"]: row for row in ran.json()}
    assert {"tables", "scdl"} <= set(found)
    assert all(row["reads"] and row["specification"] and row["leaves_out"] for row in found.values())


def test_formats_prints_an_example_that_loads(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("formats", "scdl", "--example", "--output", "grants.csv").code == 0
    ran = run("load", "scdl", "grants.csv", "--store", "s", "--lang", "fr")
    assert ran.code == 0, ran.err
    assert "lignes lues" in ran.err


def test_options_of_a_format_are_checked_before_a_store_is_made(run: Run, small_tables: Path, tmp_path: Path) -> None:
    ran = run("load", "tables", str(small_tables), "-o", "maping=x", "--store", str(tmp_path / "s"))
    assert ran.code == 2
    assert "Did you mean mapping?" in ran.err
    assert not (tmp_path / "s").exists()
    ran = run("load", "tables", str(small_tables), "-o", "mapping", "--store", str(tmp_path / "s"))
    assert ran.code == 2


def test_a_mapping_is_guessed_and_loads_its_table(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("grants.csv").write_text("Financeur,Projet,Montant\nVille,Crèche,1000\nCaf,Crèche,500\n", encoding="utf-8")
    ran = run("load", "tables", "grants.csv", "--guess", "--output", "mapping.yaml")
    assert ran.code == 0, ran.err
    assert not Path(".graphkit").exists()
    ran = run("load", "tables", "grants.csv", "--mapping", "mapping.yaml")
    assert ran.code == 0, ran.err
    assert "2 rows read" in ran.err
