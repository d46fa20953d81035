"""Every measure at 2,000 actors, 3,000 actions and 10,000 ties, value by value, beside NetworkX or what stands for it.

The graphs are NetworkX's own, its projection by Newman's weights among them. Kernels run, whatever the size.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from importlib import import_module
from itertools import combinations
from typing import Any, NamedTuple

import networkx as nx
import numpy as np
import pytest

from graphkit.measures import _kernels, measure, names
from graphkit.networks.network import Network
from tests.conftest import ROOT

Values = dict[int, float]

# Nodes whose value takes NetworkX long: one of so many.
SOME = 25


class Given(NamedTuple):
    """A network of graphkit, and as graphs of NetworkX: nodes are numbers, actors before actions."""

    network: Network
    two_mode: nx.Graph[int]
    projection: nx.Graph[int]

    @property
    def actors(self) -> range:
        return range(self.network.n_actors)


@pytest.fixture(scope="module")
def given() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "benchmarks"))
        networks = import_module("drawn_networks")
        drawn = networks.drawn(networks.SIZES["S"])
        network = import_module("scale").as_snapshot(drawn).network()
        actor, action = (np.unique(each, return_inverse=True)[1].tolist() for each in (drawn.actor, drawn.action))
        n, m = network.n_actors, network.n_actions
        assert (max(actor) + 1, max(action) + 1, len(actor)) == (n, m, 10_000)
        graph: nx.Graph[int] = nx.empty_graph(n + m)
        graph.add_weighted_edges_from(
            (v, n + x, amount) for v, x, amount in zip(actor, action, drawn.amount.tolist(), strict=True)
        )
        projection = nx.bipartite.collaboration_weighted_projected_graph(graph, range(n))
        assert nx.number_connected_components(graph) > 10
        assert nx.number_of_isolates(projection) > 10
        patch.setattr(_kernels, "LEAST_STEPS", 0.0)
        yield Given(network, graph, projection)


def near(graph: nx.Graph[int], nodes: Iterable[int], value: Callable[[dict[int, int]], float]) -> Values:
    """What some nodes have by their distances."""
    return {node: value(nx.single_source_shortest_path_length(graph, node)) for node in nodes}


def as_near_as_can_be(it: Given, away: dict[int, int]) -> float:
    """Closeness in two modes; NetworkX has it of connected networks alone."""
    own, n, m = next(iter(away)) < it.network.n_actors, it.network.n_actors, it.network.n_actions
    actors = sum(node < n for node in away)
    others, alike = (len(away) - actors, actors) if own else (actors, len(away) - actors)
    return (others + 2 * (alike - 1)) / sum(away.values()) * (len(away) - 1) / (n + m - 1)


def harmonic(graph: nx.Graph[int], nodes: Iterable[int]) -> Values:
    return {node: sum(nx.harmonic_centrality(graph, sources=[node]).values()) for node in nodes}


def largest_eigenvalue(graph: nx.Graph[int], weight: str | None) -> float:
    from scipy.sparse.linalg import eigsh

    return float(eigsh(nx.to_scipy_sparse_array(graph, weight=weight, dtype=float), k=1, which="LA")[0][0])


def eigenvector(graph: nx.Graph[int], weight: str | None, length: float) -> Values:
    """That of the largest component, nan in the others."""
    component = graph.subgraph(max(nx.connected_components(graph), key=len))
    # By ARPACK: its steps in Python would take minutes to come so near.
    found = nx.eigenvector_centrality_numpy(component, weight=weight, max_iter=5_000)
    return dict.fromkeys(graph, math.nan) | {node: length * value for node, value in found.items()}


def katz(graph: nx.Graph[int], weight: str | None) -> Values:
    alpha = 0.5 / largest_eigenvalue(graph, weight)
    return dict(nx.katz_centrality(graph, alpha, max_iter=10_000, tol=1e-14, weight=weight))


def pagerank(graph: nx.Graph[int], weight: str | None) -> Values:
    return dict(nx.pagerank(graph, max_iter=10_000, tol=1e-17, weight=weight))


def hits(it: Given) -> Values:
    directed = nx.DiGraph((min(tie), max(tie)) for tie in it.two_mode.edges)
    hubs, authorities = nx.hits(directed)
    return {node: (hubs if node < it.network.n_actors else authorities)[node] for node in it.two_mode}


def birank(it: Given) -> Values:
    """No measure of NetworkX: the solution of its equations."""
    n, m = it.network.n_actors, it.network.n_actions
    ties = nx.to_numpy_array(it.two_mode, nodelist=range(n + m), weight=None)[:n, n:]
    shares = ties / np.sqrt(np.outer(ties.sum(axis=1), ties.sum(axis=0)))
    actors = np.linalg.solve(
        np.eye(n) - 0.85**2 * shares @ shares.T, 0.15 / n + 0.85 * shares @ np.full(m, 0.15 / m)
    )  # fmt: skip
    return dict(enumerate(np.concatenate([actors, 0.15 / m + 0.85 * shares.T @ actors]).tolist()))


def clustering_two_mode(it: Given) -> Values:
    """No measure of NetworkX: the ways walked, of nodes that have no more than some thousand."""
    graph, found = it.two_mode, {}
    for node in list(graph)[::SOME]:
        ways = closed = 0
        if sum(graph.degree(other) - 1 for other in graph[node]) > 150:
            continue
        for one, other in combinations(graph[node], 2):
            for begin in set(graph[one]) - {node}:
                for end in set(graph[other]) - {node, begin}:
                    ways += 1
                    closed += bool((set(graph[begin]) & set(graph[end])) - {one, other})
        found[node] = closed / ways if ways else math.nan
    return found


def few_partners(it: Given) -> list[int]:
    """Actors for which NetworkX need not go through all ties of many partners for each of them."""
    return [actor for actor in it.actors if it.projection.degree(actor) <= 12][: it.network.n_actors // SOME // 2]


def effective_size(it: Given) -> Values:
    # Asked for single nodes: of all at once, by weight, it is wrong in 3.6.1 (networkx#8906).
    return dict(nx.effective_size(it.projection, nodes=few_partners(it), weight="weight"))


def efficiency(it: Given) -> Values:
    return {node: size / max(it.projection.degree(node), 1) for node, size in effective_size(it).items()}


def hierarchy(it: Given) -> Values:
    """No measure of NetworkX, but what a partner adds to the constraint is one."""
    graph, found = it.projection, {}
    for node in few_partners(it):
        added = [nx.local_constraint(graph, node, other, weight="weight") for other in graph[node]]
        unequal = [each / (sum(added) / len(added)) for each in added]
        most = len(added) * math.log(len(added)) if len(added) > 1 else math.nan
        found[node] = sum(each * math.log(each) for each in unequal) / most
    return found


# What rounding to 13 decimals leaves of small values; by sum HITS divides by more than 1.
ROUNDED = {"eigenvector": 1e-13, "hits": 1e-13}

# By name, in two modes and in the projection; where there is a unit of money, in it.
EXPECTED: dict[tuple[str, str], Callable[[Given], Any]] = {
    ("betweenness", "two-mode"): lambda it: nx.bipartite.betweenness_centrality(it.two_mode, it.actors),
    ("betweenness", "projection"): lambda it: nx.betweenness_centrality(it.projection),
    ("birank", "two-mode"): birank,
    ("closeness", "two-mode"): lambda it: near(
        it.two_mode, list(it.two_mode)[::SOME], lambda away: as_near_as_can_be(it, away)
    ),
    ("closeness", "projection"): lambda it: {u: nx.closeness_centrality(it.projection, u) for u in it.actors[::SOME]},
    ("clustering", "projection"): lambda it: nx.clustering(it.projection),
    ("clustering_two_mode", "two-mode"): clustering_two_mode,
    ("constraint", "projection"): lambda it: nx.constraint(it.projection, weight="weight"),
    ("coreness", "two-mode"): lambda it: nx.core_number(it.two_mode),
    ("coreness", "projection"): lambda it: nx.core_number(it.projection),
    ("degree", "two-mode"): lambda it: it.two_mode.degree(),
    ("degree", "projection"): lambda it: it.projection.degree(),
    ("effective_size", "projection"): effective_size,
    ("efficiency", "projection"): efficiency,
    ("eigenvector", "two-mode"): lambda it: eigenvector(it.two_mode, None, math.sqrt(2)),
    ("eigenvector", "projection"): lambda it: eigenvector(it.projection, "weight", 1.0),
    ("harmonic", "two-mode"): lambda it: harmonic(it.two_mode, list(it.two_mode)[::SOME]),
    ("harmonic", "projection"): lambda it: harmonic(it.projection, it.actors[::SOME]),
    ("hierarchy", "projection"): hierarchy,
    ("hits", "two-mode"): hits,
    ("katz", "two-mode"): lambda it: katz(it.two_mode, None),
    ("katz", "projection"): lambda it: katz(it.projection, "weight"),
    ("pagerank", "two-mode"): lambda it: pagerank(it.two_mode, None),
    ("pagerank", "projection"): lambda it: pagerank(it.projection, "weight"),
    ("strength", "two-mode"): lambda it: it.two_mode.degree(weight="weight"),
    ("strength", "projection"): lambda it: it.projection.degree(weight="weight"),
}

# NetworkX has the sums alone.
OPTIONS = {"harmonic": {"normalized": False}}


def test_no_measure_is_left_out() -> None:
    kinds = {name: ("two-mode", "projection") if (only := measure(name).only) is None else (only,) for name in names()}
    assert set(EXPECTED) == {(name, kind) for name, of in kinds.items() for kind in of}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "kind"), EXPECTED)
def test_each_value_is_that_of_networkx(given: Given, name: str, kind: str) -> None:
    subject: Any = given.network if kind == "two-mode" else given.network.projection("newman")
    values = measure(name).function(subject, **OPTIONS.get(name, {}))
    expected = dict(EXPECTED[name, kind](given))
    assert len(expected) > 30
    nodes = list(expected)
    wanted = np.array([expected[node] for node in nodes], dtype=float)
    assert np.count_nonzero(wanted > 0) > len(wanted) / 20
    # By the value itself, not by the mean of all; what is 0 or nan is it here too.
    np.testing.assert_allclose(values[nodes], wanted, rtol=1e-10, atol=ROUNDED.get(name, 0.0))
