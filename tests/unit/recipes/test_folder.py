"""The output folder: what is in the way is refused, and what was there before is whole after a failure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphkit.errors import UsageError
from graphkit.recipes.folder import MARKER, OutFolder


def _made(folder: OutFolder, name: str, text: str) -> None:
    place = folder.part / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text)


def test_what_was_made_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    for text in ("old", "new"):
        folder = OutFolder(tmp_path / "out")
        folder.begin(own_store=False)
        _made(folder, "tables/a.csv", text)
        if text == "old":
            _made(folder, "rejects-1.csv", "one")
        folder.finish(folder.files(), f"record of {text}", own_store=False)
    assert (tmp_path / "out" / "tables" / "a.csv").read_text() == "new"
    assert (tmp_path / "out" / "run.json").read_text() == "record of new"
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == [MARKER, "run.json", "tables"]


def test_no_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    folder = OutFolder(tmp_path / "out")
    folder.begin(own_store=False)
    (tmp_path / "out" / "run.json").write_text("before")
    (tmp_path / "out" / "tables").symlink_to(tmp_path / "elsewhere")
    _made(folder, "tables/deep/a.csv", "x")
    with pytest.raises(UsageError, match="is a link"):
        folder.finish(folder.files(), "record", own_store=False)
    folder.abandon()
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert (tmp_path / "out" / "run.json").read_text() == "before"


@pytest.mark.parametrize(
    ("there", "made", "told"),
    [
        ("r.csv/report.html", "r.csv", "r.csv is a folder, and this run has a file of that name. Remove it"),
        ("r", "r/report.html", "r is a file, and this run has a folder of that name. Remove it"),
        ("run.json/mine", "a.csv", "run.json is a folder, and this run has a file"),
        ("store", "a.csv", "store is a file, and this run has a folder"),
    ],
)
def test_what_is_in_the_way_is_told_before_anything_is_changed(
    tmp_path: Path, there: str, made: str, told: str
) -> None:
    out = tmp_path / "out"
    folder = OutFolder(out)
    folder.begin(own_store=False)
    for name in ("before.csv", "rejects-1.csv", there):
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_text("before")
    if not (out / "run.json").exists():
        (out / "run.json").write_text("before")
    before = {str(each): each.is_file() and each.read_text() for each in out.rglob("*") if ".run.part" not in str(each)}
    folder.store_part.mkdir()
    for name in ("before.csv", made):
        _made(folder, name, "new")
    with pytest.raises(UsageError, match=re.escape(told)):
        folder.finish(folder.files(), "record", own_store=True)
    folder.abandon()
    assert {str(each): each.is_file() and each.read_text() for each in out.rglob("*")} == before


def test_what_a_run_that_was_killed_left_aside_is_cleared(tmp_path: Path) -> None:
    folder = OutFolder(tmp_path / "out")
    folder.begin(own_store=False)
    _made(folder, "half.csv", "x")
    again = OutFolder(tmp_path / "out")
    again.begin(own_store=False)
    assert again.files() == []


def test_a_new_folder_goes_when_nothing_came_of_it(tmp_path: Path) -> None:
    folder = OutFolder(tmp_path / "out")
    folder.begin(own_store=False)
    folder.abandon()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("what", ["file", "full", "link"])
def test_what_no_run_made_is_refused(tmp_path: Path, what: str) -> None:
    out = tmp_path / "out"
    if what == "file":
        out.write_text("x")
    elif what == "full":
        out.mkdir()
        (out / "mine").write_text("x")
    else:
        (tmp_path / "real").mkdir()
        (tmp_path / "real" / MARKER).touch()
        out.symlink_to(tmp_path / "real")
    with pytest.raises(UsageError, match="no run made it"):
        OutFolder(out)
