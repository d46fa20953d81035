"""Why rows and values were not used, as a load says it on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Run

MAPPING = """\
rows:
  - tie: FUNDS
    start: {name: Financeur}
    end: {name: Action}
    amount: {column: Montant}
    currency: {value: EUR}
  - node: Action
    name: Action
    description: Objet
"""


@pytest.fixture
def loaded(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Rehearse the load of a table with `MAPPING`."""
    monkeypatch.chdir(tmp_path)
    Path("m.yaml").write_text(MAPPING, encoding="utf-8")

    def called(text: str, *words: str) -> Ran:
        Path("t.csv").write_text(text, encoding="utf-8", newline="")
        ran = run("load", "tables", "t.csv", "--mapping", "m.yaml", "--dry-run", *words)
        assert ran.code == 0, ran.err
        return ran

    return called


def test_amounts_that_are_words_are_counted_with_the_first_of_them(loaded: Run) -> None:
    rows = "Action;Financeur;Montant;Objet\nA;Ville;12;x\nB;CAF;voir annexe;x\nC;CAF;NC;x\nD;CAF;voir annexe;x\n"
    ran = loaded(rows)
    # NC says that an amount is not told: the tie stands, its amount is missing, and a note says so.
    assert "4 rows read = 4 loaded" in ran.err
    assert (
        "Not used, 2 ×: Montant: m.yaml, statement 1 (FUNDS), amount: is no amount; write digits, such as 20000 or "
        "20 000,50; without it this tie is not stated (first in t.csv, row 3: 'voir annexe').\n"
    ) in ran.err
    assert "What was rejected or set aside, and why: rejects-dry-run.csv\n" in ran.err
    said = loaded(rows, "--lang", "fr").err
    assert "Non utilisé, 2 × : Montant : m.yaml, énoncé 1 (FUNDS), amount : n'est pas un montant ; écrire" in said


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("C;CAF;15", "the file ends in this row, after 3 of 4 cells: probably cut off. Get it again"),
        ('C;CAF;15;"des ate', "the file ends within quotation marks that this row opens: it was probably cut off"),
        ('C;CAF;15;"des ate\nli', "the file ends within quotation marks that this row opens: it was probably cut off"),
        ('C;CAF;15;"des ate\n', ""),
        ('C;CAF;15;5" de tuyau', ""),
        ('C;CAF;15;"des ateliers"', ""),
    ],
)
def test_a_file_that_ends_in_the_middle_of_a_row_is_told(loaded: Run, end: str, told: str) -> None:
    # Among many other faults, for what comes first is what matters most.
    others = "".join(f"{n};Ville;mot {n};x\n" for n in range(9))
    ran = loaded(f"Action;Financeur;Montant;Objet\nA;Ville;12;x\n{others}{end}")
    first = next(line for line in ran.err.splitlines() if line.startswith("Not used"))
    if told:
        assert first.startswith(f"Not used, 1 ×: {told}")
        assert first.endswith("(first in t.csv, row 12).")
        assert "11 rows read = 10 loaded + 0 merged + 1 rejected" in ran.err
    else:
        assert "cut off" not in ran.err
        assert "11 rows read = 11 loaded" in ran.err


