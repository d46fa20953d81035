from __future__ import annotations

import numpy as np
import pytest

from graphkit.backbones import backbone
from graphkit.backbones.disparity import disparity
from graphkit.errors import UsageError
from tests.unit.backbones.networks import drawn
from tests.unit.networks.tables import snapshot_of, southern_women


@pytest.mark.parametrize("weight", ["count", "newman"])
def test_each_tie_by_the_formula(weight: str) -> None:
    network = drawn()
    graph = network.projection(weight).to_networkx()
    strength, partners = dict(graph.degree(weight="weight")), dict(graph.degree())
    found = disparity(network, weight)
    assert found.n_tests == graph.number_of_edges() == len(found.more)
    ids = network.actor_ids
    for one, other, p, second in zip(found.one, found.other, found.more, found.second, strict=True):
        a, b = ids[one], ids[other]
        held = graph.edges[a, b]["weight"]
        ends = sorted(max(0.0, 1 - held / strength[end]) ** (partners[end] - 1) for end in (a, b))
        assert (p, second) == pytest.approx(tuple(ends), rel=1e-9, abs=1e-15)


def test_one_partner_is_no_surprise() -> None:
    found = disparity(snapshot_of([("a", "x"), ("b", "x")]).network())
    assert (found.more.tolist(), found.expected.tolist()) == ([1.0], [1.0])


def test_it_is_told_as_the_filter_it_is() -> None:
    found = backbone(southern_women().network(), "disparity", alpha=0.2)
    assert str(found).startswith("139 ties were tested, at both ends (disparity, alpha 0.2, correction none); ")
    none = backbone(southern_women().network(), "disparity", alpha=1e-9)
    assert "none is kept: no tie stands out" in str(none)
    for told in map(str, (found, none)):
        assert "activity explain" not in told
        assert "neither agreement nor coordination" in told


def test_both_ends_of_each_tie_count_as_tests() -> None:
    network = southern_women().network()
    tested = disparity(network)
    ends = np.concatenate([tested.more, tested.second])
    least = 2 * len(tested.more) * ends.min()
    found = backbone(network, "disparity", alpha=0.999999, correction="holm")
    assert found.adjusted.min(initial=1.0) == pytest.approx(min(1.0, least)) or len(found) == 0
    assert backbone(network, "disparity", alpha=0.2).unit == "actions in common"
    with pytest.raises(UsageError, match="The model disparity has no two_sided or signed"):
        backbone(network, "disparity", signed=True)
    with pytest.raises(UsageError, match="The model sdsm has no weight"):
        backbone(network, weight="newman")
