from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from graphkit.backbones import backbone
from graphkit.backbones.correction import adjusted
from graphkit.errors import UnknownName, UsageError
from tests.unit.networks.tables import southern_women

P_VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=12)


@settings(deadline=None)
@given(P_VALUES)
def test_benjamini_hochberg_is_that_of_scipy(values: list[float]) -> None:
    p = np.array(values)
    assert adjusted(p, "bh") == pytest.approx(false_discovery_control(p), rel=1e-12, abs=1e-300)


def test_holm_by_hand() -> None:
    # Four tests: 4 · .01, 3 · .012, 2 · .03, 1 · .6, none smaller than one before.
    assert adjusted(np.array([0.03, 0.01, 0.6, 0.012]), "holm") == pytest.approx([0.06, 0.04, 0.6, 0.04])


@pytest.mark.parametrize("correction", ["holm", "bh"])
@settings(deadline=None)
@given(values=st.lists(st.tuples(st.floats(0, 1), st.integers(1, 4)), min_size=1, max_size=8), more=st.integers(0, 5))
def test_what_is_counted_is_as_if_each_were_there(correction: str, values: list[tuple[float, int]], more: int) -> None:
    p, times = np.array([value for value, _ in values]), np.array([n for _, n in values])
    each = np.concatenate([np.repeat(p, times), np.ones(more)])
    first = np.concatenate([[0], np.cumsum(times)[:-1]])
    expected = adjusted(each, correction)[first]
    found = adjusted(p, correction, times=times, tests=int(times.sum()) + more)
    assert found == pytest.approx(expected, rel=1e-12)


def test_none_and_nothing() -> None:
    assert adjusted(np.array([0.2]), "none").tolist() == [0.2]
    assert adjusted(np.zeros(0), "holm").tolist() == []


def test_words_that_do_not_fit() -> None:
    network = southern_women().network()
    with pytest.raises(UnknownName, match="There is no correction named 'bonferoni'"):
        backbone(network, correction="bonferoni")
    with pytest.raises(UnknownName, match="There is no model named"):
        backbone(network, "sdms")
    with pytest.raises(UsageError, match="not between 0 and 1"):
        backbone(network, alpha=5)
