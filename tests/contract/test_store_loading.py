"""Loads into every store: counted, repeatable, and finished by running them again."""

from __future__ import annotations

import csv
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import graphkit
from graphkit import discovery
from graphkit.errors import DataError, UnknownName
from graphkit.graph import Graph
from graphkit.loaders import scdl
from tests.conftest import StorePlace

COLUMNS = ("nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiaire", "idBeneficiaire",
           "objet", "montant", "nature", "conditionsVersement", "datesPeriodeVersement", "notificationUE",
           "pourcentageSubvention")  # fmt: skip


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of rejects are written to where one works."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The example of the format scdl."""
    file = tmp_path / "subventions.csv"
    file.write_text(scdl.EXAMPLE, encoding="utf-8")
    return file


@pytest.fixture
def grants_file(tmp_path: Path) -> Callable[[int], Path]:
    """Makes a file of as many grants as wanted, by four funders, some of which receive as well."""

    def made(rows: int) -> Path:
        file = tmp_path / f"{rows}.csv"
        with file.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.writer(opened, delimiter=";")
            writer.writerow(COLUMNS)
            for row in range(rows):
                funder, recipient = row % 4, row % 97
                writer.writerow((
                    f"Ville {funder}", f"2180000{funder}000019", "2023-01-31", f"D{row}", f"Association {recipient}",
                    f"90000{recipient:04d}00019" if recipient else "21800001000019", f"Objet {row % 13}", row,
                    "aide en numéraire", "unique", "2023-01-31", "non", "1",
                ))  # fmt: skip
        return file

    return made


def counted(graph: Graph) -> dict[str, object]:
    status = graph.status()
    return {"nodes": status.nodes, "ties": status.ties, "hash": graph.snapshot().hash}


