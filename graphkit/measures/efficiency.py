"""Efficiency: which share of an actor's partners is not redundant."""

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
    unit="share of the partners, 0 to 1",
    source="Burt 1992, p. 53",
    seconds_a_step=1e-7,
    work=work,
    compiled=(0.0, 2e-8),
    only="projection",
)
def efficiency(projection: Projection, *, progress: Progress | None = None) -> NDArray[np.float64]:
    r"""Which share of each actor's partners brings it what the others do not.

    .. math:: \frac{e_i}{d_i}

    where :math:`e_i` is the effective size of i and :math:`d_i` the number of its partners: effective size normalised
    by the most there could be. Not the efficiency of Latora & Marchiori, which is about distances.

    Parameters
    ----------
    projection : Projection
        n actors; its weight is the strength of each tie.

    Returns
    -------
    n values, in the order of the actors
        From above 0 to 1, which an actor has whose partners are not tied to one another, or that has but one. An
        isolated actor has nan.

    Raises
    ------
    UsageError
        It is a two-mode network, where all would be 1.

    Notes
    -----
    Equal to ``networkx.effective_size`` by ``networkx.degree``; see `effective_size` for the weights. Cost as of
    `constraint`, with which it is worked out together.

    References
    ----------
    .. [1] Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press, p. 53.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> efficiency(cafe_and_garden().projection()).to_frame()
             id      name  efficiency
    0      city      City         1.0
    1  families  Families         1.0
    2      fund      Fund         1.0
    """
    import numpy as np

    found = holes(projection, progress)
    return found.effective_size / np.maximum(found.partners, 1)
