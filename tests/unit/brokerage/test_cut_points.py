"""Cut points: those of the Florentine families, and what NetworkX finds in the projection and in two modes."""

from __future__ import annotations

import csv
from pathlib import Path

import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import pytest

from graphkit.brokerage import cut_points
from graphkit.errors import UsageError
from graphkit.networks.snapshot import Snapshot
from tests.unit.networks.tables import each_tie_an_action, snapshot_of


def test_the_florentine_families() -> None:
    # Padgett & Ansell 1993, as in NetworkX.
    graph = nx.florentine_families_graph()
    network = each_tie_an_action(graph.edges()).network()
    found = cut_points(network)
    frame = found.to_frame()
    assert sorted(frame["id"]) == ["Albizzi", "Guadagni", "Medici", "Salviati"]
    # Without Medici 3 parts, of which the largest has 11 of the 14 others.
    medici = frame.set_index("id").loc["Medici"]
    assert (medici["parts"], medici["largest"], medici["cut_off"]) == (3, 11, 3)
    near = found.replacements("Medici")
    assert near.groupby("part")["size"].first().tolist() == [11, 2, 1]
    assert set(near["id"]) <= set(graph["Medici"])
    with pytest.raises(UsageError, match="no cut point"):
        found.replacements("Strozzi")
    assert found.evidence("Medici")["actor"].unique().tolist() == ["Medici"]
    plt.close(found.plot().get_figure())


def test_they_are_those_of_networkx() -> None:
    random = np.random.default_rng(2)
    for _ in range(60):
        n, m, k = random.integers(1, 25), random.integers(1, 25), random.integers(1, 45)
        pairs = {(f"a{random.integers(n)}", f"x{random.integers(m)}") for _ in range(k)}
        network = snapshot_of(sorted(pairs)).network()
        found = cut_points(network)
        projected = nx.Graph(network.projection().to_networkx().edges())
        assert set(found.to_frame()["id"]) == set(nx.articulation_points(projected))
        two_mode = nx.Graph(pairs)
        assert set(found.to_frame("actions")["id"]) == {v for v in nx.articulation_points(two_mode) if v[0] == "x"}
        for of in ("actors", "actions"):
            for cut in found.to_frame(of).itertuples():
                whole = nx.node_connected_component(two_mode, cut.id) - {cut.id}
                parts = [{v for v in part if v[0] == "a"} for part in nx.connected_components(two_mode.subgraph(whole))]
                parts = sorted(filter(None, parts), key=len)
                assert (cut.parts, cut.largest) == (len(parts), len(parts[-1]))
                assert cut.cut_off == sum(map(len, parts[:-1]))
                near = found.replacements(cut.id, of)
                assert near["part"].nunique() == len(parts)
                for _, rows in near.groupby("part"):
                    (held,) = [part for part in parts if set(rows["id"]) <= part]
                    assert rows["size"].unique().tolist() == [len(held)]
                    shared = [len(set(two_mode[a]) & set(two_mode[cut.id])) for a in rows["id"]]
                    others = [two_mode.degree(a) - 1 for a in rows["id"]]
                    assert rows["shares"].tolist() == (shared if of == "actors" else others)


@pytest.mark.real_data
@pytest.mark.slow
def test_the_authors_of_condensed_matter(real_data: Path) -> None:
    """Newman (2001): of 16,726 authors of 22,015 papers, those without whom others are cut off."""
    folder = real_data / "networks" / "two_mode" / "newman_condmat_9599"
    with (folder / "two_mode_author_paper.csv").open(encoding="utf-8") as file:
        network = snapshot_of([(row["i"], row["p"]) for row in csv.DictReader(file)]).network()
    projected = nx.Graph(network.projection().to_networkx().edges())
    found = cut_points(network).to_frame()
    assert len(found) == 1_841
    assert set(found["id"]) == set(nx.articulation_points(projected))


@pytest.mark.parametrize(
    "snapshot", [snapshot_of([]), snapshot_of([("a", "x")]), snapshot_of([("a", "x"), ("a", "y")])]
)
def test_nothing_falls_apart_where_there_is_little(snapshot: Snapshot) -> None:
    found = cut_points(snapshot.network())
    for of in ("actors", "actions"):
        assert found.to_frame(of).empty
    assert "0 actors" in str(found)
    plt.close(found.plot().get_figure())
