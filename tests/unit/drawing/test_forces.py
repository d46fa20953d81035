"""The layout of graphs with hundreds of nodes and more."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from graphkit.drawing.discs import discs
from graphkit.drawing.forces import alike, forces
from graphkit.drawing.layout import _boxes, layout


def planted(n: int, groups: int, seed: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ties of which nine in ten stay within a group, and the group of each node."""
    rng = np.random.default_rng(seed)
    group = rng.integers(0, groups, n)
    one = rng.integers(0, n, 3 * n)
    within = [rng.choice(np.flatnonzero(group == group[a])) for a in one]
    other = np.where(rng.random(3 * n) < 0.9, within, rng.integers(0, n, 3 * n))
    return np.column_stack([one, other]).astype(np.int64), group


def near_ones_alike(points: NDArray[np.float64], group: NDArray[np.int64], k: int = 5) -> float:
    """The share of the nearest neighbours that are of one's own group."""
    far = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    np.fill_diagonal(far, np.inf)
    nearest = np.argsort(far, axis=1)[:, :k]
    return float((group[nearest] == group[:, None]).mean())


def test_groups_stand_apart_better_than_by_the_spring_layout_of_networkx() -> None:
    ends, group = planted(400, 6, 3)
    graph = nx.Graph(ends.tolist())
    graph.add_nodes_from(range(400))
    spring = nx.spring_layout(graph, seed=3, iterations=50)
    ours = near_ones_alike(forces(400, ends, seed=3), group)
    assert ours > near_ones_alike(np.array([spring[n] for n in range(400)]), group)
    assert ours > 0.6  # by chance it is one in six


def test_the_same_graph_and_seed_give_the_same_bytes_and_another_seed_others() -> None:
    ends, _ = planted(300, 4, 1)
    assert forces(300, ends, seed=1).tobytes() == forces(300, ends, seed=1).tobytes()
    assert forces(300, ends, seed=1).tobytes() != forces(300, ends, seed=2).tobytes()


def test_neighbours_on_a_path_stand_near_one_another() -> None:
    n = 260
    points = forces(n, np.column_stack([np.arange(n - 1), np.arange(1, n)]))
    step = np.hypot(*np.diff(points, axis=0).T)
    assert np.hypot(*(points[0] - points[-1])) > 20 * np.median(step)


@pytest.mark.parametrize(
    ("n", "ends"), [(0, []), (1, []), (5, []), (2, [(0, 1)]), (3, [(0, 0), (0, 1)]), (6, [(0, 1), (2, 3)])]
)
def test_small_and_broken_graphs_have_places(n: int, ends: list[tuple[int, int]]) -> None:
    points = forces(n, np.array(ends, dtype=np.int64).reshape(-1, 2))
    assert points.shape == (n, 2)
    assert np.isfinite(points).all()


def test_leaves_of_one_hub_do_not_lie_on_one_another() -> None:
    ends = np.array([(0, leaf) for leaf in range(1, 401)] + [(401, leaf) for leaf in range(300, 401)])
    points = forces(402, ends)
    assert len(np.unique(points.round(6), axis=0)) == 402


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda e: e[0] != e[1]), max_size=20))
def test_alike_are_those_with_the_same_neighbours(ends: list[tuple[int, int]]) -> None:
    of = {n: frozenset({b for a, b in ends if a == n} | {a for a, b in ends if b == n}) for n in range(8)}
    found = alike(8, np.array(ends, dtype=np.int64).reshape(-1, 2))
    for a in range(8):
        for b in range(8):
            assert (found[a] == found[b]) == (of[a] == of[b])


def test_discs_do_not_overlap_and_hold_their_members() -> None:
    ends, group = planted(900, 12, 5)
    found = discs(group, ends, seed=5)
    gap = np.hypot(*(found.centres[:, None] - found.centres[None]).transpose(2, 0, 1))
    need = found.radii[:, None] + found.radii[None]
    np.fill_diagonal(gap, np.inf)
    assert (gap >= need - 1e-6).all()
    away = np.hypot(*(found.points - found.centres[group]).T)
    assert (away <= found.radii[group]).all()
    sizes = np.bincount(group)
    assert np.allclose(found.radii**2 / sizes, found.radii[0] ** 2 / sizes[0])


def test_discs_of_groups_of_one_and_without_ties() -> None:
    found = discs(np.array([0, 1, 1, 2]), np.zeros((0, 2), dtype=np.int64))
    assert np.isfinite(found.points).all()
    assert found.radii.tolist() == [1.0, 2**0.5, 1.0]


def test_a_part_of_more_than_two_hundred_is_laid_out_within_its_sheet() -> None:
    graph = nx.relabel_nodes(nx.random_regular_graph(3, 260, seed=1), lambda n: ("actor", f"{n:03}"))
    found = layout(graph, 10, 6, seed=0)
    xs, ys = zip(*found.values(), strict=True)
    assert min(xs) >= 0
    assert max(xs) <= 10
    assert min(ys) >= 0
    assert max(ys) <= 6
    assert max(xs) - min(xs) > 8


def test_boxes_have_areas_by_weight() -> None:
    weights = [9.0, 5.0, 3.0, *[0.5] * 40]
    areas = [width * height for _, _, width, height in _boxes(weights, (0, 0, 10, 6))]
    assert np.allclose(areas, np.array(weights) / sum(weights) * 60)
