"""What the room keeps to: it knows nothing else, and each kernel has one type."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from graphkit.networks import kernels
from tests.unit.networks.kernels.networks import large

ROOM = Path(kernels.__file__).parent
FILES = sorted(file.stem for file in ROOM.glob("*.py") if file.stem != "__init__")


@pytest.mark.parametrize("file", FILES)
def test_it_imports_nothing_of_graphkit_but_itself(file: str) -> None:
    lines = [line.split() for line in (ROOM / f"{file}.py").read_text(encoding="utf-8").splitlines()]
    modules = [words[1] for words in lines if words[:1] in (["from"], ["import"])]
    own = [module for module in modules if module.partition(".")[0] == "graphkit"]
    assert all(module == "graphkit" or module.startswith("graphkit.networks.kernels") for module in own), own


def test_the_room_the_layout_and_the_walks_do_without_numba() -> None:
    code = (
        "import sys, graphkit.networks.kernels.layout, graphkit.networks.kernels.walks;"
        "assert 'numba' not in sys.modules and 'llvmlite' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.slow
def test_each_kernel_is_compiled_for_one_type_whatever_it_is_given() -> None:
    from graphkit.networks.kernels import (
        betweenness,
        closure,
        components,
        cores,
        distances,
        holes,
        projection,
        triangles,
        warming,
    )
    from graphkit.networks.kernels.layout import both_modes, one_mode, two_mode

    network = large(300, 200, 700)
    matrix, projected = network.incidence, network.weights()
    for dtype in (np.int32, np.int64):
        ptr, columns = matrix.indptr.astype(dtype), matrix.indices.astype(dtype)
        columns.flags.writeable = False
        arrays = two_mode(ptr, columns, network.m)
        sizes = np.diff(arrays.action_ptr)
        actors = one_mode(projected.indptr.astype(dtype), projected.indices.astype(dtype))
        weights = projected.data.astype(dtype)
        weights.flags.writeable = False
        projection.project(arrays, sizes, sizes[::-1])
        projection.repeated(arrays)
        distances.nearness(arrays)
        distances.nearness_in_two_modes(arrays)
        distances.between(arrays, np.arange(5, dtype=dtype)[::-1])
        betweenness.dependencies(both_modes(arrays))
        betweenness.dependencies(actors, np.arange(5, dtype=dtype)[::-1])
        betweenness.dependencies_in_projection(arrays, np.arange(9, dtype=dtype))
        holes.holes(actors, weights)
        triangles.clustering(actors)
        closure.closure(arrays)
        cores.coreness(actors)
        components.components(arrays)
        components.removal(arrays, np.arange(9, dtype=dtype)[::-1])
    # Nothing to do is a type of its own, too.
    empty = two_mode(np.zeros(1, np.int64), np.zeros(0, np.int64), 0)
    for work in (distances.nearness, closure.closure, betweenness.dependencies_in_projection, components.components):
        work(empty)
    # And what `graphkit warm` compiles ahead, all kernels that there are.
    assert list(warming.warm())
    compiled = {
        f"{file}.{name}": len(found.signatures)
        for file in FILES
        for name, found in vars(import_module(f"graphkit.networks.kernels.{file}")).items()
        if hasattr(found, "signatures") and found.targetoptions.get("forceinline") is None
    }
    assert len(compiled) >= 10
    assert set(compiled.values()) == {1}, compiled
