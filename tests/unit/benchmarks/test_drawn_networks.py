"""The networks that are measured: always the same, and as large as they say."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.conftest import ROOT


@pytest.fixture
def networks(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import drawn_networks

    return drawn_networks


@pytest.mark.parametrize("name", ["tiny", "S", "M"])
def test_a_network_has_the_size_that_it_says(networks: Any, name: str) -> None:
    size = networks.SIZES[name]
    found = networks.drawn(size)
    of_action = np.bincount(found.action, minlength=size.actions)
    assert len(found.actor) == len(found.action) == len(found.amount) == size.ties
    assert len(np.unique(found.actor * size.actions + found.action)) == size.ties
    assert found.actor.max() < size.actors
    assert (of_action.min(), of_action.max()) == (1, size.largest)
    assert len(of_action) == size.actions
    assert found.amount.min() > 0


def test_it_is_the_same_each_time_and_another_with_another_seed(networks: Any) -> None:
    size = networks.SIZES["S"]
    once = networks.drawn(size)
    assert once.hash == networks.drawn(size).hash
    assert once.hash != networks.drawn(size, seed=1).hash


def test_few_are_busy_and_few_actions_are_large(networks: Any) -> None:
    size = networks.SIZES["M"]
    found = networks.drawn(size)
    for ends, n in ((found.actor, size.actors), (found.action, size.actions)):
        degree = np.sort(np.bincount(ends, minlength=n))
        # The busiest tenth has more than a third of all ties; of ties dealt out evenly it would have a fifth at most.
        assert degree[-n // 10 :].sum() > size.ties / 3


def test_actors_keep_to_their_own(networks: Any) -> None:
    # Two actors of one action meet in another far more often than two who are dealt out anew do.
    size = networks.SIZES["M"]
    found = networks.drawn(size)
    dealt = found._replace(actor=np.random.default_rng(1).permutation(found.actor))
    assert _met_again(found) > 5 * _met_again(dealt)


def test_large_actions_are_left_out_whole(networks: Any) -> None:
    whole = networks.drawn(networks.SIZES["M"])
    found = networks.without_large(whole, 100)
    of_action = np.bincount(whole.action)
    assert len(found.actor) == of_action[of_action <= 100].sum()
    assert set(found.action.tolist()) == set(np.flatnonzero((of_action > 0) & (of_action <= 100)).tolist())


def _met_again(network: Any) -> int:
    """How many pairs of actors that follow one another in an action do so in another too."""
    same = network.action[1:] == network.action[:-1]
    one, other = network.actor[:-1][same], network.actor[1:][same]
    pairs = np.minimum(one, other) * network.size.actors + np.maximum(one, other)
    return len(pairs) - len(np.unique(pairs))
