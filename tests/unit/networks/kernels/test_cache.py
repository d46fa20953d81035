"""Where compiled functions are kept: read-only installs, no home, other users, two processes at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graphkit.networks.kernels import _cache
from tests.conftest import ROOT

# One small kernel, by the product's own decorator.
CODE = """
import numpy as np
from graphkit.networks.kernels import _compile
from graphkit.networks.kernels.components import _together, components
from graphkit.networks.kernels.layout import two_mode
found = components(two_mode(np.array([0, 1, 2]), np.array([0, 0]), 2))
assert [part.tolist() for part in found] == [[0, 0], [0, 1]], found
print(_compile._FOLDER)
print(sum(_together.stats.cache_hits.values()), sum(_together.stats.cache_misses.values()))
"""

posix = pytest.mark.skipif(os.name == "nt", reason="rights are of another kind there")


def run(code: str = CODE, **environment: str) -> list[str]:
    found = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    found.pop("NUMBA_CACHE_DIR", None) if "NUMBA_CACHE_DIR" not in environment else None
    process = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, env=found)
    assert process.returncode == 0, process.stderr
    assert process.stderr == ""
    return process.stdout.splitlines()


@pytest.mark.slow
def test_the_second_process_finds_what_the_first_compiled(tmp_path: Path) -> None:
    first, second = run(XDG_CACHE_HOME=str(tmp_path)), run(XDG_CACHE_HOME=str(tmp_path))
    assert first[0] == second[0]
    if sys.platform == "linux":
        assert Path(first[0]).parent == tmp_path / "graphkit" / "numba"
        assert (first[1], second[1]) == ("0 1", "1 0")


@pytest.mark.slow
def test_a_folder_the_user_names_is_taken(tmp_path: Path) -> None:
    assert Path(run(NUMBA_CACHE_DIR=str(tmp_path))[0]).parent == tmp_path
    assert list(tmp_path.rglob("*.nbi"))


@pytest.mark.slow
@posix
def test_without_a_place_that_can_be_written_it_compiles_in_memory(tmp_path: Path) -> None:
    # A file where the folder should be: nobody can write there, not even root.
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    assert run(XDG_CACHE_HOME=str(in_the_way), HOME=str(in_the_way)) == ["None", "0 1"]


@pytest.mark.slow
@posix
def test_on_a_full_disk_it_compiles_in_memory_and_says_so_once(tmp_path: Path) -> None:
    # A limit on the size of files stands for the quota: an empty file can be made, the kernels cannot be written.
    limit = """
import logging, resource, signal, sys
# Python would leave the half of a file of its own.
sys.dont_write_bytecode = True
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
said = []
logging.getLogger("graphkit.kernels").addHandler(handler := logging.Handler())
handler.emit = lambda record: said.append(record.getMessage())
"""
    more = """
from graphkit.networks.kernels.components import removal
assert removal(two_mode(np.array([0, 1, 2]), np.array([0, 0]), 2), np.array([0])).largest.tolist() == [2, 1]
print(len(said), said[0].partition(":")[0])
"""
    folder, counts, said = run(limit + CODE + more, NUMBA_CACHE_DIR=str(tmp_path))
    assert counts == "0 1"
    assert said.startswith(f"1 Compiled functions are not kept in {folder} (")
    assert not list(tmp_path.rglob("*.nbc"))
    # With room again the next process keeps them.
    assert [run(NUMBA_CACHE_DIR=str(tmp_path))[1] for _ in range(2)] == ["0 1", "1 0"]


@pytest.mark.slow
def test_two_processes_at_once_both_work(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NUMBA_CACHE_DIR": str(tmp_path)}
    both = [
        subprocess.Popen([sys.executable, "-c", CODE], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
        for _ in range(2)
    ]
    for process in both:
        out, errors = process.communicate()
        assert process.returncode == 0, errors
        assert len(out.split()) == 3
    assert run(NUMBA_CACHE_DIR=str(tmp_path))[1] == "1 0"


@pytest.mark.slow
def test_numba_keeps_the_functions_of_others_where_they_were(tmp_path: Path) -> None:
    code = CODE + "from numba import config; print(repr(config.CACHE_DIR))"
    assert run(code, XDG_CACHE_HOME=str(tmp_path))[-1] == "''"


def test_versions_and_states_of_the_code_are_kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    one, other = _cache.folder("1.0"), _cache.folder("1.1")
    assert one is not None
    assert other is not None
    assert one != other
    source = tmp_path / "room"
    source.mkdir()
    (source / "a.py").write_text("changed")
    monkeypatch.setattr(_cache, "ROOM", source)
    assert _cache.folder("1.0") not in (None, one)


def test_a_new_folder_takes_the_place_of_those_long_unused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    old, lately = _cache.folder("1.0"), _cache.folder("1.1")
    others = tmp_path / "graphkit-notes"
    others.mkdir()
    assert old is not None
    assert lately is not None
    for folder in (old, others):
        (folder / "held").write_text("")
        os.utime(folder, (0, 0))
    # Its use is what says that a folder is in use.
    assert _cache.folder("1.1") == lately
    assert old.exists()
    new = _cache.folder("1.2")
    assert sorted(each for each in tmp_path.iterdir()) == sorted(filter(None, (lately, new, others)))
    os.utime(lately, (0, 0))
    assert _cache.folder("1.1") == lately
    assert _cache.folder("1.3") is not None
    assert lately.exists()


@posix
def test_a_folder_of_another_user_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    found = _cache.folder("1.0")
    assert found is not None
    assert found.stat().st_mode & 0o777 == 0o700
    monkeypatch.setattr(os, "geteuid", lambda: found.stat().st_uid + 1)
    assert _cache.folder("1.0") is None
    assert _cache.folder("1.0") is None
    # Told once, and which folder it is.
    assert [record.name for record in caplog.records] == ["graphkit.kernels"]
    assert f"{found} belongs to another user" in caplog.text


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    tmp_path.chmod(0o500)
    try:
        assert _cache.folder("1.0") is None
    finally:
        tmp_path.chmod(0o700)


def test_no_home_at_all_is_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert _cache.folder("1.0") is None
