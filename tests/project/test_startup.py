"""``graphkit --help`` answers in a blink: nothing heavy is imported before it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "numba",
    "pandas",
    "numpy",
    "scipy",
    "networkx",
    "arcadedb",
    "neo4j",
    "pyarrow",
    "matplotlib",
    "rich",
    "jinja2",
}


@pytest.mark.parametrize("words", [["--help"], ["centrality", "--help"], ["load", "--help"], ["completion", "zsh"]])
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "graphkit", *words], capture_output=True, text=True, check=True
    )
    imported = {line.rpartition("|")[2].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert "click" in imported
    assert imported & HEAVY == set()
