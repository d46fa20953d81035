"""Loads into every store: counted, repeatable, and finished by running them again."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

import graphkit
import graphkit.casebase
from graphkit import discovery
from graphkit.errors import DataError, UnknownName, UsageError
from graphkit.graph import Graph
from graphkit.loaders import scdl
from graphkit.stores.bolt import Store
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


def test_a_first_load_keeps_what_a_user_wrote_before(graph: Graph, example: Path) -> None:
    graph.run("CREATE (:Note {id: 'n1'})", write=True)
    graph.load("scdl", example)
    assert graph.run("MATCH (n:Note) RETURN count(n) AS n")["n"].tolist() == [1]
    assert graph.status().nodes["Actor"] > 0


def test_a_label_of_the_users_own_hides_no_tie(graph: Graph) -> None:
    graph.load("tables", graphkit.casebase.folder(), rejects=None)
    before = graph.snapshot()
    graph.run("MATCH (a:Actor)-[:LOCATED_IN]->() SET a:Mine", write=True)
    graph.run("MATCH (x:Action)-[:LOCATED_IN]->() SET x:Mine", write=True)
    assert graph.snapshot().hash == before.hash


def plain_tables(folder: Path, funds: str) -> Path:
    folder.mkdir()
    (folder / "actors.csv").write_text("id,name\na,A\nb,B\n")
    (folder / "actions.csv").write_text("id,name\nx,X\ny,Y\n")
    (folder / "funds.csv").write_text(f"id,start,end,amount,currency\n{funds}")
    return folder


def test_an_id_given_twice_for_different_ties_is_rejected_with_its_row(graph: Graph, tmp_path: Path) -> None:
    one = plain_tables(tmp_path / "one", "g1,a,x,100,EUR\ng1,b,y,200,EUR\n")
    other = plain_tables(tmp_path / "other", "g1,b,x,999,EUR\n")
    rejects = tmp_path / "rejects.csv"
    for folder, words in ((one, "given twice"), (other, "another tie")):
        result = graph.load("tables", folder, rejects=rejects)
        assert result.rejected == 1
        assert result.read == result.loaded + result.merged + result.rejected
        assert words in rejects.read_text(encoding="utf-8")
    assert graph.run("MATCH ()-[r:FUNDS]->() RETURN r.amount AS amount")["amount"].tolist() == [100.0]


def test_an_id_given_twice_in_one_first_load_of_two_folders_is_rejected(graph: Graph, tmp_path: Path) -> None:
    folders = [plain_tables(tmp_path / name, f"g1,{name},x,5,EUR\n") for name in ("a", "b")]
    result = graph.load("tables", *folders, rejects=tmp_path / "rejects.csv")
    assert (result.rejected, result.read) == (1, result.loaded + result.merged + 1)
    assert graph.run("MATCH (a)-[r:FUNDS]->() RETURN a.id AS id")["id"].tolist() == ["a"]


def test_ends_that_the_store_holds_are_asked_for_together(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph.load("tables", plain_tables(tmp_path / "one", "g1,a,x,1,EUR\n"), rejects=None)
    ties = tmp_path / "further"
    ties.mkdir()
    (ties / "funds.csv").write_text(
        "start,end,amount,currency\n" + "".join(f"{'ab'[n % 2]},y,{n},EUR\n" for n in range(500))
    )
    asked: list[str] = []
    known = Store.known

    def told(store: Store, label: str, ids: Iterable[str]) -> set[str]:
        asked.append(label)
        return known(store, label, ids)

    monkeypatch.setattr(Store, "known", told)
    assert graph.load("tables", ties, rejects=None).loaded == 500
    assert sorted(asked) == ["Action", "Actor"]


def test_a_failed_first_load_of_several_files_tells_what_stays(
    graph: Graph, example: Path, grants_file: Callable[[int], Path]
) -> None:
    nonsense = grants_file(1)
    nonsense.write_bytes(b"PK\x03\x04 no such archive")
    with pytest.raises(DataError):
        graph.load("scdl", example, nonsense, rejects=None)
    (load,) = graph.status().loads
    ties = graph.status().ties["FUNDS"]
    assert load["state"] == "failed"
    assert (load["loaded"] > 0) == (ties > 0)


@pytest.mark.parametrize("place", ["folder", "no folder/rejects.csv"])
def test_a_place_where_no_rejects_can_be_written_is_told_before_anything_is_loaded(
    graph: Graph, example: Path, tmp_path: Path, place: str
) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="Name another file"):
        graph.load("scdl", example, rejects=tmp_path / place)
    assert graph.status().loads == []
