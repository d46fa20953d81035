"""What a report says to run to get a number again gives that number."""

from __future__ import annotations

import csv
import re
import shlex
from collections import defaultdict
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

import graphkit
from graphkit.casebase import folder
from graphkit.coalitions import at_hand
from graphkit.reports import write_report
from tests.cli.conftest import Run

# Of the page, not of the data: what it shows of a longer list, and the place of a row in it.
OF_PAGE = ("shown", "bridges.table")

# Numbers that no other command prints, so that the report itself is how to have them again: ranges over draws; what
# hangs on its own groups, of as many runs as it makes; the dates, sources and scales of the ties of its network; and
# what is of the page. `graphkit bottom-link` counts other ends of actions by scale, not pairs, and has other numbers.
OF_REPORT = (
    *("exits.single.low", "exits.single.high", "exits.table/*/range*", "sensitivity", "sensitivity[./]*"),
    *("bridges.first.low", "bridges.first.high", "bridges.first.times", "bridges.table/*/range*"),
    *("bridges.table/*/ranks", "bridges.table/*/group", "bridges.table/*/joins*", "bridges.only", "bridges.only/*"),
    *("coalitions.modularity", "coalitions.table/*/inside", "coalitions.scales", "coalitions.scales/*"),
    *("cards", "cards.alpha", "cards.tests", "data.outside.*", "data.dated", "data.undated", "data.years"),
    *("data.years[./]*", "network.undated", "network.years", "scales", "scales[./]*", "sources/*/ties"),
    *("map.*", "weak", "weak.shown", "made.seed", "definitions", "evidence.cap"),
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("queries")
    runs, at_hand.RUNS = at_hand.RUNS, 4
    try:
        with graphkit.open(place / "store") as graph:
            graph.load("tables", folder(), rejects=None)
            write_report(graph, place / "out", seed=1)
    finally:
        at_hand.RUNS = runs
    return place


def _given(text: str, notes: str) -> set[float]:
    """The numbers that a command gives: as printed, as sums of a column (whole, or of what has a word in another), and
    as the number of rows (all, or of what is above none).
    """
    table = list(csv.reader(text.splitlines()))
    found = {float(number) for number in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", f"{text} {notes}".replace(",", " "))}
    found.add(len(table) - 1)
    for at in range(len(table[0]) if table else 0):
        rows = [row for row in table[1:] if at < len(row) and re.fullmatch(r"-?\d+(?:\.\d+)?", row[at])]
        sums: defaultdict[tuple[int, str], float] = defaultdict(float)
        for row in rows:
            sums[-1, ""] += float(row[at])
            for other, word in enumerate(row):
                sums[other, word] += float(row[at])
        found |= {*sums.values(), len(rows), sum(float(row[at]) > 0 for row in rows)}
    return found


def _words(query: str) -> list[str]:
    words = shlex.split(query)[1:]
    at = words.index("--format") if "--format" in words else len(words)
    return words[:at] + words[at + 2 :]


@pytest.mark.slow
def test_each_query_of_the_evidence_runs_and_gives_its_numbers(written: Path, run: Run) -> None:
    with (written / "out" / "evidence.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    asked: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        asked[row["query"]].append(row)
    # The report itself, which is the same again; and the list that this is.
    again = {"graphkit report --seed 1", "evidence.csv"}
    assert again < asked.keys()
    assert len(asked) > 20
    missing: list[tuple[str, str, str]] = []
    for query in asked.keys() - again:
        options = [] if query == "graphkit --version" else ["--store", str(written / "store")]
        # A card is several tables.
        options += [] if query.startswith(("graphkit coalition ", "graphkit --version")) else ["--format", "csv"]
        ran = run(*_words(query), *options)
        assert ran.code == 0, f"{query}: {ran.err}"
        given = _given(ran.out, ran.err)
        for row in asked[query]:
            # A share is one number of another, which have evidence of their own; what was chosen is in the query.
            countable = re.fullmatch(r"-?\d+(?:\.\d+)?", row["value"]) and row["unit"] not in ("share", "parameter")
            if countable and row["unit"] != "rank" and not row["key"].endswith(OF_PAGE):
                value, near = float(row["value"]), 0.005 if row["unit"] == "times" else 1e-6
                if not any(abs(value - each) <= near * max(1, abs(value)) for each in given):
                    missing.append((query, row["key"], row["value"]))
    assert missing == []


@pytest.mark.slow
def test_the_report_names_itself_for_no_other_numbers_than_those_listed(written: Path) -> None:
    with (written / "out" / "evidence.csv").open(encoding="utf-8", newline="") as file:
        keys = [row["key"] for row in csv.DictReader(file) if row["query"] == "graphkit report --seed 1"]
    assert len(keys) > 100
    assert [key for key in keys if not any(fnmatchcase(key, of) for of in OF_REPORT)] == []
    assert [of for of in OF_REPORT if not any(fnmatchcase(key, of) for key in keys)] == []


@pytest.mark.slow
def test_the_card_of_each_group_is_asked_for_by_its_own_name(written: Path) -> None:
    with (written / "out" / "evidence.csv").open(encoding="utf-8", newline="") as file:
        cells = {row["key"]: row["query"] for row in csv.DictReader(file) if row["key"].startswith("cards/c")}
    assert len({key.split("/")[1] for key in cells}) > 2
    for key, query in cells.items():
        assert f"coalition {key.split('/')[1]} " in query
