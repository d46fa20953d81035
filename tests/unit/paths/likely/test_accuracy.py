"""How good a ranking is: SciPy, all orders of equal scores, a published interval."""

from __future__ import annotations

from itertools import pairwise, permutations, product
from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, mannwhitneyu

from graphkit.paths.likely.accuracy import Area, Histogram, interval, resampled, wilson

SCORED = st.lists(st.tuples(st.integers(0, 4), st.booleans()), min_size=1, max_size=6)


def _histogram(scored: list[tuple[int, bool]]) -> Histogram:
    parts = [(np.array([value]), np.array([1]), np.array([int(true)])) for value, true in scored]
    return Histogram.of(parts)


@given(SCORED, st.integers(1, 6))
def test_hits_of_the_first_are_the_mean_over_all_orders_of_equal_scores(scored: list[tuple[int, bool]], k: int) -> None:
    k = min(k, len(scored))
    orders = [each for each in permutations(scored) if all(a[0] >= b[0] for a, b in pairwise(each))]
    expected = np.mean([sum(true for _, true in order[:k]) for order in orders])
    assert _histogram(scored).hits_at(k) == pytest.approx(expected)


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans(), st.integers(0, 3)), min_size=1, max_size=40))
def test_the_area_is_that_of_mann_and_whitney_and_a_weight_is_a_copy(rows: list[tuple[int, bool, int]]) -> None:
    scores, true = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    weights = np.array([row[2] for row in rows])
    area = Area(scores, true)
    copies = np.repeat(np.arange(len(rows)), weights)
    for found, s, t in ((area(), scores, true), (area(weights.astype(float)), scores[copies], true[copies])):
        if t.any() and not t.all():
            assert found == pytest.approx(mannwhitneyu(s[t], s[~t]).statistic / (t.sum() * (~t).sum()))
        else:
            assert isnan(found)


@pytest.mark.parametrize(("hits", "n"), [(0, 10), (1, 10), (8, 10), (10, 10), (37, 100)])
def test_wilsons_interval_is_scipys(hits: int, n: int) -> None:
    expected = binomtest(hits, n).proportion_ci(method="wilson")
    assert wilson(hits, n) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_nodes_are_drawn_with_both_ends_of_a_pair() -> None:
    ends = np.array([0, 0, 1]), np.array([1, 2, 2])
    drawn = list(resampled(ends, 3, 50, seed=1))
    assert len(drawn) == 50
    for weights in drawn:
        a, b, c = weights
        # Of three draws all of one node leave no pair; else the times of the nodes are those of the ends' products.
        times = product(range(4), repeat=3)
        assert (a, b, c) in {(x * y, x * z, y * z) for x, y, z in times if x + y + z == 3}
    again = list(resampled(ends, 3, 50, seed=1))
    assert all((one == other).all() for one, other in zip(drawn, again, strict=True))
    two_sides = np.mean(list(resampled(ends, (2, 3), 4000, seed=2)), axis=0)
    assert two_sides == pytest.approx([1, 1, 1], abs=0.1)


def test_an_interval_leaves_out_what_is_not_known() -> None:
    low, high = interval([float("nan"), *np.linspace(0, 1, 1001).tolist()])
    assert (low, high) == pytest.approx((0.025, 0.975))
    assert all(isnan(each) for each in interval([float("nan")]))
