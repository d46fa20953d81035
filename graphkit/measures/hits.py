"""HITS: actors as hubs, actions as authorities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from graphkit.measures._graphs import both_modes
from graphkit.measures._measure import measure
from graphkit.measures._one_thread import on_one_thread
from graphkit.measures._spectrum import Products, first_eigenvector

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.networks.kernels._running import Progress
    from graphkit.networks.network import Network

    Reals = NDArray[np.float64]

# Singular values that agree so far are equal: rounding makes them differ by less, other networks by more.
_EQUAL = 1e-9

# Small components are worked out together, by so many actors × actions at once.
_TOGETHER = 1_000_000


@measure(unit="share of all of its kind, 0 to 1", source="Kleinberg 1999", seconds_a_step=1e-6, only="two-mode")
def hits(network: Network, *, progress: Progress | None = None) -> NDArray[np.float64]:
    r"""How good a hub each actor is, tied to actions to which good hubs are tied.

    Hubs h of the actors and authorities a of the actions are the first singular vectors of the incidence matrix B,

    .. math:: \sigma h_i = \sum_k B_{ik} a_k, \qquad \sigma a_k = \sum_i B_{ik} h_i,

    each divided by its sum, as in NetworkX. Ties go from actors to actions and are not weighted. To leave the direction
    out, as ``networkx.hits`` does of an undirected graph, has no single answer: with h and a of one network so has
    every mixture of the two.

    **Several components.** The values are those that the steps of Kleinberg come to from equal ones: all in the
    component with the largest singular value, which need not be the largest, and 0 in the others. Where several have
    the same one, to nine digits, they stand side by side, each in proportion to what it has of equal values, so that
    copies of a component have equal values. A 0 says that the node is in another component, not that it is unimportant:
    `eigenvector` has nan there, and `birank` values for all.

    Parameters
    ----------
    network : Network
        n actors, m actions; need not be connected.

    Returns
    -------
    n values in the order of the actors, followed by m in the order of the actions
        From 0 to 1; those of the actors add up to 1, and so do those of the actions. An isolated node has 0; where
        there is no tie at all, all have.

    Raises
    ------
    UsageError
        It is a projection. There hubs and authorities are one, the eigenvector centrality: see `eigenvector`.
    DataError
        The computation does not settle.

    Notes
    -----
    Within one component proportional to `eigenvector`, which divides by the length. Equal to ``networkx.hits`` of the
    network with each tie directed from actor to action, where that has one answer.

    By SciPy (Lanczos from a fixed start on the smaller side, then rounded to 13 decimals, so that the same network
    gives the same digits); components that cannot have the largest value by their degrees are not looked at, and small
    ones that are of one size are worked out together. Seconds at a million ties.

    References
    ----------
    .. [1] Kleinberg, J. M. (1999). Authoritative sources in a hyperlinked environment. Journal of the ACM 46(5),
       604-632.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> hits(cafe_and_garden()).to_frame().round(3)
             id      name  hits
    0      city      City  0.50
    1  families  Families  0.25
    2      fund      Fund  0.25
    """
    import numpy as np

    hubs, authorities = np.zeros(network.n_actors), np.zeros(network.n_actions)
    products = Products(progress)
    found = [(*_first_vectors(alike, products), alike) for alike in _candidates(network)]
    largest = max((float(sigma.max()) for sigma, *_ in found), default=0.0)
    for sigma, hub, authority, alike in found:
        first = sigma >= largest * (1.0 - _EQUAL)
        # What equal values have of it.
        share = hub[first].sum(axis=1, keepdims=True)
        hubs[alike.rows[first]] = hub[first] * share
        authorities[alike.columns[first]] = authority[first] * share
    return np.concatenate([values / (values.sum() or 1.0) for values in (hubs, authorities)])


class _Alike(NamedTuple):
    """Components with as many actors and as many actions: their rows and columns, a line each, and their ties.

    The ties are one matrix for one component, and an array of components × actors × actions for several.
    """

    rows: NDArray[Any]
    columns: NDArray[Any]
    ties: Any


def _candidates(network: Network) -> Iterator[_Alike]:
    """The components that may have the largest singular value; small ones of one size together.

    Its square is at least the largest degree, and at least ties² / (actors × actions); it is at most the number of
    ties, and at most the product of the largest degrees of both kinds.
    """
    import numpy as np
    from scipy.sparse.csgraph import connected_components

    n, incidence = network.n_actors, network.incidence
    if network.n_pairs == 0:
        return
    count, label = connected_components(both_modes(network), directed=False)
    degrees = np.diff(incidence.indptr), np.diff(network.by_action.indptr)
    labels = label[:n], label[n:]
    most, size = np.zeros((2, count)), np.zeros((2, count), dtype=np.int64)
    for kind, (of, degree) in enumerate(zip(labels, degrees, strict=True)):
        np.maximum.at(most[kind], of, degree)
        size[kind] = np.bincount(of, minlength=count)
    ties = np.bincount(labels[0], degrees[0], minlength=count)
    least = np.maximum(most.max(axis=0), ties**2 / np.maximum(size.prod(axis=0), 1.0))
    at_most = np.minimum(ties, most.prod(axis=0))
    chosen = np.flatnonzero(at_most >= least.max() * (1.0 - _EQUAL))
    order = [np.argsort(of, kind="stable") for of in labels]
    begin = [np.cumsum(own) - own for own in size]
    for actors, actions in np.unique(size[:, chosen], axis=1).T.tolist():
        alike = chosen[(size[0, chosen] == actors) & (size[1, chosen] == actions)]
        at_once = max(_TOGETHER // (actors * actions), 1)
        for part in (alike[k : k + at_once] for k in range(0, len(alike), at_once)):
            rows = order[0][begin[0][part, None] + np.arange(actors)]
            columns = order[1][begin[1][part, None] + np.arange(actions)]
            if len(part) == 1:
                yield _Alike(rows, columns, incidence[rows[0]][:, columns[0]].astype(np.float64))
                continue
            place = np.empty(network.n_actions, dtype=np.int64)
            place[columns] = np.arange(actions)
            within, dense = incidence[rows.ravel()].tocoo(), np.zeros((rows.size, actions))
            dense[within.row, place[within.col]] = 1.0
            yield _Alike(rows, columns, dense.reshape(len(part), actors, actions))


def _first_vectors(alike: _Alike, products: Products) -> tuple[Reals, Reals, Reals]:
    """The largest singular value of each component, and its vectors, of length 1 and positive."""
    import numpy as np

    several = isinstance(alike.ties, np.ndarray)
    turned = alike.ties.transpose(0, 2, 1) if several else alike.ties.T.tocsr()
    wide = alike.rows.shape[1] <= alike.columns.shape[1]
    few, many = (alike.ties, turned) if wide else (turned, alike.ties)
    if several:
        with on_one_thread():
            values, vectors = np.linalg.eigh(few @ many)
        square, vector = values[:, -1], np.abs(vectors[:, :, -1])
    else:
        square, vector = _of_one(few, many, products)
    vector = np.round(vector, 13)
    sigma = np.sqrt(square)
    with on_one_thread():
        other = (many @ (vector[..., None] if several else vector[0])).reshape(len(vector), -1)
    other = np.round(other / sigma[:, None], 13)
    return (sigma, vector, other) if wide else (sigma, other, vector)


def _of_one(few: csr_array[Any], many: csr_array[Any], products: Products) -> tuple[Reals, Reals]:
    import numpy as np

    def product() -> Reals:
        found: Reals = (few @ many).toarray()
        return found

    times = products.of(lambda x: few @ (many @ x))
    square, vector = first_eigenvector(few.shape[0], times, product, "first singular vector")
    return np.array([square]), vector[None]
