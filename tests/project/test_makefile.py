"""The Makefile: what takes minutes is announced before it begins."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("target", "told"),
    [
        *(("demo", "about 750 MB"), ("notebook", "JupyterLab into .venv"), ("test", "a few minutes")),
        ("docs-site", "Sphinx into .venv"),
    ],
)
def test_an_installation_is_announced_first(target: str, told: str, tmp_path: Path) -> None:
    if shutil.which("make") is None:
        pytest.skip("needs make")
    for name in ("Makefile", "setup.cfg", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    done = subprocess.run(["make", "-n", target], cwd=tmp_path, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    (install,) = [number for number, line in enumerate(lines) if " pip install " in line]
    assert lines[install - 1].startswith('echo "Installing graphkit')
    assert told in lines[install - 1]
