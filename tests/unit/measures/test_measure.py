import logging

import numpy as np
import pytest

from graphkit.errors import UsageError
from graphkit.measures._measure import duration, measure
from graphkit.measures.betweenness import betweenness
from graphkit.measures.closeness import closeness
from graphkit.measures.degree import degree
from graphkit.measures.pagerank import pagerank
from graphkit.networks.network import Network
from tests.unit.measures.networks import women


def test_an_option_that_it_has_not_is_named() -> None:
    with pytest.raises(UsageError, match=r"pagerank has no option alpha. It has: damping."):
        pagerank(women(), alpha=0.5)
    with pytest.raises(UsageError, match=r"closeness has no option normalized. It has: none."):
        closeness(women(), normalized=True)


def test_a_projection_has_no_actions() -> None:
    with pytest.raises(UsageError, match="A projection has actors alone"):
        degree(women().projection(), of="actions")
    with pytest.raises(UsageError, match="neither 'actors' nor 'actions'"):
        degree(women(), of="events")


def test_the_result_says_with_which_options_it_was_made() -> None:
    result = betweenness(women(), normalized=False)
    assert result.options == {"normalized": False, "error": None, "delta": 0.1, "seed": 0}
    assert result.provenance["parameters"] == {"of": "actors", **result.options}
    assert result.provenance["seed"] is None
    assert "estimate" not in result.provenance
    assert result.provenance["method"] == "betweenness"
    assert result.unit == "pairs of nodes"


def test_who_waits_long_is_told_before(caplog: pytest.LogCaptureFixture) -> None:
    @measure(unit="", source="", seconds_a_step=1000.0)
    def slow(network: Network) -> np.ndarray:
        return np.zeros(network.n_actors + network.n_actions)

    with caplog.at_level(logging.WARNING):
        slow(women())
        degree(women())
    # 32 nodes and 89 ties, 1000 s each.
    assert caplog.messages == ["slow of 18 actors and 89 pairs takes about 1 day."]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.01, "about 1 second"), (59, "about 59 seconds"), (60, "about 1 minute"), (7_300, "about 2 hours")],
)
def test_a_time_in_words(seconds: float, words: str) -> None:
    assert duration(seconds) == words
