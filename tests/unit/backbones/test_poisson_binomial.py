from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.backbones.poisson_binomial import exact, refined_normal

# R's package backbone has these in its tests: .../inst/tinytest/test_backbone.R
NINE = np.array([[0.123, 0.234, 0.345, 0.456, 0.567, 0.678, 0.789, 0.801, 0.911]])
ONCE = np.ones(9, dtype=np.int64)


def test_the_published_tails() -> None:
    upper, lower = refined_normal(NINE, ONCE, 5)
    assert (lower[0, 5], upper[0, 5]) == pytest.approx((0.6773302, 0.6268476), abs=5e-8)
    upper, lower = exact(NINE, ONCE, 5)
    assert (lower[0, 5], upper[0, 5]) == pytest.approx((0.679135, 0.628385), abs=5e-7)


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 5)), min_size=1, max_size=5), st.integers(0, 12))
def test_exact_tails_are_those_of_all_ways_to_happen(kinds: list[tuple[float, int]], most: int) -> None:
    upper, lower = exact(np.array([[p for p, _ in kinds]]), np.array([n for _, n in kinds]), most)
    # The distribution as a product of polynomials.
    mass = np.ones(1)
    for p, n in kinds:
        for _ in range(n):
            mass = np.convolve(mass, [1 - p, p])
    mass = np.concatenate([mass, np.zeros(most + 1)])
    assert lower[0] == pytest.approx([mass[: c + 1].sum() for c in range(most + 1)], abs=1e-12)
    assert upper[0] == pytest.approx([mass[c:].sum() for c in range(most + 1)], abs=1e-12)


def test_scipy_says_the_same() -> None:
    stats = pytest.importorskip("scipy.stats")
    if not hasattr(stats, "poisson_binom"):
        pytest.skip("this SciPy has no Poisson-binomial distribution")
    upper, lower = exact(NINE, ONCE, 9)
    found = stats.poisson_binom(NINE[0])
    assert lower[0] == pytest.approx(found.cdf(np.arange(10)), abs=1e-12)
    assert upper[0] == pytest.approx(found.sf(np.arange(10) - 1), abs=1e-12)


def test_small_tails_are_precise() -> None:
    upper, _ = exact(np.full((1, 1), 1e-3), np.array([40]), 20)
    by_hand = 137846528820 * 1e-3**20 * (1 - 1e-3) ** 20
    assert upper[0, 20] == pytest.approx(by_hand, rel=1e-2)
    assert 0 < upper[0, 20] < 1e-48


def test_the_approximation_of_what_is_certain_and_of_what_cannot_be() -> None:
    upper, lower = refined_normal(np.array([[1.0, 0.0]]), np.array([2, 3]), 3)
    assert upper[0].tolist() == [1, 1, 1, 0]
    assert lower[0].tolist() == [0, 0, 1, 1]
