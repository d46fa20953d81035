"""Gould and Fernandez's roles: counted by their definitions; their mean and variance over all networks there are."""

from __future__ import annotations

from itertools import permutations, product

import matplotlib.pyplot as plt
import numpy as np
import pytest
from scipy.sparse import csr_array

from graphkit.brokerage import brokers
from graphkit.brokerage.chance import chance
from graphkit.brokerage.giving import giving
from graphkit.brokerage.roles import ROLES, by_products, roles
from graphkit.errors import UnknownName, UsageError
from graphkit.groups import grouping_of
from graphkit.networks.kernels.brokers import brokers as compiled
from graphkit.networks.kernels.layout import one_mode
from graphkit.networks.snapshot import Snapshot
from tests.unit.networks.tables import each_tie_an_action, fund, snapshot_of, southern_women, takes_part


def role(a: int, v: int, b: int) -> str:
    """By the groups of the three, as in Gould & Fernandez 1989."""
    if a == v == b:
        return "coordinator"
    if a == b:
        return "itinerant"
    if a == v:
        return "representative"
    return "gatekeeper" if v == b else "liaison"


def by_definition(ties: np.ndarray, group: np.ndarray, *, weighted: bool = False, credit: bool = False) -> np.ndarray:
    n = len(ties)
    found = np.zeros((n, 5))
    between = (ties > 0).astype(int) @ (ties > 0).astype(int)
    for a, v, b in permutations(range(n), 3):
        if ties[a, v] and ties[v, b] and not ties[a, b]:
            worth = ties[a, v] * ties[v, b] if weighted else 1
            found[v, ROLES.index(role(group[a], group[v], group[b]))] += worth / (between[a, b] if credit else 1)
    return found


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("options", [{}, {"credit": True}, {"weighted": True}, {"weighted": True, "credit": True}])
def test_counts_are_those_of_the_definition(directed: bool, options: dict[str, bool]) -> None:
    random = np.random.default_rng(5)
    for n, density in ((0, 0.5), (1, 0.5), (3, 0.9), (12, 0.2), (15, 0.5)):
        ties = (random.random((n, n)) < density) * random.integers(1, 5, (n, n))
        np.fill_diagonal(ties, 0)
        if not directed:
            ties = np.triu(ties) + np.triu(ties).T
        group = random.integers(0, 3, n)
        matrix = csr_array(ties)
        expected = by_definition(ties, group, **options)
        assert by_products(matrix, group, **options) == pytest.approx(expected)
        assert roles(matrix, group, **options) == pytest.approx(expected)
        if n:
            weight = matrix.data if options.get("weighted") else None
            kernel = compiled(
                one_mode(matrix.indptr, matrix.indices), group, weight, credit=options.get("credit", False), threads=2
            )
            assert kernel == pytest.approx(expected)


def test_rows_in_parts_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(1)
    ties = np.triu(random.random((30, 30)) < 0.3, 1)
    matrix, group = csr_array((ties | ties.T).astype(np.int64)), random.integers(0, 4, 30)
    whole = by_products(matrix, group, credit=True)
    monkeypatch.setattr("graphkit.brokerage.roles._AT_ONCE", 50)
    assert by_products(matrix, group, credit=True) == pytest.approx(whole)


@pytest.mark.parametrize("directed", [True, False])
def test_mean_and_variance_are_those_over_all_networks(directed: bool) -> None:
    group = np.array([0, 0, 0, 1]) if directed else np.array([0, 0, 1, 1, 2])
    n, d = len(group), 0.3
    pairs = [(a, b) for a in range(n) for b in range(n) if (a != b if directed else a < b)]
    mean, square = np.zeros((n, 6)), np.zeros((n, 6))
    for there in product((0, 1), repeat=len(pairs)):
        ties = np.zeros((n, n), dtype=int)
        for (a, b), tied in zip(pairs, there, strict=True):
            ties[a, b] = tied
            if not directed:
                ties[b, a] = tied
        probability = d ** sum(there) * (1 - d) ** (len(pairs) - sum(there))
        counts = by_definition(ties, group)
        counts = np.column_stack([counts, counts.sum(axis=1)])
        mean += probability * counts
        square += probability * counts**2
    expected, variance = chance(np.bincount(group), d, directed=directed)
    assert expected[group] == pytest.approx(mean)
    assert variance[group] == pytest.approx(square - mean**2)


def test_the_expectations_of_the_paper() -> None:
    # Gould & Fernandez 1989: E(w_I) = d²(1-d)(n_i-1)(n_i-2), E(b_IO) = d²(1-d)(N-n_i)(n_i-1).
    mean, _ = chance(np.array([17, 17]), 0.139, directed=False)
    p = 0.139**2 * (1 - 0.139)
    assert mean[0] == pytest.approx(p * np.array([16 * 15, 17 * 16, 17 * 16, 17 * 16, 0, 33 * 32]))


