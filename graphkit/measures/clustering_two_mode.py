"""Two-mode clustering: whether those whom an actor meets in different actions also meet without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.measures._closure import seconds_by_kernel, ways, work
from graphkit.measures._measure import measure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.kernels._running import Progress
    from graphkit.networks.network import Network


@measure(
    unit="share of the ways over two actions, 0 to 1",
    source="Opsahl 2013",
    seconds_a_step=1e-7,
    work=work,
    compiled=seconds_by_kernel,
    only="two-mode",
)
def clustering_two_mode(
    network: Network, *, of: str | None = None, progress: Progress | None = None
) -> NDArray[np.float64]:
    r"""Which share of the pairs of partners from different actions of each actor share a third action.

    .. math:: c_v = \frac{\tau^*_v}{\tau_v}

    where :math:`\tau_v` is the number of ways i – x – v – y – k over two actions x and y of v, the five all different,
    and :math:`\tau^*_v` how many of them are closed: i and k have an action z in common that is neither x nor y. For an
    action, actors and actions change places. Ties are not weighted.

    Parameters
    ----------
    network : Network
        n actors, m actions; need not be connected.

    Returns
    -------
    n values in the order of the actors, followed by m in the order of the actions
        From 0 to 1. nan where there is no such way: an actor of one action, or alone in all of its actions but one.

    Raises
    ------
    UsageError
        It is a projection; measure the network that was projected.

    Notes
    -----
    In a projection three actors of one action are a triangle; here one action closes nothing, and 1 says that those who
    meet v here and there also meet elsewhere. Southern Women as a whole, the closed ways of all women by all ways:
    .7719, as R's tnet has it.

    Not the coefficient of Latapy et al. 2008, which compares the actions of two actors
    (``networkx.bipartite.latapy_clustering`` has it), and not that of Robins & Alexander 2004, the share of ways of
    three ties that a fourth closes, which is a number of the whole network.

    Ways are counted, not walked, so an action of d actors costs d² steps and not d³. Small networks by SciPy, large
    ones by a kernel of our own: a second or two for actors and actions at 20,000 actors, 40,000 actions and 150,000
    ties. Its first use compiles it, which takes some ten seconds once.

    References
    ----------
    .. [1] Opsahl, T. (2013). Triadic closure in two-mode networks: redefining the global and local clustering
       coefficients. Social Networks 35(2), 159-167.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> clustering_two_mode(cafe_and_garden()).to_frame()
             id      name  clustering_two_mode
    0      city      City                  0.0
    1  families  Families                  NaN
    2      fund      Fund                  NaN
    """
    import numpy as np

    shares = []
    for kind in ("actors", "actions") if of is None else (of,):
        paths, closed = ways(network, kind, progress)
        shares.append(np.divide(closed, paths, out=np.full(len(paths), np.nan), where=paths > 0))
    return np.concatenate(shares)
