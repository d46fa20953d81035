"""Eigenvector centrality: an actor counts as much as those it is tied to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.measures._graphs import both_modes
from graphkit.measures._measure import measure
from graphkit.measures._spectrum import Products, first_eigenvector

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.measures._measure import Subject
    from graphkit.networks.kernels._running import Progress


@measure(unit="length 1 in its component", source="Bonacich 1972, 1991", seconds_a_step=1e-6)
def eigenvector(subject: Subject, *, progress: Progress | None = None) -> NDArray[np.float64]:
    r"""How much each actor is tied to actors and actions that are central themselves.

    In a two-mode network the first singular vectors of the incidence matrix B: an actor's value is the sum of its
    actions' values, an action's that of its actors', up to a factor,

    .. math:: \sigma u_i = \sum_k B_{ik} v_k, \qquad \sigma v_k = \sum_i B_{ik} u_i,

    u and v each of length 1. In a projection the first eigenvector of its weights W, of length 1:
    :math:`\lambda x_i = \sum_j W_{ij} x_j`. All values are positive.

    **Several components.** An eigenvector says nothing about how the nodes of one component stand to those of another.
    It is given for the largest component (the most nodes; where several are equally large for each of them, each of
    length 1), and is nan in the others. To put 0 there would say that their actors are the least central; it is only
    not known.

    Parameters
    ----------
    subject : Network or Projection
        Ties of a projection are weighted, those of a network are not.

    Returns
    -------
    n values in the order of the actors, in a network followed by m in the order of the actions
        nan outside the largest component. Where all nodes of a projection are isolated, all are nan.

    Raises
    ------
    DataError
        The computation does not settle.

    Notes
    -----
    By SciPy (Lanczos from a fixed start, then rounded to 13 decimals, so that the same network gives the same digits).
    Equal to ``networkx.eigenvector_centrality`` of the component, in a two-mode network times the root of two, for
    there actors and actions have length 1 together. A dense
    projection is not multiplied but the two-mode network, which has fewer entries. Seconds at a million ties.

    References
    ----------
    .. [1] Bonacich, P. (1972). Factoring and weighting approaches to status scores and clique identification. Journal
       of Mathematical Sociology 2(1), 113-120.
    .. [2] Bonacich, P. (1991). Simultaneous group and individual centralities. Social Networks 13(2), 155-168.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> eigenvector(cafe_and_garden()).to_frame().round(3)
             id      name  eigenvector
    0      city      City        0.816
    1  families  Families        0.408
    2      fund      Fund        0.408
    """
    import numpy as np
    from scipy.sparse.csgraph import connected_components

    from graphkit.measures._kernels import implicit, is_implicit
    from graphkit.networks.projection import Projection

    matrix = subject.matrix.astype(np.float64) if isinstance(subject, Projection) else both_modes(subject)
    values = np.full(matrix.shape[0], np.nan)
    _, label = connected_components(matrix, directed=False)
    sizes = np.bincount(label, minlength=1)
    if sizes.max() < 2:
        return values
    products = Products(progress)
    for component in np.flatnonzero(sizes == sizes.max()):
        nodes = np.flatnonzero(label == component)
        within = matrix[nodes][:, nodes]
        product: Any = within
        if isinstance(subject, Projection) and is_implicit(subject):
            product = implicit(subject, subject.network.incidence[nodes])
        _, first = first_eigenvector(
            len(nodes), products.of(product.__matmul__), within.toarray, "eigenvector centrality"
        )
        if not isinstance(subject, Projection):
            first *= np.sqrt(2.0)
        values[nodes] = np.round(first, 13)
    return values
