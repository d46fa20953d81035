"""All statistics of a network, those of the two-mode network first, then those of its projection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from graphkit.description.centralisation import MEASURES
from graphkit.description.result import Description
from graphkit.errors import DataError, UsageError

if TYPE_CHECKING:
    from graphkit.description.statistic import Statistic
    from graphkit.networks.network import Network
    from graphkit.networks.projection import Projection


def describe(
    network: Network,
    *,
    centralisation: Sequence[str] = ("degree",),
    seed: int = 0,
    progress: Callable[[str], object] | None = None,
) -> Description:
    """The statistics of a network as a whole, and of its projection.

    Numbers of nodes and ties, density, isolates, components, diameter, radius and mean distance of the largest
    component, degeneracy, centralisation, clustering, means and largest of the degrees. Each has its unit and a
    sentence of what it is; the degrees themselves are in ``distribution``.

    Parameters
    ----------
    network : Network
        Need not be connected.
    centralisation : sequence of str
        By which measures: degree, closeness, betweenness. The last two are as slow as these measures.
    seed : int
        Of the nodes from which the mean distance of a large network is estimated.
    progress : callable, optional
        Called with ``two-mode`` and ``projection`` before these are worked out.

    Returns
    -------
    Description
        A number that does not exist, such as the density of one actor, is nan, and its meaning says why. So is one that
        is only known to be between two bounds; these are in ``from`` and ``to``.

    Raises
    ------
    UsageError
        There is no such centralisation.

    Notes
    -----
    A few seconds at a million ties, and as many again for the mean eccentricity of either side. Diameter and radius are
    exact where some dozens of searches settle them, which is nearly always, and bounds otherwise. The mean eccentricity
    needs that of each node: it is exact where the same searches and some seconds of others settle them all, and bounds
    otherwise. The mean distance is estimated from 100 nodes where all of them would take more than ten seconds; its
    bounds then hold in about 95 of 100 cases. What needs the ties of the projection is left out where the projection
    would not fit into memory.

    Formula, edge cases and source of each number: ``docs/description.md``.

    Southern Women: density .3532 in two modes, .9085 in the projection; clustering of Robins and Alexander .4678.

    References
    ----------
    .. [1] Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1(3),
       215-239.
    .. [2] Borgatti, S. P., Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks 19(3), 243-269.
    .. [3] Robins, G., Alexander, M. (2004). Small worlds among interlocking directors. Computational & Mathematical
       Organization Theory 10(1), 69-94.
    .. [4] Takes, F. W., Kosters, W. A. (2013). Computing the eccentricity distribution of large graphs. Algorithms
       6(1), 100-118.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> found = describe(cafe_and_garden())
    >>> found.values["two-mode.density"], found.values["projection.diameter"]
    (0.6666666666666666, 2.0)
    """
    from graphkit.networks.provenance import provenance

    for name in centralisation:
        if name not in MEASURES:
            raise UsageError(f"There is no centralisation by {name!r}; there is that by {', '.join(MEASURES)}.")
    by = [name for name in MEASURES if name in centralisation]
    found = [*_two_mode(network, by, seed, progress), *_projected(network, by, seed, progress)]
    options = {"centralisation": by, "seed": seed}
    return Description(
        name="describe",
        values={each.key: each.value for each in found},
        unit="",
        options=options,
        provenance=provenance(
            network,
            "describe",
            options,
            seed=seed if any(each.note == "drawn" for each in found) else None,
            reference="Freeman 1978; Borgatti & Everett 1997; Robins & Alexander 2004; Takes & Kosters 2013",
        ),
        network=network,
        statistics=tuple(found),
    )


def _two_mode(
    network: Network, by: Sequence[str], seed: int, progress: Callable[[str], object] | None
) -> list[Statistic]:
    from scipy.sparse.csgraph import connected_components

    from graphkit.description.centralisation import two_mode_centralisation
    from graphkit.description.clustering import degeneracy, two_mode_clustering
    from graphkit.description.distances import distances
    from graphkit.description.sizes import two_mode_sizes
    from graphkit.measures._graphs import both_modes

    if progress is not None:
        progress("two-mode")
    pieces, label = connected_components(both_modes(network), directed=False)
    return [
        *two_mode_sizes(network, label),
        *distances(network, "two-mode", label, seed),
        degeneracy(network),
        *(each for name in by for each in two_mode_centralisation(network, name, pieces == 1)),
        two_mode_clustering(network),
    ]


def _projected(
    network: Network, by: Sequence[str], seed: int, progress: Callable[[str], object] | None
) -> list[Statistic]:
    from scipy.sparse.csgraph import connected_components

    from graphkit.description.centralisation import projection_centralisation
    from graphkit.description.clustering import degeneracy, transitivity
    from graphkit.description.distances import distances
    from graphkit.description.sizes import projection_sizes, too_large
    from graphkit.measures._graphs import both_modes

    if progress is not None:
        progress("projection")
    _, label = connected_components(both_modes(network), directed=False)
    pieces = len(set(label[: network.n_actors].tolist()))
    apart = distances(network, "projection", label, seed)
    projection = _projection(network)
    if projection is None:
        return [*too_large(network, label[: network.n_actors]), *apart]
    return [
        *projection_sizes(projection, label[: network.n_actors]),
        *apart,
        degeneracy(projection),
        *(projection_centralisation(projection, name, pieces == 1) for name in by),
        transitivity(projection),
    ]


def _projection(network: Network) -> Projection | None:
    """The projection; none where it would not fit into memory."""
    try:
        return network.projection()
    except DataError:
        return None