def test_five_reasons_are_told_and_the_rest_counted(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("actors.csv").write_text("id,name\na,A\n")
    Path("actions.csv").write_text("id,name\nx,X\n")
    columns = ("share", "date", "resource", "instrument", "status", "regrant_type")
    rows = "\n".join(f"a,x{',' * n}nonsense{',' * (6 - n)}" for n in range(1, 7))
    Path("funds.csv").write_text(f"start,end,{','.join(columns)}\n{rows}\n")
    ran = run("load", "tables", ".", "--dry-run")
    assert ran.err.count("Not used, ") == 5
    assert "Further reasons why something was not used: 1." in ran.err


def test_that_a_file_was_cut_off_comes_before_all_else(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    # Eight rows too long in their own way each, and a last row that ends early.
    rows = [f"a{n},A{',x' * n}" for n in range(2, 10)]
    Path("actors.csv").write_text("\n".join(["id,name,kind,scale", "a,A,,", *rows, "b,B"]))
    said = run("load", "tables", "actors.csv", "--dry-run").err.splitlines()
    reasons = [line for line in said if line.startswith("Not used")]
    assert "the file ends in this row" in reasons[0]
    assert "row 11" in reasons[0]
    assert not any(line.startswith("Note:") for line in said[: said.index(reasons[0])])


def test_a_list_of_rejects_is_french_where_french_is_asked_for(loaded: Run) -> None:
    rows = "Action;Financeur;Montant;Objet\nA;Ville;12;x\nB;CAF;voir annexe;x;y;z\nC;CAF;beaucoup;x\n"
    english = loaded(rows)
    assert "6 cells, but the header has 4: a separator within a cell, or a row cut in two (first in t.csv, row 3" in (
        english.err
    )
    french = loaded(rows, "--lang", "fr")
    assert (
        "Non utilisé, 1 × : 6 cellules, mais l'en-tête en a 4 : un séparateur dans une cellule, ou une ligne coupée "
        "en deux (d'abord dans t.csv, ligne 3" in french.err
    )
    listed = Path("rejects-dry-run.csv").read_text(encoding="utf-8")
    assert '"t.csv","ligne 3",' in listed
    assert "\"6 cellules, mais l'en-tête en a 4 : un séparateur dans une cellule, ou une ligne coupée" in listed
    assert '"t.csv","ligne 4","Montant","beaucoup","m.yaml, énoncé 1 (FUNDS), amount : n\'est pas un montant' in (
        listed
    )
    assert listed.startswith('"file","row","column","value","reason","lost"\n')


def test_a_total_row_is_told_apart_from_values_that_cannot_be_read(loaded: Run) -> None:
    rows = "Action;Financeur;Montant;Objet\nA;Ville;12;x\nB;CAF;8;x\nTOTAL;;20;\n"
    english, french = loaded(rows).err, loaded(rows, "--lang", "fr").err
    assert "Left out and listed, for they are the total of other rows: 1 row.\n" in english
    assert "could not be read" not in english
    assert "Écartées et listées, car elles ne sont que le total d'autres lignes : 1 ligne.\n" in french
    assert (
        "'TOTAL' est la somme de toutes les lignes : un total" in french or "'TOTAL' est la somme des lignes" in french
    )
    assert "illisibles" not in french


@pytest.mark.parametrize(("lang", "said"), [("en", "and kept: "), ("fr", "et gardés : ")])
def test_files_loaded_before_one_that_is_refused_are_named(run: Run, tmp_path: Path, lang: str, said: str) -> None:
    head = "nomAttribuant,idAttribuant,dateConvention,nomBeneficiaire,idBeneficiaire,objet,montant,nature"
    row = "Ville de Lille,21590350100017,2018-03-01,Association {},78466868300010,Projet,{},aide en numéraire"
    for name, lines in (
        ("first", [head, row.format("A", 1)]),
        ("second", [head, row.format("B", 2)]),
        ("third", ["name,sum", "x,1"]),
    ):
        (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    store = ("--store", str(tmp_path / "store"), "--lang", lang, "--rejects", str(tmp_path / "rejects.csv"))
    first, second, third = (str(tmp_path / f"{name}.csv") for name in ("first", "second", "third"))
    # Into a new store of the embedded engine goes all or nothing.
    alone = run("load", "scdl", second, third, *store)
    assert alone.code == 3
    assert said not in alone.err.replace("\u00a0", " ")
    assert run("load", "scdl", first, *store).code == 0
    ran = run("load", "scdl", second, third, *store)
    assert ran.code == 3
    assert f"{said}{second}" in ran.err.replace("\u00a0", " ")
    assert run("report", *store[:4], "--out", str(tmp_path / "out")).code == 0
    evidence = (tmp_path / "out" / "evidence.csv").read_text(encoding="utf-8")
    assert "data.loads.unfinished" in evidence
    # Once all of its files are there, it is not in part any more.
    third_file = tmp_path / "third.csv"
    third_file.write_text("\n".join([head, row.format("C", 3)]) + "\n", encoding="utf-8")
    assert run("load", "scdl", second, third, *store).code == 0
    assert run("report", *store[:4], "--out", str(tmp_path / "out")).code == 0
    assert "data.loads.unfinished" not in (tmp_path / "out" / "evidence.csv").read_text(encoding="utf-8")
