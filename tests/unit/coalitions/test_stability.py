"""Stability: what is planted is found and called stable, what is rewired is not, and the same comes out each time."""

from __future__ import annotations

import numpy as np
import pytest

from graphkit.coalitions import coalitions
from graphkit.coalitions.basis import STARTS_IN_RUNS, Basis
from graphkit.coalitions.found import Found
from graphkit.coalitions.stability import assessment, resampling
from graphkit.coalitions.stability.recovery import Recovery
from graphkit.coalitions.stability.together import Together
from graphkit.networks.network import Network
from tests.unit.coalitions.planted import information, planted
from tests.unit.networks.tables import fund, snapshot_of


def basis(method: str = "leiden", backbone: str | None = None) -> Basis:
    return Basis(method, backbone, 0.05, "none", "count", None, 1.0, 2, 0)


def rows(*groups: list[int]) -> Found:
    return Found([np.array(group) for group in groups])


def test_a_group_is_found_again_as_the_one_most_like_it() -> None:
    recovery = Recovery([np.array([0, 1, 2]), np.array([3, 4])], 6, 2)
    recovery.add(rows([0, 1], [2, 3, 4], [5]))
    recovery.add(rows([0, 1, 2, 5], [3]))
    # 2 of 3, then 3 of 4; 2 of 3, then nothing: a group of one is none.
    assert recovery.likeness.tolist() == [[2 / 3, 3 / 4], [2 / 3, 0.0]]
    assert [each.tolist() for each in recovery.present] == [[2, 2, 1], [1, 1]]
    # Actor 2 was once with the others.
    assert [each.tolist() for each in recovery.elsewhere] == [[0, 0, 1], [0, 0]]


def test_pairs_are_together_in_the_share_of_runs_that_put_them_in_one_group() -> None:
    tied = snapshot_of([("a", "x"), ("b", "x"), ("c", "x"), ("d", "y")]).network().projection().matrix
    together = Together(tied)
    together.add(rows([0, 1], [2, 3]))
    together.add(rows([0, 1, 2], [1, 2, 3]))
    shares = together.shares().toarray()
    assert shares[0, 1] == shares[1, 0] == 1.0
    assert shares[0, 2] == shares[1, 2] == 0.5
    # Not tied, hence not held.
    assert shares[2, 3] == 0.0


def test_runs_that_all_agree_make_the_consensus_they_agree_on() -> None:
    from graphkit.coalitions.stability.consensus import consensus

    network = planted(0, 0.0, groups=3)
    together = Together(network.projection().matrix)
    size = network.n_actors // 3
    for _ in range(4):
        together.add(rows(*(list(range(first, first + size)) for first in range(0, network.n_actors, size))))
    found = consensus(network, basis(), together, seed=1)
    assert [group.tolist() for group in found.groups] == [
        list(range(first, first + size)) for first in range(0, network.n_actors, size)
    ]