def test_a_projection_with_its_groups() -> None:
    network = southern_women().network()
    halves = grouping_of(network, {actor: "first" if actor < "M" else "second" for actor in network.actor_ids})
    projection = network.projection()
    found = brokers(projection, halves)
    ties = projection.matrix.toarray()
    assert found.counts == pytest.approx(by_definition(ties, halves.of))
    assert brokers(projection, halves, count="chains").counts == pytest.approx(
        by_definition(ties, halves.of, weighted=True)
    )
    credit = brokers(projection, halves, count="credit")
    open_pairs = ((ties @ ties > 0) & (ties == 0)).sum() - len(ties)
    assert credit.counts.sum() == pytest.approx(open_pairs)
    assert (credit.expected, credit.z) == (None, None)
    frame = found.to_frame()
    assert frame["between_groups"].is_monotonic_decreasing
    assert {"z_liaison", "expected_total", "constraint", "hierarchy"} <= set(frame.columns)
    assert found.evidence(frame["id"][0])["actor"].unique().tolist() == [frame["id"][0]]
    plt.close(found.plot().get_figure())


def test_chains_are_ways_over_two_actions_whose_ends_share_none() -> None:
    network = southern_women().network()
    sides = grouping_of(network, {actor: str(len(actor) % 2) for actor in network.actor_ids})
    of = {
        actor: set(network.indices[network.indptr[v] : network.indptr[v + 1]])
        for v, actor in enumerate(network.actor_ids)
    }
    found = brokers(network.projection(), sides, count="chains")
    for v, actor in enumerate(network.actor_ids):
        ways = 0
        for x, y in permutations(of[actor], 2):
            ends = [(a, b) for a in of for b in of if actor not in (a, b) and x in of[a] and y in of[b]]
            ways += sum(not of[a] & of[b] for a, b in ends)
        assert found.counts[v].sum() == ways


def test_the_direction_of_money() -> None:
    network = snapshot_of(
        [
            fund("state", "call", 100.0, recipient="fund"),
            fund("fund", "café", 50.0),
            fund("parents", "café", resource="volunteering"),
            takes_part("club", "café", "recipient"),
            takes_part("club", "club-work", "operator"),
            fund("state", "club-work", 5.0, recipient="nobody"),
        ],
        actors=["nobody"],
    ).network()
    # The state's tie names who receives, the fund's action has a recipient; nobody is not in the network,
    # and parents give work.
    given = giving(network).toarray()
    names = network.actor_ids
    assert {(names[a], names[b]) for a, b in zip(*given.nonzero(), strict=True)} == {
        ("state", "fund"),
        ("fund", "club"),
    }
    sides = grouping_of(network, {"state": "state", "fund": "fund", "club": "club", "parents": "parents"})
    found = brokers(network, sides)
    assert found.to_frame().set_index("id").loc["fund", "liaison"] == 1
    assert found.counts.sum() == 1
    assert found.holes == {}
    with pytest.raises(UsageError, match="no direction"):
        brokers(network, sides, count="chains")
    with pytest.raises(UsageError, match="grain='action'"):
        giving(snapshot_of([]).network(grain="recipient"))
    with pytest.raises(UnknownName, match="no count of brokers"):
        brokers(network, sides, count="thrice")


def test_who_has_no_group_is_left_out_as_broker_and_as_end() -> None:
    network = each_tie_an_action([("a", "b"), ("b", "c"), ("c", "d")]).network()
    found = brokers(network.projection(), grouping_of(network, {"a": "x", "b": "y", "c": "z"}))
    assert found.counts[:, 4].tolist()[:3] == [0, 2, 0]
    assert np.isnan(found.counts[3]).all()
    assert found.provenance["account"] == {"groups": {"stated": 3, "unknown": 1}, "without_a_group": 1}


@pytest.mark.parametrize(
    "snapshot", [snapshot_of([]), snapshot_of([("a", "x")]), snapshot_of([("a", "x"), ("b", "x"), ("b", "y")])]
)
def test_little_is_no_fault(snapshot: Snapshot) -> None:
    network = snapshot.network()
    for groups in ({}, {"a": "one"}):
        grouping = grouping_of(network, groups)
        for of in (network.projection(), network):
            found = brokers(of, grouping)
            assert len(found.to_frame()) == network.n_actors
            assert "fewer than two groups" in str(found)
            found._repr_html_()
            plt.close(found.plot().get_figure())
