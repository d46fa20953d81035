from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.sparse import csr_array

from graphkit.backbones import backbone, sdsm
from graphkit.backbones.bicm import bicm
from graphkit.backbones.classes import classes
from graphkit.backbones.poisson_binomial import refined_normal
from graphkit.errors import UnknownName
from graphkit.networks.network import Network
from tests.conftest import ROOT
from tests.unit.backbones.networks import FOUR, drawn, matrices, network_of
from tests.unit.networks.tables import fund, snapshot_of, southern_women, takes_part


def dense(network: Network) -> dict[tuple[int, int], tuple[int, float, float, float]]:
    """Observed, expected, upper and lower tail of all pairs of actors, one after the other."""
    known = classes(network.indptr, network.indices, network.n_actions)
    probability = bicm(known).probability[np.ix_(known.of_actor, known.of_action)]
    ties = network.incidence.toarray()
    found = {}
    for i in range(network.n_actors):
        for j in range(i + 1, network.n_actors):
            mass = np.ones(1)
            for both in probability[i] * probability[j]:
                mass = np.convolve(mass, [1 - both, both])
            shared = int(ties[i] @ ties[j])
            expected = float(probability[i] @ probability[j])
            found[i, j] = (shared, expected, mass[shared:].sum(), mass[: shared + 1].sum())
    return found


def test_the_published_tails() -> None:
    ties = csr_array(np.array(FOUR))
    known = classes(ties.indptr, ties.indices, 4)
    probability = bicm(known).probability[known.of_actor]
    upper, lower = refined_normal(probability[[0, 0, 1]] * probability[[1, 2, 2]], known.n_actions, 2)
    shared = [0, 2, 0]
    assert upper[range(3), shared] == pytest.approx([0.977, 0.549, 0.972], abs=5e-4)
    assert lower[range(3), shared] == pytest.approx([0.354, 0.844, 0.476], abs=5e-4)
    tested = sdsm.sdsm(network_of(FOUR), both_tails=True, exact=False)
    assert (tested.more.tolist(), tested.fewer.tolist()) == (
        pytest.approx([0.549], abs=5e-4),
        pytest.approx([0.844], abs=5e-4),
    )
    assert sorted(tested.unmet.fewer) == pytest.approx([0.354, 0.476], abs=5e-4)


def test_of_the_southern_women_no_tie_is_kept() -> None:
    found = backbone(southern_women().network())
    assert len(found) == 0
    assert found.to_frame().empty
    assert "none is kept" in str(found)
    assert "neither agreement nor coordination" in str(found)
    assert (found.n_tests, found.n_met) == (153, 139)
    assert sdsm.sdsm(southern_women().network()).more.min() == pytest.approx(0.0884, abs=5e-5)


