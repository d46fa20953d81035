"""Networks from matrices, and what is said of them by trying everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from graphkit.networks.network import Network
from tests.unit.networks.tables import snapshot_of

# Two matrices whose numbers R's package backbone has in its tests:
# https://github.com/zpneal/backbone/blob/main/inst/tinytest/test_backbone.R
THREE = [[0, 0, 1], [0, 1, 0], [1, 0, 1]]
FOUR = [[1, 0, 1, 1], [0, 1, 0, 0], [1, 0, 0, 1]]


def network_of(matrix: Sequence[Sequence[int]]) -> Network:
    """A network whose actors are rows (r00, …) and whose actions are columns; rows without a tie are not in it."""
    ties = [(f"r{i:02}", f"c{k:02}") for i, row in enumerate(matrix) for k, tie in enumerate(row) if tie]
    return snapshot_of(ties).network()


def drawn(n: int = 60, m: int = 80, ties: int = 400, seed: int = 5) -> Network:
    """A few who are everywhere, many who are in one place."""
    rng = np.random.default_rng(seed)
    rows, columns = (rng.random(ties) ** 2 * n).astype(int), (rng.random(ties) ** 1.5 * m).astype(int)
    return snapshot_of(sorted({(f"a{v:04}", f"x{x:04}") for v, x in zip(rows, columns, strict=True)})).network()


def with_margins(rows: Sequence[int], columns: Sequence[int]) -> Iterator[np.ndarray]:
    """All matrices of 0 and 1 with these sums."""
    if not rows:
        if not any(columns):
            yield np.zeros((0, len(columns)), dtype=int)
        return
    for chosen in combinations(range(len(columns)), rows[0]):
        row = np.zeros(len(columns), dtype=int)
        row[list(chosen)] = 1
        left = np.asarray(columns) - row
        if (left >= 0).all():
            for rest in with_margins(rows[1:], left.tolist()):
                yield np.vstack([row, rest])


@st.composite
def matrices(draw: st.DrawFn, at_most: int = 7) -> list[list[int]]:
    """Matrices of 0 and 1 with a tie somewhere."""
    n, m = draw(st.integers(1, at_most)), draw(st.integers(1, at_most))
    cells = draw(st.lists(st.integers(0, 1), min_size=n * m, max_size=n * m).filter(any))
    return [cells[i * m : (i + 1) * m] for i in range(n)]
