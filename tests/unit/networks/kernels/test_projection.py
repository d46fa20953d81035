import numpy as np
import pytest
from hypothesis import given, settings
from scipy.sparse import csr_array, triu

from graphkit.networks.kernels.projection import project, repeated
from tests.unit.networks.kernels.networks import Drawn, drawn, large

pytestmark = pytest.mark.slow


def assert_three_weights(network: Drawn) -> None:
    sizes = np.diff(network.arrays.action_ptr)
    newman, amount = 1.0 / np.maximum(sizes - 1, 1), np.arange(network.m) * 0.25
    found = project(network.arrays, newman, amount)
    counts = csr_array(triu(network.weights(), 1))
    assert found.ptr.tolist() == counts.indptr.tolist()
    assert found.others.tolist() == counts.indices.tolist()
    assert found.shared.tolist() == counts.data.tolist()
    rows = np.repeat(np.arange(network.n), np.diff(found.ptr))
    for weight, values in ((newman, found.first), (amount, found.second)):
        assert values == pytest.approx(network.weights(weight).toarray()[rows, found.others], rel=1e-13)


@settings(deadline=None)
@given(drawn())
def test_pairs_and_three_weights_are_those_of_the_matrix_product(network: Drawn) -> None:
    assert_three_weights(network)


def test_a_large_one_as_well() -> None:
    # More than 4,096 actors: partners beyond the first group of words.
    assert_three_weights(large(5000, 3000, 24_000))


@settings(deadline=None)
@given(drawn())
def test_pairs_that_share_more_than_one_action_and_how_many_more(network: Drawn) -> None:
    ptr, others, beyond = repeated(network.arrays)
    expected = np.maximum(network.weights().toarray() - 1, 0)
    assert csr_array((beyond, others, ptr), shape=expected.shape).toarray().tolist() == expected.tolist()


def test_many_repeated_pairs_outgrow_the_first_arrays() -> None:
    everybody = Drawn(80, 2, frozenset((v, x) for v in range(80) for x in range(2)))
    _, _, beyond = repeated(everybody.arrays)
    assert beyond.tolist() == [1.0] * (80 * 79)
