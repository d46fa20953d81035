"""How many four-cycles a tie would close, by adding it and counting them."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from scipy.sparse import csr_array

from graphkit.networks.kernels import closing as kernel
from graphkit.networks.kernels.closing import Closing, closing, partners
from graphkit.networks.kernels.four_cycles import four_cycles
from tests.unit.networks.kernels.networks import Drawn, drawn


def _both(network: Drawn) -> tuple[csr_array, csr_array]:
    return network.incidence, csr_array(network.incidence.T.tocsr())


def _dense(parts: list[Closing], columns: int) -> tuple[np.ndarray, np.ndarray]:
    """All rows of ways, and of those they go through."""
    ways = [part.ways.toarray() for part in parts] or [np.zeros((0, columns))]
    through = [part.through.toarray() for part in parts] or [np.zeros((0, columns))]
    return np.vstack(ways), np.vstack(through)


@given(drawn(actors=8, actions=7))
def test_a_new_tie_closes_as_many_four_cycles_as_there_are_more_with_it(network: Drawn) -> None:
    incidence, by_action = _both(network)
    ways, _ = _dense(list(closing(partners(incidence, by_action), incidence)), network.m)
    before = four_cycles(incidence, by_action)
    for v in range(network.n):
        for x in range(network.m):
            if (v, x) in network.pairs:
                assert ways[v, x] == 0
                continue
            more = Drawn(network.n, network.m, network.pairs | {(v, x)})
            assert ways[v, x] == four_cycles(*_both(more)) - before


@given(drawn(actors=8, actions=7))
def test_those_in_between_are_found_by_looking_at_each(network: Drawn) -> None:
    incidence, by_action = _both(network)
    shared = partners(incidence, by_action)
    dense, c = incidence.toarray(), incidence.toarray() @ incidence.toarray().T
    _, through = _dense(list(closing(shared, incidence)), network.m)
    ways_of_pairs, common = _dense(list(closing(shared, shared)), network.n)
    graph = network.projection()
    for v in range(network.n):
        for x in range(network.m):
            between = [b for b in range(network.n) if b != v and c[v, b] and dense[b, x]]
            assert through[v, x] == (0 if dense[v, x] else len(between))
        for w in range(network.n):
            apart = v != w and not c[v, w]
            assert common[v, w] == (len(list(nx.common_neighbors(graph, v, w))) if apart else 0)
            others = [b for b in range(network.n) if b not in (v, w)]
            assert ways_of_pairs[v, w] == (sum(c[v, b] * c[b, w] for b in others) if apart else 0)


@given(drawn(actors=8, actions=7))
def test_a_pair_closes_what_one_would_close_by_joining_each_action_of_the_other(network: Drawn) -> None:
    incidence, by_action = _both(network)
    shared = partners(incidence, by_action)
    of_ties, _ = _dense(list(closing(shared, incidence)), network.m)
    of_pairs, _ = _dense(list(closing(shared, shared)), network.n)
    dense, c = incidence.toarray(), shared.toarray()
    for v in range(network.n):
        for w in range(network.n):
            if v != w and not c[v, w]:
                assert of_pairs[v, w] == of_ties[v][dense[w] > 0].sum() == of_ties[w][dense[v] > 0].sum()


def test_rows_taken_a_few_at_a_time_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(4)
    incidence = csr_array((rng.random((60, 50)) < 0.1).astype(np.int64))
    shared = partners(incidence, csr_array(incidence.T.tocsr()))
    for there in (incidence, shared):
        whole = _dense(list(closing(shared, there)), there.shape[1])
        assert whole[0].sum() > 0
        for entries in (1, 100, 700):
            monkeypatch.setattr(kernel, "_ENTRIES", entries)
            parts = list(closing(shared, there))
            assert len(parts) > 1
            for one, other in zip(whole, _dense(parts, there.shape[1]), strict=True):
                assert (one == other).all()
        monkeypatch.undo()


def test_no_actors_and_no_ties() -> None:
    for shape in ((0, 0), (3, 0), (0, 2), (3, 2)):
        empty = csr_array(shape, dtype=np.int64)
        shared = partners(empty, csr_array(empty.T.tocsr()))
        assert shared.shape == (shape[0], shape[0])
        for there in (empty, shared):
            assert sum(part.ways.nnz for part in closing(shared, there)) == 0