def test_every_row_is_accounted_for_and_a_second_load_adds_nothing(graph: Graph, example: Path, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    first = graph.load("scdl", example, rejects=rejects)
    before = counted(graph)
    second = graph.load("scdl", example, rejects=rejects)
    assert first.read == first.loaded + first.merged + first.rejected > 0
    assert (second.read, second.loaded, second.merged) == (first.read, 0, first.read - first.rejected)
    assert counted(graph) == before
    assert [load["state"] for load in graph.status().loads] == ["done"]
    assert graph.status().unfinished == []


def test_bulk_and_portable_statements_make_the_same_graph(
    embedded_place: StorePlace, tmp_path: Path, grants_file: Callable[[int], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Small batches: nodes are stated again, become funders, and ties are repeated in later ones.
    monkeypatch.setattr("graphkit.loading.files.BATCH_ROWS", 60)
    files = [grants_file(1000), grants_file(1200)]
    with embedded_place.graph() as graph:
        bulk = graph.load("scdl", *files)
        by_bulk = graph.store.tables(), graph.status()
    monkeypatch.setattr("graphkit.stores.embedded.Embedded.is_empty", lambda _: False)
    with graphkit.open(tmp_path / "other") as graph:
        portable = graph.load("scdl", *files)
        by_statements = graph.store.tables(), graph.status()
    assert by_bulk[0] == by_statements[0]
    assert (by_bulk[1].nodes, by_bulk[1].ties) == (by_statements[1].nodes, by_statements[1].ties)
    assert [file.account for file in bulk.files] == [file.account for file in portable.files]


def test_rejects_are_listed_with_file_row_column_value_and_reason(graph: Graph, example: Path, tmp_path: Path) -> None:
    lines = example.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace("12000", "=1+1")
    example.write_text("\n".join(lines), encoding="utf-8")
    rejects = tmp_path / "rejects.csv"
    result = graph.load("scdl", example, rejects=rejects)
    assert result.rejects == rejects
    with rejects.open(encoding="utf-8", newline="") as file:
        (row,) = [row for row in csv.DictReader(file) if row["value"] == "=1+1"]
    assert row["file"] == "subventions.csv"
    assert row["row"] == "row 2"
    assert row["column"] == "montant"
    assert row["reason"]
    assert row["lost"] in ("row", "value")
    assert '"=1+1"' in rejects.read_text(encoding="utf-8")


def test_no_list_of_rejects_where_there_are_none(graph: Graph, example: Path, tmp_path: Path) -> None:
    result = graph.load("scdl", example, rejects=tmp_path / "rejects.csv")
    assert result.rejects is None
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".csv") == ["subventions.csv"]


def test_progress_is_told(graph: Graph, grants_file: Callable[[int], Path]) -> None:
    told: list[int] = []
    graph.load("scdl", grants_file(2500), rejects=None, progress=told.append)
    assert told == [1000, 2000, 2500]


def test_what_is_known_of_the_publication_stands_in_the_source(graph: Graph, example: Path) -> None:
    graph.load("scdl", example, publisher="Ville de Lille", licence="Licence Ouverte 2.0", retrieved="2026-01-31")
    (source,) = graph.status().sources
    assert (source["publisher"], source["licence"]) == ("Ville de Lille", "Licence Ouverte 2.0")
    assert source["retrieved"].isoformat() == "2026-01-31"
    assert source["id"] == f"file:{source['sha256'][:16]}"


def test_a_loader_that_raises_leaves_a_failed_load_that_runs_again(
    graph: Graph, grants_file: Callable[[int], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = scdl.load

    def breaks(path: Path, sheet: str | None = None) -> Iterator[object]:
        for number, row in enumerate(whole(path, sheet)):
            if number == 150:
                raise DataError("row 151: the file ends in the middle of a word")
            yield row

    file = grants_file(300)
    monkeypatch.setattr(scdl, "load", breaks)
    with pytest.raises(DataError, match="row 151"):
        graph.load("scdl", file)
    assert [load["state"] for load in graph.status().loads] == ["failed"]
    monkeypatch.setattr(scdl, "load", whole)
    assert graph.load("scdl", file).read == 300
    assert [load["state"] for load in graph.status().loads] == ["done"]


def test_a_failed_load_is_still_told_after_another_first_load(
    graph: Graph, example: Path, grants_file: Callable[[int], Path]
) -> None:
    nonsense = grants_file(1)
    nonsense.write_bytes(b"PK\x03\x04 no such archive")
    with pytest.raises(DataError):
        graph.load("scdl", nonsense)
    graph.load("scdl", example)
    assert sorted(load["state"] for load in graph.status().loads) == ["done", "failed"]


def test_names_that_are_not_there_are_told(graph: Graph, example: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="format named 'sdcl'"):
        graph.load("sdcl", example)
    with pytest.raises(UnknownName, match="option of the format scdl named 'shet'"):
        graph.load("scdl", example, shet="1")
    with pytest.raises(DataError, match=r"no file .*nothing\.csv"):
        graph.load("scdl", tmp_path / "nothing.csv")
    assert "scdl" in discovery.names("graphkit.loaders")


LOAD = "import sys, graphkit\nwith graphkit.open() as graph: graph.load('scdl', sys.argv[1], rejects=None)"


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.6, 1.2, 2.0, 3.0])
def test_a_load_killed_at_any_moment_is_seen_and_finished_by_running_it_again(
    store_place: StorePlace, tmp_path: Path, grants_file: Callable[[int], Path], seconds: float
) -> None:
    file = grants_file(20_000)
    with graphkit.open(tmp_path / "never killed") as graph:
        graph.load("scdl", file, rejects=None)
        expected = counted(graph)
    running = subprocess.Popen([sys.executable, "-c", LOAD, str(file)], env=store_place.environment())
    time.sleep(seconds)
    running.send_signal(signal.SIGKILL)
    killed = running.wait() == -signal.SIGKILL
    with store_place.graph() as graph:
        status = graph.status()
        begun = bool(status.loads)
        if killed and begun and status.loads[0]["state"] != "done":
            assert status.unfinished
        graph.load("scdl", file, rejects=None)
        assert counted(graph) == expected
        assert graph.status().unfinished == []
