"""What a report says beside its page, that no amount is as asked for; and of numbers that never move, once."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import graphkit
from tests.cli.conftest import Run


@pytest.mark.parametrize(("lang", "said"), [("en", "There are amounts in: EUR"), ("fr", "montants en : EUR")])
def test_a_currency_that_no_amount_is_in_is_told_with_those_there_are(
    run: Run, small_store: Path, tmp_path: Path, lang: str, said: str
) -> None:
    words = ("report", "--out", str(tmp_path / "out"), "--lang", lang, "--store", str(small_store))
    ran = run(*words, "--currency", "USD")
    assert ran.code == 0, ran.err
    assert said in ran.err.replace("\u00a0", " ")
    assert "USD" in ran.err
    assert "EUR" not in run(*words, "--currency", "EUR").err


def test_a_basis_that_no_amount_has_is_told(run: Run, small_store: Path, tmp_path: Path) -> None:
    ran = run("report", "--out", str(tmp_path / "out"), "--store", str(small_store), "--basis", "planned")
    assert ran.code == 0, ran.err
    assert "planned" in ran.err
    assert "EUR" in ran.err


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_range_that_is_one_number_is_said_as_one(run: Run, tmp_path: Path, lang: str) -> None:
    """Each of forty actions has one funder of two, so that all have a single one in every network drawn."""
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "actors.csv").write_text("id,name\na,Town of A\nb,Town of B\n", encoding="utf-8")
    (tables / "actions.csv").write_text(
        "id,name\n" + "".join(f"x{n},Action {n}\n" for n in range(40)), encoding="utf-8"
    )
    funds = "".join(f"{'ab'[n % 4 == 0]},x{n}\n" for n in range(40))
    (tables / "funds.csv").write_text(f"start,end\n{funds}", encoding="utf-8")
    with graphkit.open(tmp_path / "store") as graph:
        graph.load("tables", tables, rejects=None)
    ran = run("report", "--out", str(tmp_path / "out"), "--store", str(tmp_path / "store"), "--lang", lang)
    assert ran.code == 0, ran.err
    with (tmp_path / "out" / "evidence.csv").open(encoding="utf-8", newline="") as text:
        said = next(row["sentence"] for row in csv.DictReader(text) if row["key"] == "exits.single")
    assert ("the same in all of 20 draws" if lang == "en" else "de même dans chacun des 20 tirages") in said
    assert said.count("100") == 1


def test_a_report_on_one_funder_tells_what_it_funds(run: Run, tmp_path: Path) -> None:
    grants = tmp_path / "grants.csv"
    head = "nomAttribuant,idAttribuant,dateConvention,nomBeneficiaire,idBeneficiaire,objet,montant,nature"
    rows = [
        f"Ville de Lille,21590350100017,20{18 + n % 2}-03-01,Association {n},{siren}00010,Projet,{1000 * n},subvention"
        for n, siren in enumerate((775684475, 784668683, 775672272, 775670417), 1)
    ]
    grants.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    store = ("--store", str(tmp_path / "store"))
    assert run("load", "scdl", str(grants), *store, "--rejects", str(tmp_path / "rejects.csv")).code == 0
    ran = run("report", "--out", str(tmp_path / "out"), *store)
    assert ran.code == 0, ran.err
    with (tmp_path / "out" / "evidence.csv").open(encoding="utf-8", newline="") as text:
        said = {row["key"]: row for row in csv.DictReader(text)}
    assert said["given.n"]["value"] == said["given.n"]["n_rows"] == "4"
    assert said["given.first"]["value"] == "4000.00"
    assert [
        row["value"] for key, row in said.items() if key.startswith("given.recipients/") and key.endswith("money")
    ] == ["4000.00", "3000.00", "2000.00", "1000.00"]
    assert "exits.table" not in said
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert page.count("is the only known funder") == page.count("No map is drawn here") == 1
    # In the head of the report what it is a finding to say.
    points = page.partition('<ol class="points">')[2].partition("</ol>")[0]
    assert points.count("<li>") == 5


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "2 values that could not be used"), ("fr", "2 valeurs inutilisables")]
)
def test_values_that_a_load_set_aside_are_told(run: Run, tmp_path: Path, lang: str, said: str) -> None:
    grants, store = tmp_path / "grants.csv", str(tmp_path / "store")
    head = "nomAttribuant,idAttribuant,dateConvention,nomBeneficiaire,idBeneficiaire,objet,montant,nature"
    rows = [
        "Ville de Lille,21590350100017,2018-03-01,Association A,77568447500010,Projet,1000,aide en numéraire",
        "Ville de Lille,21590350100017,2018-03-01,Association B,7.84669E+13,Projet,2000,aide en numéraire",
    ]
    grants.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    assert run("load", "scdl", str(grants), "--store", store, "--rejects", str(tmp_path / "rejects.csv")).code == 0
    (load,) = run("status", "--loads", "--store", store, "--format", "json").json()
    assert (load["rejected"], load["values_set_aside"]) == (0, 2)
    ran = run("report", "--out", str(tmp_path / "out"), "--store", store, "--lang", lang)
    assert ran.code == 0, ran.err
    with (tmp_path / "out" / "evidence.csv").open(encoding="utf-8", newline="") as text:
        rows_ = {row["key"]: row for row in csv.DictReader(text)}
    assert said in rows_["data.values_set_aside"]["sentence"]