@pytest.mark.parametrize("compiled", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_rewired_networks_keep_the_margins_and_not_the_ties(compiled: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resampling, "_LEAST_WORK", 0.0 if compiled else np.inf)
    # Fewer actors than actions, and more.
    for network in (planted(0, 0.2), planted(0, 0.2, actions=4)):
        one, other = resampling.rewired(network, [1, 2])
        for drawn in (one, other):
            assert (drawn.incidence.sum(axis=1) == network.incidence.sum(axis=1)).all()
            assert (drawn.incidence.sum(axis=0) == network.incidence.sum(axis=0)).all()
            assert drawn.incidence.max() == 1
        assert (one.incidence != network.incidence).nnz > network.n_pairs / 2
        assert (one.incidence != other.incidence).nnz > 0
        assert (resampling.rewired(network, [1])[0].incidence != one.incidence).nnz == 0


def test_half_of_the_actions_keep_their_ties_and_amounts() -> None:
    money = [
        fund(actor, action, 10.0 * n)
        for n, (actor, action) in enumerate([("a", "x"), ("b", "x"), ("a", "y"), ("b", "z")], 1)
    ]
    network = snapshot_of(money).network()
    kept = np.array([True, False, True])
    some = resampling.only_actions(network, kept)
    assert some.action_ids == ["x", "z"]
    assert some.amounts.toarray().tolist() == network.amounts.toarray()[:, kept].tolist()
    assert some.projection("amount").matrix.toarray().tolist() == [[0, 10], [10, 0]]
    assert resampling.some_actions(network, np.random.default_rng(0)).n_actions == 2


@pytest.mark.parametrize(("noise", "least", "n_stable"), [(0.05, 0.95, 5), (0.2, 0.9, 4)])
def test_planted_coalitions_are_found_and_stable(noise: float, least: float, n_stable: int) -> None:
    network = planted(0, noise)
    found = coalitions(network, runs=20)
    assert information(found.groups, network) >= least
    assert len(found.stable) >= n_stable
    assert found.standing is not None
    assert found.stability is not None
    for group, standing, stability in zip(found.groups, found.standing, found.stability, strict=True):
        assert sorted(standing) == list(group)
        assert stability.low <= stability.value <= stability.high
        assert all((each.standing == "core") == (each.probability >= 0.7) for each in standing.values())


@pytest.mark.slow
def test_consensus_finds_more_of_what_is_planted_than_plain_louvain() -> None:
    ours, plain = [], []
    for noise in (0.1, 0.2, 0.3, 0.4, 0.5):
        for seed in range(3):
            network = planted(seed, noise)
            agreed = assessment.assess(network, basis(), runs=40, seed=(seed,)).found
            groups = [[network.actor_ids[row] for row in group] for group in agreed.groups if len(group) > 1]
            ours.append(information(groups, network))
            plain.append(information(coalitions(network, "louvain", runs=0).groups, network))
    assert np.mean(ours) > np.mean(plain)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("method", "backbone"), [("leiden", None), ("leiden", "sdsm"), ("overlapping", None), ("bipartite", None)]
)
def test_networks_without_structure_have_no_stable_coalition(method: str, backbone: str | None) -> None:
    # All have the margins of one network, and so one distribution of chance.
    network = planted(0, 0.1)
    by_chance = assessment.chance(network, basis(method, backbone), runs=10, seed=5, threads=1, tell=lambda: None)
    assert len(by_chance) == assessment.REWIRED
    wrong = 0
    for number, drawn in enumerate(resampling.rewired(network, list(range(1000, 1060)))):
        recovery = assessment.assess(drawn, basis(method, backbone), runs=20, seed=(number,)).recovery
        values = recovery.likeness.mean(axis=1)
        wrong += any(map(assessment.is_stable, values, map(len, recovery.groups), [by_chance] * len(values)))
    assert wrong <= 3


def test_a_rewired_network_asked_as_users_do_has_nothing_stable() -> None:
    (drawn,) = resampling.rewired(planted(0, 0.1), [7])
    found = coalitions(drawn, runs=20)
    assert len(found.groups) > 2
    assert found.stable == []
    assert "None of them is stable" in str(found)


def test_a_rewired_network_is_looked_at_with_as_many_starts_as_the_observed(monkeypatch: pytest.MonkeyPatch) -> None:
    network = planted(0, 0.0, groups=2)
    found = rows(*([at for at in range(16) if at // 8 == group] for group in (0, 1)))

    def find(searched: Network, ties: None, *, starts: int, **_: float) -> Found:
        tried.append((searched.n_actions == network.n_actions, starts))
        return Found(found.groups, [np.zeros(0, dtype=np.int64)] * 2)

    tried: list[tuple[bool, int]] = []
    monkeypatch.setattr("graphkit.coalitions.methods.bipartite.find", find)
    coalitions(network, "bipartite", runs=2, starts=30)
    whole = [starts for is_whole, starts in tried if is_whole]
    assert whole == [30] * (1 + assessment.REWIRED)
    assert {starts for is_whole, starts in tried if not is_whole} == {STARTS_IN_RUNS}


def test_two_are_a_tie_and_no_coalition() -> None:
    network = snapshot_of([(actor, f"x{n}") for n in range(30) for actor in "ab"]).network()
    found = coalitions(network, runs=5)
    assert (found.groups, found.stable) == ([["a", "b"]], [])


@pytest.mark.parametrize("method", ["leiden", "bipartite"])
def test_the_same_on_one_thread_and_on_two(method: str) -> None:
    network = planted(1, 0.2, groups=3)
    one, two = (coalitions(network, method, runs=6, starts=2, threads=threads) for threads in (1, 2))
    assert one.to_frame().equals(two.to_frame())
    assert one.pairs().equals(two.pairs())
    assert one.provenance == two.provenance
    assert not coalitions(network, method, runs=6, starts=2, seed=1).to_frame().equals(one.to_frame())


@pytest.mark.parametrize("method", ["leiden", "bipartite"])
def test_what_is_done_is_told_and_never_falls(method: str) -> None:
    told: list[float] = []
    coalitions(planted(0, 0.1, groups=2), method, runs=4, starts=7, threads=1, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
