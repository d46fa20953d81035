import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.networks.kernels.components import components, removal
from tests.unit.networks.kernels.networks import Drawn, drawn

pytestmark = pytest.mark.slow


@settings(deadline=None)
@given(drawn())
def test_components_are_those_of_networkx(network: Drawn) -> None:
    actors, actions = components(network.arrays)
    label = [*actors.tolist(), *actions.tolist()]
    found = {frozenset(v for v in range(len(label)) if label[v] == c) for c in set(label)}
    assert found == {frozenset(component) for component in nx.connected_components(network.graph)}
    # Numbered as they appear.
    assert list(dict.fromkeys(label)) == list(range(len(found)))


@settings(deadline=None)
@given(drawn(), st.data())
def test_every_level_of_a_removal_is_that_of_the_network_without_those_who_went(
    network: Drawn, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(network.n)))
    order = order[: data.draw(st.integers(0, network.n))]
    found = removal(network.arrays, np.array(order, dtype=np.int64))
    for gone in range(len(order) + 1):
        graph = network.graph
        graph.remove_nodes_from(order[:gone])
        sizes = [sum(v < network.n for v in component) for component in nx.connected_components(graph)]
        assert found.largest[gone] == max(sizes, default=0)
        assert found.components[gone] == sum(size > 0 for size in sizes)
