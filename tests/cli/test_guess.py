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
    assert "4 rows read = 3 loaded + 0 merged + 1 rejected" in ran.err
    assert "not stated where 'Financeur 2' is empty (1)" in ran.err
    with Path("rejects.csv").open(encoding="utf-8", newline="") as file:
        lost = [(row["row"], row["column"], row["value"], row["lost"]) for row in csv.DictReader(file)]
    assert lost == [
        ("row 6", "Montant accordé (€)", "à préciser", "value"),
        ("row 7", "Montant accordé (€)", "32000", "row"),
        ("row 7", "Montant 2 (en €)", "5000", "row"),
    ]
    query = "MATCH (a)-[r:FUNDS]->(b) RETURN a.name AS a, b.name AS b, r.amount AS n ORDER BY b, a"
    rows = run("cypher", query, "--store", "s", "--format", "json").json()
    assert [tuple(row.values()) for row in rows] == [
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
