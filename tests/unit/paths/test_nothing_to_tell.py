"""Distances, reach, suggestions and back-tests on next to nothing: an answer in words, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from graphkit.networks.network import Network
from graphkit.networks.snapshot import Snapshot
from graphkit.paths.distances import distances
from graphkit.paths.likely.backtest import backtest
from graphkit.paths.likely.suggest import suggest
from graphkit.paths.reach import reach
from tests.unit.networks.tables import fund, snapshot_of, takes_part

mpl.use("Agg")

DATA: dict[str, Snapshot] = {
    "empty": snapshot_of([]),
    "one action": snapshot_of([takes_part("a", "x")]),
    "one actor": snapshot_of([fund("a", "x", 5.0, year=2001), fund("a", "y", 3.0, year=2002)]),
    "no amounts": snapshot_of([takes_part("a", "x"), takes_part("b", "x", "operator")]),
    "all amounts missing": snapshot_of(
        [fund("a", "x", year=2001), fund("b", "x", year=2002), fund("b", "y", year=2001)]
    ),
    "two currencies": snapshot_of([fund("a", "x", 1.0), fund("b", "x", 1.0, currency="GBP"), fund("b", "y", 2.0)]),
}

ASKED: dict[str, Callable[[Network], Any]] = {
    "distances": distances,
    "distances of all": lambda network: distances(network, among="actors"),
    "reach": lambda network: reach(network, ["a"]) if network.n_actors else None,
    "suggest for an action": lambda network: suggest(network, action="x") if network.n_actors else None,
    "suggest partners": lambda network: suggest(network, actor="a") if network.n_actors else None,
    "suggest actions": lambda network: suggest(network, actor="a", what="actions") if network.n_actors else None,
    "back-test": lambda network: backtest(network, draws=5),
    "back-test of actions": lambda network: backtest(network, what="actions", draws=5, holdout_years=2),
}


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("asked", ASKED)
def test_an_answer_in_words(data: str, asked: str) -> None:
    result = ASKED[asked](DATA[data].network())
    if result is None:
        return
    for lang in ("en", "fr"):
        told = result.sentence(lang)
        assert told.strip()
        assert not re.search(r"\b(nan|None)\b", told)
    frame = result.to_frame()
    assert len(frame.columns) > 2
    assert result.evidence().columns.tolist()
    assert result._repr_html_()
    assert result.provenance["snapshot"] == DATA[data].hash
    result.plot()
    plt.close("all")
