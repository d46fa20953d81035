"""How far the nodes of the largest component are from one another."""

from __future__ import annotations

from math import log2, nan
from typing import TYPE_CHECKING, Any

from graphkit.description.statistic import Side, Statistic, known

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.network import Network

    Steps = NDArray[np.int64]

# Steps of all searches together, nodes × (nodes + 2 × ties): up to here there is one from every node, a second or two.
ALL = 4e7

# Where ways are long, a search takes as much longer as it has more turns than these.
TURNS = 4.0

# Steps that the searches for the diameter take at most: some ten seconds.
WIDEST = 3e8

# And those after it for the eccentricities that it left open: some three seconds, up to ten where others work too.
REST = 1e8

# Where the kernel that sums all distances takes more seconds, the mean is estimated.
PATIENCE = 10.0

# From so many nodes.
DRAWN = 100


def distances(network: Network, side: Side, label: NDArray[Any], seed: int) -> list[Statistic]:
    """Diameter, radius, mean eccentricity and mean distance of the largest component."""
    import numpy as np

    n = network.n_actors
    if network.n_pairs == 0:
        names = (("diameter", "steps"), ("radius", "steps"), ("mean_eccentricity", "steps"), ("mean_distance", "steps"))
        return [Statistic(side, name, nan, unit, note="nothing") for name, unit in names]
    counted = label if side == "two-mode" else label[:n]
    inside = np.flatnonzero(label == np.bincount(counted).argmax())
    reach, degree = _reach(network, side, inside)
    count, work = len(degree), len(inside) + 2.0 * network.n_pairs
    if count < 2:
        return [Statistic(side, name, 0.0, "steps") for name in ("diameter", "radius", "mean_eccentricity")] + [
            Statistic(side, "mean_distance", nan, "steps", note="one_actor")
        ]
    # A search takes a turn over all nodes each time that a way is twice as long.
    work *= max(log2(int(reach(0).max()) + 1) / TURNS, 1.0)
    if count * work <= ALL:
        return _from_all(side, reach, count)
    return [*_wide(side, reach, degree, work), _mean(network, side, inside, (reach, degree), seed)]


def _reach(network: Network, side: Side, inside: NDArray[Any]) -> tuple[Callable[[int], Steps], NDArray[Any]]:
    """The distances from one node of a component to the others of it that count, and how many ties each has.

    A step in the projection is two in the two-mode network, so the projection is not searched.
    """
    import numpy as np
    from scipy.sparse import csr_array

    from graphkit.measures._graphs import both_modes
    from graphkit.networks.kernels.breadth import distances_from

    ties = csr_array(both_modes(network)[inside][:, inside])
    degree = np.diff(ties.indptr)
    if side == "two-mode":
        return lambda v: distances_from(ties, v), degree
    actors = int(np.count_nonzero(inside < network.n_actors))
    return lambda v: distances_from(ties, v)[:actors] // 2, degree[:actors]


def _from_all(side: Side, reach: Callable[[int], Steps], count: int) -> list[Statistic]:
    import numpy as np

    found = [reach(v) for v in range(count)]
    widest = np.array([each.max() for each in found])
    far = sum(int(each.sum()) for each in found)
    numbers = {
        "diameter": widest.max(),
        "radius": widest.min(),
        "mean_eccentricity": widest.mean(),
        "mean_distance": far / (count * (count - 1)),
    }
    return [Statistic(side, name, float(value), "steps") for name, value in numbers.items()]


