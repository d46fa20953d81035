"""``graphkit status``: what is in a store."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tests.cli.conftest import Run


def test_status_counts_by_label(run: Run, small_store: Path) -> None:
    ran = run("status", "--store", str(small_store), "--format", "csv")
    assert ran.code == 0
    rows = {(row["element"], row["name"]): int(row["count"]) for row in csv.DictReader(io.StringIO(ran.out))}
    assert rows["node", "Actor"] == 4
    assert rows["node", "Action"] == 3
    assert rows["tie", "FUNDS"] == 5
    assert f"Store {small_store}: embedded" in ran.err


def test_status_lists_loads_and_sources(run: Run, small_store: Path) -> None:
    loads = run("status", "--loads", "--store", str(small_store), "--format", "json")
    assert {row["format"] for row in loads.json()} == {"tables"}
    assert {row["values_set_aside"] for row in loads.json()} == {0}
    sources = run("status", "--sources", "--store", str(small_store), "--format", "json")
    assert {row["name"] for row in sources.json()} == {"tables"}


def test_quiet_says_nothing_but_rows(run: Run, small_store: Path) -> None:
    ran = run("-q", "status", "--store", str(small_store))
    assert ran.err == ""
    assert "Actor" in ran.out


def test_headings_of_tables_speak_french_and_those_of_csv_do_not(run: Run, small_store: Path) -> None:
    assert run("status", "--store", str(small_store), "--lang", "fr").out.split()[:3] == ["élément", "nom", "nombre"]
    assert run("status", "--store", str(small_store), "--lang", "fr", "--format", "csv").out.startswith(
        "element,name,count"
    )


def test_a_notebook_shows_what_a_store_holds(small_store: Path) -> None:
    import graphkit

    with graphkit.open(small_store) as graph:
        shown = graph._repr_html_()
    assert shown is not None
    assert "<td>Actor</td><td style='text-align:right'>4</td>" in shown
    assert "<td>FUNDS</td><td style='text-align:right'>5</td>" in shown
    # Closed, it says what it is and no more.
    assert graph._repr_html_() is None
