from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from graphkit.backbones import backbone
from graphkit.coalitions import coalitions
from graphkit.errors import UnknownName
from graphkit.measures import centrality
from tests.unit.backbones.networks import drawn
from tests.unit.backbones.test_sdsm import two_camps


@pytest.mark.parametrize("weight", [None, "count", "newman"])
@pytest.mark.parametrize("model", ["sdsm", "disparity"])
def test_the_ties_are_the_kept_pairs_with_the_weight_they_had(model: str, weight: str | None) -> None:
    network = drawn()
    found = backbone(network, model, alpha=0.3, signed=model == "sdsm")
    kept = found.projection(weight)
    whole = network.projection(weight or "count").to_networkx()
    more = {pair for pair, sign in zip(found.pairs, found.sign, strict=True) if sign > 0}
    assert 0 < len(more) < whole.number_of_edges()
    graph = kept.to_networkx()
    assert {frozenset(pair) for pair in graph.edges} == {frozenset(pair) for pair in more}
    assert all(tie == pytest.approx(whole.edges[one, other]) for one, other, tie in graph.edges(data=True))
    assert list(graph) == network.actor_ids
    assert kept.unit == network.projection(weight or "count").unit


def test_a_filter_of_another_weight_keeps_that() -> None:
    found = backbone(drawn(), "disparity", alpha=0.3, weight="newman")
    assert found.projection().weight == "newman"
    graph = found.projection("count").to_networkx()
    assert graph.number_of_edges() == len(found)
    assert all(tie["weight"] == tie["n"] for _, _, tie in graph.edges(data=True))


def test_measures_search_the_kept_ties_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    # Large networks are searched over their actions, where every pair is tied that meets.
    from graphkit.measures import _kernels

    monkeypatch.setattr(_kernels, "LEAST_STEPS", 0.0)
    monkeypatch.setattr(_kernels, "LEAST_DENSER", 0.0)
    kept = backbone(drawn(), alpha=0.2).projection()
    graph = kept.to_networkx()
    table = centrality(kept, ["degree", "strength", "betweenness", "closeness"]).to_frame().set_index("id")
    ids = kept.actor_ids
    between, close = nx.betweenness_centrality(graph), nx.closeness_centrality(graph)
    assert table.loc[ids, "betweenness"].to_numpy() == pytest.approx([between[each] for each in ids])
    alone = np.array([graph.degree(each) == 0 for each in ids])
    assert table.loc[ids, "closeness"].to_numpy()[~alone] == pytest.approx(np.array([close[e] for e in ids])[~alone])
    assert table.loc[ids, "degree"].tolist() == [graph.degree(each) for each in ids]


def test_coalitions_of_the_kept_ties_say_so() -> None:
    network = two_camps()
    kept = backbone(network, correction="holm").projection()
    found = coalitions(network, backbone="sdsm", correction="holm", runs=0)
    assert {frozenset(group) for group in found.groups} >= {
        frozenset(f"{camp}{member}" for member in range(4)) for camp in "ab"
    }
    assert found.provenance["parameters"]["backbone"] == "sdsm"
    assert found.provenance["parameters"]["correction"] == "holm"
    assert "kept by backbone sdsm" in repr(kept)


def test_none_kept_is_a_network_without_a_tie() -> None:
    network = drawn(8, 8, 12)
    kept = backbone(network, alpha=1e-9).projection("newman")
    assert (kept.n_pairs, kept.n_actors, kept.n_unweighted) == (0, network.n_actors, 0)
    with pytest.raises(UnknownName, match="There is no weight named 'money'"):
        backbone(network).projection("money")