def _wide(side: Side, reach: Callable[[int], Steps], degree: NDArray[Any], work: float) -> list[Statistic]:
    """Diameter and radius; then the mean eccentricity, as far as the same searches and some more settle it."""
    import numpy as np

    from graphkit.networks.kernels.breadth import extent

    n = len(degree)
    low, high = np.zeros(n, dtype=np.int64), np.full(n, np.iinfo(np.int64).max // 2)

    def searched(v: int) -> Steps:
        away = reach(v)
        own = int(away.max())
        np.maximum(low, np.maximum(away, own - away), out=low)
        np.minimum(high, own + away, out=high)
        low[v] = high[v] = own
        return away

    found = extent(searched, degree, at_most=max(int(WIDEST / work), 16))
    for _ in range(int(REST / work)):
        open_ = np.flatnonzero(low < high)
        if not len(open_):
            break
        # Where least is known, and of these where most ties are: what is near such a node it settles too.
        searched(int(open_[np.lexsort((-degree[open_], low[open_] - high[open_]))[0]]))
    # No eccentricity is above the diameter or below the radius.
    np.minimum(high, found.diameter[1], out=high)
    np.maximum(low, found.radius[0], out=low)
    return [
        known(side, "diameter", *found.diameter, "steps"),
        known(side, "radius", *found.radius, "steps"),
        known(side, "mean_eccentricity", float(low.mean()), float(high.mean()), "steps"),
    ]


def _mean(
    network: Network, side: Side, inside: NDArray[Any], searches: tuple[Callable[[int], Steps], NDArray[Any]], seed: int
) -> Statistic:
    """The mean distance: of all pairs, or from some nodes drawn."""
    import numpy as np

    from graphkit.measures._kernels import pay
    from graphkit.measures._ways import seconds_at_once, seconds_of_actors_at_once, ways

    reach, degree = searches
    count = len(degree)
    by_kernel, seconds = pay(network), seconds_at_once if side == "two-mode" else seconds_of_actors_at_once
    if by_kernel and seconds(network) <= PATIENCE:
        return Statistic(side, "mean_distance", _by_kernel(network, side, inside), "steps")
    sources = np.random.default_rng(seed).choice(count, size=min(DRAWN, count), replace=False)
    # At once they look at all nodes in each step, one after the other once each. So no way is longer than `between` can
    # write.
    if by_kernel and ways(network).longest <= len(sources):
        means = _sums_at_once(network, side, inside[sources], inside) / (count - 1)
    else:
        means = np.array([reach(int(v)).sum() for v in sources]) / (count - 1)
    mean, off = float(means.mean()), float(1.96 * means.std(ddof=1) / np.sqrt(len(means)))
    return Statistic(side, "mean_distance", mean, "steps", mean - off, mean + off, "drawn")


def _sums_at_once(network: Network, side: Side, sources: NDArray[Any], inside: NDArray[Any]) -> NDArray[Any]:
    """The sums of the distances of some nodes to all of their component, by searches at once."""
    import numpy as np

    from graphkit.measures._kernels import arrays
    from graphkit.networks.kernels.distances import between

    n = network.n_actors
    actors, actions = inside[inside < n], inside[inside >= n] - n
    if side == "projection":
        return np.asarray(between(arrays(network), sources)[:, actors].sum(axis=1, dtype=np.int64))
    ways = arrays(network)
    kinds = (
        (sources[sources < n], actors, actions, ways, network.by_action),
        (sources[sources >= n] - n, actions, actors, ways.turned, network.incidence),
    )
    sums = []
    for starts, own, other, ways, members in kinds:
        for steps in between(ways, starts).astype(np.int64, order="C"):
            # To one of its own kind it is twice as far as in the projection; to one of the other kind a step more than
            # to the nearest that is tied to it.
            nearest = np.minimum.reduceat(steps[members.indices], members.indptr[:-1])
            sums.append(2 * steps[own].sum() + (2 * nearest[other] + 1).sum())
    return np.array(sums)


def _by_kernel(network: Network, side: Side, inside: NDArray[Any]) -> float:
    import numpy as np

    from graphkit.measures._kernels import arrays
    from graphkit.networks.kernels.distances import nearness, nearness_in_two_modes

    if side == "projection":
        found = nearness(arrays(network))
        actors = inside[inside < network.n_actors]
        return float(found.far[actors].sum() / found.reached[actors].sum())
    both = nearness_in_two_modes(arrays(network))
    far, reached = (np.concatenate([getattr(part, name) for part in both])[inside] for name in ("far", "reached"))
    return float(far.sum() / reached.sum())
