"""A dry run gives the account of the load that follows, and writes nothing, on every store."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from graphkit.graph import Graph
from graphkit.loaders import jaune, scdl
from graphkit.loading import LoadResult, rehearse
from tests.conftest import ROOT, StorePlace

TABLES = ROOT / "tests" / "data" / "tables" / "plain"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of rejects are written to where one works."""
    monkeypatch.chdir(tmp_path)


def _scdl(folder: Path) -> list[Path]:
    """Two files that say different things of the same, rows that cannot be used, and text encoded twice."""
    first, second = folder / "2023.csv", folder / "again.csv"
    lines = scdl.EXAMPLE.splitlines()
    lines[1] = lines[1].replace("12000", "many")
    lines[4] = lines[4].replace("Métropole", "MÃ©tropole")
    first.write_text("\n".join([*lines, "Nobody;;;;;;;;5;;;;;;;"]), encoding="utf-8")
    second.write_text(scdl.EXAMPLE.replace("Régie de quartier des", "La Régie des"), encoding="utf-8")
    return [first, second]


def _jaune(folder: Path) -> list[Path]:
    file = folder / jaune.EXAMPLE_NAME
    lines = jaune.EXAMPLE.replace("2 500;\n", "2 600;\n").splitlines()
    file.write_text("\n".join([*lines[:-1], "900990011;THEATRE DU GUE;nothing;;1", lines[-1]]), encoding="utf-8")
    return [file]


def _tables(folder: Path) -> list[Path]:
    folder = folder / "plain"
    folder.mkdir()
    for file in TABLES.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    with (folder / "funds.csv").open("a", encoding="utf-8") as opened:
        opened.write("nobody,nothing\n")
    return [folder]


MADE = {"scdl": _scdl, "jaune": _jaune, "tables": _tables}


def told(result: LoadResult, rejects: Path) -> dict[str, object]:
    """All that a load says of itself, but how long it took."""
    found = {
        "files": result.files,
        "notes": result.notes,
        "totals": (result.read, result.loaded, result.merged, result.rejected, result.values_set_aside),
        "conflicts": result.conflicts,
        "rejects": rejects.read_text(encoding="utf-8") if rejects.exists() else None,
        "listed": result.rejects,
    }
    rejects.unlink(missing_ok=True)
    return found


def held(graph: Graph) -> tuple[object, ...]:
    status = graph.status()
    return graph.store.tables(), status.nodes, status.ties, status.loads, status.sources, graph.snapshot().hash


@pytest.mark.parametrize("format", MADE)
def test_the_account_of_a_dry_run_is_that_of_the_load_on_a_new_store_and_on_one_that_has_the_rows(
    graph: Graph, tmp_path: Path, format: str
) -> None:
    files, rejects = MADE[format](tmp_path), tmp_path / "rejects.csv"
    without_store = told(rehearse(format, *files), rejects)
    for _ in range(2):
        before = held(graph)
        dry = graph.load(format, *files, dry_run=True)
        assert dry.dry_run
        assert held(graph) == before
        rehearsed = told(dry, rejects)
        loaded = told(graph.load(format, *files), rejects)
        assert rehearsed == loaded
        if without_store is not None:
            assert without_store == loaded
            without_store = None
        assert loaded["totals"][0] > 0  # type: ignore[index]
        assert loaded["rejects"]
    assert loaded["totals"][1] == 0  # type: ignore[index]


def test_it_is_that_of_the_load_where_the_store_holds_part_of_what_is_said(graph: Graph, tmp_path: Path) -> None:
    first, second = _scdl(tmp_path)
    rejects = tmp_path / "rejects.csv"
    graph.load("scdl", first, rejects=None)
    rehearsed = told(graph.load("scdl", second, first, dry_run=True), rejects)
    loaded = told(graph.load("scdl", second, first), rejects)
    assert rehearsed == loaded
    assert 0 < loaded["totals"][1] < loaded["totals"][0]  # type: ignore[index]


def test_it_is_that_of_the_load_of_files_that_contradict_each_other_in_small_batches(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphkit.loading.files.BATCH_ROWS", 2)
    rejects, folders = tmp_path / "rejects.csv", []
    for scale, amount in (("municipal", 10), ("regional", 20), ("national", 10)):
        folder = tmp_path / scale
        folder.mkdir()
        actors = [f"{name},{name.title()} {scale},{scale},1999-01-0{len(scale) % 9}" for name in "abcde"]
        (folder / "actors.csv").write_text("\n".join(["id,name,scale,founded", *actors, *actors[:2], "f,F,nowhere,x"]))
        (folder / "actions.csv").write_text("id,name\nx,X\ny,Y\n")
        funds = [f"{name},{to},{amount},EUR,{name}{to}" for name in "abcde" for to in "xy"]
        (folder / "funds.csv").write_text("\n".join(["start,end,amount,currency,id", *funds, f"a,y,{amount},EUR,ax"]))
        folders.append(folder)
    for files in (folders[:2], folders):
        rehearsed = told(graph.load("tables", *files, dry_run=True), rejects)
        assert rehearsed == told(graph.load("tables", *files), rejects)
        assert rehearsed["conflicts"]


def test_a_packed_file_is_another_source_of_the_same_ties(graph: Graph, tmp_path: Path) -> None:
    plain, packed = tmp_path / "subventions.csv", tmp_path / "subventions.csv.gz"
    plain.write_text(scdl.EXAMPLE, encoding="utf-8")
    packed.write_bytes(gzip.compress(scdl.EXAMPLE.encode()))
    graph.load("scdl", plain)
    ties = graph.status().ties["FUNDS"]
    result = graph.load("scdl", packed)
    assert (result.loaded, result.merged, graph.status().ties["FUNDS"]) == (0, 4, ties)
    assert [file.file for file in result.files] == [packed]
    assert {source["name"] for source in graph.status().sources} == {"subventions.csv", "subventions.csv.gz"}


@pytest.mark.real_data
@pytest.mark.slow
def test_it_is_that_of_the_load_of_a_real_file(embedded_place: StorePlace, real_data: Path, tmp_path: Path) -> None:
    file, rejects = real_data / "scdl" / "ademe_aides_2021_5000rows.csv", tmp_path / "rejects.csv"
    with embedded_place.graph() as graph:
        for _ in range(2):
            rehearsed = told(graph.load("scdl", file, dry_run=True), rejects)
            assert rehearsed == told(graph.load("scdl", file), rejects)
