"""CSV, Parquet and Kumu's sheets read back by pandas, and no cell that runs."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graphkit.exports import csv as csv_export
from graphkit.exports import kumu, parquet
from graphkit.exports._cells import as_text
from graphkit.exports._content import content
from graphkit.exports._format import Notes
from graphkit.formulas import guarded, unguarded
from tests.unit.exports.sample import FORMULA, NAMES, sample
from tests.unit.networks.tables import fund, snapshot_of

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


def sheet(place: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    frame = pd.read_csv(place, dtype=str, keep_default_na=False, encoding=encoding, lineterminator=None)
    return [{str(name): str(value) for name, value in row.items()} for row in frame.to_dict("records")]


def test_csv_comes_back(tmp_path: Path) -> None:
    made, notes = sample(), Notes()
    csv_export.write(made, tmp_path, notes)
    for row, told in zip(made.nodes.to_pylist(), _rows(tmp_path / "nodes.csv"), strict=True):
        assert unguarded(told.pop("Id")) == row.pop("key")
        assert unguarded(told.pop("Label")) == row.pop("name")
        assert {name: unguarded(value) for name, value in told.items()} == {k: as_text(v) for k, v in row.items()}
    edges = _rows(tmp_path / "edges.csv")
    assert list(edges[0])[:4] == ["Source", "Target", "Type", "Kind"]
    assert len({(row["Source"], row["Target"], row["Kind"]) for row in edges}) == 8
    assert [row["tie_id"] for row in edges] == made.ties["tie_id"].to_pylist()
    assert [row["amount"] for row in edges] == [as_text(value) for value in made.ties["amount"].to_pylist()]
    # The name that is a formula, the action that begins with a hyphen, the alias.
    assert notes == {"guarded": 3}
    assert [row["id"] for row in _rows(tmp_path / "sources.csv")] == ["s"]
    # pandas reads the same.
    assert len(sheet(tmp_path / "nodes.csv")) == made.nodes.num_rows
    assert pd.read_csv(tmp_path / "edges.csv")["amount"].sum() == pytest.approx(1760.5)


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    for format in (csv_export, kumu):
        folder = tmp_path / format.__name__
        folder.mkdir()
        format.write(sample(), folder, Notes())
        for file in folder.glob("*.csv"):
            for row in _rows(file):
                for value in row.values():
                    assert not value.startswith(("=", "+", "@", "\t", "\r")), (file, value)
                    assert not value.startswith("-") or value.lstrip("-").replace(".", "").isdigit(), (file, value)


@given(TEXT)
@example(FORMULA)
@example("'=1")
@example(" =1")
@example("\t=1")
@example("\uff1d1")
@example("\ufeff=1")
@example("\u200b'=1")
def test_a_guard_can_be_taken_off(text: str) -> None:
    safe = guarded(text)
    assert unguarded(safe) == text
    # What is not seen is no beginning.
    safe = re.sub("^[\x00\u00ad\u200b-\u200f\u2060\ufeff]+", "", safe)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=TEXT, id=TEXT, reference=TEXT)
def test_any_text_comes_back(tmp_path: Path, name: str, id: str, reference: str) -> None:
    snapshot = snapshot_of([fund(id, "x", 1.5, reference=reference)], actors=[{"id": id, "name": name}])
    csv_export.write(content(snapshot.network()), tmp_path, Notes())
    first = _rows(tmp_path / "nodes.csv")[0]
    assert (unguarded(first["Id"]), unguarded(first["Label"])) == (f"Actor:{id}", name)
    (edge,) = _rows(tmp_path / "edges.csv")
    assert unguarded(edge["reference"]) == reference


def test_a_mark_for_excel_where_it_is_asked_for(tmp_path: Path) -> None:
    csv_export.write(sample(), tmp_path, Notes(), bom=True)
    assert (tmp_path / "nodes.csv").read_bytes().startswith(b"\xef\xbb\xbfId,")
    csv_export.write(sample(), tmp_path, Notes())
    assert (tmp_path / "nodes.csv").read_bytes().startswith(b"Id,Label,")


def test_parquet_keeps_every_type(tmp_path: Path) -> None:
    made = sample()
    parquet.write(made, tmp_path, Notes())
    for name in ("nodes", "ties", "sources"):
        assert pq.read_table(tmp_path / f"{name}.parquet").equals(getattr(made, name))
    frame = pd.read_parquet(tmp_path / "ties.parquet")
    assert frame["amount"].sum() == pytest.approx(1760.5)
    told = json.loads(pq.read_schema(tmp_path / "nodes.parquet").metadata[b"graphkit"])
    assert told["snapshot"] == made.network.snapshot.hash


def test_two_ids_stay_two_in_kumu(tmp_path: Path) -> None:
    ids = ("a|b", "a\u00a6b", "a%7Cb", "a%b")
    kumu.write(content(snapshot_of([(id, "x") for id in ids]).network()), tmp_path, Notes())
    elements, connections = _rows(tmp_path / "elements.csv"), _rows(tmp_path / "connections.csv")
    assert len({row["ID"] for row in elements}) == 5
    assert {row["From"] for row in connections} == {row["ID"] for row in elements if row["Type"] == "actor"}
    assert not any("|" in row["ID"] for row in elements)


def test_kumu_has_what_its_importer_asks_for(tmp_path: Path) -> None:
    made, notes = sample(), Notes()
    kumu.write(made, tmp_path, notes)
    elements, connections = _rows(tmp_path / "elements.csv"), _rows(tmp_path / "connections.csv")
    assert list(elements[0])[:4] == ["ID", "Label", "Type", "Tags"]
    assert list(connections[0])[:4] == ["ID", "From", "To", "Type"]
    ids = [row["ID"] for row in elements]
    assert len(set(ids)) == len(ids) == 6
    assert {row["From"] for row in connections} | {row["To"] for row in connections} == set(ids)
    # By its ID each tie is one connection, and stays that one when it is imported again.
    assert len({row["ID"] for row in connections}) == 8
    by_id = {row["ID"]: row for row in elements}
    assert by_id["Actor:ville"]["Tags"] == "funder|actor|local_authority|municipal"
    assert by_id["Actor:ville"]["aliases"] == "'=A1|la \u00a6 barre|a\x1fb"
    # What Kumu would part is in no name.
    assert by_id["Actor:fondation"]["Label"] == NAMES["fondation"].replace("|", "\u00a6")
    assert not any("|" in row[name] for row in connections for name in ("ID", "From", "To"))
    assert notes["bars"] == 2


def _rows(place: Path) -> list[dict[str, str]]:
    with place.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
