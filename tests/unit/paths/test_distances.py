"""Distances among actors: NetworkX on the projection, a limit for lists, answers in words."""

from __future__ import annotations

import matplotlib as mpl
import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from graphkit.errors import UnknownName, UsageError
from graphkit.networks.network import Network
from graphkit.paths import distances as searched
from graphkit.paths import distances_result
from graphkit.paths.distances import distances, steps_between
from tests.unit.networks.kernels.networks import Drawn, drawn, large
from tests.unit.networks.tables import fund, snapshot_of, southern_women, takes_part

mpl.use("agg")


def _network(network: Drawn) -> Network:
    return snapshot_of([(f"a{v:04}", f"x{x:04}") for v, x in sorted(network.pairs)]).network()


@settings(max_examples=40)
@given(drawn())
def test_all_numbers_are_those_of_networkx_on_the_projection(network: Drawn) -> None:
    found = distances(_network(network), among="actors")
    graph = nx.Graph(found.network.projection().to_networkx())
    steps = dict(nx.all_pairs_shortest_path_length(graph))
    ids = found.network.actor_ids
    every = [steps[a][b] for a in ids for b in ids if a < b and b in steps[a]]
    assert found.counts == {k: every.count(k) for k in sorted(set(every))}
    assert found.n_reached == len(every)
    assert found.diameter == max(every, default=None)
    if every:
        assert found.mean == pytest.approx(np.mean(every))
        one, other = found.farthest_pair or ("", "")
        assert steps[one][other] == max(every)
    for row in found.to_frame().itertuples():
        own = {b: d for b, d in steps[row.id].items() if b != row.id}
        assert row.reached == len(own)
        assert row.unreached == len(ids) - 1 - len(own)
        if own:
            assert row.farthest == max(own.values()) == own[row.farthest_id]
            assert row.mean == pytest.approx(np.mean(list(own.values())))
    matrix = found.matrix()
    pairs = {(row.id, row.other_id): row.distance for row in found.pairs().itertuples()}
    for a in ids:
        for b in ids:
            there = b in steps[a]
            assert steps[a][b] == matrix.loc[a, b] if there else pd.isna(matrix.loc[a, b])
            if a < b:
                assert steps[a][b] == pairs[a, b] if there else pd.isna(pairs[a, b])


@pytest.mark.slow
def test_the_kernel_and_searches_one_by_one_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    network = _network(large())
    rows = np.arange(0, network.n_actors, 2)
    at_once = steps_between(network, rows)
    monkeypatch.setattr(searched, "TOGETHER", 100)
    assert (steps_between(network, rows) == at_once).all()
    monkeypatch.setattr("graphkit.measures._kernels.pay", lambda *_: False)
    assert (steps_between(network, rows) == at_once).all()
    assert (at_once < 0).any()
    assert at_once.max() > 2


def test_southern_women_meet_or_have_a_friend_in_common() -> None:
    found = distances(southern_women().network())
    assert (found.n_pairs, found.counts) == (153, {1: 139, 2: 14})
    assert str(found).startswith("18 funders, 153 pairs: 153 reach one another (100%). Mean distance 1.09 steps")


CHAIN = [fund("a", "x"), takes_part("b", "x"), takes_part("b", "y"), fund("c", "y"), fund("d", "z"), fund("e", "z")]


def test_among_funders_a_path_may_lead_over_anybody() -> None:
    network = snapshot_of(CHAIN).network()
    found = distances(network)
    assert [network.actor_ids[row] for row in found.rows] == ["a", "c", "d", "e"]
    assert found.counts == {1: 1, 2: 1}
    assert found.distribution["pairs"].tolist() == [1, 1, 4]
    assert "no way between 4 pairs" in str(found)
    assert found.to_frame()["id"].tolist() == ["a", "c", "d", "e"]
    assert distances(network, among="actors").n_pairs == 10


def test_chosen_actors_kinds_and_scales() -> None:
    actors = [{"id": "a", "kind": "association", "scale": "municipal"}, {"id": "c", "kind": "foundation"}]
    network = snapshot_of(CHAIN, actors=actors).network()
    assert distances(network, ["c", "a"]).counts == {2: 1}
    assert len(distances(network, kinds=["association", "foundation"]).rows) == 2
    assert len(distances(network, kinds=["association", "foundation"], scales=["municipal"]).rows) == 1
    with pytest.raises(UnknownName):
        distances(network, kinds=["castle"])
    with pytest.raises(UnknownName):
        distances(network, ["nobody"])
    with pytest.raises(UnknownName, match="no choice of actors named 'all'"):
        distances(network, among="all")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="is one word"):
        distances(network, "a")


def test_evidence_of_a_distance_is_that_of_a_shortest_path() -> None:
    network = snapshot_of(CHAIN).network()
    found = distances(network)
    ties = found.evidence(("a", "c"))
    assert ties["step"].tolist() == [1, 1, 2, 2]
    assert ties["locator"].notna().all()
    assert len(found.evidence("b")) == 2
    assert len(found.evidence()) == len(CHAIN)
    assert found.provenance["snapshot"] == network.snapshot.hash


def test_more_actors_than_can_be_listed_are_told_of_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distances_result, "LISTED", 3)
    found = distances(snapshot_of(CHAIN).network())
    for listed in (found.pairs, found.matrix):
        with pytest.raises(UsageError, match=r"4 actors have 6 pairs, and no more than 3 actors are listed"):
            listed()
    assert len(found.to_frame()) == 4


def test_the_drawing_has_a_bar_a_distance_and_one_for_no_way() -> None:
    axes = distances(snapshot_of(CHAIN).network()).plot(lang="fr")
    assert [label.get_text() for label in axes.get_xticklabels()] == ["1", "2", "aucun chemin"]
    assert [text.get_text() for text in axes.texts] == ["17\u202f%", "17\u202f%", "67\u202f%"]
    plt.close("all")
