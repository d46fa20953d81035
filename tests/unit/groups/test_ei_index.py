"""The E-I index: published numbers, the exact mean over all ways to deal groups out, and what it says of little."""

from __future__ import annotations

from itertools import permutations

import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import pytest

from graphkit.errors import UsageError
from graphkit.groups import ei_index, grouping_of
from graphkit.networks.network import Network
from graphkit.networks.snapshot import Snapshot
from tests.unit.networks.tables import each_tie_an_action, snapshot_of


def karate() -> tuple[Network, dict[str, str]]:
    graph = nx.karate_club_graph()
    return each_tie_an_action(graph.edges()).network(), {str(v): club for v, club in graph.nodes(data="club")}


def test_karate_club_by_faction() -> None:
    # Krackhardt & Stern's index on Zachary's club: 11 ties of 78 across, -.7179.
    network, club = karate()
    found = ei_index(network.projection(), grouping_of(network, club), draws=200)
    assert (found.values["external"], found.values["internal"]) == (11, 67)
    assert found.values["ei"] == pytest.approx(-0.7179, abs=5e-5)
    # 17 and 17: 289 pairs across, 272 within; 78 ties fit into either.
    assert (found.values["low"], found.values["high"], found.values["rescaled"]) == (-1, 1, found.values["ei"])
    assert found.values["expected"] == pytest.approx((289 - 272) / 561)
    assert found.values["p_inward"] == 1 / 201
    assert found.values["p_outward"] == 1
    groups = found.groups()
    assert groups["external"].tolist() == [11, 11]
    assert groups["internal"].sum() == 67


def test_each_actor_by_counting() -> None:
    graph = nx.karate_club_graph()
    network, club = karate()
    found = ei_index(network.projection(), grouping_of(network, club), draws=0)
    frame = found.actors().set_index("id")
    for v in graph:
        across = sum(club[str(v)] != club[str(w)] for w in graph[v])
        assert frame.loc[str(v), "external"] == across
        assert frame.loc[str(v), "ei"] == pytest.approx((2 * across - graph.degree(v)) / graph.degree(v))
    assert np.isnan(found.values["p_inward"])
    assert found.provenance["seed"] is None


def test_expected_is_the_mean_over_all_deals() -> None:
    edges = [("a", "b"), ("b", "c"), ("c", "d"), ("b", "d"), ("d", "e")]
    network = each_tie_an_action(edges).network()
    labels = ("x", "x", "y", "y", "z")
    values = []
    for dealt in set(permutations(labels)):
        grouping = grouping_of(network, dict(zip("abcde", dealt, strict=True)))
        found = ei_index(network.projection(), grouping, draws=0)
        assert found.values["low"] <= found.values["ei"] <= found.values["high"]
        values.append(found.values["ei"])
    assert np.mean(values) == pytest.approx(found.values["expected"])


def test_the_feasible_range_is_that_of_the_ties_that_there_can_be() -> None:
    # Two actors in one group, one in another: a pair within, two across. All three ties are there: no choice is left.
    network = each_tie_an_action([("a", "b"), ("b", "c"), ("a", "c")]).network()
    found = ei_index(network.projection(), grouping_of(network, {"a": "x", "b": "x", "c": "y"}), draws=10)
    assert found.values["low"] == found.values["high"] == found.values["ei"] == pytest.approx(1 / 3)
    assert np.isnan(found.values["rescaled"])
    assert found.values["p_inward"] == found.values["p_outward"] == 1


def test_the_draws_are_those_of_the_seed() -> None:
    network, club = karate()
    grouping = grouping_of(network, {actor: str(int(actor) % 3) for actor in club})
    once, again, other = (ei_index(network.projection(), grouping, draws=499, seed=seed).values for seed in (3, 3, 4))
    assert once == again
    assert once["p_inward"] != other["p_inward"]
    with pytest.raises(UsageError, match="draws=-1"):
        ei_index(network.projection(), grouping, draws=-1)


@pytest.mark.parametrize(
    "snapshot", [snapshot_of([]), snapshot_of([("a", "x")]), snapshot_of([("a", "x"), ("b", "x")])]
)
def test_nothing_to_count_is_nan(snapshot: Snapshot) -> None:
    network = snapshot.network()
    found = ei_index(network.projection(), grouping_of(network, {"a": "one"}))
    assert np.isnan(found.values["ei"])
    assert np.isnan(found.values["p_inward"])
    assert len(found.actors()) == network.n_actors
    plt.close(found.plot().get_figure())


def test_those_without_a_group_are_left_out_and_counted() -> None:
    network = each_tie_an_action([("a", "b"), ("b", "c")]).network()
    found = ei_index(network.projection(), grouping_of(network, {"a": "x", "b": "x"}))
    assert (found.values["external"], found.values["internal"]) == (0, 1)
    assert found.provenance["account"] == {"groups": {"stated": 2, "unknown": 1}, "ties_without_a_group": 1}
    assert found.actors().set_index("id")["group"].isna().to_dict() == {"a": False, "b": False, "c": True}
