"""Every what-if on next to nothing: an answer in words, in both languages, and no traceback."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from graphkit.networks.network import Network
from graphkit.networks.snapshot import Snapshot
from graphkit.scenarios.agenda import agenda
from graphkit.scenarios.cliff import cliff
from graphkit.scenarios.curve import robustness
from graphkit.scenarios.cut import cut
from graphkit.scenarios.each import each_exit
from graphkit.scenarios.exit import funder_exit
from graphkit.scenarios.sets import exit_sets
from tests.unit.networks.tables import fund, snapshot_of, takes_part

mpl.use("Agg")

AXIS = [{"label": "Objective", "id": "axis", "name": "An axis"}]

DATA: dict[str, Snapshot] = {
    "empty": snapshot_of([], others=AXIS),
    "one action": snapshot_of([takes_part("a", "x")], others=AXIS),
    "one actor": snapshot_of([fund("a", "x", 5.0), fund("a", "y", 3.0)], others=AXIS),
    "no amounts": snapshot_of([takes_part("a", "x"), takes_part("b", "x", "operator")], others=AXIS),
    "all amounts missing": snapshot_of([fund("a", "x"), fund("b", "x"), fund("b", "y")], others=AXIS),
    "things only": snapshot_of([fund("a", "x", resource="in_kind"), fund("b", "x", resource="in_kind")], others=AXIS),
}

ASKED: dict[str, Callable[[Network], Any]] = {
    "exit": lambda network: funder_exit(network, ["a"], cascade=0.5) if network.n_actors else None,
    "each": each_exit,
    "sets": exit_sets,
    "curve": lambda network: robustness(network, null=2),
    "random": lambda network: robustness(network, order="random", draws=3, rules="money,funder"),
    "worst": lambda network: robustness(network, order="worst", rules="money,public"),
    "cut": lambda network: cut(network, 0.5, by={"scale": "municipal"}),
    "agenda": lambda network: agenda(network, ["An axis"]),
    "cliff": cliff,
}


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("grain", ["action", "recipient"])
@pytest.mark.parametrize("asked", ASKED)
def test_an_answer_in_words(data: str, grain: str, asked: str) -> None:
    network = DATA[data].network(grain=grain)
    result = ASKED[asked](network)
    if result is None:
        return
    for lang, caution in (("en", "all else unchanged"), ("fr", "toutes choses égales par ailleurs")):
        assert caution in result.sentence(lang)
        assert not re.search(r"\bnan\b", result.sentence(lang))
    assert result.to_frame() is not None
    assert result.provenance["snapshot"] == DATA[data].hash
    result.plot()
    plt.close("all")


def test_missing_amounts_are_told_and_are_not_nothing() -> None:
    result = funder_exit(DATA["all amounts missing"].network(), ["a"])
    assert result.to_frame()[["outcome", "unknown_amounts"]].values.tolist() == [["unknown", 2]]
    assert result.to_frame()["money"].isna().all()
    assert "is not known, and is not 0: 1 tie" in str(result)
