"""Coreness: how deep an actor is in the dense middle of the network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphkit.measures._graphs import bare_graph, in_order
from graphkit.measures._measure import measure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.measures._measure import Subject


def _counted(subject: Subject, of: str, options: Mapping[str, Any]) -> str:
    from graphkit.networks.projection import Projection

    return "partners in the core" if isinstance(subject, Projection) else "ties in the core"


def _work(subject: Subject) -> float:
    """What it costs NetworkX, in steps of a search."""
    from graphkit.networks.projection import Projection

    nodes = subject.n_actors + (0 if isinstance(subject, Projection) else subject.n_actions)
    return 40.0 * (nodes + subject.n_pairs)


@measure(
    unit=_counted,
    source="Seidman 1983; Batagelj & Zaveršnik 2003",
    seconds_a_step=1e-7,
    work=_work,
    compiled=(1e-9, 1e-9),
)
def coreness(subject: Subject) -> NDArray[np.float64]:
    r"""The largest k for which each actor is in a group of which all are tied to at least k others of it.

    .. math:: k_i = \max \{ k : i \in C_k \},

    where the k-core :math:`C_k` is what is left when all with fewer than k ties are taken away, again and again. In a
    two-mode network actors and actions are taken away alike: in its k-core each actor has at least k of the actions
    left, and each action at least k of the actors. In a projection k is a number of partners. Ties are not weighted.
    Not normalised.

    Parameters
    ----------
    subject : Network or Projection
        Need not be connected.

    Returns
    -------
    n values in the order of the actors, in a network followed by m in the order of the actions
        Whole numbers; 0 for an isolated node.

    Notes
    -----
    In a projection one action of many actors is a core of its own: all of them get the number of its actors less one,
    though they share nothing else. Prefer the two-mode network where actions are of very different size.

    Equal to ``networkx.core_number``. One pass over the ties: small networks by NetworkX, from some 250,000 nodes and
    ties on by a kernel of our own, a second at tens of millions.

    References
    ----------
    .. [1] Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5(3), 269-287.
    .. [2] Batagelj, V., Zaveršnik, M. (2003). An O(m) algorithm for cores decomposition of networks. arXiv:cs/0310049.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> coreness(cafe_and_garden()).to_frame()
             id      name  coreness
    0      city      City       1.0
    1  families  Families       1.0
    2      fund      Fund       1.0
    """
    import networkx as nx
    import numpy as np

    from graphkit.measures._kernels import pay

    if pay(subject, _work(subject)):
        return np.asarray(_by_kernel(subject), dtype=np.float64)
    graph = bare_graph(subject)
    return in_order(nx.core_number(graph), len(graph))


def _by_kernel(subject: Subject) -> NDArray[Any]:
    from graphkit.measures._kernels import arrays, as_it_is
    from graphkit.networks.kernels.cores import coreness as peeled
    from graphkit.networks.kernels.layout import both_modes
    from graphkit.networks.projection import Projection

    return peeled(as_it_is(subject) if isinstance(subject, Projection) else both_modes(arrays(subject)))
