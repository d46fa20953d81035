"""Effective size: how many of an actor's partners are not redundant."""

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
    unit="partners",
    source="Burt 1992, p. 51-54",
    seconds_a_step=1e-7,
    work=work,
    compiled=(0.0, 2e-8),
    only="projection",
)
def effective_size(projection: Projection, *, progress: Progress | None = None) -> NDArray[np.float64]:
    r"""How many partners each actor has, less what they have in common with one another.

    .. math:: e_i = \sum_j \Big( 1 - \sum_q p_{iq} m_{jq} \Big)

    over the partners j of i, where :math:`p_{iq}` is the share of i's ties, by the weight of the projection, that goes
    to its partner q, and :math:`m_{jq} = w_{jq} / \max_k w_{jk}` the weight of the tie between j and q by the largest
    that j has to anybody. Without weights it is the number of partners less the mean number of ties that each of them
    has to the others. Not normalised; `efficiency` is its share of the partners.

    Parameters
    ----------
    projection : Projection
        n actors; its weight is the strength of each tie.

    Returns
    -------
    n values, in the order of the actors
        From above 0 to the number of partners, which an actor has whose partners are not tied to one another. An
        isolated actor has nan.

    Raises
    ------
    UsageError
        It is a two-mode network. There an actor's partners are actions, which are never tied to one another: all would
        be their degree.

    Notes
    -----
    As defined, and as ``networkx.effective_size`` has it without weights, or asked for single ``nodes``. With weights,
    and asked for all nodes at once, NetworkX 3.6.1 divides by the largest weight of the wrong actor (its issue 8906).

    Cost as of `constraint`, with which it is worked out together.

    References
    ----------
    .. [1] Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press, p.
       51-54.
    .. [2] Borgatti, S. P. (1997). Structural holes: unpacking Burt's redundancy measures. Connections 20(1), 35-38.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> effective_size(cafe_and_garden().projection()).to_frame()
             id      name  effective_size
    0      city      City             2.0
    1  families  Families             1.0
    2      fund      Fund             1.0
    """
    return holes(projection, progress).effective_size
