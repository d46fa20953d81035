"""A network gives its map, and the map is one of the package's public names."""

from __future__ import annotations

import graphkit
from graphkit.coalitions import coalitions
from graphkit.maps import Map
from tests.unit.networks.tables import southern_women


def test_a_network_gives_its_map() -> None:
    network = southern_women().network()
    found = coalitions(network, "leiden", seed=1, runs=0)
    asked = network.map(found, lang="fr", seed=1, title="Carte")
    assert isinstance(asked, graphkit.Map)
    assert asked.html() == Map(network, found, lang="fr", seed=1, title="Carte").html()
    assert network.map().drawn.how == "tested"
    assert network.map()._repr_html_().startswith("<iframe")
