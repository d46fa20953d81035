"""Where connected nodes stand: ties pull, all nodes push one another away, in time that grows little more than n."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PIVOTS, STEPS = 40, 160

# What holds parts without ties to one another on one sheet; a twentieth of the pull of a tie.
GRAVITY = 0.05

# In cells of the grid: up to where the push is added pair by pair.
_NEAR = 2.0


def forces(n: int, ends: NDArray[np.int64], *, seed: int = 0) -> NDArray[np.float64]:
    r"""Positions of the nodes of a graph, best of a connected one: n rows of x and y.

    Ties pull in proportion to their length, nodes push one another in proportion to their ties and one over their
    distance, as ForceAtlas2 [1]_ has it: actors with many ties get room around them, groups part from one another.

    .. math:: F_i = \sum_{j \sim i} (p_j - p_i) + \sum_{j} m_i m_j \frac{p_i - p_j}{\lVert p_i - p_j \rVert^2},
              \quad m_i = 1 + k_i

    Parameters
    ----------
    n : int
        How many nodes there are.
    ends : array of int, m × 2
        The ties. Ties from a node to itself are left out of account.
    seed : int
        Seed of the small shifts that part nodes with the same ties.

    Notes
    -----
    Nodes with the same ties are one class: they are laid out as one node of their common mass, and then around it, so
    that the thousands that share one funder neither lie on one another nor take time.

    The start is a landmark multidimensional scaling of the distances to 40 pivots [2]_, each the node farthest from
    those before. The push is one convolution over a grid (FFT), and what the grid blurs is added pair by pair for
    those that are near [3]_. O(n + m + g² log g) a step for g² cells. The same input gives the same bits on one
    machine with the same libraries; another processor may round a sum otherwise.

    References
    ----------
    .. [1] Jacomy, M. et al. (2014). ForceAtlas2. PLoS ONE 9(6), e98679: equations 1 to 3.
    .. [2] Brandes, U. & Pich, C. (2007). Eigensolver methods for progressive multidimensional scaling of large data.
           Graph Drawing 2006, LNCS 4372, p. 42-53.
    .. [3] Hockney, R. W. & Eastwood, J. W. (1988). Computer Simulation Using Particles, ch. 8: particle-particle
           particle-mesh.
    """
    import numpy as np

    if n < 2:
        return np.zeros((n, 2))
    apart = ends[ends[:, 0] != ends[:, 1]]
    like = alike(n, apart)
    held = np.bincount(like)
    # All of a class at one place are one node as heavy as they are together.
    pairs, times = np.unique(np.sort(like[apart].reshape(-1, 2), axis=1), axis=0, return_counts=True)
    place = _settled(len(held), pairs, times.astype(float), held.astype(float), seed)
    return _unfolded(place, like, held)


def alike(n: int, ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each node the class of those that have ties to the same nodes, numbered from 0."""
    import numpy as np

    # A sum of well mixed numbers stands for a set (SplitMix64); that two sets have one is as good as impossible.
    with np.errstate(over="ignore"):
        mixed = (np.arange(1, n + 1, dtype=np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
        mixed ^= mixed >> np.uint64(31)
        sums = np.zeros(n, dtype=np.uint64)
        pairs = np.unique(np.concatenate([ends, ends[:, ::-1]]), axis=0)
        np.add.at(sums, pairs[:, 0], mixed[pairs[:, 1]])
    found: NDArray[np.int64] = np.unique(sums, return_inverse=True)[1].astype(np.int64)
    return found


def _settled(
    n: int, pairs: NDArray[np.int64], times: NDArray[np.float64], held: NDArray[np.float64], seed: int
) -> NDArray[np.float64]:
    """Positions at which pull and push hold one another."""
    import numpy as np

    one, other = pairs[:, 0], pairs[:, 1]
    mass = held + np.bincount(one, times, minlength=n) + np.bincount(other, times, minlength=n)
    place = _start(n, pairs, seed)
    # The size at which pull and push are about even, so that the start is no explosion.
    place *= np.sqrt(mass.sum()) * 1.5 / max(float(np.sqrt((place**2).sum(axis=1).mean())), 1e-12)
    mesh = _Mesh(n, mass)
    for step in range(STEPS):
        force = mesh.push(place, fresh=step % 4 == 0) - GRAVITY * mass[:, None] * place
        pull = (place[other] - place[one]) * times[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(one, pull[:, axis], minlength=n)
            force[:, axis] -= np.bincount(other, pull[:, axis], minlength=n)
        move = force / mass[:, None]
        far = np.hypot(move[:, 0], move[:, 1])
        most = float(np.ptp(place, axis=0).max()) * 0.06 * (1 - step / STEPS) ** 1.5 + 1e-9
        place = place + move * np.minimum(0.5, most / np.maximum(far, 1e-12))[:, None]
    settled: NDArray[np.float64] = place - place.mean(axis=0)
    return settled


def _unfolded(place: NDArray[np.float64], like: NDArray[np.int64], held: NDArray[np.int64]) -> NDArray[np.float64]:
    """A position for each node: those of one class as the seeds of a sunflower around where it stands."""
    import numpy as np
    from scipy.spatial import cKDTree

    points: NDArray[np.float64] = place[like]
    if len(held) == len(like):
        return points
    # As much room for each node as it has on average, and not into the next class.
    room = np.sqrt(max(float(np.ptp(place, axis=0).prod()), 1e-9) / len(like) / np.pi)
    reach = room * np.sqrt(held)
    if len(held) > 1:
        reach = np.minimum(reach, 0.8 * np.asarray(cKDTree(place).query(place, k=2)[0])[:, 1])
    order = np.argsort(like, kind="stable")
    first = np.concatenate([[0], np.cumsum(held)[:-1]])
    rank = np.empty(len(like), dtype=np.int64)
    rank[order] = np.arange(len(like)) - np.repeat(first, held)
    alone = held[like] == 1
    away = np.where(alone, 0, reach[like] * np.sqrt((rank + 0.5) / held[like]))
    turn = rank * (np.pi * (3 - np.sqrt(5)))
    spread: NDArray[np.float64] = points + away[:, None] * np.column_stack([np.cos(turn), np.sin(turn)])
    return spread


class _Mesh:
    """The push of all nodes on all others."""

    def __init__(self, n: int, mass: NDArray[np.float64]) -> None:
        import numpy as np
        from scipy.fft import next_fast_len, rfft2

        self.n, self.mass = n, mass
        self.cells = next_fast_len(int(min(256, max(32, 2 * np.sqrt(n)))), real=True)
        side = self.cells
        away = np.fft.ifftshift(np.arange(-side, side))
        x, y = np.meshgrid(away, away, indexing="ij")
        soft = x**2 + y**2 + 1.0
        self._across, self._along = rfft2(x / soft), rfft2(y / soft)
        self._pairs: NDArray[np.int64] = np.zeros((0, 2), dtype=np.int64)

    def push(self, place: NDArray[np.float64], *, fresh: bool) -> NDArray[np.float64]:
        import numpy as np
        from scipy.fft import irfft2, rfft2
        from scipy.spatial import cKDTree

        side, mass, n = self.cells, self.mass, self.n
        width = max(float(np.ptp(place, axis=0).max()) / (side - 2), 1e-12)
        at = (place - place.min(axis=0)) / width
        cell = np.minimum(at.astype(np.int64), side - 2)
        part = at - cell
        corners = []
        density = np.zeros(side * side)
        for right in (0, 1):
            for up in (0, 1):
                share = np.abs(1 - right - part[:, 0]) * np.abs(1 - up - part[:, 1])
                index = (cell[:, 0] + right) * side + cell[:, 1] + up
                density += np.bincount(index, share * mass, minlength=side * side)
                corners.append((share, index))
        padded = np.zeros((2 * side, 2 * side))
        padded[:side, :side] = density.reshape(side, side)
        spectrum = rfft2(padded)
        force = np.zeros((n, 2))
        for axis, kernel in enumerate((self._across, self._along)):
            field = irfft2(spectrum * kernel, s=padded.shape)[:side, :side].ravel()
            for share, index in corners:
                force[:, axis] += share * field[index]
        force *= (mass / width)[:, None]
        if fresh:
            self._pairs = cKDTree(place).query_pairs(_NEAR * width, output_type="ndarray")
        one, other = self._pairs[:, 0], self._pairs[:, 1]
        gap = place[one] - place[other]
        square = (gap**2).sum(axis=1)
        # What 1/r has more than the blurred r/(r² + w²); nodes at one place are pushed no more than at a small one.
        blurred = width**2 / (np.maximum(square, 1e-4 * width**2) * (square + width**2))
        more = (mass[one] * mass[other] * blurred)[:, None] * gap
        for axis in (0, 1):
            force[:, axis] += np.bincount(one, more[:, axis], minlength=n)
            force[:, axis] -= np.bincount(other, more[:, axis], minlength=n)
        return force


def _start(n: int, ends: NDArray[np.int64], seed: int) -> NDArray[np.float64]:
    """Positions by the distances to pivots, the first axis the longer; nodes at one place a little apart."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    if n < 2:
        return np.zeros((n, 2))
    ones = np.ones(2 * len(ends))
    both = np.concatenate([ends, ends[:, ::-1]])
    ties: Any = csr_array((ones, (both[:, 0], both[:, 1])), shape=(n, n))
    pivot, nearest, columns = int(np.bincount(both[:, 0], minlength=n).argmax()), np.full(n, np.inf), []
    for _ in range(min(PIVOTS, n)):
        # Not connected is as far as the graph is wide.
        found = dijkstra(ties, unweighted=True, indices=np.array([pivot]))[0]
        found = np.where(np.isfinite(found), found, found[np.isfinite(found)].max() + 1)
        columns.append(found)
        nearest = np.minimum(nearest, found)
        pivot = int(nearest.argmax())
    squared = np.column_stack(columns) ** 2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    left, scale, axes = np.linalg.svd(-centred / 2, full_matrices=False)
    keep = min(2, len(scale))
    signs = np.where(axes[:keep, :1] < 0, -1.0, 1.0).T
    place = np.zeros((n, 2))
    place[:, :keep] = left[:, :keep] * scale[:keep] ** 0.5 * signs
    spread = max(float(place.std()), 1e-9)
    shifts: NDArray[np.float64] = np.random.default_rng(seed).normal(size=(n, 2))
    return place + 0.05 * spread * shifts
