"""``graphkit brokers``: what each view prints and says, in both languages, and with nothing to say."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from graphkit import brokerage, groups
from graphkit.brokerage import gould_fernandez
from graphkit.cli import brokers
from tests.cli.conftest import Run


@pytest.mark.parametrize("show", brokers.SHOW)
def test_every_view_has_its_rows_and_words(run: Run, small_store: Path, tmp_path: Path, show: str) -> None:
    figure = tmp_path / "x.svg"
    ran = run("brokers", "--store", str(small_store), "--show", show, "--draws", "20", "--plot", str(figure))
    assert ran.code == 0, ran.err
    assert figure.is_file()
    assert ("Groups by scale: 4" in ran.err) != show.startswith("cut-")
    french = run("brokers", "--store", str(small_store), "--show", show, "--lang", "fr", "--format", "csv")
    assert french.code == 0, french.err
    columns = french.out.splitlines()[0].split(",")
    assert set(brokers.READ[show]) <= set(columns)


def test_the_fund_stands_between_town_and_foundation(run: Run, small_store: Path) -> None:
    # Three funders in a row, each at a scale of its own: the fund joins two that are not tied, in both orders.
    ran = run("brokers", "--store", str(small_store), "--by", "scale", "--format", "csv")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(ran.out))}
    assert float(rows["caf"]["liaison"]) == 4
    assert next(iter(rows)) == "caf"
    assert "Actors between two of different groups that are not tied: 1 of 4." in ran.err
    assert "z compares actors and tests nothing" in ran.err
    only = run("brokers", "--store", str(small_store), "--show", "only", "--format", "json")
    joined = {(row["group"], row["other_group"]): row["id"] for row in only.json()}
    assert joined == {("municipal", "regional"): "caf", ("neighbourhood", "municipal"): "caf"}
    cut = run("brokers", "--store", str(small_store), "--show", "cut-points", "--format", "json")
    assert [row["id"] for row in cut.json()] == ["caf"]


@pytest.mark.parametrize("by", brokers.BY)
def test_each_grouping_has_an_answer(run: Run, small_store: Path, by: str) -> None:
    ran = run("brokers", "--store", str(small_store), "--by", by)
    assert ran.code == 0, ran.err
    if by in ("field", "department", "territory"):
        assert "Fewer than two groups have actors" in ran.err


def test_where_nothing_has_a_direction(run: Run, small_store: Path) -> None:
    ran = run("brokers", "--store", str(small_store), "--directed", "--by", "coalition", "--lang", "fr")
    assert ran.code == 0, ran.err
    assert "Nul argent ne va" in ran.err or "Acteurs entre deux autres" in ran.err
    ran = run("brokers", "--store", str(small_store), "--directed", "--rollup", "department_of")
    assert (ran.code, "--grain action, no --rollup" in ran.err) == (2, True)
    ran = run("brokers", "--store", str(small_store), "--directed", "--count", "chains")
    assert (ran.code, "leave out --directed" in ran.err) == (2, True)
    ran = run("brokers", "--store", str(small_store), "--directed", "--show", "ei")
    assert (ran.code, "are of the roles" in ran.err) == (2, True)


def test_an_empty_network_is_told(run: Run, small_store: Path) -> None:
    for show in brokers.SHOW:
        ran = run("brokers", "--store", str(small_store), "--since", "2100", "--show", show)
        assert ran.code == 0, ran.err
        assert "Traceback" not in ran.err


def test_an_empty_store_is_told(run: Run, tmp_path: Path) -> None:
    import graphkit

    with graphkit.open(tmp_path / "store"):
        pass
    for command in ("brokers", "bottom-link"):
        ran = run(command, "--store", str(tmp_path / "store"))
        assert (ran.code, len(ran.err.strip().splitlines())) == (3, 1)


def test_the_choices_are_those_of_the_library() -> None:
    assert brokers.BY == groups.BY
    assert brokers.COUNTS == gould_fernandez.COUNTS
    assert set(brokers.READ) == set(brokers.SHOW) == set(brokers._SHOWN)
    assert set(brokerage.__all__) >= {"brokers", "bridges", "cut_points"}


def test_how_the_rows_came_about_is_kept(run: Run, small_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "how.json"
    for show in brokers.SHOW:
        ran = run("brokers", "--store", str(small_store), "--provenance", str(file), "--show", show, "--draws", "5")
        assert ran.code == 0, ran.err
        assert json.loads(file.read_text(encoding="utf-8"))["version"].startswith("graphkit ")
