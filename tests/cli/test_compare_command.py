"""``graphkit compare``: rows, words and refusals."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graphkit.cli._settings import Settings
from graphkit.cli.report import _changes
from graphkit.comparisons.stated import Row
from tests.cli.conftest import Run

HEAD = "id,key,section,sentence,value,unit,query,n_rows,source,locator\n"


@pytest.fixture
def reports(tmp_path: Path) -> tuple[str, str]:
    """Two reports: one number changed, one is the same."""
    for name, n in (("q2", 40), ("q3", 44)):
        (tmp_path / name).mkdir()
        actors = f"E1,data.actors,data,There are {n} actors.,{n},actors,,{n},a,1\n"
        actions = "E2,data.actions,data,There are 3 actions.,3,actions,,3,a,\n"
        (tmp_path / name / "evidence.csv").write_text(HEAD + actors + actions)
    return str(tmp_path / "q2"), str(tmp_path / "q3")


def test_rows(run: Run, reports: tuple[str, str]) -> None:
    ran = run("compare", *reports, "--format", "json")
    assert ran.code == 0, ran.err
    (row,) = ran.json()
    assert (row["key"], row["change"], row["old"], row["new"]) == ("data.actors", "changed", "40", "44")
    assert (row["difference"], row["percent"], row["old_rows"]) == (4.0, 10.0, 40)
    assert ran.err == "1 number changed, 0 new, 0 gone, 1 the same.\n"
    assert len(run("compare", *reports, "--all", "--format", "json").json()) == 2
    french = run("compare", *reports, "--lang", "fr")
    assert "changé" in french.out
    assert "maintenant" in french.out
    assert "1 nombre changé" in french.err


def test_words(run: Run, reports: tuple[str, str]) -> None:
    ran = run("compare", *reports, "--words", "--lang", "fr")
    assert ran.out.splitlines()[1] == "There are 44 actors : 40 avant, 44 maintenant (+4 ; +10\u202f%)."


def test_nothing_to_compare(run: Run, reports: tuple[str, str], tmp_path: Path) -> None:
    ran = run("compare", reports[0], str(tmp_path / "none"))
    assert (ran.code, ran.err.count("\n")) == (3, 1)
    assert "There is no report" in ran.err
    french = run("compare", str(tmp_path), reports[0], "--lang", "fr")
    assert "plusieurs rapports" in french.err


def test_no_cell_of_the_changes_is_a_formula(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before: list[Row] = [{"key": "first", "sentence": "=SUM(A1) leads.", "value": "@town", "unit": ""}]
    (tmp_path / "evidence.csv").write_text("key,sentence,value,unit\nfirst,'=SUM(A1) leads.,-5,\n")
    file = _changes(Settings(), before, tmp_path)
    with file.open(encoding="utf-8", newline="") as text:
        (row,) = csv.DictReader(text)
    assert (row["old"], row["new"], row["sentence"]) == ("'@town", "-5", "'=SUM(A1) leads.")
    assert "=SUM(A1) leads: “@town” before, “-5” now." in capsys.readouterr().err
