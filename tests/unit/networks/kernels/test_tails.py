import numpy as np
import pytest

from graphkit.networks.kernels.layout import two_mode
from graphkit.networks.kernels.projection import project
from graphkit.networks.kernels.tails import most_shared, places, tails


def test_tails_are_those_of_the_sum_of_all_actions() -> None:
    rng = np.random.default_rng(0)
    probability = rng.random((6, 5)) ** 2
    # Certain together, impossible, and so many that none in common has no probability that is a number.
    probability[0, 0] = probability[1, 0] = 1.0
    probability[2, 3] = 0.0
    probability[4:, 3] = 0.95
    n_actions = np.array([3, 10, 4, 900, 7])
    one, other = np.triu_indices(6)
    most = rng.integers(0, 40, len(one))
    most[-1] = 850
    found = tails(one, other, most, probability, n_actions)
    for table in range(len(one)):
        mass = np.ones(1)
        for both, n in zip(probability[one[table]] * probability[other[table]], n_actions, strict=True):
            for _ in range(n):
                mass = np.convolve(mass, [1 - both, both])
        place = slice(found.ptr[table], found.ptr[table + 1])
        upper, lower = np.cumsum(mass[::-1])[::-1], np.cumsum(mass)
        assert found.upper[place] == pytest.approx(upper[: most[table] + 1], rel=1e-11, abs=1e-290)
        assert found.lower[place] == pytest.approx(lower[: most[table] + 1], rel=1e-11, abs=1e-290)


def test_the_same_bits_on_any_number_of_threads() -> None:
    rng = np.random.default_rng(2)
    one, other = np.triu_indices(40)
    given = (one, other, rng.integers(0, 12, len(one)), rng.random((40, 30)) ** 3, rng.integers(1, 300, 30))
    once = tails(*given, threads=1)
    for threads in (2, 3):
        again = tails(*given, threads=threads)
        assert all((a == b).all() for a, b in zip(once, again, strict=True))


def test_classes_of_pairs() -> None:
    rng = np.random.default_rng(3)
    matrix = rng.random((30, 20)) < 0.2
    indptr, indices = np.concatenate([[0], np.cumsum(matrix.sum(axis=1))]), np.nonzero(matrix)[1]
    pairs = project(two_mode(indptr, indices, 20), np.zeros(20), np.zeros(20))
    of_actor = rng.integers(0, 4, 30)
    shared = np.triu(matrix.astype(int) @ matrix.T.astype(int), k=1)
    expected = np.zeros((4, 4), dtype=int)
    first = rng.integers(0, 1_000, (4, 4))
    where = []
    for i, j in zip(*np.nonzero(shared), strict=True):
        low, high = sorted((of_actor[i], of_actor[j]))
        expected[low, high] = max(expected[low, high], shared[i, j])
        where.append((first[low, high] + shared[i, j], i))
    assert most_shared(pairs, of_actor, 4).tolist() == expected.tolist()
    assert list(zip(*(each.tolist() for each in places(pairs, of_actor, first)), strict=True)) == where
