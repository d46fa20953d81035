"""Random two-mode networks as arrays, and the same as NetworkX graphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from hypothesis import strategies as st
from scipy.sparse import csr_array

from graphkit.networks.kernels.layout import OneMode, TwoMode, one_mode, two_mode


@dataclass(frozen=True)
class Drawn:
    """Who is tied to what: pairs of a row and a column."""

    n: int
    m: int
    pairs: frozenset[tuple[int, int]]

    @property
    def incidence(self) -> csr_array[Any]:
        dense = np.zeros((self.n, self.m), dtype=np.int64)
        for v, x in self.pairs:
            dense[v, x] = 1
        return csr_array(dense)

    @property
    def arrays(self) -> TwoMode:
        matrix = self.incidence
        return two_mode(matrix.indptr, matrix.indices, self.m)

    @property
    def graph(self) -> nx.Graph[int]:
        """Actors, then actions."""
        graph: nx.Graph[int] = nx.empty_graph(self.n + self.m)
        graph.add_edges_from((v, self.n + x) for v, x in sorted(self.pairs))
        return graph

    def weights(self, of_actions: np.ndarray | None = None) -> csr_array[Any]:
        """The projection's matrix by dense algebra; the number of actions in common where no weight is given."""
        dense = self.incidence.toarray().astype(float)
        product = dense @ np.diag(np.ones(self.m) if of_actions is None else of_actions) @ dense.T
        np.fill_diagonal(product, 0.0)
        return csr_array(product)

    def projection(self) -> nx.Graph[int]:
        return nx.from_scipy_sparse_array(self.weights())

    def projected(self) -> OneMode:
        matrix = self.weights()
        return one_mode(matrix.indptr, matrix.indices)


@st.composite
def drawn(draw: st.DrawFn, actors: int = 14, actions: int = 12) -> Drawn:
    """Mostly in several pieces, with actors and actions that have no tie, and pairs that share several actions."""
    n, m = draw(st.integers(1, actors)), draw(st.integers(1, actions))
    tie = st.tuples(st.integers(0, n - 1), st.integers(0, m - 1))
    return Drawn(n, m, draw(st.frozensets(tie, max_size=40)))


def large(n: int = 1500, m: int = 1200, ties: int = 3600, seed: int = 7) -> Drawn:
    """More actors than one search takes at once, some of them very busy, many out of reach."""
    rng = np.random.default_rng(seed)
    rows, columns = (rng.random(ties) ** 2 * n).astype(int), (rng.random(ties) ** 1.5 * m).astype(int)
    return Drawn(n, m, frozenset(zip(rows.tolist(), columns.tolist(), strict=True)))
