from __future__ import annotations

import numpy as np
import pytest

from graphkit.backbones import backbone, curveball, fdsm
from graphkit.errors import UsageError
from graphkit.networks.network import Network
from tests.unit.backbones.networks import FOUR, drawn, network_of, with_margins
from tests.unit.networks.tables import southern_women

FIVE = [[1, 1, 0, 0, 1], [1, 0, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 0, 1, 0]]
COMPILED = pytest.param(True, marks=pytest.mark.slow)


def ways(network: Network, compiled: bool, monkeypatch: pytest.MonkeyPatch) -> Network:
    monkeypatch.setattr(fdsm, "LEAST_WORK", 0.0 if compiled else np.inf)
    return network


def test_eight_matrices_share_the_margins_of_the_published_one() -> None:
    every = list(with_margins([3, 1, 2], [2, 1, 1, 2]))
    assert len(every) == 8
    assert np.mean([row[0] @ row[2] >= 2 for row in every]) == 0.25


@pytest.mark.parametrize("compiled", [False, COMPILED])
@pytest.mark.parametrize("matrix", [FOUR, FIVE, [list(row) for row in zip(*FIVE, strict=True)]])
def test_drawn_networks_are_those_with_the_margins_each_as_often(
    compiled: bool, matrix: list[list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    network = ways(network_of(matrix), compiled, monkeypatch)
    ties = np.array(matrix)
    every = np.array(list(with_margins(ties.sum(axis=1).tolist(), ties.sum(axis=0).tolist())))
    shared = every @ every.transpose(0, 2, 1)
    observed = ties @ ties.T
    tested = fdsm.fdsm(network, draws=20_000, seed=1, both_tails=True)
    for k, (i, j) in enumerate(zip(tested.one, tested.other, strict=True)):
        more, fewer = np.mean(shared[:, i, j] >= observed[i, j]), np.mean(shared[:, i, j] <= observed[i, j])
        # Five standard errors: .018 at most.
        assert tested.more[k] == pytest.approx(more, abs=5 * np.sqrt(more * (1 - more) / 20_000) + 1e-4)
        assert tested.fewer[k] == pytest.approx(fewer, abs=5 * np.sqrt(fewer * (1 - fewer) / 20_000) + 1e-4)
        assert tested.expected[k] == pytest.approx(shared[:, i, j].mean(), abs=0.05)


@pytest.mark.parametrize("compiled", [False, COMPILED])
def test_of_the_southern_women_four_or_five_ties_are_kept(compiled: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    found = backbone(ways(southern_women().network(), compiled, monkeypatch), "fdsm", seed=0)
    always = {
        ("Katherina Rogers", "Sylvia Avondale"), ("Evelyn Jefferson", "Theresa Anderson"),
        ("Brenda Rogers", "Laura Mandeville"), ("Flora Price", "Olivia Carleton"),
    }  # fmt: skip
    perhaps = ("Katherina Rogers", "Myra Liddel")
    assert always <= set(found.pairs) <= {*always, perhaps}
    # Whether it is in is for the seed to say, and that is said.
    assert found.n_borderline >= 1
    assert "another seed may decide otherwise" in str(found)
    p = dict(zip(found.pairs, found.values, strict=True))
    assert p["Katherina Rogers", "Sylvia Avondale"] == pytest.approx(0.0073, abs=0.003)
    frame = found.to_frame()
    assert (frame["p_error"] == np.sqrt(frame["p"] * (1 - frame["p"]) / 10_000)).all()
    assert found.provenance["seed"] == 0


@pytest.mark.slow
def test_the_same_bits_on_any_number_of_threads_and_others_from_another_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    network = ways(drawn(30, 40, 160), True, monkeypatch)
    once = fdsm.fdsm(network, draws=300, seed=7, threads=1)
    for threads in (2, 3):
        assert (fdsm.fdsm(network, draws=300, seed=7, threads=threads).more == once.more).all()
    assert (fdsm.fdsm(network, draws=300, seed=8).more != once.more).any()


@pytest.mark.slow
@pytest.mark.parametrize("size", [(40, 30), (30, 50)])
def test_of_pairs_that_meet_alone_the_same_is_found(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    # Trades between actors in one, between actions in the other.
    network = ways(drawn(*size, 200), True, monkeypatch)
    alone, all_ = fdsm.fdsm(network, draws=200, seed=3), fdsm.fdsm(network, draws=200, seed=3, both_tails=True)
    met = all_.observed > 0
    assert 0 < met.sum() < len(met)
    for name in ("one", "other", "observed", "expected", "more"):
        assert (getattr(alone, name) == getattr(all_, name)[met]).all()
    assert alone.n_tests == all_.n_tests


@pytest.mark.parametrize("by_action", [False, True])
def test_trades_keep_both_margins(by_action: bool) -> None:
    ties = drawn(12, 9, 40).incidence.toarray().astype(bool)
    rows = ties.T if by_action else ties
    found = curveball.redrawn(rows, 50, 30, np.random.default_rng(0))
    assert (found.sum(axis=1) == rows.sum(axis=0)).all()
    assert (found.sum(axis=2) == rows.sum(axis=1)).all()
    assert len(np.unique(found, axis=0)) == 50


def test_too_large_and_nothing_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    network = southern_women().network()
    with pytest.raises(UsageError, match="draws=0 is not at least 1"):
        backbone(network, "fdsm", draws=0)
    with pytest.raises(UsageError, match="The seed must be 0 or more, not -1"):
        backbone(network, "fdsm", seed=-1)
    monkeypatch.setattr(fdsm, "LARGEST", 17)
    with pytest.raises(UsageError, match="of two sides of up to 17 actors, and there are 18; take the model sdsm"):
        backbone(network, "fdsm", signed=True)
    monkeypatch.setattr(fdsm, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match="Without numba fdsm draws networks of up to 17 actors"):
        backbone(network, "fdsm")
    monkeypatch.setattr(fdsm, "LARGEST_OF_MET", 17)
    with pytest.raises(UsageError, match="fdsm draws networks of up to 17 actors, and there are 18"):
        backbone(network, "fdsm")
    with pytest.raises(UsageError, match="The model fdsm has no first_years"):
        backbone(network, "fdsm", first_years={"Laura Mandeville": 1930})


def test_p_counts_the_observed_network_as_a_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    # One matrix alone has these margins: every draw is the observed one, and nothing is a surprise.
    nested = fdsm.fdsm(network_of([[1, 1, 1], [1, 1, 0], [1, 0, 0]]), draws=9, both_tails=True)
    assert (nested.more == 1).all()
    assert (nested.fewer == 1).all()
    assert (nested.error == 0).all()
    # No draw has so much in common: p is what one of ten is, and never 0.
    rarely = fdsm.fdsm(network_of([[1] * 9 + [0] * 9, [1] * 9 + [0] * 9, [0] * 9 + [1] * 9]), draws=9)
    assert rarely.more[0] == 0.1
    found = backbone(southern_women().network(), "fdsm", draws=200, correction="bh", two_sided=True)
    # 153 pairs, two sides: p is 2 / 201 at least.
    assert found.values.min(initial=1.0) >= 2 / 201
    assert found.draws_wanted == 6_120
    assert "No p can be below 1 / 201: for this correction over 153 pairs take 6,120 draws" in str(found)


def test_signed_by_draws() -> None:
    # Two who are in all the actions that the other is not in.
    matrix = [[1, 0] * 10, [0, 1] * 10, [1, 0] * 10, [0, 1] * 10]
    found = backbone(network_of(matrix), "fdsm", draws=2_000, signed=True)
    assert {pair for pair, sign in zip(found.pairs, found.sign, strict=True) if sign > 0} == {
        ("r00", "r02"),
        ("r01", "r03"),
    }
    assert (found.sign < 0).sum() == 4
    assert (found.n_tests, found.n_met) == (6, 2)
    assert backbone(network_of([[1]]), "fdsm", signed=True).n_tests == 0
