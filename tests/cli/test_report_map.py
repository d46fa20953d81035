"""A report and the map beside it lead to one another."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.conftest import Run


def test_report_with_its_map(run: Run, small_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = run("report", "--map", "--out", str(out), "--store", str(small_store))
    assert ran.code == 0, ran.err
    assert str(out / "map.html") in ran.out
    assert 'href="map.html#n=' in (out / "report.html").read_text(encoding="utf-8")
    assert '"page":"report.html"' in (out / "map.html").read_text(encoding="utf-8").replace('": "', '":"')


def test_report_alone_has_no_link_to_a_map(run: Run, small_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("report", "--out", str(out), "--store", str(small_store)).code == 0
    assert not (out / "map.html").exists()
    assert "map.html" not in (out / "report.html").read_text(encoding="utf-8")


def test_a_map_beside_a_report_shows_its_coalitions_and_not_those_in_the_store(
    run: Run, small_store: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    shutil.copytree(small_store, store)
    asked = ("--store", str(store))
    assert run("coalitions", "--method", "louvain", "--runs", "0", "--write-back", *asked).code == 0
    out = tmp_path / "out"
    alone = run("map", "--out", str(tmp_path / "map.html"), *asked)
    assert "written back" in alone.err
    assert run("report", "--out", str(out), *asked).code == 0
    beside = run("map", "--out", str(out / "map.html"), *asked)
    assert beside.code == 0
    assert "written back" not in beside.err
    assert '"report":' in (out / "map.html").read_text(encoding="utf-8").replace('": ', '":')
