"""What changed since the last report: said, and written beside the new one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import graphkit
from graphkit.reports import write_report
from tests.cli.conftest import Run


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_report_says_what_changed_since_the_one_it_replaces(
    run: Run, small_store: Path, tmp_path: Path, lang: str
) -> None:
    out = tmp_path / "report"
    words = ("report", "--store", str(small_store), "--out", str(out), "--lang", lang)
    assert run(*words).code == 0
    before = _values(out)
    ran = run(*words, "--funders-only", "--compare", str(out))
    assert ran.code == 0, ran.err
    assert str(out / "changes.csv") in ran.out
    now = _values(out)
    with (out / "changes.csv").open(encoding="utf-8", newline="") as file:
        changes = {row["key"]: row for row in csv.DictReader(file) if row["rank"] == "1"}
    # How many numbers a report lists is no change of the data.
    changed = {key for key in before.keys() & now.keys() if before[key] != now[key]} - {"evidence.listed"}
    assert changed
    assert {key for key, row in changes.items() if row["change"] == "changed"} == changed
    for key in changed:
        assert (changes[key]["old"], changes[key]["new"]) == (before[key], now[key])


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_list_of_an_earlier_report_in_both_languages_is_not_taken_for_that_of_the_new_one(
    run: Run, small_store: Path, tmp_path: Path, lang: str
) -> None:
    out = tmp_path / "report"
    with graphkit.open(small_store, create=False) as graph:
        write_report(graph, out, lang=None)
    before = _values(out)
    words = ("report", "--store", str(small_store), "--out", str(out), "--lang", lang, "--funders-only")
    ran = run(*words, "--compare", str(out))
    assert ran.code == 0, ran.err
    with (out / "changes.csv").open(encoding="utf-8", newline="") as file:
        changes = {row["key"]: row for row in csv.DictReader(file)}
    assert changes["network.actors"]["new"] == _values(out)["network.actors"] != before["network.actors"]
    assert {file.name for file in out.glob("evidence*.csv")} == {"evidence.csv", "evidence_rows.csv"}
    # The page in the other language was of another network.
    assert {file.name for file in out.glob("*.html")} == {"report.html" if lang == "en" else "rapport.html"}


def test_an_earlier_report_that_is_none_is_said_before_anything_is_written(
    run: Run, small_store: Path, tmp_path: Path
) -> None:
    out = tmp_path / "report"
    ran = run("report", "--store", str(small_store), "--out", str(out), "--compare", str(tmp_path / "none"))
    assert ran.code == 3
    assert "none" in ran.err
    assert not out.exists()


def _values(out: Path) -> dict[str, str]:
    with (out / "evidence.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: row["value"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_page_says_what_changed_and_leads_to_the_list(
    run: Run, small_store: Path, tmp_path: Path, lang: str
) -> None:
    out, file = tmp_path / "report", "report.html" if lang == "en" else "rapport.html"
    words = ("report", "--store", str(small_store), "--out", str(out), "--lang", lang)
    assert run(*words).code == 0
    first = (out / file).read_text(encoding="utf-8")
    assert 'id="changes"' not in first
    ran = run(*words, "--funders-only", "--compare", str(out))
    assert ran.code == 0, ran.err
    page = (out / file).read_text(encoding="utf-8")
    assert page.index('id="checks"') < page.index('id="changes"') < page.index('id="methods"')
    assert '<a href="changes.csv">' in page
    with (out / "changes.csv").open(encoding="utf-8", newline="") as text:
        listed = [row["change"] for row in csv.DictReader(text)]
    said = _values(out)
    assert {kind: said[f"changes.{kind}"] for kind in ("changed", "new", "gone")} == {
        kind: str(listed.count(kind)) for kind in ("changed", "new", "gone")
    }
    assert said["changes.table"] == str(len(listed))
    # The two are of other networks, and the page says so.
    assert "<em>none</em>" not in page
    assert ("asked for with other options" if lang == "en" else "demandés avec des options différentes") in page
    assert "--funders-only" in page[page.index('id="changes"') : page.index('id="methods"')]
    assert ("asked for with other options" if lang == "en" else "demandés avec des options différentes") in ran.err
    # What the page says of itself and of another report is no change of the data.
    again = run(*words, "--funders-only", "--compare", str(out))
    assert again.code == 0, again.err
    assert {key for key in _values(out) if key.startswith("changes.")} == {"changes.same"}
    page = (out / file).read_text(encoding="utf-8")
    assert 'href="changes.csv"' not in page
    assert ("nothing changed" if lang == "en" else "rien n’a changé") in page.replace("'", "’").replace("&#39;", "’")


def test_what_changed_is_told_by_sentences_that_hold_of_before_and_now(
    run: Run, small_store: Path, tmp_path: Path
) -> None:
    out = tmp_path / "report"
    words = ("report", "--store", str(small_store), "--out", str(out))
    assert run(*words).code == 0
    assert run(*words, "--ties", "TAKES_PART", "--compare", str(out)).code == 0
    with (out / "evidence.csv").open(encoding="utf-8", newline="") as text:
        said = {row["key"]: row["sentence"] for row in csv.DictReader(text)}
    rows = {key.removeprefix("changes.table/"): sentence for key, sentence in said.items() if "changes.table/" in key}
    # It is said in another sentence than before: both are told.
    both = rows["network.actors/1/old"]
    assert both.index("Before: ") < both.index("Now: 1 actor and 1 action are joined by 1 tie")
    # In one sentence the number that is meant is left open, and so are the others, which may have been others.
    opened = [sentence for sentence in rows.values() if "[…]" in sentence]
    assert any("…" in sentence.replace("[…]", "") for sentence in opened)
    page = (out / "report.html").read_text(encoding="utf-8")
    changes = page[page.index('id="changes"') : page.index('id="methods"')]
    assert "0.3333" not in changes


def test_what_was_in_another_currency_is_told_in_it(run: Run, tmp_path: Path) -> None:
    tables, store, out = tmp_path / "tables", str(tmp_path / "store"), tmp_path / "report"
    tables.mkdir()
    (tables / "actors.csv").write_text("id,name\na,A\nb,B\n", encoding="utf-8")
    (tables / "actions.csv").write_text("id,name\nx,X\ny,Y\n", encoding="utf-8")
    funds = "a,x,40.5,EUR,committed\nb,x,10,EUR,committed\na,y,300,JPY,committed\nb,y,20,JPY,committed\n"
    (tables / "funds.csv").write_text(f"start,end,amount,currency,basis\n{funds}", encoding="utf-8")
    assert run("load", "tables", str(tables), "--store", store).code == 0
    words = ("report", "--store", store, "--out", str(out))
    assert run(*words, "--currency", "EUR").code == 0
    assert run(*words, "--currency", "JPY", "--compare", str(out)).code == 0
    with (out / "evidence.csv").open(encoding="utf-8", newline="") as text:
        rows = {row["key"]: row for row in csv.DictReader(text)}
    before, now = (rows["changes.table/money.first/1/old"], rows["money.first"])
    assert (before["value"], before["unit"]) == ("50.50", "EUR")
    assert (now["value"], now["unit"]) == ("320", "JPY")


def test_a_label_is_of_the_same_number_beside_an_earlier_report(run: Run, small_store: Path, tmp_path: Path) -> None:
    words = ("report", "--store", str(small_store), "--out")
    assert run(*words, str(tmp_path / "one")).code == 0
    assert run(*words, str(tmp_path / "two"), "--compare", str(tmp_path / "one")).code == 0
    with (tmp_path / "one" / "evidence.csv").open(encoding="utf-8", newline="") as text:
        labels = {row["key"]: row["id"] for row in csv.DictReader(text)}
    with (tmp_path / "two" / "evidence.csv").open(encoding="utf-8", newline="") as text:
        beside = {row["key"]: row["id"] for row in csv.DictReader(text)}
    assert {key: label for key, label in beside.items() if not key.startswith("changes.")} == labels
    assert beside["changes.same"] == "C1"
    refused = run("evidence", "C1", "--store", str(small_store))
    assert refused.code == 2
    assert "C1" in refused.err


def test_a_row_of_what_changed_keeps_no_name_that_was_another(run: Run, tmp_path: Path) -> None:
    """With the year Town leaves the most without a funder, without it Fund does."""
    tables, store, out = tmp_path / "tables", str(tmp_path / "store"), tmp_path / "report"
    tables.mkdir()
    (tables / "actors.csv").write_text("id,name\nt,Town\nf,Fund\n", encoding="utf-8")
    (tables / "actions.csv").write_text(
        "id,name\n" + "".join(f"x{n},Action {n}\n" for n in range(12)), encoding="utf-8"
    )
    funds = "".join(f"{'t' if n < 7 else 'f'},x{n},{2019 if n < 5 else 2021}\n" for n in range(12))
    (tables / "funds.csv").write_text(f"start,end,year\n{funds}", encoding="utf-8")
    assert run("load", "tables", str(tables), "--store", store).code == 0
    words = ("report", "--store", store, "--out", str(out))
    assert run(*words).code == 0
    assert run(*words, "--since", "2020", "--compare", str(out)).code == 0
    with (out / "evidence.csv").open(encoding="utf-8", newline="") as text:
        rows = {row["key"]: row["sentence"] for row in csv.DictReader(text)}
    told = [rows[key] for key in rows if key.startswith("changes.table/") and key.endswith("/old")]
    assert told
    opened = [sentence for sentence in told if "[…]" in sentence]
    assert opened
    assert not [sentence for sentence in opened if "Town" in sentence or "Fund" in sentence]
    # A cell whose row is of another actor now is told as it was and as it is.
    cells = [sentence for sentence in told if "if Town left" in sentence or "if Fund left" in sentence]
    assert all("Before: " in sentence and "Now: " in sentence for sentence in cells)
