"""How much closes: cores, triangles of the projection, and four-cycles of the two-mode network."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Any

from graphkit.description.statistic import Statistic

if TYPE_CHECKING:
    from graphkit.networks.network import Network
    from graphkit.networks.projection import Projection

# Steps of a product of the two-mode network with itself that are some ten seconds.
MOST_STEPS = 1e9


def two_mode_clustering(network: Network) -> Statistic:
    """The clustering of Robins and Alexander: four times the four-cycles over the three-paths."""
    from graphkit.networks.kernels.four_cycles import four_cycles, steps, three_paths

    both = network.incidence, network.by_action
    paths = three_paths(*both)
    if paths == 0:
        return Statistic("two-mode", "clustering", nan, "share", note="no_paths")
    if steps(*both) > MOST_STEPS:
        return Statistic("two-mode", "clustering", nan, "share", note="too_large")
    return Statistic("two-mode", "clustering", 4 * four_cycles(*both) / paths, "share")


def transitivity(projection: Projection) -> Statistic:
    """Three times the triangles over the pairs of partners of one actor."""
    import numpy as np

    degree = np.diff(projection.matrix.indptr).astype(np.float64)
    corners = float((degree * (degree - 1) / 2).sum())
    if corners == 0:
        return Statistic("projection", "clustering", nan, "share", note="no_paths")
    # Each triangle is found from its corner of least degree.
    rows = np.repeat(np.arange(len(degree)), np.diff(projection.matrix.indptr))
    if float(np.minimum(degree[rows], degree[projection.matrix.indices]).sum()) > 10 * MOST_STEPS:
        return Statistic("projection", "clustering", nan, "share", note="too_large")
    return Statistic("projection", "clustering", _triangles(projection) * 3 / corners, "share")


def _triangles(projection: Projection) -> int:
    from graphkit.measures._kernels import as_it_is, pay

    if pay(projection):
        from graphkit.networks.kernels.triangles import triangles

        return int(triangles(as_it_is(projection)).sum()) // 3
    ones = projection.matrix.astype(bool).astype(int)
    return int((ones @ ones).multiply(ones).sum()) // 6


def degeneracy(subject: Network | Projection) -> Statistic:
    """The largest k for which there is a group in which everybody is tied to k others of it."""
    from graphkit.measures._kernels import pay
    from graphkit.networks.projection import Projection

    side, unit = ("projection", "partners") if isinstance(subject, Projection) else ("two-mode", "ties")
    found = _coreness(subject) if pay(subject) else _by_networkx(subject)
    return Statistic(side, "degeneracy", float(max(found, default=0)), unit)  # type: ignore[arg-type]


def _coreness(subject: Network | Projection) -> Any:
    from graphkit.measures._kernels import arrays, as_it_is
    from graphkit.networks.kernels.cores import coreness
    from graphkit.networks.kernels.layout import both_modes
    from graphkit.networks.projection import Projection

    return coreness(as_it_is(subject) if isinstance(subject, Projection) else both_modes(arrays(subject)))


def _by_networkx(subject: Network | Projection) -> Any:
    import networkx as nx

    from graphkit.measures._graphs import bare_graph

    return nx.core_number(bare_graph(subject)).values()
