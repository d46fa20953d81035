"""Ways over two actions, counted; the oracle walks each of them."""

import numpy as np
import pytest
from hypothesis import given, settings

from graphkit.networks.kernels.closure import closure
from graphkit.networks.kernels.layout import two_mode
from tests.unit.networks.kernels.networks import Drawn, drawn

pytestmark = pytest.mark.slow


def walked(ties: np.ndarray) -> tuple[list[int], list[int]]:
    """Each way i – x – v – y – k by itself, from either end."""
    n, m = ties.shape
    paths, closed = [0] * n, [0] * n
    for v in range(n):
        for x in np.flatnonzero(ties[v]):
            for y in np.flatnonzero(ties[v]):
                for i in np.flatnonzero(ties[:, x]):
                    for k in np.flatnonzero(ties[:, y]):
                        if x == y or len({v, i, k}) < 3:
                            continue
                        paths[v] += 1
                        closed[v] += any(ties[i, z] and ties[k, z] for z in range(m) if z not in (x, y))
    return [n // 2 for n in paths], [n // 2 for n in closed]


@settings(deadline=None)
@given(drawn(9, 8))
def test_all_ways_are_counted(network: Drawn) -> None:
    for arrays, ties in (
        (network.arrays, network.incidence.toarray()),
        (network.arrays.turned, network.incidence.toarray().T),
    ):
        found = closure(arrays)
        assert (found.paths.tolist(), found.closed.tolist()) == walked(ties)


@pytest.mark.parametrize("seed", range(5))
def test_where_many_have_several_actions_in_common(seed: int) -> None:
    rng = np.random.default_rng(seed)
    ties = rng.random((9, 7)) < 0.25 + 0.1 * seed
    rows, columns = np.nonzero(ties)
    network = Drawn(9, 7, frozenset(zip(rows.tolist(), columns.tolist(), strict=True)))
    found = closure(network.arrays)
    assert (found.paths.tolist(), found.closed.tolist()) == walked(ties)


def test_an_action_of_thousands_is_no_thousands_cubed() -> None:
    # One action of 3,000, each of whom has one more action with one who is in no other: no way of them is closed.
    n = 3_000
    pairs = [*((v, 0) for v in range(n)), *((v, 1 + v) for v in range(n)), *((n + v, 1 + v) for v in range(n))]
    rows, columns = np.array(pairs).T
    order = np.lexsort((columns, rows))
    ptr = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=2 * n))])
    found = closure(two_mode(ptr, columns[order], n + 1))
    assert found.paths[:n].tolist() == [n - 1] * n
    assert found.paths[n:].sum() == found.closed.sum() == 0
    # Two such actions of the same actors: i and k of x and y are in both, and in no third.
    pairs = [*((v, 0) for v in range(200)), *((v, 1) for v in range(200))]
    rows, columns = np.array(pairs).T
    order = np.lexsort((columns, rows))
    found = closure(two_mode(np.arange(0, 402, 2), columns[order], 2))
    assert found.paths.tolist() == [199 * 198] * 200
    assert found.closed.sum() == 0
