"""How far the search for an eigenvector is, which nobody knows beforehand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from graphkit.measures import _spectrum
from graphkit.measures._measure import Measure
from graphkit.measures.eigenvector import eigenvector
from graphkit.measures.hits import hits
from graphkit.measures.katz import katz
from tests.unit.networks.tables import snapshot_of


@pytest.mark.parametrize("each", [eigenvector, hits, katz], ids=lambda each: each.name)
def test_what_is_told_rises_and_leaves_the_values_as_they_are(each: Measure, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = np.random.default_rng(3)
    ties = {(f"a{actor}", f"x{action}") for actor, action in draw.integers(0, 300, (1_500, 2))}
    network = snapshot_of(sorted(ties)).network()
    quiet = each.function(network)
    # As if a second had passed before each step.
    clock = iter(range(0, 10**6, 2))
    monkeypatch.setattr(_spectrum.time, "monotonic", lambda: next(clock))
    told: list[Any] = []
    assert each.function(network, progress=told.append).tobytes() == quiet.tobytes()
    assert len(told) > 10
    assert told == sorted(told)
    assert 0.0 < told[0] < 0.1
    assert told[-1] <= 1.0
