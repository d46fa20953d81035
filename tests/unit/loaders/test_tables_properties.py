"""Any small table in the plain format: rows, rejects or a DataError; and what is stated comes back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import DataError
from graphkit.loaders import tables
from graphkit.loaders._encodings import repair
from graphkit.loaders._tables.plain_columns import columns_of, table_names
from graphkit.model.records import Reject, Row
from graphkit.model.schema import schema
from graphkit.model.vocabularies import vocabularies
from tests.unit.loaders.tables_loaded import loaded

CODES = [code for terms in vocabularies().values() for code in terms]
CELLS = st.one_of(
    st.sampled_from(
        ["", "a", "b", "x", "A", "20 000", "1,234", "12 €", "2023", "2023-02", "2023-02-31", "yes", "a | b"]
    ),
    st.sampled_from([*CODES, *schema().ties, *schema().nodes, "FR-SIRET:35600000000048", "FR-SIREN:1", "name:", ":"]),
    st.text(max_size=8),
)


@st.composite
def small_tables(draw: st.DrawFn) -> dict[str, list[list[str]]]:
    """Name -> header and rows, some of it not as it should be."""
    found = {}
    for name in draw(st.lists(st.sampled_from(table_names()), min_size=1, max_size=4, unique=True)):
        known = st.sampled_from([*columns_of(name), "start_label", "end_label", "other", "nmae", ""])
        header = draw(st.lists(known, min_size=1, max_size=6, unique=True))
        row = st.lists(CELLS, min_size=0, max_size=len(header) + 1)
        found[name] = [header, *draw(st.lists(row, max_size=5))]
    return found


def write(folder: Path, name: str, rows: list[list[str]]) -> Path:
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@settings(max_examples=150, deadline=None)
@given(tables_=small_tables(), data=st.data())
def test_any_table_gives_rows_rejects_or_a_data_error(
    tmp_path_factory: pytest.TempPathFactory, tables_: dict[str, list[list[str]]], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("any")
    files = [write(folder, name, rows) for name, rows in tables_.items()]
    try:
        rows = list(tables.load(files))
    except DataError:
        return
    assert all(isinstance(row, Row | Reject) for row in rows)
    assert all(fault.reason for row in rows for fault in row.faults)
    found = loaded(files)
    assert found.account.balanced()
    assert loaded(data.draw(st.permutations(files))).content() == found.content()


# A text that reads as one encoded twice (ÃŒ for Ì) is put right, by design, and does not come back as it was.
NAMES = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x17F), min_size=1, max_size=6).filter(
    lambda text: repair(text) == text
)
IDS = st.text("abcdefgh", min_size=1, max_size=4)


@st.composite
def plain_graphs(draw: st.DrawFn) -> dict[str, list[list[str]]]:
    """Actors, actions and ties between them, as tables without a fault."""
    actors = draw(st.dictionaries(IDS, NAMES, min_size=1, max_size=5))
    actions = draw(st.dictionaries(IDS, NAMES, min_size=1, max_size=5))
    pair = st.tuples(st.sampled_from(sorted(actors)), st.sampled_from(sorted(actions)))
    roles = st.sampled_from(sorted(vocabularies()["roles"]))
    part = draw(st.lists(st.tuples(pair, roles), max_size=6, unique=True))
    money = draw(st.lists(st.tuples(pair, st.integers(0, 10**9)), max_size=6))
    return {
        "actors": [["id", "name"], *map(list, actors.items())],
        "actions": [["id", "name"], *map(list, actions.items())],
        "takes_part": [["start", "end", "role"], *[[*ends, role] for ends, role in part]],
        "funds": [["start", "end", "amount", "currency"], *[[*ends, f"{n / 100:.2f}", "EUR"] for ends, n in money]],
    }


@settings(max_examples=80, deadline=None)
@given(stated=plain_graphs())
def test_what_is_stated_comes_back(
    tmp_path_factory: pytest.TempPathFactory, stated: dict[str, list[list[str]]]
) -> None:
    folder = tmp_path_factory.mktemp("round")
    found = loaded([write(folder, name, rows) for name, rows in stated.items()])
    assert not found.rejected
    assert not found.set_aside
    for label, table in (("Actor", "actors"), ("Action", "actions")):
        assert found.names(label) == dict(stated[table][1:])
    roles = sorted([start, end, tie["role"]] for start, end, tie in found.ties.get("TAKES_PART", []))
    assert roles == sorted(stated["takes_part"][1:])
    money = sorted([start, end, f"{tie['amount']:.2f}", "EUR"] for start, end, tie in found.ties.get("FUNDS", []))
    assert money == sorted(stated["funds"][1:])
    assert found.funders == {start for start, *_ in stated["funds"][1:]}
