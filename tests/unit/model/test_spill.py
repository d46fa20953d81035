from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import DataError
from graphkit.model import spill
from graphkit.model.batches import TieRow
from graphkit.model.records import Node
from graphkit.model.spill import Remembered, Spill, spilled
from graphkit.model.stated import GivenId, StatedNode

KEYS = st.one_of(
    st.tuples(st.sampled_from(["Actor", "Action"]), st.sampled_from(["a", "b'", '"c', "\ud800", "\0", "é"])),
    st.binary(max_size=1),
    st.integers(0, 40).map(lambda number: ("Action", f"x{number}")),
)
STEPS = st.lists(st.tuples(st.sampled_from(["get", "[]", "in", "set", "change", "spill"]), KEYS), max_size=300)


@given(STEPS, st.integers(0, 12))
def test_it_does_what_a_dict_does(steps: list[tuple[str, tuple[str, str] | bytes]], entries: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spill, "ENTRIES", entries)
        expected: dict[object, list[int]] = {}
        held: Remembered[object, list[int]] = {}
        for number, (step, key) in enumerate(steps):
            if step == "set":
                expected[key], held[key] = [number], [number]
            elif step == "change" and key in expected:
                expected[key].append(number)
                held[key].append(number)
            elif step == "spill":
                held = spilled(held)
            elif step == "in":
                assert (key in held) == (key in expected)
            elif step == "[]" and key not in expected:
                with pytest.raises(KeyError):
                    held[key]
            else:
                assert held.get(key) == expected.get(key)
        assert {key: held[key] for key in expected} == expected


def test_a_small_mapping_stays_the_dict_that_it_is() -> None:
    small = {number: number for number in range(spill.ENTRIES)}
    assert spilled(small) is small
    small[-1] = 1
    assert isinstance(spilled(small), Spill)
    assert not small


def test_at_most_half_of_the_entries_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spill, "ENTRIES", 40)
    held: Remembered[str, int] = {}
    for number in range(1, 500):
        held[str(number)] = number
        held = spilled(held)
    assert isinstance(held, Spill)
    assert len(held._young) + len(held._old) <= 21
    assert [held[str(number)] for number in range(1, 500)] == list(range(1, 500))


def test_what_is_asked_for_again_and_again_stays_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spill, "ENTRIES", 40)
    held: Remembered[str, list[int]] = Spill({"often": [1]})
    often = held["often"]
    for number in range(1, 500):
        held[str(number)] = [number]
        held = spilled(held)
        assert held["often"] is often


@pytest.mark.parametrize(
    "value",
    [
        StatedNode({"id": "a", "name": "Ville", "aliases": ["La Ville"]}, ("file:1",)),
        GivenId(("Actor", "a"), ("Action", "x"), "row 2", is_sent=True),
        TieRow("a", "x", {"id": "1", "amount": 1.5}),
    ],
)
def test_what_a_batcher_remembers_comes_back_as_it_was(value: object) -> None:
    assert Spill({"key": value})["key"] == value


def test_the_words_of_a_node_are_not_kept_in_the_file() -> None:
    node = StatedNode({"id": "a", "name": "Ville"}, words=Node("Actor", "a", "Ville"))
    assert Spill({"key": node})["key"].words is None


def test_no_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    held = Spill({"a": 1})
    assert os.name == "nt" or not list(tmp_path.iterdir())
    del held
    assert not list(tmp_path.iterdir())


def test_a_folder_that_takes_no_file_is_told_with_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nothing"))
    with pytest.raises(DataError, match=r"cannot be kept in .*nothing: .* set TMPDIR"):
        Spill({"a": 1})


def test_a_small_load_does_not_import_sqlite() -> None:
    code = (
        "import sys; from graphkit.model.spill import spilled; spilled({1: 1}); import graphkit.stores.rehearsal, "
        "graphkit.model.batches; assert 'sqlite3' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
