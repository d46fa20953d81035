"""What is imported when, in processes of their own: NetworkX users pay for nothing that they do not use."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

HEAVY = ("numba", "llvmlite", "scipy", "pandas", "pyarrow", "numpy")


def run(code: str, **environment: str) -> list[str]:
    found = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], check=False, capture_output=True, text=True, env=found
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_importing_networkx_imports_nothing_heavy_of_ours() -> None:
    code = """
import sys, networkx as nx
assert "closeness_centrality" in nx.utils.backends.backend_info["graphkit"]["functions"]
print(*(name for name in sys.modules if name.startswith("graphkit") or name.partition(".")[0] in %r))
"""
    modules = run(code % (HEAVY,))
    assert "graphkit.backend.info" in modules
    assert set(modules) <= {
        *("graphkit", "graphkit.backend", "graphkit.backend.info", "graphkit.backend.functions"),
        *("graphkit.discovery", "graphkit.errors"),
    }


def test_small_graphs_never_import_numba() -> None:
    code = """
import sys, networkx as nx
graph = nx.karate_club_graph()
for name in ("betweenness_centrality", "closeness_centrality", "clustering", "constraint", "core_number", "pagerank"):
    getattr(nx, name)(graph.copy(), backend="graphkit")
nx.effective_size(graph.copy(), weight="weight", backend="graphkit")
from graphkit.measures._example import cafe_and_garden
network = cafe_and_garden()
nx.closeness_centrality(network), nx.betweenness_centrality(network.projection()), nx.clustering(network.projection())
nx.global_efficiency(network.projection())
print("numba" in sys.modules)
"""
    assert run(code) == ["False"]


@pytest.mark.slow
def test_without_a_place_to_keep_them_kernels_are_compiled_in_memory(tmp_path: Path) -> None:
    # A file where the folder should be: nobody can write there, not even root.
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    code = """
import sys, networkx as nx
graph = nx.gnm_random_graph(1_200, 4_000, seed=1)
found = nx.core_number(graph, backend="graphkit")
with nx.config.backends.graphkit(always=True):
    again = nx.core_number(graph.copy(), backend="graphkit")
print("numba" in sys.modules, found == again)
"""
    environment = {"HOME": str(in_the_way), "XDG_CACHE_HOME": str(in_the_way), "NUMBA_CACHE_DIR": str(in_the_way)}
    assert run(code, **environment) == ["True", "True"]
