"""How long the ways of a network are, and what searches from many nodes at once cost by that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from graphkit.measures._graphs import both_modes
from graphkit.measures._kernels import is_whole, pay
from graphkit.networks.projection import Projection

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.measures._measure import Subject

# So many searches go at once, and in each of their steps a node or a tie of any component takes so many seconds.
_TOGETHER, _A_LOOK = 512, 1e-8

# Where they go one after the other by NetworkX, it takes so many.
_ALONE = 7e-8


class Ways(NamedTuple):
    """How long ways are, in steps as searches of `subject` at once take them: in two modes, from actor to actor.

    Attributes
    ----------
    longest : int
        To the farthest node from the busiest of its component: at most the longest way, at least half of it.
    steps : float
        About how many are taken by searches from all actors, each going on until the farthest is reached.
    action_steps : float
        The same of searches from all actions.
    """

    longest: int
    steps: float
    action_steps: float


_FOUND: WeakKeyDictionary[Subject, Ways] = WeakKeyDictionary()


def ways(subject: Subject) -> Ways:
    """How long the ways of a network, or of a projection of it, are: by one search in each component."""
    import numpy as np

    if isinstance(subject, Projection) and is_whole(subject):
        return ways(subject.network)
    if subject not in _FOUND:
        projected = isinstance(subject, Projection)
        ties = subject.matrix.astype(np.float64) if projected else both_modes(subject)  # type: ignore[union-attr, arg-type]
        label, far = _far(ties)
        if not projected:
            far = -(-far // 2)
        each = far[label].astype(np.float64)
        n = subject.n_actors
        _FOUND[subject] = Ways(int(far.max(initial=0)), float(each[:n].sum()), float(each[n:].sum()))
    return _FOUND[subject]


def _far(ties: csr_array[Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """The component of each node; and how far it is, in each component, from the busiest node to the farthest."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    from graphkit.networks.kernels.breadth import distances_from

    count, label = connected_components(ties, directed=False)
    busiest = np.lexsort((-np.diff(ties.indptr), label))
    starts = busiest[np.searchsorted(label[busiest], np.arange(count))]
    # One search for all: from a node that has a tie to each start, and to which there is no way back.
    n = len(label)
    indices = np.concatenate([ties.indices, np.sort(starts)])
    indptr = np.append(ties.indptr, len(indices))
    away = distances_from(csr_array((np.ones(len(indices)), indices, indptr), shape=(n + 1, n + 1)), n)[:n] - 1
    far = np.zeros(count, dtype=np.int64)
    np.maximum.at(far, label, away)
    return label, far


def seconds_at_once(subject: Subject) -> float:
    """About how long searches from all nodes take by the kernel, which looks at every node and tie in each step."""
    found = ways(subject)
    if not isinstance(subject, Projection):
        return _seconds(found.steps, found.longest, subject) + _seconds(found.action_steps, found.longest, subject)
    return _seconds(found.steps, found.longest, subject)


def seconds_of_actors_at_once(network: Subject) -> float:
    """The same of searches from all actors to all: what those of the projection of a network take."""
    found = ways(network)
    return _seconds(found.steps, found.longest, network)


def _seconds(steps: float, longest: int, subject: Subject) -> float:
    if isinstance(subject, Projection) and not is_whole(subject):
        looks = subject.n_actors + 5.0 * subject.n_pairs  # each tie is an action of two
    else:
        network = subject.network if isinstance(subject, Projection) else subject
        looks = network.n_actors + network.n_actions + 2.0 * network.n_pairs
    return _A_LOOK * (steps / _TOGETHER + longest) * looks


def pay_at_once(subject: Subject) -> bool:
    """Whether searches at once are quicker than one after the other: not where ways are thousands of steps long."""
    if not pay(subject):
        return False
    nodes = subject.n_actors + (0 if isinstance(subject, Projection) else subject.n_actions)
    return seconds_at_once(subject) <= _ALONE * nodes * (nodes + 2.0 * subject.n_pairs)
