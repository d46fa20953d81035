"""How many pairs of each role chance would give an actor of a group: mean and variance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Reals = NDArray[np.float64]


def chance(sizes: NDArray[np.int64], density: float, *, directed: bool) -> tuple[Reals, Reals]:
    r"""Mean and variance of the counts of an actor of each group, were all ties independent and equally probable.

    With density d, an ordered pair (a, b) is one that v stands between with probability :math:`p = d^2 (1 - d)`; two
    pairs of which one end is the same share a tie of v, and both are with :math:`d^3 (1 - d)^2`. So

    .. math:: E = d^2 (1 - d)\, m, \qquad Var = m\,(p - p^2) + s\,(d^3 (1 - d)^2 - p^2)

    where m is how many pairs there are in the role, and s how many ordered pairs of them have an end in common. In an
    undirected network a pair is the same in both orders: the variance of the roles that count it in both is twice that.

    Parameters
    ----------
    sizes : array of int
        Of the groups.
    density : float
        From 0 to 1.
    directed : bool
        Whether a tie from a to b and one from b to a are two.

    Returns
    -------
    mean, variance : arrays of float, groups × 6
        Of the five roles, in their order, and of their total.
    """
    n, size = float(sizes.sum()), sizes.astype(np.float64)
    squares, cubes = float((size * (size - 1)).sum()), float((size * (size - 1) * (size - 2)).sum())
    others = n - size
    second, third = float((size**2).sum()) - size**2, float((size**3).sum()) - size**3
    # Of the liaison: an end in group g goes with all who are in neither g nor the broker's own group.
    linked = others**2 - second
    liaison = others**2 * (others - 1) - (2 * others - 1) * second + third
    across = (size - 1) * others
    sharing_across = across * (others - 1) + across * (size - 2)
    pairs = np.stack(
        [
            (size - 1) * (size - 2),
            squares - size * (size - 1),
            across,
            across,
            linked,
            np.full(len(size), (n - 1) * (n - 2)),
        ],
        axis=1,
    )
    sharing = np.stack(
        [
            2 * (size - 1) * (size - 2) * (size - 3),
            2 * (cubes - size * (size - 1) * (size - 2)),
            sharing_across,
            sharing_across,
            2 * liaison,
            np.full(len(size), 2 * (n - 1) * (n - 2) * (n - 3)),
        ],
        axis=1,
    )
    p, both = density**2 * (1 - density), density**3 * (1 - density) ** 2
    times = np.ones(6) if directed else np.array([2.0, 2.0, 1.0, 1.0, 2.0, 2.0])
    return p * pairs, times * (pairs * (p - p * p) + sharing * (both - p * p))
