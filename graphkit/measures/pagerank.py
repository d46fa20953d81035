"""PageRank: how often a walk along the ties comes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.measures._measure import measure
from graphkit.measures._settling import check_damping, settled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.measures._measure import Subject
    from graphkit.networks.kernels._running import Progress


@measure(unit="share of all visits, 0 to 1", source="Brin & Page 1998", seconds_a_step=1e-6, checked=check_damping)
def pagerank(subject: Subject, damping: float = 0.85, *, progress: Progress | None = None) -> NDArray[np.float64]:
    r"""How often an endless walk along ties comes by each actor, if it starts afresh now and then.

    .. math:: p_i = \frac{1 - \alpha}{N} + \alpha \sum_j \frac{w_{ij}}{s_j} p_j

    over N nodes, where :math:`w_{ij}` is the weight of a tie, :math:`s_j` that of all ties of j, :math:`\alpha` the
    `damping`; a walk at an isolated node starts afresh anywhere. In a two-mode network it goes from actors to actions
    and back, and the values of actors and actions add up to 1 together. In a projection a tie is taken in proportion to
    its weight, and the values of the actors add up to 1.

    Parameters
    ----------
    subject : Network or Projection
        Need not be connected. Ties of a projection are weighted, those of a network are not.
    damping : float
        The probability to go on along a tie, from 0 to below 1. At 0 all are equal; near 1 the values are nearly
        proportional to the degree, which is what an undirected walk comes to.

    Returns
    -------
    n values in the order of the actors, in a network followed by m in the order of the actions
        All above 0.

    Raises
    ------
    UsageError
        `damping` is not from 0 to below 1.

    Notes
    -----
    By SciPy, until all values together change by less than 1e-12; equal to ``networkx.pagerank``, whose own default
    stops earlier, when the last digits, and with them the order of equals, are not settled. A
    dense projection is not multiplied but the two-mode network, which has fewer entries. A second at a million ties.

    References
    ----------
    .. [1] Brin, S., Page, L. (1998). The anatomy of a large-scale hypertextual Web search engine. Computer Networks and
       ISDN Systems 30(1-7), 107-117.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> pagerank(cafe_and_garden()).to_frame().round(3)
             id      name  pagerank
    0      city      City     0.239
    1  families  Families     0.135
    2      fund      Fund     0.135
    """
    import numpy as np

    from graphkit.measures._kernels import ties_and_strength
    from graphkit.networks.kernels.walks import visited

    ties, strength = ties_and_strength(subject)
    n = len(strength)
    if n == 0:
        return np.zeros(0)
    return settled(visited(ties, strength, damping), np.full(n, 1.0 / n), damping, progress)
