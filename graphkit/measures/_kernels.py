"""Networks as the kernels take them, and from which size on they are taken."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from graphkit.networks.kernels.layout import OneMode, TwoMode, one_mode, ties_as_actions, two_mode
from graphkit.networks.kernels.walks import ImplicitProjection
from graphkit.networks.network import Network
from graphkit.networks.projection import Projection

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.measures._measure import Subject

# Steps of all searches together, nodes × (nodes + 2 × ties): below, NetworkX is done before numba is imported. That are
# some 500 actors of 20 partners each, or 1,200 that have few.
LEAST_STEPS = 1e7

# How many times as many entries as the two-mode network the matrix must have before two products beat one.
LEAST_DENSER = 2.0


def pay(subject: Subject, steps: float | None = None) -> bool:
    """Whether a network is large enough for kernels, and there is numba to make them.

    Parameters
    ----------
    subject : Network or Projection
    steps : float, optional
        What there is to do without them, in steps of a search, which take NetworkX 1e-7 seconds; without, a search from
        every node.
    """
    if steps is None:
        nodes = subject.n_actors + (0 if isinstance(subject, Projection) else subject.n_actions)
        steps = nodes * (nodes + 2.0 * subject.n_pairs)
    return steps >= LEAST_STEPS and find_spec("numba") is not None


def ways_of_two(projection: Projection) -> float:
    """How many ways of two steps there are in a projection: what products of its matrix, and triangles, cost."""
    import numpy as np

    return float((np.diff(projection.matrix.indptr).astype(np.float64) ** 2).sum())


def arrays(network: Network) -> TwoMode:
    """A network as four arrays."""
    return two_mode(network.indptr, network.indices, network.n_actions)


def is_whole(projection: Projection) -> bool:
    """Whether all who have actions in common are tied: then nothing need be searched but the two-mode network."""
    return projection.kept is None and (projection.weight != "amount" or projection.n_unweighted == 0)


def over_actions(projection: Projection) -> TwoMode:
    """A two-mode network with the distances of a projection."""
    return arrays(projection.network) if is_whole(projection) else ties_as_actions(as_it_is(projection))


def as_it_is(projection: Projection) -> OneMode:
    """A projection as two arrays."""
    return one_mode(projection.matrix.indptr, projection.matrix.indices)


def is_implicit(projection: Projection) -> bool:
    """Whether a product with the matrix is had sooner over the actions."""
    entries = 2.0 * projection.network.n_pairs
    over_all = projection.weight != "amount" and projection.kept is None
    return over_all and projection.matrix.nnz >= LEAST_DENSER * entries


def ties_and_strength(subject: Subject) -> tuple[Any, NDArray[np.float64]]:
    """What multiplies a vector by the ties, those of a projection weighted; and the sum of each row."""
    import numpy as np

    from graphkit.measures._graphs import both_modes

    if isinstance(subject, Projection) and is_implicit(subject):
        ties = implicit(subject)
        return ties, ties.strength
    matrix = subject.matrix.astype(np.float64) if isinstance(subject, Projection) else both_modes(subject)
    return matrix, np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel()


def implicit(projection: Projection, incidence: csr_array[Any] | None = None) -> ImplicitProjection:
    """The matrix of a projection as two products; of some of its actors, where their `incidence` is given."""
    import numpy as np
    from scipy.sparse import csr_array

    network = projection.network
    sizes = np.diff(network.by_action.indptr)
    weights = 1.0 / np.maximum(sizes - 1, 1) if projection.weight == "newman" else np.ones(len(sizes))
    if incidence is None:
        # Ones as floats, over the columns that the network has: cast, they would be copied too.
        ones, both = np.ones(network.n_pairs), (network.incidence, network.by_action)
        rows, columns = (csr_array((ones, each.indices, each.indptr), shape=each.shape) for each in both)
        return ImplicitProjection(rows, columns, weights)
    return ImplicitProjection(incidence, incidence.T.tocsr(), weights)
