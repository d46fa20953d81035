"""A disk that is full leaves nothing half-written behind: no list that looks whole, no file of what is remembered."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("resource")

# No file of the process may be larger than a page.
FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"

REMEMBERED = """
from graphkit.errors import DataError
from graphkit.model.spill import Spill
try:
    Spill({str(number): "x" * 1000 for number in range(100)})
except DataError as error:
    print(error)
"""

LISTED = """
from pathlib import Path
from graphkit.loading.lists import ListFile
made = ListFile(Path("rejects.csv"), ("row", "reason"))
try:
    made.write("1", "x" * 2000)
    made.write("2", "x" * 4000)
    made.close(keep=True)
except OSError as error:
    # The load ends so, and closes its lists.
    print(error)
    try:
        made.close(keep=False)
    except OSError:
        pass
"""


@pytest.mark.parametrize(
    ("program", "told"),
    [(REMEMBERED, "What a load has to remember cannot be kept in "), (LISTED, "File too large")],
)
def test_a_disk_that_is_full_leaves_nothing_behind(tmp_path: Path, program: str, told: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FULL + program],
        cwd=tmp_path,
        env=os.environ | {"TMPDIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told in ran.stdout, ran.stderr
    assert list(tmp_path.iterdir()) == []
