"""Constraint: how much an actor's partners hang together."""

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
    unit="sum of squared shares",
    source="Burt 1992, p. 54-56",
    seconds_a_step=1e-7,
    work=work,
    compiled=(0.0, 2e-8),
    only="projection",
)
def constraint(projection: Projection, *, progress: Progress | None = None) -> NDArray[np.float64]:
    r"""How far each actor's partners are tied to one another, so that it cannot play off one against another.

    .. math:: c_i = \sum_j c_{ij} = \sum_j \Big( p_{ij} + \sum_q p_{iq} p_{qj} \Big)^2

    over the partners j of i, where :math:`p_{ij} = w_{ij} / \sum_k w_{ik}` is the share of i's ties, by the weight of
    the projection, that goes to j, and q is another partner of both. The lower, the more holes there are around i that
    nobody else spans. Not normalised: an actor with n partners that are not tied to one another has 1 / n with equal
    shares.

    Parameters
    ----------
    projection : Projection
        n actors; its weight is the strength of each tie.

    Returns
    -------
    n values, in the order of the actors
        Above 0, and 1 for an actor with one partner that has no other; above 1 is possible with few partners. An
        isolated actor has nan: there is nothing around it.

    Raises
    ------
    UsageError
        It is a two-mode network. There an actor's partners are actions, which are never tied to one another: the
        constraint would be 1 / degree and nothing else.

    Notes
    -----
    Equal to ``networkx.constraint(weight="weight")``. UCINET calls it the whole network model: a partner's ties to
    actors that i is not tied to count in its shares. R's netrics has a constraint for two modes which is another
    measure (Southern Women: Evelyn .2782; in the projection without weights .2211).

    A partner's ties are gone through once a partner: the sum of squared degrees. Small networks by SciPy, large ones by
    a kernel of our own, a second at 900,000 ties. Constraint, effective size, efficiency and hierarchy of one
    projection are worked out together, once.

    References
    ----------
    .. [1] Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press, p.
       54-56.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> constraint(cafe_and_garden().projection()).to_frame()
             id      name  constraint
    0  families  Families         1.0
    1      fund      Fund         1.0
    2      city      City         0.5
    """
    return holes(projection, progress).constraint
