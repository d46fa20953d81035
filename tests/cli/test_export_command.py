"""``graphkit export``: what is written where, what is said of it, and what is refused."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import networkx as nx
import pytest

from graphkit.discovery import names
from tests.cli.conftest import Run


def test_a_file_is_written_and_what_it_loses_said(run: Run, small_store: Path, tmp_path: Path) -> None:
    place = tmp_path / "n.graphml"
    ran = run("export", "graphml", "-o", str(place), "--store", str(small_store), "--format", "csv")
    assert ran.code == 0, ran.err
    assert ran.out.splitlines() == ["file", str(place)]
    # The town, the fund, the foundation, the gardeners; three actions; five ties of money and one of taking part.
    assert "GraphML: 4 actors, 3 actions, 6 ties." in ran.err
    assert "does not keep as they are: types of values (dates are text); lists" in ran.err
    assert "Network: FUNDS + TAKES_PART + SUPPORTS" in ran.err
    graph = nx.read_graphml(place)
    assert (len(graph), graph.number_of_edges()) == (7, 6)
    french = run("export", "graphml", "-o", str(place), "--store", str(small_store), "--lang", "fr")
    assert "GraphML : 4 acteurs, 3 actions, 6 liens." in french.err
    assert "Réseau :" in french.err


def test_a_file_goes_to_the_screen_and_a_folder_does_not(run: Run, small_store: Path) -> None:
    ran = run("export", "gexf", "--store", str(small_store), "--projection", "count", "--funders-only")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("<?xml")
    assert ran.out.count("<edge ") == 2
    assert "3 actors, 2 pairs that share something" in ran.err
    refused = run("export", "csv", "--store", str(small_store))
    assert refused.code == 2
    assert "csv is a folder of files: name it with --output." in refused.err


def test_coalitions_are_found_taken_or_left(run: Run, own_store: Path, tmp_path: Path) -> None:
    store = ("--store", str(own_store))

    def told(*words: str) -> set[str] | None:
        ran = run("export", "csv", "-o", str(tmp_path / "out"), *store, *words)
        assert ran.code == 0, ran.err
        with (tmp_path / "out" / "nodes.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return {row["coalition"] for row in rows if row["mode"] == "actor"} if "coalition" in rows[0] else None

    assert told() is None
    found = told("--coalitions", "leiden")
    assert found
    assert found != {""}
    assert run("coalitions", "--runs", "0", "--write-back", *store).code == 0
    assert told() == found
    assert told("--coalitions", "none") is None
    assert run("coalitions", "--method", "louvain", "--runs", "0", "--write-back", *store).code == 0
    ran = run("export", "csv", "-o", str(tmp_path / "out"), *store)
    assert "2 runs were written back" in ran.err
    ids = run("cypher", "MATCH (c:Coalition) RETURN c.id AS id ORDER BY id", *store, "--format", "json").json()
    assert told("--coalitions", ids[0]["id"]) == found
    refused = run("export", "csv", "-o", str(tmp_path / "out"), *store, "--coalitions", "nobody")
    assert (refused.code, len(refused.err.strip().splitlines())) == (2, 1)


def test_how_it_came_about_is_kept(run: Run, small_store: Path, tmp_path: Path) -> None:
    words = ("export", "pajek", "-o", str(tmp_path / "out"), "--store", str(small_store), "--since", "2020")
    ran = run(*words, "--provenance", str(tmp_path / "how.json"))
    assert ran.code == 0, ran.err
    told = json.loads((tmp_path / "how.json").read_text(encoding="utf-8"))
    about = json.loads((tmp_path / "out" / "about.json").read_text(encoding="utf-8"))
    assert told["network"]["since"] == about["network"]["since"] == 2020
    assert told["snapshot"] == about["snapshot"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("gexf", "-o", "no/where.gexf"), "there is no folder"),
        (("csv", "-o", "mine"), "thesis.txt, which is no export"),
        (("gexf", "-o", "mine"), "GEXF 1.3 is one file"),
        (("gexf", "-o", "x.gexf", "--bom"), "has no mark for Excel"),
        (("gefx", "-o", "x"), "gefx"),
    ],
)
def test_what_cannot_be_written_is_one_line(
    run: Run, small_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")
    ran = run("export", *words, "--store", str(small_store))
    assert ran.code == 2
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["mine", "thesis.txt"]


def test_an_empty_store_says_how_it_is_filled(run: Run, tmp_path: Path) -> None:
    import graphkit

    with graphkit.open(tmp_path / "store"):
        pass
    ran = run("export", "gexf", "--store", str(tmp_path / "store"))
    assert ran.code == 3
    assert not ran.out


def test_help_names_every_format(run: Run) -> None:
    said = run("export", "--help").out
    for name in names("graphkit.exports"):
        assert name in said, name
