"""Every kernel is compiled ahead, as it is used."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graphkit.networks import kernels
from tests.conftest import ROOT

CODE = """
import pkgutil
from importlib import import_module
from graphkit.networks import kernels
from graphkit.networks.kernels import _compile, warming
for found in pkgutil.iter_modules(kernels.__path__):
    import_module(f"{kernels.__name__}.{found.name}")
print(*(f"{each.name}:{each.compiled}" for each in warming.warm()))
print(*(kernel.__name__ for kernel in _compile.KERNELS if len(kernel.signatures) != 1))
print(sum(sum(kernel.stats.cache_misses.values()) for kernel in _compile.KERNELS))
"""


@pytest.mark.slow
def test_each_kernel_is_compiled_once_and_found_by_the_next_process(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NUMBA_CACHE_DIR": str(tmp_path)}
    runs = [
        subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True, env=environment)
        for _ in range(2)
    ]
    for state, done in zip(("True", "False"), runs, strict=True):
        warmed, others, misses = done.stdout.split("\n")[:3]
        assert {each.partition(":")[2] for each in warmed.split()} == {state}
        assert others == "", "warming.py does not run these"
        assert (int(misses) > 0) == (state == "True")
    files = {file.stem for file in Path(kernels.__file__).parent.glob("*.py") if "\n@kernel" in file.read_text("utf-8")}
    assert {each.partition(":")[0] for each in warmed.split()} == files
