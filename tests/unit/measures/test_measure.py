import logging
from itertools import count

import numpy as np
import pytest

from graphkit.errors import UsageError
from graphkit.measures import _kernels, _settling, centrality
from graphkit.measures import measure as measure_named
from graphkit.measures._measure import duration, measure
from graphkit.measures.betweenness import betweenness
from graphkit.measures.closeness import closeness
from graphkit.measures.degree import degree
from graphkit.measures.pagerank import pagerank
from graphkit.networks.kernels import _running
from graphkit.networks.kernels._running import Progress
from graphkit.networks.network import Network
from tests.unit.measures.networks import women


def test_an_option_that_it_has_not_is_named() -> None:
    with pytest.raises(UsageError, match=r"pagerank has no option alpha. It has: damping."):
        pagerank(women(), alpha=0.5)
    with pytest.raises(UsageError, match=r"closeness has no option normalized. It has: none."):
        closeness(women(), normalized=True)


@pytest.mark.parametrize(
    ("name", "options", "says"),
    [
        ("betweenness", {"error": 5}, r"error=5 is not between 0 and 1\.$"),
        ("betweenness", {"error": "0.05"}, r"error='0.05' of betweenness is not a number\.$"),
        ("betweenness", {"error": True}, r"error=True of betweenness is not a number\.$"),
        ("betweenness", {"error": 0.05, "seed": -1}, r"seed=-1 must be at least 0\.$"),
        ("betweenness", {"error": 0.05, "seed": 0.5}, r"seed=0.5 of betweenness is not a whole number\.$"),
        ("betweenness", {"normalized": "no"}, r"normalized='no' of betweenness is not True or False\.$"),
        ("pagerank", {"damping": None}, r"damping=None of pagerank is not a number\.$"),
        ("pagerank", {"damping": 1}, r"damping=1 must be at least 0 and below 1"),
        ("birank", {"damping": -0.1}, r"damping=-0.1 must be at least 0 and below 1"),
        ("katz", {"alpha": -1}, r"alpha=-1 must be at least 0"),
        ("degree", {"error": 0.1}, r"degree has no option error\. It has: normalized\.$"),
    ],
)
def test_an_option_that_makes_no_sense_is_said_before_anything_runs(
    name: str, options: dict[str, object], says: str
) -> None:
    told: list[tuple[str, float]] = []
    with pytest.raises(UsageError, match=says):
        centrality(women(), ("strength", name), options={name: options}, progress=lambda *of: told.append(of))
    assert told == []
    for ask in (measure_named(name), measure_named(name).expected_seconds):
        with pytest.raises(UsageError, match=says):
            ask(women(), **options)


def test_numbers_of_numpy_are_numbers() -> None:
    found = betweenness(women(), error=np.float32(0.5), seed=np.int64(3))
    assert found.values.tolist() == betweenness(women()).values.tolist()
    assert pagerank(women(), damping=0).values == pytest.approx([1 / 32] * 18)


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


def test_progress_reaches_what_counts_its_steps_and_is_no_option(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float] = []

    @measure(unit="", source="")
    def slow(network: Network, factor: float = 2.0, *, progress: Progress | None = None) -> np.ndarray:
        if progress is not None:
            progress(0.5)
        return np.full(network.n_actors + network.n_actions, factor)

    assert slow.options == {"factor": 2.0}
    assert slow(women(), progress=told.append, factor=3.0).values.tolist() == [3.0] * 18
    assert told == [0.5]
    with pytest.raises(UsageError, match=r"slow has no option steps. It has: factor."):
        slow(women(), steps=1)
    # One that counts none is not bothered.
    assert len(degree(women(), progress=told.append).values) == 18
    assert told == [0.5]
    # Nor is a kernel told of before a second has passed; here it has at once.
    monkeypatch.setattr(_kernels, "LEAST_STEPS", 0.0)
    monkeypatch.setattr(_running.time, "monotonic", count(step=2.0).__next__)
    told.clear()
    closeness(women(), progress=told.append)
    assert told[-1] == 1.0
    assert told == sorted(told)


def test_the_table_tells_which_measure_it_is_at() -> None:
    told: list[tuple[str, float]] = []
    centrality(women(), ("degree", "katz"), progress=lambda name, share: told.append((name, share)))
    assert told == [("degree", 0.0), ("katz", 0.0)]


def test_what_cannot_be_had_is_said_before_anything_runs() -> None:
    told: list[tuple[str, float]] = []
    with pytest.raises(UsageError, match="constraint is measured in a projection"):
        centrality(women(), ("degree", "constraint"), progress=lambda *of: told.append(of))
    assert told == []


def test_steps_until_they_settle_tell_how_far_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float] = []
    monkeypatch.setattr(_settling.time, "monotonic", count(step=2.0).__next__)
    found = _settling.settled(lambda x: 1.0 + x / 2, np.ones(3), 0.5, told.append)
    assert found == pytest.approx([2.0] * 3, abs=1e-11)
    assert len(told) > 10
    assert told == sorted(told)
    assert 0.0 <= told[0] < told[-1] <= 1.0


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
