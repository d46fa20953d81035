"""``graphkit evidence`` lists all rows behind a number of a report, and the report names it where it has not all."""

from __future__ import annotations

import csv
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def _written(run: Run, out: Path, store: str, *more: str) -> dict[str, dict[str, str]]:
    ran = run("report", "--out", str(out), "--store", store, *more)
    assert ran.code == 0, ran.err
    with (out / "evidence.csv").open(encoding="utf-8", newline="") as text:
        return {row["key"]: row for row in csv.DictReader(text)}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows are kept of those behind a number."""
    monkeypatch.setattr("graphkit.reports.behind.MOST_ROWS", 2)


@pytest.mark.usefixtures("few")
def test_all_rows_are_had_by_the_command_that_the_report_names(
    run: Run, small_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_store.parent)
    rows = _written(run, tmp_path / "out", small_store.name)
    cut = {key: row for key, row in rows.items() if int(row["n_rows"]) > 2}
    assert {"network.ties", "data.actors"} <= cut.keys()
    assert all(bool(row["all_rows"]) == (key in cut) for key, row in rows.items())
    for key in ("network.ties", "data.actors", "exits.table/ville/funds"):
        if key in cut:
            ran = run(*shlex.split(cut[key]["all_rows"])[1:], "--format", "json")
            assert ran.code == 0, ran.err
            given = ran.json()
            assert len(given) == int(cut[key]["n_rows"])
            assert all(row["source"] and row["locator"] and row["tie"] for row in given)
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    said_there = f"2 of {cut['network.ties']['n_rows']} in evidence_rows.csv, all by: <code>graphkit evidence"
    assert said_there in page


def test_commands_name_the_store_that_the_report_was_asked_of(
    run: Run, small_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_store.parent)
    rows = _written(run, tmp_path / "out", small_store.name)
    commands = {row["query"] for row in rows.values() if row["query"].startswith("graphkit ")} - {"graphkit --version"}
    assert len(commands) > 10
    assert all(command.endswith(f" --store {small_store.name}") for command in commands)
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert f"graphkit report --store {small_store.name}" in page
    assert str(small_store.parent) not in page + (tmp_path / "out" / "evidence.csv").read_text(encoding="utf-8")


def test_the_store_of_the_environment_is_in_no_command(
    run: Run, small_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHKIT_STORE", str(small_store))
    ran = run("report", "--out", str(tmp_path / "out"))
    assert ran.code == 0, ran.err
    assert "--store" not in (tmp_path / "out" / "evidence.csv").read_text(encoding="utf-8")


def test_a_key_that_no_number_has_is_told_with_those_near(run: Run, small_store: Path) -> None:
    ran = run("evidence", "network.tie", "--store", str(small_store))
    assert ran.code == 2
    assert "network.ties" in ran.err


def test_the_label_of_the_page_leads_to_the_same_rows(run: Run, small_store: Path, tmp_path: Path) -> None:
    rows = _written(run, tmp_path / "out", str(small_store))
    by_key, by_id = (
        run("evidence", name, "--store", str(small_store), "--format", "json")
        for name in ("network.ties", rows["network.ties"]["id"])
    )
    assert by_id.code == 0, by_id.err
    assert by_id.json() == by_key.json()


def test_french_rows_are_told_in_french(run: Run, small_store: Path) -> None:
    ran = run("evidence", "money.missing", "--lang", "fr", "--store", str(small_store))
    assert ran.code == 0
    assert "ligne" in ran.out
