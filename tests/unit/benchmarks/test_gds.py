"""Neo4j Graph Data Science as a peer: a real server, where the jars were fetched."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from tests.unit.benchmarks.test_works import found, given, names  # noqa: F401  # a fixture

EXACT = {"betweenness", "closeness", "clustering", "components", "coreness", "harmonic"}

# As far as the rules by which they stop let them agree.
WITHIN = {"pagerank": 1e-3}


@pytest.mark.neo4j
@pytest.mark.parametrize("work", sorted([*EXACT, *WITHIN]))
def test_graph_data_science_finds_what_graphkit_finds(given: Any, work: str) -> None:  # noqa: F811
    if not import_module("engines.gds").is_there():
        pytest.skip("the jars of Graph Data Science were not fetched: benchmarks/networks.py --engines gds")
    handed = given.tiny()
    ours, theirs = found(work, "graphkit", handed), found(work, "gds", handed)
    assert theirs == pytest.approx(ours[: len(theirs)], rel=WITHIN.get(work, 1e-9), abs=1e-9)
    assert len(theirs) == handed.n
