import math

import numpy as np
import pytest
from hypothesis import given, settings

from graphkit.errors import UsageError
from graphkit.measures.strength import strength
from graphkit.networks.network import Network
from tests.unit.measures.networks import by_id, karate, small_networks
from tests.unit.networks.tables import fund, snapshot_of, takes_part


def test_the_money_that_is_known() -> None:
    held = snapshot_of(
        [
            fund("city", "x", 0.1),
            fund("city", "y", 0.2),
            fund("fund", "x"),
            takes_part("club", "x"),
            fund("zero", "y", 0.0),
        ]
    )
    network = held.network()
    found = by_id(strength(network))
    assert found["city"] == 0.3
    assert found["zero"] == 0.0
    assert math.isnan(found["fund"])
    assert math.isnan(found["club"])
    assert by_id(strength(network, of="actions")) == {"x": 0.1, "y": 0.2}
    assert strength(network).unit == "EUR unstated"


def test_several_currencies_have_no_sum() -> None:
    held = snapshot_of([fund("a", "x", 1.0), fund("b", "x", 1.0, currency="USD")])
    with pytest.raises(UsageError, match="choose one, as in currency='EUR'"):
        strength(held.network())
    assert strength(held.network(currency="USD")).values[1] == 1.0


@settings(deadline=None)
@given(small_networks())
def test_of_a_projection_it_is_what_networkx_adds_up(network: Network) -> None:
    for weight in ("count", "newman"):
        projection = network.projection(weight)
        assert by_id(strength(projection)) == pytest.approx(dict(projection.to_networkx().degree(weight="weight")))


@settings(deadline=None)
@given(small_networks())
def test_by_newman_it_is_the_actions_that_an_actor_is_not_alone_in(network: Network) -> None:
    sizes = np.diff(network.by_action.indptr)
    together = network.incidence @ (sizes > 1).astype(np.int64)
    assert strength(network.projection("newman")).values == pytest.approx(together)


def test_karate_club() -> None:
    # Zachary 1977: the officer (34) had 17 friends, the instructor (1) 16; without weights a tie counts 1.
    found = by_id(strength(karate()))
    assert (found["33"], found["0"]) == (17, 16)