@pytest.mark.parametrize("compiled", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_pairs_that_never_meet_are_counted_as_if_each_were_stored(
    compiled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = drawn()
    monkeypatch.setattr(sdsm, "LEAST_WORK", 0.0 if compiled else np.inf)
    tested = sdsm.sdsm(network, both_tails=True)
    everyone = dense(network)
    for i, j, shared, expected, more, fewer in zip(
        tested.one, tested.other, tested.observed, tested.expected, tested.more, tested.fewer, strict=True
    ):
        assert (shared, expected, more, fewer) == pytest.approx(everyone.pop((int(i), int(j))), rel=1e-9)
    assert tested.unmet.times.sum() == len(everyone) > 300
    one, other, of = tested.unmet.pairs(np.arange(len(tested.unmet.times)))
    for i, j, group in zip(one.tolist(), other.tolist(), of.tolist(), strict=True):
        found = (0, tested.unmet.expected[group], 1.0, tested.unmet.fewer[group])
        assert found == pytest.approx(everyone.pop((i, j)), rel=1e-9)
    assert not everyone


@settings(deadline=None, max_examples=40)
@given(matrix=matrices())
def test_signed_pairs_are_those_of_a_dense_test(matrix: list[list[int]]) -> None:
    network = network_of(matrix)
    for correction in ("none", "holm", "bh"):
        found = backbone(network, signed=True, alpha=0.6, correction=correction)
        everyone = dense(network)
        p = {pair: min(1.0, 2 * min(more, fewer)) for pair, (_, _, more, fewer) in everyone.items()}
        kept = {pair for pair, value in by_hand(p, correction).items() if value <= 0.6 - 1e-9}
        perhaps = {pair for pair, value in by_hand(p, correction).items() if value <= 0.6 + 1e-9}
        rows = {actor: row for row, actor in enumerate(network.actor_ids)}
        pairs = {(rows[one], rows[other]) for one, other in found.pairs}
        assert kept <= pairs <= perhaps
        for pair, sign, value in zip(found.pairs, found.sign, found.values, strict=True):
            _, _, more, fewer = everyone[rows[pair[0]], rows[pair[1]]]
            assert value == pytest.approx(p[rows[pair[0]], rows[pair[1]]], rel=1e-9)
            assert more == pytest.approx(fewer) or (sign > 0) == (more < fewer)


def by_hand(p: dict[tuple[int, int], float], correction: str) -> dict[tuple[int, int], float]:
    order = sorted(p, key=lambda pair: p[pair])
    m = len(order)
    if correction == "holm":
        return {pair: max((m - j) * p[order[j]] for j in range(k + 1)) for k, pair in enumerate(order)}
    if correction == "bh":
        return {pair: min(m * p[order[j]] / (j + 1) for j in range(k, m)) for k, pair in enumerate(order)}
    return p


def two_camps() -> Network:
    """Two circles of four who fund together ten times, and two who always do, in a crowd that funds here and there."""
    camps = [(f"{camp}{member}", f"{camp}-{k}") for camp in "ab" for member in range(4) for k in range(10)]
    crowd = [(f"z{k % 15:02}", f"other-{k % 40}") for k in range(120)]
    return snapshot_of(sorted({*camps, *crowd})).network()


def test_what_is_kept_and_what_each_pair_carries() -> None:
    network = two_camps()
    found = backbone(network, correction="holm", signed=True)
    frame = found.to_frame()
    more = frame[frame["sign"] == "more"]
    circles = {(f"{camp}{i}", f"{camp}{j}") for camp in "ab" for i in range(4) for j in range(i + 1, 4)}
    assert circles <= set(zip(more["id"], more["other_id"], strict=True))
    row = more[(more["id"] == "a0") & (more["other_id"] == "a1")].iloc[0]
    assert row["observed"] == 10
    assert row["expected"] < 4
    assert row["p"] < row["p_adjusted"] < 0.05
    evidence = found.evidence(("a0", "a1"))
    assert len(evidence) == 20
    assert set(evidence["locator"].str.slice(0, 3)) == {"row"}
    assert found.provenance["account"]["tests"] == 23 * 22 // 2
    assert found.provenance["parameters"]["correction"] == "holm"
    graph = found.to_networkx()
    assert graph.edges["a0", "a1"]["sign"] == 1
    assert len(graph) == network.n_actors
    assert graph.number_of_edges() == len(found)
    alone = backbone(network, correction="holm", two_sided=True)
    assert set(alone.pairs) == set(zip(more["id"], more["other_id"], strict=True))


def test_pairs_that_never_meet_and_should() -> None:
    # Ten who are each in half of forty actions, in two halves that never meet.
    ties = [(f"{'ab'[i % 2]}{i}", f"x{k:02}") for i in range(10) for k in range(40) if k % 2 == i % 2]
    found = backbone(snapshot_of(ties).network(), signed=True)
    less = found.to_frame().query("sign == 'less'")
    assert len(less) == 25
    assert (less["observed"] == 0).all()
    # Each is in half the actions: a quarter of forty in common.
    assert less["expected"].to_numpy() == pytest.approx(10.0, abs=1e-6)
    assert len(found) - len(less) == 20
    assert "is not to avoid one another" in str(found)


@pytest.mark.slow
def test_the_same_bits_on_any_number_of_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sdsm, "LEAST_WORK", 0.0)
    network = drawn(400, 600, 4_000)
    once = sdsm.sdsm(network, both_tails=True, threads=1)
    for threads in (2, 3):
        again = sdsm.sdsm(network, both_tails=True, threads=threads)
        for name in ("one", "other", "observed", "expected", "more", "fewer"):
            assert (getattr(once, name) == getattr(again, name)).all()


def test_who_was_not_there_yet_could_not_meet() -> None:
    old = [fund(f"old{i}", f"early{k}", year=2010) for i in range(4) for k in range(6) if (i + k) % 3]
    new = [fund(f"{who}{i}", f"late{k}", year=2020) for who in ("old", "new") for i in range(4) for k in range(6)
           if (i * 2 + k + len(who)) % 4]  # fmt: skip
    network = snapshot_of([*old, *new]).network()
    born = dict.fromkeys(["new0", "new1", "new2", "new3"], 2019)
    always, known = sdsm.sdsm(network), sdsm.sdsm(network, first_years=born)
    rows = [network.actor("new0"), network.actor("new1")]
    pair = int(np.flatnonzero((known.one == rows[0]) & (known.other == rows[1]))[0])
    # They had half as many places to be in, and were bound to meet there.
    assert known.expected[pair] > always.expected[pair] + 0.3
    early = backbone(network, first_years={"old0": 2019})
    assert early.provenance["account"]["n_earlier"] == 1
    late = backbone(network, first_years={"new0": 2000})
    assert late.provenance["account"]["n_earlier"] == 0


def test_years_of_those_who_are_elsewhere_are_left_aside() -> None:
    ties = [fund("a", "x", year=2010), fund("b", "x", year=2010), takes_part("c", "x")]
    network = snapshot_of(ties).network(ties=["FUNDS"])
    found = backbone(network, first_years={"a": 2000, "c": 2015})
    assert found.provenance["account"]["n_elsewhere"] == 1
    with pytest.raises(UnknownName, match="There is no actor named 'nobody'"):
        backbone(network, first_years={"nobody": 2015})


@pytest.mark.parametrize("model", ["sdsm", "fdsm"])
def test_the_unit_is_that_of_the_grain(model: str) -> None:
    network = snapshot_of([fund("a", "x", recipient="club"), fund("b", "x", recipient="club")]).network(
        grain="recipient"
    )
    assert backbone(network, model).unit == "recipients in common" == network.projection().unit


def test_the_backbone_is_a_public_name() -> None:
    import graphkit

    found = graphkit.backbone(two_camps(), signed=True)
    assert isinstance(found, graphkit.Backbone)
    assert "is not to avoid one another" not in str(found)


def test_a_small_network_does_without_numba() -> None:
    code = (
        "import sys\n"
        "from graphkit.backbones import backbone\n"
        "from tests.unit.networks.tables import southern_women\n"
        "backbone(southern_women().network(), signed=True).to_frame()\n"
        "assert 'numba' not in sys.modules\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, env=environment)


def test_networks_of_next_to_nothing() -> None:
    for ties in ([("a", "x")], [("a", "x"), ("b", "y")], [("a", "x"), ("b", "x")]):
        for signed in (False, True):
            found = backbone(snapshot_of(ties).network(), signed=signed, correction="bh")
            assert len(found) == 0
            found.to_frame()
    empty = snapshot_of([]).network()
    assert len(backbone(empty, signed=True)) == 0
