import csv
from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import DataError, UnknownName
from graphkit.networks import projection as projections
from graphkit.networks import side_by_side as chunks
from graphkit.networks.projection import Projection
from tests.unit.networks.tables import each_tie_an_action, fund, snapshot_of, southern_women


def weights(projection: Projection) -> dict[tuple[str, str], float]:
    """The weight of each pair, by ids in order."""
    found = projection.matrix.tocoo()
    ids = projection.actor_ids
    return {(ids[r], ids[c]): value for r, c, value in zip(*found.coords, found.data, strict=True) if r < c}


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abcdefg"), st.sampled_from("tuvwxyz"), st.one_of(st.none(), st.integers(0, 50))),
        max_size=40,
    ),
    st.sampled_from([1, 3, 4_000_000]),
)
def test_the_weights_are_what_counting_one_by_one_gives(ties: list[tuple[str, str, int | None]], chunk: int) -> None:
    given_ = {(actor, action): amount for actor, action, amount in ties}
    network = snapshot_of([fund(actor, action, amount) for (actor, action), amount in given_.items()]).network()
    count: dict[tuple[str, str], int] = {}
    newman: dict[tuple[str, str], float] = {}
    amount: dict[tuple[str, str], float] = {}
    for action in sorted({action for _, action in given_}):
        there = sorted(actor for actor, x in given_ if x == action)
        for one in there:
            for other in there:
                if one < other:
                    count[one, other] = count.get((one, other), 0) + 1
                    newman[one, other] = newman.get((one, other), 0) + 1 / (len(there) - 1)
                    both = given_[one, action], given_[other, action]
                    if None not in both:
                        amount[one, other] = amount.get((one, other), 0) + min(both)  # type: ignore[type-var]
    amount = {pair: value for pair, value in amount.items() if value > 0}
    assert weights(network.projection()) == count
    assert weights(network.projection("newman")) == pytest.approx(newman, rel=1e-12)
    whole = chunks._CHUNK
    chunks._CHUNK = chunk
    try:
        by_amount = network.projection("amount")
    finally:
        chunks._CHUNK = whole
    assert weights(by_amount) == amount
    assert by_amount.n_unweighted == len(count) - len(amount)
    for projection in (network.projection(), network.projection("newman"), by_amount):
        matrix = projection.matrix
        assert (matrix != matrix.T).nnz == 0
        assert not matrix.diagonal().any()
        assert (matrix.data > 0).all()
        assert matrix.has_sorted_indices
        assert weights(Projection(**{**vars(projection), "matrix": projection.shared})) == {
            pair: count[pair] for pair in weights(projection)
        }


def test_everybody_stays_even_who_shares_nothing() -> None:
    projection = snapshot_of([("a", "x"), ("b", "x"), ("c", "y")]).network().projection()
    assert projection.actor_ids == ["a", "b", "c"]
    assert projection.n_pairs == 1
    assert list(projection.to_networkx()["c"]) == []


def test_newman_weights_of_an_actor_add_up_to_its_actions_with_others() -> None:
    network = southern_women().network()
    projection = network.projection("newman")
    alone = np.diff(network.by_action.indptr) < 2
    assert not alone.any()
    assert np.allclose(projection.matrix.sum(axis=1), np.diff(network.incidence.indptr))


def test_southern_women_as_published() -> None:
    # Newman's weight of Evelyn and Laura in tnet's projection of the Southern Women: 1.56263736263736.
    found = weights(southern_women().network().projection("newman"))
    assert found["Evelyn Jefferson", "Laura Mandeville"] == pytest.approx(1.56263736263736, abs=1e-14)
    expected = nx.bipartite.collaboration_weighted_projected_graph(
        graph := nx.davis_southern_women_graph(), graph.graph["top"]
    )
    assert found == pytest.approx({tuple(sorted(pair)): w for *pair, w in expected.edges(data="weight")})


def test_an_unknown_weight_is_named() -> None:
    with pytest.raises(UnknownName, match=r"no weight named 'newmann'. Did you mean newman"):
        southern_women().network().projection("newmann")


