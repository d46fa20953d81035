"""A load that keeps most of what it remembers in a file is the load that keeps it in memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphkit.graph import Graph
from graphkit.loaders import iati, scdl
from graphkit.loading import LoadResult, rehearse
from graphkit.model import spill
from tests.conftest import StorePlace

# A load is told by when it was, too.
TIMED = ("Load", "READ")


def _iati(folder: Path) -> list[Path]:
    """An activity that pays the next, which reports the receipt, and each twice: eight activities of one publisher."""
    body = iati.EXAMPLE[iati.EXAMPLE.index(" <iati-activity") : iati.EXAMPLE.rindex("</iati-activities>")]
    head, end = iati.EXAMPLE.split(body)
    texts = [body.replace("XM-EXAMPLE-1-", f"XM-EXAMPLE-1-{number % 4}") for number in range(8)]
    file = folder / "activities.xml"
    file.write_text(head + "".join(texts) + end, encoding="utf-8")
    return [file]


def _scdl(folder: Path) -> list[Path]:
    """Two files that say the same grants, and other things of those who have them; a row that cannot be used."""
    first, second = folder / "2023.csv", folder / "again.csv"
    first.write_text(f"{scdl.EXAMPLE.rstrip()}\nNobody;;;;;;;;5;;;;;;;\n", encoding="utf-8")
    second.write_text(scdl.EXAMPLE.replace("Régie de quartier des", "La Régie des"), encoding="utf-8")
    return [first, second]


def _tables(folder: Path) -> list[Path]:
    """Folders that contradict each other, with ids of ties given again for the same ends and for others."""
    folders = []
    for scale, amount in (("municipal", 10), ("regional", 20)):
        made = folder / scale
        made.mkdir()
        actors = [f"{name},{name.title()} {scale},{scale}" for name in "abcdefghij"]
        (made / "actors.csv").write_text("\n".join(["id,name,scale", *actors, *actors[:2], "k,K,nowhere"]))
        (made / "actions.csv").write_text("id,name\nx,X\ny,Y\n")
        funds = [f"{name},{to},{amount},EUR,{name}{to}" for name in "abcdefghij" for to in "xy"]
        again = ["a,x,99,EUR,ax", "b,x,99,EUR,bx", "a,y,1,EUR,ax", "nobody,x,1,EUR,nx"]
        (made / "funds.csv").write_text("\n".join(["start,end,amount,currency,id", *funds, *again]))
        part = [f"{name},{to},partner" for name in "abcdefghij" for to in "xy"]
        (made / "takes_part.csv").write_text("\n".join(["start,end,role", *part, *part]))
        folders.append(made)
    return folders


MADE: dict[str, Callable[[Path], list[Path]]] = {"iati": _iati, "scdl": _scdl, "tables": _tables}


def account(result: LoadResult, rejects: Path) -> dict[str, Any]:
    """All that a load says of itself, but how long it took."""
    found = {"files": result.files, "notes": result.notes, "conflicts": result.conflicts}
    return found | {"rejects": rejects.read_text(encoding="utf-8") if result.rejects else None}


def everything(graph: Graph, format: str, files: list[Path], rejects: Path) -> list[Any]:
    """The accounts of dry runs and loads, into a new store and into one that has the rows, and what is there then."""
    found: list[Any] = [account(rehearse(format, *files, rejects=rejects), rejects)]
    graph.load(format, files[-1], rejects=None)
    for dry_run in (True, False, True, False):
        found.append(account(graph.load(format, *files, dry_run=dry_run, rejects=rejects), rejects))
    tables = {name: table.to_pylist() for name, table in graph.store.tables().items() if name not in TIMED}
    return [*found, tables, graph.snapshot().hash]


@pytest.mark.parametrize("format", MADE)
def test_accounts_and_tables_are_the_same(
    embedded_place: StorePlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    files, rejects = MADE[format](tmp_path), tmp_path / "rejects.csv"
    made: list[object] = []

    class Spilled(spill.Spill[Any, Any]):
        def __init__(self, held: dict[Any, Any], share: int) -> None:
            super().__init__(held, share)
            made.append(self)

    monkeypatch.setattr("graphkit.loading.files.BATCH_ROWS", 5)
    with embedded_place.graph() as graph:
        expected = everything(graph, format, files, rejects)
    monkeypatch.setattr(spill, "Spill", Spilled)
    monkeypatch.setattr(spill, "ENTRIES", 4)
    monkeypatch.setattr("graphkit.model.batches.LOOKED_UP", 2)
    monkeypatch.setattr("graphkit.stores.rehearsal.ROWS", 2)
    with StorePlace("embedded", str(tmp_path / "other")).graph() as graph:
        assert everything(graph, format, files, rejects) == expected
    assert len(made) > 10
