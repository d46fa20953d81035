"""The rows behind what a report leaves out are those that its network leaves out."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

import graphkit
from graphkit.reports import write_report

TABLES = {
    "actors.csv": "id,name\na,Town of A\nb,Town of B\nc,House of C\n",
    "actions.csv": "id,name\nx,Nursery\ny,Garden\n",
    "funds.csv": "start,end,amount,currency,date\na,x,100,EUR,2019\nb,x,50,EUR,2021\nb,y,20,EUR,\n",
    "takes_part.csv": "start,end,role\nc,x,operator\na,y,partner\n",
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Any:
    place = tmp_path_factory.mktemp("left_out")
    (place / "tables").mkdir()
    for name, text in TABLES.items():
        (place / "tables" / name).write_text(text, encoding="utf-8")
    with graphkit.open(place / "store") as graph:
        graph.load("tables", place / "tables", rejects=None)
        yield graph


@pytest.mark.parametrize(
    ("asked", "why", "n"),
    [
        ({"roles": ["operator"]}, "in another role", 1),
    ],
)
def test_what_is_left_out_has_its_rows(graph: Any, tmp_path: Path, asked: dict[str, Any], why: str, n: int) -> None:
    write_report(graph, tmp_path / "out", **asked)
    with (tmp_path / "out" / "evidence.csv").open(encoding="utf-8", newline="") as text:
        row = next(row for row in csv.DictReader(text) if row["key"] == f"data.left_out/{why}")
    assert row["value"] == row["n_rows"] == str(n)
    assert row["locator"]
