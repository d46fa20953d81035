"""Every line to paste in a command's help runs, on the store of the demo."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graphkit.cli._reference import commands, examples
from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case base in a store, as ``graphkit demo`` makes it."""
    import graphkit
    from graphkit import casebase

    place = tmp_path_factory.mktemp("demo") / "store"
    with graphkit.open(place) as graph:
        graph.load("tables", casebase.folder(), rejects=None)
    return place


@pytest.mark.slow
@pytest.mark.parametrize("name", commands())
def test_the_examples_of_a_command_run(
    name: str, run: Run, demo_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for report, n in (("report-2026-q2", 40), ("report-2026-q3", 44)):
        (tmp_path / report).mkdir()
        evidence = f"id,key,section,sentence,value,unit\nE1,data.actors,data,There are {n} actors.,{n},actors\n"
        (tmp_path / report / "evidence.csv").write_text(evidence)
    store = shutil.copytree(demo_store, tmp_path / "store")
    monkeypatch.setenv("GRAPHKIT_STORE", str(store))
    for line in examples(commands()[name]):
        if "|" in line:
            path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
            done = subprocess.run(["sh", "-c", line], env=os.environ | {"PATH": path}, capture_output=True, check=False)
            assert done.returncode == 0, f"{line}: {done.stderr.decode()}"
            continue
        program, *words = shlex.split(line)
        assert program == "graphkit"
        ran = run(*words)
        assert ran.code == 0, f"{line}: {ran.err}"
        assert ran.out or "--output" in line, line
