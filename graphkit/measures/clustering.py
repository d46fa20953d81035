"""Clustering: which share of an actor's partners are partners of one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.measures._graphs import bare_graph, in_order
from graphkit.measures._measure import measure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.kernels._running import Progress
    from graphkit.networks.projection import Projection


def _work(projection: Any) -> float:
    """What it costs NetworkX, in steps of a search."""
    from graphkit.measures._kernels import ways_of_two

    return 4.0 * ways_of_two(projection)


@measure(
    unit="share of the pairs of partners, 0 to 1",
    source="Watts & Strogatz 1998",
    seconds_a_step=1e-7,
    work=_work,
    compiled=(0.0, 3e-10),
    only="projection",
)
def clustering(projection: Projection, *, progress: Progress | None = None) -> NDArray[np.float64]:
    r"""Which share of the pairs of each actor's partners are tied themselves.

    .. math:: c_i = \frac{2 t_i}{d_i (d_i - 1)}

    where :math:`d_i` is the number of partners of i and :math:`t_i` how many pairs of them are tied: triangles by the
    most there could be. Ties are not weighted.

    Parameters
    ----------
    projection : Projection
        n actors.

    Returns
    -------
    n values, in the order of the actors
        From 0 to 1. An actor with fewer than two partners has 0, as in NetworkX.

    Raises
    ------
    UsageError
        It is a two-mode network, which has no triangles; see `clustering_two_mode`.

    Notes
    -----
    **Much of it is made by the projection**: three actors of one action are a triangle, whoever they are, so an actor
    of one large action has 1. What is left when those are not counted is `clustering_two_mode`.

    Equal to ``networkx.clustering``. Each triangle is found once: small networks by NetworkX, from some 20,000 ties on
    by a kernel of our own, tenths of a second at a million. Its first use compiles it, which takes a few seconds once.

    References
    ----------
    .. [1] Watts, D. J., Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. Nature 393, 440-442.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> clustering(cafe_and_garden().projection()).to_frame()
             id      name  clustering
    0      city      City         0.0
    1  families  Families         0.0
    2      fund      Fund         0.0
    """
    import networkx as nx

    from graphkit.measures._kernels import as_it_is, pay

    if pay(projection, _work(projection)):
        from graphkit.networks.kernels.triangles import clustering as by_kernel

        return by_kernel(as_it_is(projection), progress=progress)
    graph = bare_graph(projection)
    return in_order(nx.clustering(graph), len(graph))
