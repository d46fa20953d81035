"""The report as a person meets it: offline in Chromium, wide and narrow, by keyboard alone, and printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import graphkit
from graphkit.casebase import folder
from graphkit.coalitions import at_hand
from graphkit.recipes import read, run
from graphkit.reports import write_report
from tests.browser.conftest import Drive
from tests.cli.conftest import TABLES

HOSTILE = "</script><script>window.PWN=1</script><img src=x onerror=window.PWN=1>"

PAGES = {"en": "report.html", "fr": "rapport.html"}


@pytest.fixture(scope="module")
def case_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on the case base in both languages: as long as reports are, with every kind of table and figure."""
    place = tmp_path_factory.mktemp("case-base")
    runs, at_hand.RUNS = at_hand.RUNS, 4
    try:
        with graphkit.open(place / "store") as graph:
            graph.load("tables", folder(), rejects=None)
            write_report(graph, place / "out", lang=None)
    finally:
        at_hand.RUNS = runs
    return place / "out"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report by a recipe whose words and whose data are code."""
    place = tmp_path_factory.mktemp("hostile")
    (place / "tables").mkdir()
    for name, text in TABLES.items():
        more = {"actors.csv": f'mal,"{HOSTILE}",,,\n', "funds.csv": "mal,cafe,7,EUR,2020\n"}
        (place / "tables" / name).write_text(text + more.get(name, ""), encoding="utf-8")
    (place / "recipe.toml").write_text(
        f"""\
recipe = 1
out = "out"
languages = ["en", "fr"]
[[source]]
format = "tables"
files = ["tables"]
[[output]]
kind = "report"
title = '{HOSTILE}'
question = '{HOSTILE}'
""",
        encoding="utf-8",
    )
    run(read(place / "recipe.toml"))
    return next(page.parent for page in (place / "out").rglob("report.html"))


@pytest.fixture(scope="module", params=PAGES)
def seen(drive: Drive, case_base: Path, request: pytest.FixtureRequest) -> dict[str, Any]:
    page = case_base / PAGES[request.param]
    return {**drive("report", page), "page": page.as_uri(), "asked": request.param}


def test_the_page_asks_for_nothing_and_has_no_fault(seen: dict[str, Any]) -> None:
    assert seen["errors"] == []
    assert seen["lang"] == seen["asked"]
    asked = [url for url in seen["requests"] if not url.startswith("data:")]
    # The last is the test's own, which the policy stops.
    assert [url for url in asked if url != "http://127.0.0.1:9/x"] == [seen["page"]]
    assert seen["stopped"] == ["connect-src", "script-src-elem"]
    assert (seen["scripts"], seen["injected"]) == (0, False)


@pytest.mark.parametrize("when", ["axe_1280", "axe_390"])
def test_axe_finds_no_serious_fault(seen: dict[str, Any], when: str) -> None:
    assert seen[when] == []


def test_only_tables_and_figures_move_sideways_and_say_so(seen: dict[str, Any]) -> None:
    assert seen["sideways"] == {"1280": 0, "390": 0, "print": 0}
    assert len(seen["moving"]) > 3
    assert {tuple(one[1:]) for one in seen["moving"]} == {(0, True)}


def test_it_prints(seen: dict[str, Any]) -> None:
    assert seen["pdf"]["pages"] > 5
    assert not seen["back_printed"]


@pytest.mark.parametrize("page", PAGES.values())
def test_the_keyboard_alone_goes_from_a_number_to_its_evidence_and_back(
    drive: Drive, case_base: Path, page: str
) -> None:
    seen = drive("report_keyboard", case_base / page)
    assert seen["errors"] == []
    assert seen["tabs"] < 60
    assert seen["ring"] != "none"
    id, evidence = seen["number"]
    assert (seen["evidence"], seen["shown"]) == (evidence, True)
    assert (seen["back"], seen["again"], seen["seen_again"]) == ("back", id, True)
    assert seen["further"]
    assert (seen["lost"], seen["without_back"]) == ([], [])
    assert seen["moved"]


@pytest.mark.parametrize("page", PAGES.values())
def test_code_in_names_and_in_a_recipe_stays_text(drive: Drive, hostile: Path, page: str) -> None:
    seen = drive("report", hostile / page)
    assert seen["errors"] == []
    assert (seen["scripts"], seen["injected"]) == (0, False)
    assert seen["title"] == HOSTILE
    # The title, the question, and the actor in the tables.
    assert seen["text"].count(HOSTILE) > 3
    assert [seen[when] for when in ("axe_1280", "axe_390")] == [[], []]
