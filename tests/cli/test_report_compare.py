"""What changed since the last report: said, and written beside the new one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

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
    changed = {key for key in before.keys() & now.keys() if before[key] != now[key]}
    assert changed
    assert {key for key, row in changes.items() if row["change"] == "changed"} == changed
    for key in changed:
        assert (changes[key]["old"], changes[key]["new"]) == (before[key], now[key])


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
