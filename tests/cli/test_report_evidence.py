"""The evidence of a report names commands, and these give its numbers again."""

from __future__ import annotations

import csv
import io
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def evidence(run: Run, small_store: Path, tmp_path: Path) -> dict[str, dict[str, str]]:
    ran = run("report", "--out", str(tmp_path / "out"), "--question", "Who pays?", "--store", str(small_store))
    assert ran.code == 0, ran.err
    assert "evidence.csv" in ran.out
    assert "Who pays?" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    with (tmp_path / "out" / "evidence.csv").open(encoding="utf-8", newline="") as text:
        return {row["key"]: row for row in csv.DictReader(text)}


@pytest.mark.slow
def test_every_command_of_the_evidence_runs(
    run: Run, evidence: dict[str, dict[str, str]], small_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    commands = {row["query"] for row in evidence.values() if row["query"].startswith("graphkit ")}
    assert len(commands) > 10
    for command in sorted(commands):
        words = shlex.split(command)[1:]
        ran = run(*words) if words == ["--version"] else run(*words, "--store", str(small_store))
        assert ran.code == 0, f"{command}: {ran.err}"


def test_commands_give_the_numbers_again(run: Run, evidence: dict[str, dict[str, str]], small_store: Path) -> None:
    def rows(key: str) -> list[dict[str, str]]:
        words = [word for word in shlex.split(evidence[key]["query"])[1:] if word not in ("--format", "csv")]
        ran = run(*words, "--format", "csv", "--store", str(small_store))
        assert ran.code == 0, ran.err
        return list(csv.DictReader(io.StringIO(ran.out)))

    falls = {row["id"]: row["falls"] for row in rows("exits.single")}
    assert falls == {"ville": "1", "caf": "0", "fondation": "0"}
    assert evidence["exits.single"]["value"] == "1"
    assert evidence["exits.table/ville/falls"]["value"] == falls["ville"]
    assert evidence["exits.table/ville/funds"]["value"] == "2"
    first = rows("bridges.first.value")[0]
    assert first["id"] == "caf"
    assert float(evidence["bridges.first.value"]["value"]) == pytest.approx(float(first["betweenness"]))
    counted = rows("data.actors")
    assert list(counted[0].values()) == [evidence["data.actors"]["value"]] == ["4"]
    assert evidence["cofunding.table/caf+ville/shared"]["value"] == "1"


def test_rows_of_the_evidence_are_those_of_the_tables(evidence: dict[str, dict[str, str]], tmp_path: Path) -> None:
    missing = evidence["money.missing"]
    assert (missing["value"], missing["n_rows"], missing["source"]) == ("1", "1", "tables")
    with (tmp_path / "out" / "evidence_rows.csv").open(encoding="utf-8", newline="") as text:
        behind = [row for row in csv.DictReader(text) if row["id"] == missing["id"]]
    assert [(row["source"], row["locator"]) for row in behind] == [("tables", missing["locator"])]
    # The town's line of the coffee house is the fifth of its file.
    assert "funds.csv" in missing["locator"]
    assert "6" in missing["locator"]
