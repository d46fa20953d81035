"""Means of drawn sources: the bound that is stated holds, and is no larger than it need be by far."""

from __future__ import annotations

from itertools import count
from typing import Any

import networkx as nx
import numpy as np
import pytest

from graphkit.errors import UsageError
from graphkit.measures import _kernels
from graphkit.measures._sampling import Estimate, mean_of_drawn
from graphkit.measures.betweenness import betweenness
from graphkit.networks.kernels import _running
from graphkit.networks.kernels import betweenness as kernel
from tests.unit.measures.networks import one_mode, women
from tests.unit.measures.test_kernels import crowd, of


def two_crowds() -> Any:
    """A small group and a large one that meet in one actor alone: sources in the small one give it far more."""
    graph = nx.disjoint_union(nx.complete_graph(30), nx.complete_graph(170))
    graph.add_edges_from((200, v) for v in (0, 1, 30, 31))
    return one_mode(graph)


SUBJECTS = {
    "two modes": crowd,
    "projection, not made": lambda: of(crowd(), "count"),
    "projection by amounts": lambda: of(crowd(), "amount"),
    "few ties": lambda: one_mode(nx.gnm_random_graph(400, 520, seed=5)),
    "two crowds": two_crowds,
}


@pytest.fixture
def by_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if networks were large enough to be estimated."""
    monkeypatch.setattr(_kernels, "LEAST_STEPS", 0.0)
    monkeypatch.setattr(_kernels, "LEAST_DENSER", 0.0)


def estimate(subject: Any, **options: Any) -> Estimate:
    found = betweenness.function(subject, **options)
    assert isinstance(found, Estimate)
    return found


@pytest.mark.slow
@pytest.mark.usefixtures("by_kernels")
@pytest.mark.parametrize("name", SUBJECTS)
def test_of_100_seeds_no_more_than_5_miss_the_bound(name: str) -> None:
    subject = SUBJECTS[name]()
    exact = betweenness.function(subject)
    # As small as still takes fewer sources than there are.
    error = 0.5 if name == "two crowds" else 0.25
    off = []
    for seed in range(100):
        found = estimate(subject, error=error, delta=0.05, seed=seed)
        assert 0 < found.error <= error
        assert found.drawn < found.among
        off.append(np.abs(found.values - exact).max() / found.error)
    assert sum(each > 1 for each in off) <= 5
    # They are drawn, and not all the same.
    assert len(set(off)) > 50
    assert max(off) > 0.05


@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_the_bound_holds_for_the_worst_that_sources_can_give_and_is_not_far_from_it(share: float) -> None:
    # All or nothing: no numbers from 0 to 1 with this mean vary more.
    given = (np.arange(10_000) < share * 10_000).astype(float)

    def draw(pairs: np.ndarray, _: object) -> tuple[np.ndarray, np.ndarray]:
        x = given[pairs]
        return np.full(len(given), x.sum()), np.full(len(given), ((x[:, 0] - x[:, 1]) ** 2).sum())

    off = []
    for seed in range(200):
        one = (np.arange(len(given)) == 0).astype(float)
        found = mean_of_drawn(draw, one, one, error=0.05, delta=0.05, seed=seed, at_most=1e9)
        assert found is not None
        off.append(abs(found[0][0] - share) / found[1])
    assert max(off) <= 1.0
    # Of 200 normal errors the largest is some 3 deviations, and the bound is sqrt(2 L), some 4, with what is added for
    # small numbers of draws: half of it would not do.
    assert max(off) > (0.3 if share == 0.02 else 0.5)


@pytest.mark.slow
@pytest.mark.usefixtures("by_kernels")
@pytest.mark.parametrize("name", ["two modes", "projection, not made"])
def test_the_mean_of_many_estimates_is_the_exact_value(name: str) -> None:
    subject = SUBJECTS[name]()
    exact = betweenness.function(subject)
    runs = np.array([estimate(subject, error=0.4, seed=seed).values for seed in range(100)])
    spread = runs.std(axis=0, ddof=1) / 10
    top = exact > 0.02
    assert top.sum() > 3
    assert (np.abs(runs.mean(axis=0) - exact)[top] < 4.5 * spread[top]).all()


@pytest.mark.slow
@pytest.mark.usefixtures("by_kernels")
@pytest.mark.parametrize("name", ["two modes", "projection, not made"])
def test_the_same_seed_gives_the_same_bits_on_any_number_of_threads(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    subject = SUBJECTS[name]()
    found = []
    for threads in ("1", "2", "3"):
        monkeypatch.setenv("GRAPHKIT_THREADS", threads)
        made = estimate(subject, error=0.2, seed=7)
        assert made.error
        found.append((made.values.tobytes(), made.account))
    assert found[0] == found[1] == found[2]
    assert estimate(subject, error=0.2, seed=8).values.tobytes() != found[0][0]


def test_raw_values_are_not_estimated_for_the_error_is_of_the_others() -> None:
    with pytest.raises(UsageError, match=r"error=0.1 is of normalised values, and normalized=False asks for others"):
        betweenness(women(), error=0.1, normalized=False)
    assert "estimate" not in betweenness(women(), normalized=False, delta=0.2, seed=3).provenance


@pytest.mark.slow
@pytest.mark.usefixtures("by_kernels")
@pytest.mark.parametrize(("error", "drawn"), [(0.2, True), (0.14, False)])
def test_what_is_told_never_falls_from_round_to_round_nor_when_all_is_worked_out_in_the_end(
    error: float, drawn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[int] = []
    in_pairs = kernel.in_pairs

    def counted(search: Any, pairs: np.ndarray, **options: Any) -> tuple[np.ndarray, np.ndarray]:
        rounds.append(len(pairs))
        return in_pairs(search, pairs, **options)

    monkeypatch.setattr(kernel, "in_pairs", counted)
    # A second has passed each time that somebody looks.
    monkeypatch.setattr(_running.time, "monotonic", count(step=2.0).__next__)
    told: list[float] = []
    found = betweenness.function(two_crowds(), error=error, delta=0.5, progress=told.append)
    assert (found.error > 0) == drawn
    assert len(rounds) > 1
    assert len(told) > 10
    assert told == sorted(told)
    assert told[-1] == 1.0 or (drawn and told[-1] <= 0.5)


@pytest.mark.slow
@pytest.mark.usefixtures("by_kernels")
def test_where_the_bound_takes_as_many_searches_as_the_exact_values_these_are_worked_out() -> None:
    network = crowd()
    found = estimate(network, error=0.001)
    assert (found.error, found.drawn, found.among) == (0.0, 533, 533)
    assert found.values == pytest.approx(betweenness.function(network))


def test_a_small_network_is_exact_and_says_so() -> None:
    result = betweenness(women(), error=0.01, seed=3)
    assert result.values == pytest.approx(betweenness(women()).values, abs=0)
    assert result.provenance["estimate"] == {"error": 0.0, "delta": 0.1, "drawn": 32, "among": 32}
    # Nothing was drawn.
    assert result.provenance["seed"] is None
    assert result.options == {"normalized": True, "error": 0.01, "delta": 0.1, "seed": 3}


@pytest.mark.slow
@pytest.mark.usefixtures("by_kernels")
def test_the_result_has_the_bound_and_the_seed() -> None:
    result = betweenness(crowd(), error=0.3, seed=5)
    assert result.provenance["seed"] == 5
    account = result.provenance["estimate"]
    assert 0 < account["error"] <= 0.3
    assert 0 < account["drawn"] < account["among"]


@pytest.mark.parametrize("options", [{"error": 0.0}, {"error": 1.0}, {"delta": 0.0}, {"error": -0.1}])
def test_shares_that_are_none_are_refused(options: dict[str, float]) -> None:
    with pytest.raises(UsageError, match="is not between 0 and 1"):
        betweenness(women(), **options)


def test_an_error_allowed_is_time_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    network = crowd(3_000, 2_600, 9_000)
    monkeypatch.setattr(_kernels, "LEAST_STEPS", 0.0)
    whole = betweenness.expected_seconds(network)
    assert betweenness.expected_seconds(network, error=0.05) < whole / 2
    assert betweenness.expected_seconds(network, error=0.0001) == whole


def test_where_nobody_can_be_between_two_there_is_nothing_to_draw() -> None:
    assert (
        mean_of_drawn(
            lambda *_: (np.zeros(2), np.zeros(2)), np.zeros(2), np.ones(2), error=0.1, delta=0.1, seed=0, at_most=9
        )
        is None
    )
