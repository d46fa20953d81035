"""A tracking sheet from the workbook to the graph, by the commands that its keeper would use."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.unit.loaders.workbooks import write_workbook


def test_a_tracking_sheet_goes_into_the_graph_by_its_guess(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    header = ["Action", "Quartier", "Porteur", "Financeur 1", "Montant accordé (€)", "Financeur 2", "Montant 2 (en €)"]
    write_workbook(
        tmp_path / "suivi.xlsx",
        {
            "Suivi": [
                ["Suivi des actions 2024"],
                [],
                list(header),
                ["Jardin", "Lilas", "Régie", "Ville", 12000, "CAF", 3000],
                ["Repair café", "Lilas", "Gué", "Ville", "20 k€", None, None],
                ["Cuisine", "Centre", "Gué", "CAF", "à préciser", "Ville", 2000],
                ["Total", None, None, None, 32000, None, 5000],
            ]
        },
    )
    guess = run("load", "tables", "suivi.xlsx", "--guess")
    assert guess.code == 0, guess.err
    Path("m.yaml").write_text(guess.out, encoding="utf-8")
    ran = run("load", "tables", "suivi.xlsx", "--mapping", "m.yaml", "--store", "s")
    assert ran.code == 0, ran.err
    assert "4 rows read = 3 loaded + 1 merged + 0 rejected" in ran.err
    assert "not stated where 'Financeur 2' is empty (1)" in ran.err
    assert "Note: total, equal to its rows (1).\n" in ran.err
    with Path("rejects.csv").open(encoding="utf-8", newline="") as file:
        lost = [(row["row"], row["column"], row["value"], row["lost"]) for row in csv.DictReader(file)]
    assert lost == [
        ("row 7", "Montant accordé (€)", "32000", "value"),
        ("row 7", "Montant 2 (en €)", "5000", "value"),
    ]
    query = "MATCH (a)-[r:FUNDS]->(b) RETURN a.name AS a, b.name AS b, r.amount AS n ORDER BY b, a"
    rows = run("cypher", query, "--store", "s", "--format", "json").json()
    assert [tuple(row.values()) for row in rows] == [
        ("CAF", "Cuisine", None),
        ("Ville", "Cuisine", 2000.0),
        ("CAF", "Jardin", 3000.0),
        ("Ville", "Jardin", 12000.0),
        ("Ville", "Repair café", 20000.0),
    ]


def test_a_guess_that_leaves_a_choice_open_stops_the_load_in_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text("Action;Financeur;Montant HT;Montant TTC\nX;Ville;10;12\n", encoding="utf-8")
    Path("m.yaml").write_text(run("load", "tables", "t.csv", "--guess").out, encoding="utf-8")
    ran = run("load", "tables", "t.csv", "--mapping", "m.yaml", "--store", "s")
    assert ran.code == 3
    assert ran.err == (
        "graphkit: m.yaml, statement 1 (FUNDS), amount: TODO: write the column that is meant in place of {TODO: …}, or "
        "delete amount. It may be 'Montant HT', 'Montant TTC'.\n"
    )


def guessed(run: Run, table: str, text: str) -> tuple[str, str, str]:
    """The mapping that is guessed of a table, what is said of it, and what a load by it says."""
    Path(f"{table}.csv").write_text(text, encoding="utf-8")
    guess = run("load", "tables", f"{table}.csv", "--guess")
    Path(f"{table}.yaml").write_text(guess.out, encoding="utf-8")
    ran = run("load", "tables", f"{table}.csv", "--mapping", f"{table}.yaml", "--dry-run")
    assert (guess.code, ran.code) == (0, 0), guess.err + ran.err
    return guess.out, guess.err, ran.err


def test_a_funder_of_one_round_amount_is_no_column_of_years(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = "Action;Ville;CAF;Région;Création\nJardin;12000;3000;;1998\nRepair café;5000;;2000;2004\n"
    mapping, said, loaded = guessed(run, "wide", rows)
    assert 'each: ["Ville", "CAF", "Région"]' in mapping
    assert '# "Région", such as "2000", was taken for amounts as all are round: check.' in mapping
    assert '#   "Création"' in mapping
    assert said == ""
    assert "seems to hold amounts" not in loaded


def test_amounts_that_a_guess_leaves_out_are_told_by_the_guess_and_by_the_load(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = "Action;Financeur;Montant;CAF (€);Code postal\nJardin;Ville;12000;3000;59000\nCuisine;Région;500;;59100\n"
    mapping, said, loaded = guessed(run, "beside", rows)
    assert '# Not read, and may be money: is each of another funder?\n#   "CAF (€)", such as "3000"' in mapping
    assert said.startswith("Not read by this guess, and may be money: 'CAF (€)'. ")
    assert "Note: 'CAF (€)' seems to hold amounts, and beside.yaml does not read it (1).\n" in loaded
    assert "Code postal" not in loaded
    mapping, said, loaded = guessed(run, "unnamed", "Action;Subvention CAF;Ville\nJardin;12000;3000\nCuisine;5000;\n")
    assert '"Ville", such as "3000": amounts in 1 of 1 cells, and nothing says' in mapping
    assert "may be money: 'Ville'" in said


def test_a_file_that_a_loader_of_its_own_reads_is_told_as_such(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    head = "SIREN;ASSOCIATION;IMPUTATION;Total des subventions;Détail des subventions\n"
    row = "999000115;LES LILAS;Culture: 131 - Création;;3 000\n"
    Path("liste.csv").write_text(head + row, encoding="cp1252")
    ran = run("load", "tables", "liste.csv", "--guess")
    told = "liste.csv looks like a file of the format jaune, which needs no mapping: graphkit load jaune liste.csv."
    assert told in ran.err
    Path("other.csv").write_text("funder;action;amount\na;b;1\n", encoding="utf-8")
    assert "looks like" not in run("load", "tables", "other.csv", "--guess").err