def test_what_does_not_fit_is_refused_with_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projections, "LARGEST", 100)
    with pytest.raises(DataError, match=r"up to 324 entries .* The largest action is E8 with 14 actors"):
        southern_women().network().projection()


def test_many_actions_of_few_actors_do_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projections, "LARGEST", 18 * 18)
    assert southern_women().network().projection().n_pairs == 139


def test_as_a_graph_for_networkx() -> None:
    held = snapshot_of(
        [fund("a", "x", 3.0), fund("b", "x", 2.0), fund("b", "y", 5.0)],
        actors=[{"id": "a", "name": "Ville", "kind": "local_authority", "scale": "municipal"}],
    )
    graph = held.network().projection("amount").to_networkx()
    assert graph.nodes["a"] == {"id": "a", "name": "Ville", "kind": "local_authority", "scale": "municipal"}
    assert graph.edges["a", "b"] == {"weight": 2.0, "n": 1, "amount": 2.0}
    assert graph.graph["snapshot"] == held.hash

    two_mode = held.network().to_networkx()
    assert nx.is_bipartite(two_mode)
    assert {node for node, side in two_mode.nodes(data="bipartite") if side == 0} == {("Actor", "a"), ("Actor", "b")}
    assert two_mode.edges[("Actor", "b"), ("Action", "y")] == {"weight": 1, "n": 1, "amount": 5.0}


def test_an_actor_and_an_action_of_one_id_are_two_nodes() -> None:
    held = snapshot_of([fund("club", "x", recipient="club"), fund("city", "x", recipient="club")])
    graph = held.network(grain="recipient").to_networkx()
    assert set(graph) == {("Actor", "club"), ("Actor", "city"), ("Action", "club")}


def test_each_tie_an_action_gives_the_network_of_the_ties() -> None:
    karate = nx.karate_club_graph()
    graph = each_tie_an_action(karate.edges()).network().projection().to_networkx()
    assert nx.utils.edges_equal(graph.edges(), [(str(one), str(other)) for one, other in karate.edges()])


@pytest.mark.real_data
@pytest.mark.slow
def test_condensed_matter_as_published(real_data: Path) -> None:
    """Newman (2001), condensed matter 1995-1999: 16,726 authors, 22,015 papers, 47,594 ties with their weights.

    24 published weights differ: those within four teams one of whose members the projection counted twice in a paper.
    The table of authors and papers has each of them once.
    """
    folder = real_data / "networks" / "two_mode" / "newman_condmat_9599"
    with (folder / "two_mode_author_paper.csv").open(encoding="utf-8") as file:
        network = snapshot_of([(f"{int(row['i']):05}", row["p"]) for row in csv.DictReader(file)]).network()
    assert (network.n_actors, network.n_actions) == (16_726, 22_015)
    with (folder / "published_newman_projection.csv").open(encoding="utf-8") as file:
        rows = [(f"{int(row['i']):05}", f"{int(row['j']):05}", float(row["w"])) for row in csv.DictReader(file)]
    published = {(one, other): weight for one, other, weight in rows if one < other}
    found = weights(network.projection("newman"))
    assert len(found) == 47_594
    assert found.keys() == published.keys()
    differing = {pair for pair, weight in found.items() if not np.isclose(weight, published[pair], rtol=1e-9, atol=0)}
    teams = [
        ("00290", "00291", "00292"),
        ("02006", "02008", "08163"),
        ("03756", "03757", "05807"),
        ("00417", "10877", "12783", "14761", "14762", "14763"),
    ]
    assert differing == {pair for team in teams for pair in combinations(team, 2)}
    # In the paper of three, of whom one is there twice: 2/3 and 1/3 in place of 1/2 each.
    for pair, too_much in ((teams[0][:2], 1 / 6), (teams[0][::2], 1 / 6), (teams[0][1:], -1 / 6)):
        assert published[pair] - found[pair] == pytest.approx(too_much, abs=1e-9)
