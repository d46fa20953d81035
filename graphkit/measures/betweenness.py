"""Betweenness: how often an actor lies on the shortest way between two others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.measures._graphs import bare_graph, in_order
from graphkit.measures._measure import measure, share

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.measures._measure import Subject
    from graphkit.networks.kernels._running import Progress


@measure(
    unit=share("share of the most possible, 0 to 1", lambda *_: "pairs of nodes"),
    source="Freeman 1977; Borgatti & Everett 1997",
    seconds_a_step=2e-7,
    steps=lambda nodes, pairs: nodes * (nodes + 2.0 * pairs),
    compiled=(1e-8, 1e-9),
)
def betweenness(subject: Subject, normalized: bool = True, *, progress: Progress | None = None) -> NDArray[np.float64]:
    r"""How often each actor lies on the shortest ways between two other nodes.

    .. math:: b_i = \sum_{j < k;\ j, k \ne i} \frac{\sigma_{jk}(i)}{\sigma_{jk}}

    where :math:`\sigma_{jk}` is the number of shortest paths between j and k, and :math:`\sigma_{jk}(i)` that of those
    through i. In a two-mode network j and k are actors and actions alike. With `normalized` it is divided by the most
    that a node of its kind could have [2]_: for an actor among n actors and m actions

    .. math:: \tfrac12 \left[ m^2 (s + 1)^2 + m (s + 1)(2t - s - 1) - t (2s - t + 3) \right],
              \quad s = \lfloor (n - 1) / m \rfloor,\ t = (n - 1) \bmod m,

    for an action n and m change places; in a projection :math:`(n - 1)(n - 2) / 2`. Ties are not weighted.

    Parameters
    ----------
    subject : Network or Projection
        n actors, and in a network m actions; need not be connected.
    normalized : bool
        Divide by the most there could be.

    Returns
    -------
    n values in the order of the actors, in a network followed by m in the order of the actions
        0 for a node that is on no shortest way, an isolated one among them. Where no node could be on any, all are 0.

    Notes
    -----
    Southern Women: raw values as in the literature (Evelyn 42.98). The normalised ones are NetworkX's (Evelyn .0966);
    R's netrics divides by another maximum (.0972).

    Brandes' algorithm: nodes × (nodes + 2 × ties) steps, some three times as slow as closeness. Small networks by
    NetworkX. From ten million steps on (some 500 actors) eight searches at once by a kernel of our own: the same
    values, about a minute for the projection of 20,000 actors, 40,000 actions and 150,000 ties, four minutes in two
    modes. What hangs on a network as a tree is counted without a search, so a network that is nearly all tree takes a
    second. The first use compiles the kernel, which takes some ten seconds once.

    References
    ----------
    .. [1] Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry 40(1), 35-41.
    .. [2] Borgatti, S. P., Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks 19(3), 243-269.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> betweenness(cafe_and_garden(), normalized=False).to_frame()
             id      name  betweenness
    0      city      City          4.0
    1  families  Families          0.0
    2      fund      Fund          0.0
    """
    import networkx as nx
    import numpy as np

    from graphkit.measures._kernels import pay
    from graphkit.networks.projection import Projection

    raw = _by_kernel(subject, progress) if pay(subject) else None
    if raw is None:
        graph = bare_graph(subject)
        raw = in_order(nx.betweenness_centrality(graph, normalized=False), len(graph))
    if not normalized:
        return raw
    n = subject.n_actors
    if isinstance(subject, Projection):
        return raw / max((n - 1) * (n - 2) / 2, 1)
    m = subject.n_actions
    most = np.repeat([max(_most(n, m), 1), max(_most(m, n), 1)], [n, m])
    return np.asarray(raw / most, dtype=np.float64)


def _by_kernel(subject: Subject, progress: Progress | None) -> NDArray[np.float64] | None:
    """The raw values; none where a way is longer than the kernels count."""
    from graphkit.measures._kernels import arrays, as_it_is, is_implicit
    from graphkit.networks.kernels.betweenness import dependencies, dependencies_in_projection
    from graphkit.networks.kernels.layout import both_modes
    from graphkit.networks.projection import Projection

    try:
        if not isinstance(subject, Projection):
            return dependencies(both_modes(arrays(subject)), progress=progress) / 2
        if is_implicit(subject):
            return dependencies_in_projection(arrays(subject.network), progress=progress) / 2
        return dependencies(as_it_is(subject), progress=progress) / 2
    except OverflowError:
        return None


def _most(own: int, other: int) -> float:
    """The most that one of `own` nodes of a kind could have, beside `other` nodes of the other kind."""
    if other == 0 or own == 0:
        return 0.0
    s, t = divmod(own - 1, other)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2
