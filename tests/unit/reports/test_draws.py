"""Networks without some of their ties, and the numbers a report draws from them, against what is built anew."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pyarrow as pa
import pytest

from graphkit.model.columns import tables
from graphkit.networks.network import Network
from graphkit.networks.snapshot import Snapshot
from graphkit.reports.draws import DRAWS, DROPPED, Range, only_entries, without_some
from graphkit.reports.exits import _only
from graphkit.reports.weak import bare_name


def _snapshot(n_actors: int, n_actions: int, n_ties: int, seed: int) -> Snapshot:
    """A random network of funding, some pairs tied twice."""
    rng = np.random.default_rng(seed)
    schemas = tables()

    def table(name: str, rows: list[dict[str, object]]) -> pa.Table:
        return pa.Table.from_pylist([{**dict.fromkeys(schemas[name].names), **row} for row in rows], schemas[name])

    ties = [
        {"id": f"t{n:03}", "type": "FUNDS", "source": "s", "locator": f"row {n}",
         "actor": f"a{rng.integers(n_actors):02}", "action": f"x{rng.integers(n_actions):02}",
         "amount": float(rng.integers(1, 99)), "currency": "EUR", "basis": "committed", "status": "granted"}
        for n in range(n_ties)
    ]  # fmt: skip
    return Snapshot(
        actors=table("actors", [{"id": f"a{n:02}", "name": f"A {n}"} for n in range(n_actors)]),
        actions=table("actions", [{"id": f"x{n:02}", "name": f"X {n}"} for n in range(n_actions)]),
        ties=table("ties", ties),
        sources=table("sources", [{"id": "s", "name": "S"}]),
    )


def _pairs(network: Network) -> dict[tuple[str, str], tuple[int, int]]:
    """For each pair how many ties there are and what they add up to."""
    rows = np.repeat(np.arange(network.n_actors), np.diff(network.indptr))
    return {
        (network.actor_ids[row], network.action_ids[column]): (int(times), int(minor))
        for row, column, times, minor in zip(
            rows, network.indices, np.diff(network.tie_index.ptr), network.minor_amounts, strict=True
        )
    }


@pytest.mark.parametrize("seed", range(4))
def test_a_network_of_some_ties_is_that_of_a_snapshot_of_some_ties(seed: int) -> None:
    snapshot = _snapshot(9, 14, 60, seed)
    network = snapshot.network()
    kept = np.random.default_rng(seed).random(len(network.tie_index.rows)) < 0.7
    thinned = only_entries(network, kept)
    rows = network.tie_index.rows[kept]
    anew = Snapshot(**{**snapshot.tables(), "ties": snapshot.ties.take(np.sort(rows))}).network()
    assert _pairs(thinned) == _pairs(anew)
    assert (thinned.n_actors, thinned.n_actions) == (network.n_actors, network.n_actions)


def test_each_draw_is_without_a_tenth_and_the_seed_decides() -> None:
    network = _snapshot(9, 14, 60, 1).network()
    drawn = [sorted(net.tie_index.rows.tolist()) for net in without_some(network, 5)]
    assert len(drawn) == DRAWS
    assert {len(rows) for rows in drawn} == {60 - round(DROPPED * 60)}
    assert len({tuple(rows) for rows in drawn}) > DRAWS // 2
    assert drawn == [sorted(net.tie_index.rows.tolist()) for net in without_some(network, 5)]
    assert drawn != [sorted(net.tie_index.rows.tolist()) for net in without_some(network, 6)]


def test_the_betweenness_of_a_draw_is_that_of_networkx() -> None:
    from graphkit.reports.bridging import _values

    network = _snapshot(9, 14, 40, 2).network()
    for net in without_some(network, 0):
        graph = nx.Graph()
        graph.add_nodes_from(net.actor_ids)
        shared = (net.incidence @ net.incidence.T).toarray()
        graph.add_edges_from(
            (net.actor_ids[i], net.actor_ids[j]) for i, j in zip(*np.nonzero(np.triu(shared, 1)), strict=True)
        )
        wanted = nx.betweenness_centrality(graph)
        assert np.allclose(_values(net, "betweenness"), [wanted[id] for id in net.actor_ids])
        assert _values(net, "degree").tolist() == [graph.degree(id) for id in net.actor_ids]


@pytest.mark.parametrize("seed", range(3))
def test_sole_funders_are_those_whose_exit_leaves_nobody(seed: int) -> None:
    from graphkit.scenarios.each import each_exit

    network = _snapshot(7, 20, 34, seed).network(funders_only=True)
    funders: dict[int, set[int]] = {}
    for row in range(network.n_actors):
        for column in network.indices[network.indptr[row] : network.indptr[row + 1]].tolist():
            funders.setdefault(column, set()).add(row)
    only = _only(network)
    assert only.tolist() == [
        next(iter(funders[column])) if len(funders[column]) == 1 else -1 for column in range(network.n_actions)
    ]
    falls = each_exit(network, rules=("funder",)).to_frame().set_index("id")["falls"].to_dict()
    assert falls == {id: int((only == row).sum()) for row, id in enumerate(network.actor_ids)}


def test_a_network_too_small_to_draw_from_has_no_range() -> None:
    # Of three ties each draw lacks one; of one there is nothing to lack.
    assert {len(net.tie_index.rows) for net in without_some(_snapshot(2, 2, 3, 0).network(), 0)} == {2}
    network = _snapshot(2, 2, 1, 0).network()
    assert list(without_some(network, 0)) == []
    assert Range.of(3.0, np.zeros(0)) == Range(3.0, 3.0, 3.0)
    assert Range.of(3.0, np.array([1.0, 4.0])) == Range(3.0, 1.0, 4.0)


def test_names_are_alike_but_for_case_accents_and_signs() -> None:
    assert bare_name("Métropole  de LYON") == bare_name("metropole de lyon.") == "metropole de lyon"
    assert bare_name("Caf du Nord") != bare_name("Caf du Nord 2")
    assert bare_name("—") == ""
