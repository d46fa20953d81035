"""The methods: the best there is where that is known, and the quality that oracles give."""

from __future__ import annotations

from itertools import product

import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_array

from graphkit import discovery
from graphkit.cli._coalitions import BACKBONES, CORRECTIONS, METHODS
from graphkit.coalitions import coalitions
from graphkit.coalitions.basis import METHODS as ROOM
from graphkit.coalitions.found import groups_of
from graphkit.coalitions.methods import bipartite, leiden, overlapping
from graphkit.coalitions.modularity import modularity, two_mode_modularity
from graphkit.errors import DataError
from graphkit.networks.network import Network
from tests.unit.coalitions.planted import planted
from tests.unit.networks.tables import snapshot_of, southern_women


def karate() -> csr_array:
    """Zachary's karate club."""
    return csr_array(nx.to_scipy_sparse_array(nx.karate_club_graph(), weight=None, format="csr"))


def test_the_command_offers_the_methods_that_there_are() -> None:
    from graphkit.backbones import CORRECTIONS as KNOWN
    from graphkit.backbones import MODELS

    assert sorted(METHODS) == sorted(discovery.names(ROOM))
    assert set(BACKBONES) == {"none", *MODELS}
    assert set(CORRECTIONS) == set(KNOWN)


def test_modularity_is_that_of_networkx() -> None:
    graph, rng = nx.les_miserables_graph(), np.random.default_rng(3)
    ties = csr_array(nx.to_scipy_sparse_array(graph, format="csr"))
    names = list(graph)
    for resolution in (0.5, 1.0, 2.0):
        groups = groups_of(rng.integers(0, 6, len(names)))
        theirs = nx.community.modularity(
            graph, [{names[row] for row in group} for group in groups], resolution=resolution
        )
        assert modularity(ties, groups, resolution) == pytest.approx(theirs, abs=1e-12)


def test_two_mode_modularity_is_the_sum_of_its_definition() -> None:
    rng = np.random.default_rng(1)
    for _ in range(5):
        dense = (rng.random((5, 4)) < 0.5).astype(np.int64)
        dense[0, 0] = 1
        own, theirs = rng.integers(0, 3, 5), rng.integers(0, 3, 4)
        m, k, d = dense.sum(), dense.sum(axis=1), dense.sum(axis=0)
        by_hand = (
            sum(dense[i, a] - 1.5 * k[i] * d[a] / m for i, a in product(range(5), range(4)) if own[i] == theirs[a]) / m
        )
        actors = [np.flatnonzero(own == label) for label in range(3)]
        actions = [np.flatnonzero(theirs == label) for label in range(3)]
        assert two_mode_modularity(csr_array(dense), actors, actions, 1.5) == pytest.approx(by_hand, abs=1e-12)


def test_leiden_reaches_the_largest_modularity_of_the_karate_club() -> None:
    # 0.4198: Agarwal & Kempe 2008, Eur. Phys. J. B 66, 409-418, table 1.
    for seed in range(3):
        found = leiden.find(None, karate(), resolution=1.0, seed=seed, starts=4)  # type: ignore[arg-type]
        assert modularity(karate(), found.groups) == pytest.approx(0.4198, abs=1e-4)


def test_leiden_leaves_no_group_in_pieces() -> None:
    network = planted(0, 0.5)
    graph = network.projection().to_networkx()
    assert all(nx.is_connected(graph.subgraph(group)) for group in coalitions(network, runs=0).groups)


def test_southern_women_reach_the_best_modularity_known_in_two_modes() -> None:
    # Barber 2007 and those after him have about .345.
    network = southern_women().network()
    found = coalitions(network, "bipartite", runs=0, starts=40)
    assert found.modularity >= 0.3455 - 1e-4
    assert found.actions is not None
    place = ({id: row for row, id in enumerate(ids)} for ids in (network.actor_ids, network.action_ids))
    rows, columns = ([np.array([at[id] for id in group]) for group in groups]
                     for at, groups in zip(place, (found.groups, found.actions), strict=True))  # fmt: skip
    assert two_mode_modularity(network.incidence, rows, columns) == pytest.approx(found.modularity, abs=1e-12)


def test_two_mode_groups_are_the_best_of_all_where_all_can_be_tried() -> None:
    ties = [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y"), ("c", "y"), ("c", "z"), ("d", "z")]
    network = snapshot_of(ties).network()
    best = -1.0
    for own in product(range(3), repeat=4):
        for theirs in product(range(3), repeat=3):
            parts = ([np.flatnonzero(np.array(part) == label) for label in range(3)] for part in (own, theirs))
            best = max(best, two_mode_modularity(network.incidence, *parts))
    found = bipartite.find(network, None, resolution=1.0, seed=0, starts=20)
    assert found.actions is not None
    assert two_mode_modularity(network.incidence, found.groups, found.actions) == pytest.approx(best, abs=1e-12)


@pytest.fixture
def two_circles_one_between() -> Network:
    """Two circles of four, each pair with an action of its own, and one actor who has an action with each of them."""
    circles = ("abcd", "wxyz")
    ties = [
        (actor, f"{one}{other}")
        for circle in circles
        for one in circle
        for other in circle
        if one < other
        for actor in (one, other)
    ]
    ties += [pair for other in "abcdwxyz" for pair in ((other, f"m{other}"), ("m", f"m{other}"))]
    return snapshot_of(ties).network()


def test_who_stands_between_two_circles_is_in_both(two_circles_one_between: Network) -> None:
    found = coalitions(two_circles_one_between, "overlapping", runs=0)
    assert found.groups == [["a", "b", "c", "d", "m"], ["m", "w", "x", "y", "z"]]
    assert found.in_several == ["m"]
    # Four actions with each circle.
    assert [strengths["m"] for strengths in found.strengths] == [4.0, 4.0]
    assert np.isnan(found.modularity)


def test_ties_that_meet_too_often_are_refused(
    two_circles_one_between: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlapping, "LARGEST", 10)
    with pytest.raises(DataError, match="Take a backbone, a lower alpha, or another method"):
        coalitions(two_circles_one_between, "overlapping", runs=0)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("runs", [0, 3])
@pytest.mark.parametrize(
    "ties",
    [
        [("a", "x")],
        [("a", "x"), ("a", "y")],
        [("a", "x"), ("b", "y")],
        [("a", "x"), ("b", "x"), ("c", "x")],
        [("a", "x"), ("b", "x"), ("c", "y"), ("d", "y")],
    ],
    ids=["one actor", "one actor twice", "nothing shared", "one action", "two parts"],
)
def test_the_smallest_networks_have_an_answer_and_nothing_stable(
    method: str, runs: int, ties: list[tuple[str, str]]
) -> None:
    found = coalitions(snapshot_of(ties).network(), method, runs=runs)
    assert found.stable == []
    assert {actor for group in found.groups for actor in group} <= {"a", "b", "c", "d"}
    assert str(found)
    assert found.pairs().columns.tolist() == ["id", "name", "other_id", "other_name", "together"]
