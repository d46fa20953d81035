"""The output folder: what is in the way is refused, and what was there before is whole after a failure."""

from __future__ import annotations

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


@pytest.mark.parametrize(("before", "now"), [("r.csv/a.csv", "r.csv"), ("r.csv", "r.csv/a.csv")])
def test_a_folder_where_a_file_is_to_be_is_said_before_anything_changes(tmp_path: Path, before: str, now: str) -> None:
    folder = OutFolder(tmp_path / "out")
    folder.begin(own_store=False)
    _made(folder, before, "old")
    folder.finish(folder.files(), "record of the old run", own_store=False)
    folder.begin(own_store=False)
    _made(folder, now, "new")
    with pytest.raises(UsageError, match=r"r\.csv is a (folder|file), and a (file|folder) is to be there"):
        folder.finish(folder.files(), "record of the new run", own_store=False)
    folder.abandon()
    assert (tmp_path / "out" / before).read_text() == "old"
    assert (tmp_path / "out" / "run.json").read_text() == "record of the old run"


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
