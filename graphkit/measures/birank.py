"""BiRank: actors count by their actions and actions by their actors, the busy sharing out what they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.measures._measure import measure
from graphkit.measures._settling import check_damping, settled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.kernels._running import Progress
    from graphkit.networks.network import Network


@measure(
    unit="score, from equal ones that add up to 1",
    source="He, Gao, Kan & Wang 2017",
    seconds_a_step=1e-6,
    only="two-mode",
    checked=check_damping,
)
def birank(network: Network, damping: float = 0.85, *, progress: Progress | None = None) -> NDArray[np.float64]:
    r"""How much each actor is tied to actions that count, and each action to actors that count.

    .. math:: p_i = \alpha \sum_k \frac{B_{ik}}{\sqrt{d_i d_k}} u_k + \frac{1 - \alpha}{n}, \qquad
              u_k = \alpha \sum_i \frac{B_{ik}}{\sqrt{d_i d_k}} p_i + \frac{1 - \alpha}{m}

    for the n actors i and m actions k, :math:`d` their degrees, :math:`\alpha` the `damping`, the same for both. What
    is not passed on along ties all have alike. Ties are not weighted. Not normalised further: values of actors and of
    actions are each to be compared with their own.

    Parameters
    ----------
    network : Network
        n actors, m actions; need not be connected.
    damping : float
        How much comes along ties, from 0 to below 1. At 0 all are equal; near 1 the values are nearly proportional to
        the root of the degree.

    Returns
    -------
    n values in the order of the actors, followed by m in the order of the actions
        All above 0. An isolated node has :math:`(1 - \alpha) / n`.

    Raises
    ------
    UsageError
        `damping` is not from 0 to below 1; or it is a projection, which has one mode: there see `pagerank`.

    Notes
    -----
    Between HITS, which does not divide by degrees and by which one dense group takes all, and PageRank, which divides
    by the degree of who gives alone: here by the roots of both, so a tie counts less where either end has many. Unlike
    HITS, one answer in every network, in several pieces too, and no eigenvector to settle. NetworkX has no such
    measure; it is checked against the solution of the linear equations.

    The steps of the paper, until all values change by less than 1e-12 of their sum: by SciPy, a second at a million
    ties.

    References
    ----------
    .. [1] He, X., Gao, M., Kan, M.-Y., Wang, D. (2017). BiRank: towards ranking on bipartite graphs. IEEE Transactions
       on Knowledge and Data Engineering 29(1), 57-71.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> birank(cafe_and_garden()).to_frame().round(3)
             id      name  birank
    0      city      City   0.437
    1  families  Families   0.324
    2      fund      Fund   0.324
    """
    import numpy as np
    from scipy.sparse import diags_array

    n, m = network.n_actors, network.n_actions
    if n == 0 or m == 0:
        return np.full(n + m, (1.0 - damping) / max(n, m, 1))
    roots = [np.sqrt(np.maximum(np.diff(each.indptr), 1.0)) for each in (network.incidence, network.by_action)]
    shares = (diags_array(1.0 / roots[0]) @ network.incidence @ diags_array(1.0 / roots[1])).tocsr()
    turned = shares.T.tocsr()
    start, action_start = (1.0 - damping) / n, (1.0 - damping) / m
    actors = settled(
        lambda p: start + damping * (shares @ (action_start + damping * (turned @ p))),
        np.full(n, 1.0 / n), damping**2, progress,
    )  # fmt: skip
    return np.concatenate([actors, action_start + damping * (turned @ actors)])
