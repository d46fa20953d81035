"""A map beside a report says at a node what the report says of it, with the evidence; without one it says nothing."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

import graphkit
from graphkit.coalitions import at_hand
from graphkit.maps import Map
from graphkit.maps.coalitions import Drawn, computed
from graphkit.reports import write_report
from graphkit.reports.by_node import FILE, beside

HOSTILE = "</script><script>window.PWN=1</script>"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four funders of four actions; one has a name that would be markup."""
    place = tmp_path_factory.mktemp("beside")
    tables = place / "tables"
    tables.mkdir()
    names = {"a": "Alpha", "b": HOSTILE, "c": "Gamma", "d": "Delta"}
    (tables / "actors.csv").write_text("id,name\n" + "".join(f"{id},{name}\n" for id, name in names.items()))
    (tables / "actions.csv").write_text("id,name\nw,W\nx,X\ny,Y\nz,Z\n")
    ties = ["aw", "bw", "ax", "bx", "bz", "cz", "cy", "dy"]
    (tables / "funds.csv").write_text("start,end,amount,currency\n" + "".join(f"{a},{x},5,EUR\n" for a, x in ties))
    with graphkit.open(place / "store") as graph:
        graph.load("tables", tables, rejects=None)
    return place / "store"


@pytest.fixture(scope="module")
def folder(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report in both languages with its map beside."""
    place = tmp_path_factory.mktemp("report")
    with graphkit.open(store) as graph:
        write_report(graph, place, lang=None)
        Map.of_graph(graph).save(place / "map.html")
    return place


def _held(file: Path) -> dict[str, Any]:
    (held,) = re.findall(r'id="data">(.*?)</script>', file.read_text(encoding="utf-8"), re.DOTALL)
    read: dict[str, Any] = json.loads(held)
    return read


def test_each_number_at_a_node_is_in_the_list_of_evidence_and_on_the_page(folder: Path) -> None:
    held = _held(folder / "map.html")
    names = held["nodes"]["name"]
    for lang, listed in (("en", "evidence.csv"), ("fr", "evidence-fr.csv")):
        told = held["report"][lang]
        with (folder / listed).open(encoding="utf-8", newline="") as file:
            lines = {line["id"]: line for line in csv.DictReader(file)}
        html = (folder / told["page"]).read_text(encoding="utf-8")
        assert told["said"]
        for one in told["said"]:
            spelled = "".join(part if isinstance(part, str) else part[0] for part in one["parts"])
            assert all(names[node] in spelled for node in one["nodes"])
            numbers = [part for part in one["parts"] if not isinstance(part, str)]
            assert numbers
            for shown, id in numbers:
                assert f'data-e="{id}">{shown}</a>' in html
                about, line = told["evidence"][id], lines[id]
                assert (about["value"], about["unit"]) == (line["value"].lstrip("'"), line["unit"])
                assert (about["n_rows"], about["query"]) == (int(line["n_rows"]), line["query"])
                assert f'id="{id.partition(".")[0]}"' in html


def test_actors_and_actions_are_told_of_alike_in_both_languages(folder: Path) -> None:
    held = _held(folder / "map.html")
    said = {lang: held["report"][lang]["said"] for lang in ("en", "fr")}
    assert [one["nodes"] for one in said["en"]] == [one["nodes"] for one in said["fr"]]
    ids = [[held["nodes"]["id"][node] for node in one["nodes"]] for one in said["en"]]
    n_actors = held["nodes"]["n_actors"]
    assert {node < n_actors for one in said["en"] for node in one["nodes"]} == {True, False}
    # The broker joins the two groups by one action: the row names both.
    assert any({"b", "z"} <= set(each) or {"c", "z"} <= set(each) for each in ids)


def test_names_in_what_is_said_are_no_markup(folder: Path) -> None:
    text = (folder / "map.html").read_text(encoding="utf-8")
    held = _held(folder / "map.html")
    parts = [part for one in held["report"]["en"]["said"] for part in one["parts"]]
    assert any(HOSTILE in part for part in parts if isinstance(part, str))
    assert HOSTILE not in text


def test_without_a_report_the_page_is_as_it_was(store: Path, tmp_path: Path) -> None:
    with graphkit.open(store) as graph:
        drawn = Map.of_graph(graph)
    assert drawn.save(tmp_path / "map.html").read_text(encoding="utf-8") == drawn.html()
    assert "report" not in _held(tmp_path / "map.html")


def test_a_report_of_other_data_or_of_another_network_is_left_aside(store: Path, folder: Path) -> None:
    with graphkit.open(store) as graph:
        snapshot = graph.snapshot()
    assert beside(folder, snapshot.network()) is not None
    assert beside(folder, snapshot.network(ties=["TAKES_PART"])) is None
    assert beside(folder, snapshot.network(), places=("report",)) is None
    with graphkit.open(store.parent / "other") as other:
        other.load("tables", store.parent / "tables" / "actors.csv", rejects=None)
        assert beside(folder, other.snapshot().network()) is None


def test_a_report_of_another_seed_is_left_aside(store: Path, tmp_path: Path) -> None:
    """Its groups may be others than those of the map."""
    with graphkit.open(store) as graph:
        write_report(graph, tmp_path, seed=7)
        for seed in (0, 7):
            held = _held(Map.of_graph(graph, seed=seed).save(tmp_path / "map.html"))
            assert ("report" in held) == (seed == 7)


@pytest.mark.parametrize(
    "change",
    [
        lambda held: json.dumps(held | {"version": "0.0.1"}),
        lambda held: "{",
        lambda held: "[]",
        lambda held: json.dumps(held | {"pages": {"en": held["pages"]["en"] | {"page": "javascript:alert(1)"}}}),
        lambda held: json.dumps(held | {"pages": {"en": held["pages"]["en"] | {"said": [{"nodes": 3}]}}}),
        lambda held: json.dumps(held | {"pages": {"en": held["pages"]["en"] | {"page": "gone.html"}}}),
    ],
)
def test_a_file_that_no_report_wrote_is_left_aside(store: Path, folder: Path, tmp_path: Path, change: Any) -> None:
    (tmp_path / "report.html").write_text("", encoding="utf-8")
    held = json.loads((folder / FILE).read_text(encoding="utf-8"))
    (tmp_path / FILE).write_text(change(held), encoding="utf-8")
    with graphkit.open(store) as graph:
        assert beside(tmp_path, graph.snapshot().network()) is None


def test_a_report_in_the_folder_where_a_recipe_puts_it_is_found(store: Path, tmp_path: Path) -> None:
    with graphkit.open(store) as graph:
        write_report(graph, tmp_path / "report", lang="fr")
        held = _held(Map.of_graph(graph).save(tmp_path / "map.html"))
    assert {lang: page["page"] for lang, page in held["report"].items()} == {"fr": "report/rapport.html"}


def test_a_report_leads_to_no_map_of_another_network(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_hand, "RUNS", 2)

    def n_links(**asked: Any) -> int:
        write_report(graph, tmp_path, **asked)
        return (tmp_path / "report.html").read_text(encoding="utf-8").count('href="map.html')

    with graphkit.open(store) as graph:
        Map.of_graph(graph).save(tmp_path / "map.html")
        assert n_links() > 0
        assert n_links(funders_only=True) == 0
        assert n_links(seed=7) == 0
        # Who says that there will be one is believed.
        assert n_links(seed=7, map=True) > 0
        (tmp_path / "map.html").write_text("<!doctype html><title>of others</title>", encoding="utf-8")
        assert n_links() == 0


def test_a_page_that_leads_to_a_map_that_is_not_there_does_not_stay(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_hand, "RUNS", 2)
    with graphkit.open(store) as graph:
        write_report(graph, tmp_path, map=True)
        write_report(graph, tmp_path, lang="fr", map=True)
        assert (tmp_path / "report.html").is_file()
        write_report(graph, tmp_path, lang="fr", map="")
        assert not (tmp_path / "report.html").exists()


def test_a_report_of_other_coalitions_is_left_aside(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its numbers of them would be of others: those written back to the store may have been found another way."""
    monkeypatch.setattr(at_hand, "RUNS", 2)
    with graphkit.open(store) as graph:
        write_report(graph, tmp_path)
        network = graph.snapshot().network()
        found = computed(network, 0)
        assert len(found.members) > 1
        for members, same in ((found.members, True), (found.members[::-1], False), ([["a", "b", "c", "d"]], False)):
            drawn = Drawn(members, [None] * len(members), "stored", "louvain", 0)
            held = _held(Map(network, drawn).save(tmp_path / "map.html"))
            assert ("report" in held) == same


def test_a_coalition_is_called_the_same_on_the_map_and_in_the_report(tmp_path: Path) -> None:
    """Southern Women: runs put members into the core of a group who have not the most ties in it."""
    import networkx as nx

    tables = tmp_path / "tables"
    tables.mkdir()
    pairs = list(nx.davis_southern_women_graph().edges())
    for name, ids in (("actors", {a for a, _ in pairs}), ("actions", {x for _, x in pairs})):
        (tables / f"{name}.csv").write_text("id,name\n" + "".join(f"{id},{id}\n" for id in sorted(ids)))
    (tables / "takes_part.csv").write_text("start,end,role\n" + "".join(f"{a},{x},participant\n" for a, x in pairs))
    with graphkit.open(tmp_path / "store") as graph:
        graph.load("tables", tables, rejects=None)
        found = at_hand.at_hand(graph.snapshot().network(), seed=0)
        write_report(graph, tmp_path / "out")
        groups = Map.of_graph(graph).content["groups"]
    assert found.stability is not None
    named = [found.foremost(number, 1)[0] for number in range(1, len(found.groups) + 1)]
    assert [group["name"]["en"] for group in groups] == named
    for number, name in enumerate(named, 1):
        assert found.standing is not None
        assert found.standing[number - 1][name].standing == "core"
        assert found.group_names[f"c{number}"].startswith(name)
        assert f"c{number}/{name}/" in (tmp_path / "out" / "evidence.csv").read_text(encoding="utf-8")
