"""The curve of robustness: published areas, brute force, and what chance makes of it."""

from __future__ import annotations

from itertools import permutations

import matplotlib as mpl
import networkx as nx
import numpy as np
import pytest

from graphkit.errors import UnknownName, UsageError
from graphkit.scenarios.curve import robustness
from graphkit.scenarios.exit import funder_exit
from graphkit.scenarios.surviving import area
from tests.unit.networks.tables import fund, snapshot_of, southern_women
from tests.unit.scenarios.random_networks import drawn

mpl.use("Agg")


def test_southern_women_as_published() -> None:
    # Memmott et al. 2004 and Burgos et al. 2007, the left sum; women removed, 18 women and 14 events. Women of equal
    # degree leave in the order of the table (Evelyn first), which is here that of their ids.
    table = nx.davis_southern_women_graph()
    number = {woman: f"{at:02} {woman}" for at, woman in enumerate(table.graph["top"])}
    network = snapshot_of([(number[woman], event) for woman in number for event in table[woman]]).network()
    assert robustness(network).area == pytest.approx(0.6429, abs=5e-5)
    assert robustness(network, order="ascending").area == pytest.approx(0.9563, abs=5e-5)
    exact = robustness(network, order="random")
    assert exact.area == pytest.approx(0.8815, abs=5e-5)
    assert exact.error == 0.0
    left = robustness(network)
    assert robustness(network, points="trapezoid").area == pytest.approx(left.area - 1 / 36)


def test_any_order_is_the_mean_of_all_orders() -> None:
    network = snapshot_of([("a", "x"), ("b", "x"), ("c", "y"), ("a", "y"), ("d", "z"), ("a", "w")]).network()
    every = [robustness(network, order=each).area for each in permutations("abcd")]
    assert robustness(network, order="random").area == pytest.approx(np.mean(every))
    assert robustness(network, order="random", rules="funder").area == pytest.approx(np.mean(every))
    sampled = robustness(network, order="random", rules="nobody,axis", draws=400, seed=1)
    assert sampled.area == pytest.approx(np.mean(every), abs=4 * sampled.error)
    assert 0 < sampled.error < 0.02


def test_orders_that_were_drawn_are_told_though_all_have_one_area() -> None:
    # Whoever goes first, each action goes with its one actor, and at half of its money likewise: the error is 0.
    network = snapshot_of([fund("a", "x", 5.0), fund("b", "y", 5.0)]).network()
    chance = robustness(network, order="random", rules="money=0.5", draws=7, seed=3)
    assert (chance.error, chance.options["draws"], chance.provenance["seed"]) == (0.0, 7, 3)
    exact = robustness(network, order="random", draws=7, seed=3)
    assert (exact.error, exact.provenance["seed"]) == (0.0, None)
    assert "draws" not in exact.options


@pytest.mark.parametrize("order", ["degree", "money", "worst"])
def test_each_point_is_the_exit_of_all_who_have_left(order: str) -> None:
    network = drawn(4)
    rules = ("money=0.4", "role=operator")
    result = robustness(network, order=order, rules=rules)  # type: ignore[arg-type]
    rows = result.to_frame()
    assert rows["stands"].iloc[0] == 1.0
    for k in range(1, len(rows)):
        left = funder_exit(network, rows["id"].tolist()[1 : k + 1], rules=rules)
        assert rows["stands"].iloc[k] == pytest.approx(1 - left.n_falling / network.n_actions)
        unknown = left.n_unknown / network.n_actions
        assert rows["stands_surely"].iloc[k] == pytest.approx(rows["stands"].iloc[k] - unknown)
    assert result.area_from <= result.area


def test_networks_drawn_keep_margins_and_seed() -> None:
    network = southern_women().network()
    one = robustness(network, null=20, seed=3)
    assert len(one.null) == 20
    assert one.null.std() > 0
    assert one.null.tolist() == robustness(network, null=20, seed=3).null.tolist()
    assert one.null.tolist() != robustness(network, null=20, seed=4).null.tolist()
    # A network with these margins that cannot be another has its own area.
    only = snapshot_of([("a", "x"), ("a", "y"), ("b", "x")]).network()
    assert set(robustness(only, null=5).null) == {robustness(only).area}
    assert "Networks drawn with the same degrees" in str(one)
    assert "20" in one.sentence("fr")


def test_what_cannot_be_asked_is_refused() -> None:
    network = southern_women().network()
    for options in ({"null": 5, "rules": "funder"}, {"null": 5, "order": "random"}, {"draws": 0}):
        with pytest.raises(UsageError):
            robustness(network, **options)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="Nobody leaves"):
        robustness(network, order=[])
    with pytest.raises(UnknownName, match="order"):
        robustness(network, order="size")  # type: ignore[arg-type]
    with pytest.raises(UnknownName, match="area"):
        robustness(network, points="spline")  # type: ignore[arg-type]


def test_a_curve_is_drawn_and_told() -> None:
    result = robustness(snapshot_of([fund("a", "x", 1.0), fund("b", "y")]).network(), rules="money=0.5", order="money")
    assert len(result.plot().lines) == 1
    assert "all else unchanged" in str(result)
    assert result.evidence("a")["actor"].tolist() == ["a"]
    assert result.provenance["method"] == "robustness"
    assert np.isnan(area(np.ones(1)))
