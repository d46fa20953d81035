"""An export is whole or not there, and takes nobody's files away."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from graphkit.errors import UnknownName, UsageError
from graphkit.exports import csv as csv_export
from graphkit.exports import gexf, write_export
from tests.unit.exports.sample import network


def everything(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize(("format", "module"), [("gexf", gexf), ("csv", csv_export)])
def test_what_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str, module: object
) -> None:
    write_export(network(), format, tmp_path / "out")
    before = everything(tmp_path)
    write = module.write  # type: ignore[attr-defined]

    def full(*words: object, **more: object) -> None:
        write(*words, **more)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(module, "write", full)
    with pytest.raises(UsageError, match=r"No space left on device\. Give --output another place"):
        write_export(network(), format, tmp_path / "out")
    assert everything(tmp_path) == before
    with pytest.raises(UsageError):
        write_export(network(), format, tmp_path / "other")
    assert everything(tmp_path) == before


def test_an_earlier_export_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    written = write_export(network(), "csv", tmp_path / "out")
    first = everything(tmp_path / "out")
    assert sorted(first) == sorted(file.name for file in written.files) == [
        "about.json", "edges.csv", "nodes.csv", "sources.csv",
    ]  # fmt: skip
    write_export(network(), "pajek", tmp_path / "out")
    assert "nodes.csv" not in everything(tmp_path / "out")
    (tmp_path / "out" / "notes.gephi").write_text("mine")
    with pytest.raises(UsageError, match=r"holds notes\.gephi, which is no export"):
        write_export(network(), "csv", tmp_path / "out")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"thesis\.txt"):
        write_export(network(), "csv", tmp_path / "mine")
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "mine"


def test_a_place_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for format, place, told in (
        ("csv", "file", "is a folder of files"),
        ("gexf", ".", "is one file"),
        ("gexf", "no/where.gexf", "there is no folder"),
    ):
        with pytest.raises(UsageError, match=told):
            write_export(network(), format, tmp_path / place)
    with pytest.raises(UnknownName, match=r"no export named 'gefx'\. Did you mean gexf"):
        write_export(network(), "gefx", tmp_path / "x")
    with pytest.raises(UsageError, match="no mark for Excel: leave bom out"):
        write_export(network(), "gexf", tmp_path / "x", bom=True)
    assert everything(tmp_path) == {"file": b"mine"}


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_export(network(), "csv", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "nodes.csv").is_file()
