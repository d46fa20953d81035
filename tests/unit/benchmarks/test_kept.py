"""The table of networks in docs/benchmarks.md, of which works are run one at a time."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

OPTIONS = argparse.Namespace(limit=None, repeat=1, enough=1.0)


@pytest.fixture
def networks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    monkeypatch.setattr(import_module("page"), "PAGE", tmp_path / "benchmarks.md")
    module = import_module("networks")
    monkeypatch.setattr(module, "facts", lambda size: [f"- {size}"])  # it draws the network
    return module


def row(networks: Any, engine: str, seconds: float) -> Any:
    told = {"seconds": [seconds], "cpu": [seconds], "megabytes": 1.0, "versions": {engine: "1.0"}}
    return networks.Row(engine, [told], None, 600.0)


def put(networks: Any, size: str, **found: dict[str, float]) -> str:
    page = import_module("page")
    rows = {name: [row(networks, engine, each) for engine, each in took.items()] for name, took in found.items()}
    page.write(f"networks-{size}", "Title", networks.report(size, rows, OPTIONS, page.read(f"networks-{size}")), "x")
    text: str = page.PAGE.read_text(encoding="utf-8")
    return text


def lines(text: str, *beginnings: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(beginnings)]


def test_a_work_that_is_run_again_leaves_the_others_as_they_stand(
    networks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = import_module("page")
    monkeypatch.setattr(page, "when", lambda: "2026-01-01; load average 1.0 at the end")
    put(networks, "S", coreness={"graphkit": 1.0, "igraph": 2.0}, katz={"graphkit": 1.0, "scipy": 3.0})
    monkeypatch.setattr(page, "when", lambda: "2026-02-02; load average 2.0 at the end")
    after = put(networks, "S", katz={"graphkit": 2.0, "scipy": 5.0})
    assert [line.split("|")[1:4] for line in lines(after, "| c", "| k", "|  |")] == [
        [" coreness ", " graphkit ", " 1.00 "],
        ["  ", " igraph ", " 2.00 "],
        [" katz ", " graphkit ", " 2.00 "],
        ["  ", " scipy ", " 5.00 "],
    ]
    dates = [line.partition(";")[0] for line in lines(after, "  - measured")]
    assert dates == ["  - measured 2026-01-01", "  - measured 2026-02-02"]


def test_a_work_that_is_new_comes_in_its_place(networks: Any) -> None:
    put(networks, "S", katz={"graphkit": 1.0})
    after = put(networks, "S", coreness={"graphkit": 1.0})
    assert [line.split()[1] for line in lines(after, "- coreness", "- katz")] == ["coreness:", "katz:"]
    assert after.count("<!-- networks-S:") == 2


def test_what_was_missed_is_told_of_all_works_of_the_table(networks: Any) -> None:
    put(networks, "M", coreness={"graphkit": 1.0, "igraph": 0.8})
    after = put(networks, "M", clustering={"graphkit": 1.0, "igraph": 5.0}, removal={"graphkit": 1.0, "scipy": 19.0})
    assert "Missed: coreness beside igraph: 0.8 of 1.00; removal beside scipy: 19.0 of 20.0." in after


def test_a_table_that_says_once_when_it_was_measured_says_it_of_each_work_kept(networks: Any) -> None:
    page = import_module("page")
    old = (
        networks.HEAD,
        "| coreness | graphkit | 1.00 | 1 | 1.00 |  |  | 1 |  |",
        "",
        "- coreness: Coreness of all.",
        "- igraph 1.0.0; two threads each.",
        "- 2025-12-31; load average 3.0 at the end.",
    )
    page.write("networks-S", "Title", "\n".join(old), "x")
    after = put(networks, "S", katz={"graphkit": 1.0})
    said = "  - measured igraph 1.0.0; two threads each; 2025-12-31; load average 3.0 at the end."
    assert lines(after, "  - measured")[0] == said


def test_the_page_as_it_is_can_be_read_back(networks: Any) -> None:
    kept = import_module("kept")
    page = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    found = kept.works(page.split("<!-- networks-S:")[1], networks._names(networks.works))
    assert {"coreness", "pagerank", "pagerank_settled"} <= set(found)
    for work in found.values():
        assert work.rows[0].split("|")[2].strip() == "graphkit"
        assert work.notes[-1].startswith(kept.MEASURED)


def test_a_ratio_is_told_with_what_it_was_in_each_round(networks: Any) -> None:
    def rounds(engine: str, *seconds: float) -> Any:
        told = [{"seconds": [each, each], "cpu": [each], "megabytes": 1.0, "versions": {}} for each in seconds]
        return networks.Row(engine, told, None, 600.0)

    ours, peer = rounds("graphkit", 1.0, 2.0, 1.0), rounds("igraph", 3.0, 3.0, 4.0)
    assert peer.ratio(ours) == "3.00 (1.50 to 4.00)"
    assert peer.spread == "6, 33 %"
    assert rounds("igraph", 3.0).ratio(ours) == "3.00"
    text = networks.report("M", {"coreness": [ours, rounds("igraph", 0.5, 0.25, 0.5)]}, OPTIONS)
    assert "Missed: coreness beside igraph: 0.5 (0.125 to 0.5) of 1.00." in text


def test_a_round_that_failed_is_told(networks: Any) -> None:
    done = {"seconds": [2.0], "cpu": [2.0], "megabytes": 1.0, "versions": {}}
    ours = networks.Row("graphkit", [{**done, "seconds": [1.0]}, {**done, "seconds": [1.0]}], None, 600.0)
    for rounds in ([{"failed": "no room"}, done], [done, {"failed": "no room"}]):
        row = networks.Row("igraph", rounds, None, 600.0)
        assert (row.said, row.ratio(ours)) == ("2.00 (not in 1 of 2 rounds)", "2.00")
    assert networks.Row("igraph", [{"failed": "no room"}], None, 600.0).said == "no room"


def test_a_machine_is_known_by_its_line(networks: Any) -> None:
    kept = import_module("kept")
    line = "- 2 cores, 24 GB, Linux x86_64, Python 3.11.7"
    assert kept.is_of(f"{line}, graphkit 0.1.0.", f"{line}.")
    assert kept.is_of("", f"{line}.")
    assert not kept.is_of(f"{line}.", "- 4 cores, 24 GB, Linux x86_64, Python 3.11.7.")


def test_what_is_missed_is_told_of_kernels_and_of_networkx_functions(networks: Any) -> None:
    text = put(networks, "M", coreness={"graphkit": 1.0, "graphkit_nx": 4.0, "rustnx": 2.0, "igraph": 9.0})
    assert "Missed: nothing." in text
    assert "(`graphkit_nx`): coreness beside rustnx: 0.5 of 1.00." in text


def test_a_work_without_a_function_of_networkx_is_not_missed_there(networks: Any) -> None:
    text = put(networks, "M", removal={"graphkit": 1.0, "scipy": 2.0})
    assert "Missed: removal beside scipy: 2.00 of 20.0." in text
    assert "(`graphkit_nx`): nothing." in text
