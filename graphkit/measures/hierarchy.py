"""Hierarchy: whether it is one partner, or all alike, that constrain an actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.measures._holes import holes, work
from graphkit.measures._measure import measure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.kernels._running import Progress
    from graphkit.networks.projection import Projection


@measure(
    unit="share of the most unequal, 0 to 1",
    source="Burt 1992, p. 70-71",
    seconds_a_step=1e-7,
    work=work,
    compiled=(0.0, 2e-8),
    only="projection",
)
def hierarchy(projection: Projection, *, progress: Progress | None = None) -> NDArray[np.float64]:
    r"""How far each actor's constraint comes from a single partner.

    The index of inequality of Coleman and Theil on the constraint of each partner,

    .. math:: h_i = \frac{\sum_j r_j \ln r_j}{N \ln N}, \quad r_j = \frac{c_{ij}}{c_i / N}

    over the N partners j of i, where :math:`c_{ij}` is what j adds to the constraint :math:`c_i` (see `constraint`).
    Divided by the most there could be: 0 where all partners constrain alike, near 1 where it is all by one of them.

    Parameters
    ----------
    projection : Projection
        n actors; its weight is the strength of each tie.

    Returns
    -------
    n values, in the order of the actors
        From 0 to below 1. An actor with one partner has nan, for there is nothing to divide among partners, and so has
        an isolated one.

    Raises
    ------
    UsageError
        It is a two-mode network, where all actions of an actor constrain it alike.

    Notes
    -----
    NetworkX has no such measure. Where UCINET is told to, it puts another value in place of what is not defined.
    Cost as of `constraint`, with which it is worked out together.

    References
    ----------
    .. [1] Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press, p.
       70-71.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> hierarchy(cafe_and_garden().projection()).to_frame()
             id      name  hierarchy
    0      city      City        0.0
    1  families  Families        NaN
    2      fund      Fund        NaN
    """
    return holes(projection, progress).hierarchy
