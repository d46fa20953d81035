"""Rows come out as tables, CSV and JSON that other programs read as what they were."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit import rows as rows_module
from graphkit.cli import _output
from graphkit.errors import UsageError

ROWS = [
    ["a:1", 'Said "yes", and\nwent', 1.5, None, True, date(2017, 5, 1), ["x", "y"]],
    ["a:22", "=1+1", math.nan, 3, False, None, []],
]
COLUMNS = ["id", "name", "share", "n", "funder", "start", "aliases"]


def _plain() -> list[list[object]]:
    return [[_output.plain_value(value) for value in row] for row in ROWS]


def test_json_is_an_array_of_objects_with_iso_dates_and_null_for_nan() -> None:
    found = json.loads(_output.as_json(COLUMNS, _plain()))
    assert found[0] == {
        "id": "a:1", "name": 'Said "yes", and\nwent', "share": 1.5, "n": None, "funder": True,
        "start": "2017-05-01", "aliases": ["x", "y"],
    }  # fmt: skip
    assert found[1]["share"] is None


def test_json_of_no_rows_is_an_empty_array() -> None:
    assert json.loads(_output.as_json(COLUMNS, [])) == []


def test_csv_is_by_rfc_4180() -> None:
    text = _output.as_csv(COLUMNS, _plain())
    assert text.startswith("id,name,share,n,funder,start,aliases\r\n")
    assert '"Said ""yes"", and\nwent"' in text
    assert text.endswith("a:22,=1+1,,3,false,,\r\n")
    assert list(csv.reader(io.StringIO(text, newline="")))[1][-1] == "x | y"


def test_csv_comes_in_pieces_and_only_as_many_rows_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_module, "PIECE", 100)
    made = []

    def rows() -> Iterator[list[object]]:
        for n in range(50):
            made.append(n)
            yield [n, f"Name {n}, first"]

    pieces = _output.csv_pieces(["n", "name"], rows())
    first = next(pieces)
    assert first.startswith('n,name\r\n0,"Name 0, first"\r\n')
    assert len(made) < 10
    text = first + "".join(pieces)
    assert text == _output.as_csv(["n", "name"], rows())
    assert len(list(csv.reader(io.StringIO(text, newline="")))) == 51


def test_what_breaks_off_in_the_middle_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows_module, "PIECE", 10)
    target = tmp_path / "out.csv"
    target.write_text("before")

    def rows() -> Iterator[list[object]]:
        yield ["a long enough piece"]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _output.write_rows(["n"], rows(), headings=["n"], format="csv", output=str(target))
    assert target.read_text() == "before"
    assert [file.name for file in tmp_path.iterdir()] == ["out.csv"]


@given(
    st.lists(
        st.lists(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")), min_size=2, max_size=2)
    )
)
def test_text_comes_back_from_csv_as_it_went_in(rows: list[list[str]]) -> None:
    text = _output.as_csv(["a", "b"], rows)
    assert list(csv.reader(io.StringIO(text, newline="")))[1:] == rows


def test_a_table_is_aligned_and_cuts_nothing() -> None:
    long = "FR-SIREN:" + "1" * 200
    lines = _output.as_table(["id", "n"], [[long, 1], ["é", 20]]).splitlines()
    assert lines[2] == f"{long}   1"
    assert len({len(line) for line in lines}) == 1


def test_a_table_shows_control_characters_and_does_not_send_them() -> None:
    table = _output.as_table(["name"], [["\x1b[31mred\nline"]])
    assert "\x1b" not in table
    assert "\\x1b[31mred line" in table


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (1.0, "1"),
        (0.33333333, "0.3333"),
        (1234567.5, "1234567.5"),
        (0.00001234, "1.234e-05"),
        (-2.5, "-2.5"),
    ],
)
def test_numbers_in_a_table_are_short(value: float, text: str) -> None:
    assert _output.cell(value) == text


def test_a_frame_keeps_its_types() -> None:
    import numpy as np
    import pandas as pd

    frame = pd.DataFrame(
        {
            "n": pd.array([1, None], dtype="Int64"),
            "x": np.array([1.5, np.nan]),
            "at": [pd.Timestamp("2024-01-02T03:04:05Z"), pd.NaT],
            "ids": [np.array(["a", "b"]), None],
        }
    )
    columns, rows = _output.from_frame(frame)
    assert columns == ["n", "x", "at", "ids"]
    found = [[_output.plain_value(value) for value in row] for row in rows]
    assert found == [[1, 1.5, "2024-01-02T03:04:05+00:00", ["a", "b"]], [None, None, None, None]]
    assert type(found[0][0]) is int


def test_a_frame_without_rows_keeps_its_columns() -> None:
    import pandas as pd

    assert _output.from_frame(pd.DataFrame({"a": [], "b": []})) == (["a", "b"], [])


def test_times_and_maps_become_what_json_knows() -> None:
    moment = datetime(2024, 1, 2, tzinfo=UTC)
    assert _output.plain_value({"at": moment, "v": [math.inf]}) == {"at": "2024-01-02T00:00:00+00:00", "v": [None]}


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("before")
    with pytest.raises(UnicodeEncodeError):
        _output.write_text("lone surrogate \ud800", str(target))
    assert target.read_text() == "before"
    assert [file.name for file in tmp_path.iterdir()] == ["out.csv"]
    _output.write_text("après\r\n", str(target))
    assert target.read_bytes() == "après\r\n".encode()
    _output.write_text(b"\xff\x00", str(target))
    assert target.read_bytes() == b"\xff\x00"


def test_through_a_link_the_file_it_names_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("before")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    _output.write_text("after", str(tmp_path / "link.csv"))
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == "after"


def test_rows_are_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"not written as a workbook.*\.csv"):
        _output.check_place(str(tmp_path / "rows.xlsx"))
    _output.check_place(str(tmp_path / "rows.csv"))


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"Cannot write .*nowhere/out\.csv: No such file"):
        _output.write_text("x", str(tmp_path / "nowhere" / "out.csv"))
