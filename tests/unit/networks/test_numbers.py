"""Sorting that keeps the places."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graphkit.networks.numbers import in_order


@given(st.lists(st.integers(0, 20)), st.sampled_from([21, 2**62]))
def test_values_come_in_order_and_equal_ones_in_the_order_they_had(values: list[int], below: int) -> None:
    # With a bound of 2^62 value and place do not fit into one number.
    found, order = in_order(np.array(values, dtype=np.int64), below)
    assert order.tolist() == sorted(range(len(values)), key=values.__getitem__)
    assert found.tolist() == sorted(values)
