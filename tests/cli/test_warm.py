"""``graphkit warm``: what it lists, and what it says of the place where things are kept."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import ROOT


def _warm(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    found = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    line = [sys.executable, "-m", "graphkit", "warm", *words]
    return subprocess.run(line, capture_output=True, text=True, env=found, check=False)


@pytest.mark.slow
def test_what_is_compiled_is_there_the_next_time(tmp_path: Path) -> None:
    states = []
    for _ in range(2):
        done = _warm("--format", "csv", NUMBA_CACHE_DIR=str(tmp_path))
        assert done.returncode == 0, done.stderr
        rows = list(csv.DictReader(io.StringIO(done.stdout)))
        assert "brandes" in [row["kernels"] for row in rows]
        states.append({row["state"] for row in rows})
        assert f"They are kept in {tmp_path}" in done.stderr
    assert states == [{"compiled"}, {"from_disk"}]


def test_a_home_that_cannot_be_written_is_told_with_its_cure(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    done = _warm("--lang", "fr", NUMBA_CACHE_DIR=str(in_the_way))
    # An image that was to hold them does not: whoever makes it must hear that.
    assert (done.returncode, done.stdout) == (5, "")
    assert "Rien n'a été compilé" in done.stderr
    assert f"gardé dans {in_the_way}, le dossier que désigne NUMBA_CACHE_DIR" in done.stderr
    english = _warm(NUMBA_CACHE_DIR=str(in_the_way)).stderr
    assert f"kept in {in_the_way}, the folder that NUMBA_CACHE_DIR names" in english


def test_who_has_set_no_folder_is_told_how(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    done = _warm(NUMBA_CACHE_DIR="", XDG_CACHE_HOME=str(in_the_way))
    assert (done.returncode, done.stdout) == (5, "")
    assert "Set NUMBA_CACHE_DIR to a folder of your own" in done.stderr


def test_without_numba_there_is_nothing_to_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from graphkit.cli import warm

    monkeypatch.setattr(warm, "find_spec", lambda name: None)
    ran = run("warm")
    assert (ran.code, ran.out) == (0, "")
    assert "numba is not installed" in ran.err
