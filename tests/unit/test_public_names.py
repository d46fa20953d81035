import subprocess
import sys

import pytest

import graphkit

HEAVY = ("pandas", "pyarrow", "numpy", "scipy", "networkx", "matplotlib", "neo4j", "arcadedb")


def test_each_public_name_is_there() -> None:
    for name in graphkit.__all__:
        assert getattr(graphkit, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = graphkit.nothing


def test_importing_it_imports_nothing_heavy() -> None:
    code = f"import sys, graphkit, graphkit.graph; print([name for name in {HEAVY} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
