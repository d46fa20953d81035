"""``graphkit paths``: ways, and their evidence."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_paths_finds_the_way_and_its_evidence(run: Run, small_store: Path) -> None:
    words = ("paths", "Roubaix", "fondation des flandres", "--store", str(small_store), "--format", "json")
    ran = run(*words)
    assert ran.code == 0, ran.err
    assert {"Crèche du Parc", "Jardin partagé"} <= set(json.dumps(ran.json(), ensure_ascii=False).split('"'))
    evidence = run(*words, "--evidence")
    assert {row["locator"] for row in evidence.json()} == {f"funds.csv row {n}" for n in (2, 3, 4, 5)}


def test_paths_with_a_wrong_name_and_without_a_way(run: Run, small_store: Path) -> None:
    ran = run("paths", "Ville de Roubais", "caf", "--store", str(small_store))
    assert ran.code == 2
    assert "Did you mean Ville de Roubaix" in ran.err
    ran = run("paths", "ville", "fondation", "--until", "2020", "--store", str(small_store))
    assert ran.code in (0, 2)
    assert ran.err


def test_paths_in_a_table_are_for_people_and_in_csv_for_scripts(run: Run, small_store: Path) -> None:
    words = ("paths", "ville", "fondation", "--store", str(small_store), "--lang", "fr")
    ran = run(*words)
    assert ran.out.startswith("chemin  étape  départ (nom)")
    assert "start_name" in run(*words, "--format", "csv").out.splitlines()[0].split(",")
    assert "Étapes : 2 ; chemins aussi courts : 1." in ran.err


def test_headings_say_what_is_shared(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    folder.joinpath("actors.csv").write_text("id,name\na,Aube\nb,Bise\nr,Rive\n", encoding="utf-8")
    folder.joinpath("actions.csv").write_text("id,name\nx,X\ny,Y\n", encoding="utf-8")
    funds = "start,end,amount,currency,recipient\na,x,1,EUR,r\nb,y,2,EUR,r\n"
    folder.joinpath("funds.csv").write_text(funds, encoding="utf-8")
    where = ("--store", str(tmp_path / "s"))
    assert run("load", "tables", str(folder), *where).code == 0
    ran = run("paths", "a", "b", "--grain", "recipient", *where)
    assert "recipient" in ran.out.splitlines()[0]
    assert "action" not in ran.out.splitlines()[0]
    assert "A path shows recipients that both fund" in ran.err
    assert run("exit", "--grain", "recipient", *where).out.startswith("name  recipients  falls")
    assert run("exit", "--grain", "recipient", "--lang", "fr", *where).out.startswith("nom   bénéficiaires")
    header = run("exit", "--grain", "recipient", "--format", "csv", *where).out.splitlines()[0]
    assert "actions" in header.split(",")
