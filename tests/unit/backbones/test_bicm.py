from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.sparse import csr_array

from graphkit.backbones.bicm import bicm, excess
from graphkit.backbones.classes import Times, classes
from tests.unit.backbones.networks import FOUR, THREE, matrices


def probabilities(matrix: list[list[int]], times: Times | None = None) -> np.ndarray:
    ties = csr_array(np.array(matrix))
    known = classes(ties.indptr, ties.indices, ties.shape[1], times)
    return bicm(known).probability[np.ix_(known.of_actor, known.of_action)]


def test_the_published_probabilities() -> None:
    published = [[0.216, 0.216, 0.568], [0.216, 0.216, 0.568], [0.568, 0.568, 0.863]]
    assert probabilities(THREE) == pytest.approx(np.array(published), abs=5e-4)


@settings(deadline=None)
@given(matrix=matrices())
def test_both_margins_to_the_eighth_digit(matrix: list[list[int]]) -> None:
    found, ties = probabilities(matrix), np.array(matrix)
    assert found.sum(axis=1) == pytest.approx(ties.sum(axis=1), abs=1e-8)
    assert found.sum(axis=0) == pytest.approx(ties.sum(axis=0), abs=1e-8)
    # Odds are products of what is the actor's and what is the action's, where nothing is certain.
    if ((found > 0) & (found < 1)).all():
        odds = found / (1 - found)
        assert odds * odds[0, 0] == pytest.approx(np.outer(odds[:, 0], odds[0]), rel=1e-6)


def test_what_is_certain_and_what_is_impossible() -> None:
    # One matrix alone has these margins.
    nested = [[1, 1, 1], [1, 1, 0], [1, 0, 0]]
    assert probabilities(nested).tolist() == nested
    # Whoever is in the large actions fills them; the small ones are left to two of four.
    tight = [[1, 1, 1, 0], [1, 1, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0]]
    half = [[1, 1, 0.5, 0.5], [1, 1, 0.5, 0.5], [0.5, 0.5, 0, 0], [0.5, 0.5, 0, 0]]
    assert probabilities(tight) == pytest.approx(np.array(half), abs=1e-9)


@settings(deadline=None)
@given(matrix=matrices())
def test_ties_that_cannot_be_have_no_probability(matrix: list[list[int]]) -> None:
    ties = np.array(matrix)
    until = np.arange(ties.shape[1]) // 2
    first = np.array([min(until[row > 0], default=0) for row in ties])
    found = probabilities(matrix, Times(first, until))
    assert (found[first[:, None] > until[None, :]] == 0).all()
    assert found.sum(axis=1) == pytest.approx(ties.sum(axis=1), abs=1e-8)
    assert found.sum(axis=0) == pytest.approx(ties.sum(axis=0), abs=1e-8)


def test_a_large_network_of_skewed_degrees() -> None:
    rng = np.random.default_rng(1)
    rows, columns = (rng.random(40_000) ** 3 * 4_000).astype(int), (rng.random(40_000) ** 2 * 6_000).astype(int)
    ties = csr_array((np.ones(40_000), (rows, columns)), shape=(4_000, 6_000))
    ties.sum_duplicates()
    known = classes(ties.indptr, ties.indices, 6_000)
    assert bicm(known).residual < 1e-8
    assert known.ties.sum() == ties.nnz


@settings(deadline=None)
@given(matrix=matrices())
def test_what_is_expected_in_all_beside_what_there_is(matrix: list[list[int]]) -> None:
    ties = csr_array(np.array(matrix))
    known = classes(ties.indptr, ties.indices, ties.shape[1])
    model = bicm(known)
    found = model.probability[np.ix_(known.of_actor, known.of_action)]
    expected = np.triu(found @ found.T, k=1).sum()
    there_are = np.triu(np.array(matrix) @ np.array(matrix).T, k=1).sum()
    if there_are:
        assert excess(known, model) == pytest.approx(expected / there_are, rel=1e-9)
        # Sizes that vary have the larger squares.
        assert excess(known, model) >= 1 - 1e-9
    else:
        assert np.isnan(excess(known, model))


def test_the_matrix_of_four_adds_up() -> None:
    assert probabilities(FOUR).sum(axis=1) == pytest.approx([3, 1, 2], abs=1e-10)
