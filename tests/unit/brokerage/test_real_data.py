"""Who bridges the ministries of the French State in what they fund: counted again, pair by pair."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from graphkit.bottom_link import bottom_link
from graphkit.brokerage import bridges, brokers, cut_points
from graphkit.brokerage.roles import ROLES
from graphkit.groups import ei_index, group_by
from tests.conftest import StorePlace
from tests.unit.brokerage.test_brokers import role


@pytest.mark.real_data
@pytest.mark.slow
def test_the_programmes_of_fifteen_ministries(embedded_place: StorePlace, real_data: Path, tmp_path: Path) -> None:
    with embedded_place.graph() as graph:
        graph.load("jaune", real_data / "jaune" / "plf2012_subventions_2010.csv", rejects=tmp_path / "rejects.csv")
        snapshot = graph.snapshot()
    network = snapshot.network(funders_only=True)
    ministries = group_by(network, "department")
    # The annex has 77 programmes of 15 ministries.
    assert (network.n_actors, ministries.n_groups) == (77, 15)
    assert ministries.account == {"stated": 77}
    projection = network.projection()
    tied, of = projection.matrix.toarray() > 0, ministries.of.tolist()
    expected = np.zeros((77, len(ROLES)))
    for a, v, b in permutations(range(77), 3):
        if tied[a, v] and tied[v, b] and not tied[a, b]:
            expected[v, ROLES.index(role(of[a], of[v], of[b]))] += 1
    found = brokers(projection, ministries)
    assert found.counts.tolist() == expected.tolist()
    assert found.between_groups.max() > 0
    upper = [(a, b) for a in range(77) for b in range(a) if tied[a, b]]
    index = ei_index(projection, ministries, draws=100)
    assert index.values["external"] == sum(of[a] != of[b] for a, b in upper)
    assert index.values["external"] + index.values["internal"] == len(upper)
    cut = cut_points(network).to_frame()
    assert set(cut["id"]) == set(nx.articulation_points(nx.Graph(projection.to_networkx().edges())))
    joined = bridges(network, ministries).to_frame("actions")
    assert joined["joins"].gt(0).any()
    # No source states at which scale an association acts: that is said, and nothing is guessed.
    profile = bottom_link(network, draws=10)
    assert set(profile.profiles["situation"]) == {"unknown"}
    assert profile.provenance["account"]["own_scale_unknown"] == snapshot.actions.num_rows
    # Were all of them municipal, all money of the State would come from a wider scale.
    assumed = bottom_link(network, assume="municipal", draws=0).profiles
    assert (assumed["share"].dropna() == 1).all()
    assert (assumed["wider"] > 0).sum() == network.n_actions
