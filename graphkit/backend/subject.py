"""What kernels take: the networks, projections and NetworkX graphs as arrays, all by the same names."""

from __future__ import annotations

from abc import abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from graphkit.networks.network import Network
from graphkit.networks.projection import Projection

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.backend.function import Size
    from graphkit.networks.kernels.distances import Nearness
    from graphkit.networks.kernels.layout import OneMode
    from graphkit.networks.kernels.walks import Ties


Made = TypeVar("Made")


class Subject(Protocol):
    """A graph as the functions of this room see it."""

    @property
    def size(self) -> Size:
        """How large it is."""

    @property
    def networkx(self) -> nx.Graph[Any]:
        """The same as a NetworkX graph."""

    @property
    def nodes(self) -> list[Any]:
        """The nodes, in the order of NetworkX."""

    @property
    def one_mode(self) -> OneMode:
        """Who is tied to whom, without loops."""

    @property
    def degree(self) -> NDArray[np.int64]:
        """How many others each node is tied to."""

    @property
    def components(self) -> tuple[int, NDArray[np.int64]]:
        """How many components there are, and the number of each node's, see `graphkit.backend.joined.labels`."""

    @property
    def loops(self) -> NDArray[np.int64]:
        """Which nodes are tied to themselves."""

    def weights(self, name: str | None) -> NDArray[np.float64]:
        """An attribute of the ties, as they stand in `one_mode`; 1 where a tie has none.

        Raises
        ------
        Refused
            They are no numbers, or a network of ours does not know them all.
        """

    def ties(self, name: str | None) -> Ties:
        """The matrix of an attribute, with loops; raises as `weights` does."""

    def nearness(self) -> Nearness:
        """Sums of the distances of each node."""

    def dependencies(self, sources: list[int] | None) -> NDArray[np.float64]:
        """See `graphkit.networks.kernels.betweenness.dependencies`."""


class MatrixTies:
    """`Ties` of a symmetric matrix that there is."""

    def __init__(self, matrix: csr_array[Any]) -> None:
        import numpy as np
        from scipy.sparse import csr_array

        self.n = matrix.shape[0]
        self.strength: NDArray[np.float64] = np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel()
        # Over the same columns, which `astype` would copy; and the same floats, where they are floats.
        data = matrix.data.astype(np.float64, copy=False)
        self._matrix: Any = csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)

    def __matmul__(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        found: NDArray[np.float64] = self._matrix @ x
        return found


def subject(graph: Any) -> Subject:
    """A network, a projection, or what NetworkX was given for a graph of its own, as it is now."""
    if isinstance(graph, Projection):
        return _OfProjection(graph)
    if isinstance(graph, Network):
        return _OfNetwork(graph)
    found: Subject = graph.now()
    return found


class _SizeOfOurs(NamedTuple):
    n: int
    entries: int
    ways: float
    loops: bool = False
    ours: bool = True


class _Ours:
    """What networks and projections have in common.

    One is made for each call. What is small beside a network and takes as long as some kernels is kept with the
    network, which never changes, as its own cached properties are; arrays of its ties are made anew.
    """

    def __init__(self, graph: Network | Projection) -> None:
        self._graph = graph

    @property
    @abstractmethod
    def degree(self) -> NDArray[np.int64]:
        """How many others each node is tied to."""

    @property
    @abstractmethod
    def one_mode(self) -> OneMode:
        """Who is tied to whom."""

    def _kept(self, name: str, make: Callable[[], Made]) -> Made:
        kept = vars(self._graph).setdefault("_of_backend", {})
        if name not in kept:
            kept[name] = make()
        found: Made = kept[name]
        return found

    @cached_property
    def size(self) -> Size:
        ways = float((self.degree.astype(float) ** 2).sum())
        return _SizeOfOurs(self._graph.number_of_nodes(), 2 * self._graph.number_of_edges(), ways)

    @property
    def components(self) -> tuple[int, NDArray[np.int64]]:
        from graphkit.backend.joined import labels

        return self._kept("components", lambda: labels(self.one_mode))

    @property
    def networkx(self) -> nx.Graph[Any]:
        return self._graph.shared_graph

    @property
    def loops(self) -> NDArray[np.int64]:
        import numpy as np

        return np.zeros(0, dtype=np.int64)


class _OfProjection(_Ours):
    """A projection: searches go over the actions, products too where these have fewer entries."""

    _graph: Projection

    @property
    def nodes(self) -> list[Any]:
        return self._graph.actor_ids

    @cached_property
    def degree(self) -> NDArray[np.int64]:
        import numpy as np

        return np.diff(self._graph.matrix.indptr).astype(np.int64)

    @cached_property
    def one_mode(self) -> OneMode:
        from graphkit.measures._kernels import as_it_is

        return as_it_is(self._graph)

    def weights(self, name: str | None) -> NDArray[np.float64]:
        import numpy as np

        return np.asarray(self._weighted(name).data, dtype=np.float64)

    def ties(self, name: str | None) -> Ties:
        from graphkit.measures._kernels import implicit, is_implicit

        if name == "weight" and is_implicit(self._graph):
            return self._kept("implicit", lambda: implicit(self._graph))
        return MatrixTies(self._weighted(name))

    def nearness(self) -> Nearness:
        from graphkit.measures._kernels import over_actions
        from graphkit.networks.kernels.distances import nearness

        return nearness(over_actions(self._graph))

    def dependencies(self, sources: list[int] | None) -> NDArray[np.float64]:
        import numpy as np

        from graphkit.measures._kernels import arrays, is_implicit
        from graphkit.networks.kernels.betweenness import dependencies, dependencies_in_projection

        starts = None if sources is None else np.array(sources, dtype=np.int64)
        if is_implicit(self._graph):
            return dependencies_in_projection(arrays(self._graph.network), starts)
        return dependencies(self.one_mode, starts)

    def _weighted(self, name: str | None) -> csr_array[Any]:
        """The attributes that `Projection.to_networkx` gives to ties; all ties have 1 of any other."""
        if name == "weight" or (name == "amount" and self._graph.weight == "amount"):
            return self._graph.matrix
        if name == "n":
            return self._graph.shared
        return _ones(self._graph.matrix)


class _OfNetwork(_Ours):
    """A two-mode network as a graph of actors and actions alike."""

    _graph: Network

    @property
    def nodes(self) -> list[Any]:
        graph = self._graph
        return self._kept(
            "nodes",
            lambda: [*(("Actor", id) for id in graph.actor_ids), *(("Action", id) for id in graph.action_ids)],
        )

    @cached_property
    def degree(self) -> NDArray[np.int64]:
        import numpy as np

        of_actions = np.bincount(self._graph.indices, minlength=self._graph.n_actions)
        return np.concatenate([np.diff(self._graph.indptr), of_actions]).astype(np.int64, copy=False)

    @cached_property
    def one_mode(self) -> OneMode:
        import numpy as np

        from graphkit.networks.kernels.layout import one_mode

        # Both are kept by the network, row by row in order: nothing need be turned.
        actors, actions = self._graph.incidence, self._graph.by_action
        ptr = np.concatenate([actors.indptr, actions.indptr[1:].astype(np.int64) + self._graph.n_pairs])
        return one_mode(ptr, np.concatenate([actors.indices + self._graph.n_actors, actions.indices]))

    def weights(self, name: str | None) -> NDArray[np.float64]:
        import numpy as np
        from scipy.sparse import csr_array

        from graphkit.backend.function import Refused

        if name == "amount":
            raise Refused("amounts are not known of all ties")
        if name == "n":
            times = np.diff(self._graph.tie_index.ptr).astype(np.float64)
            shape = (self._graph.n_actors, self._graph.n_actions)
            turned = csr_array((times, self._graph.indices, self._graph.indptr), shape=shape).T.tocsr()
            turned.sort_indices()
            return np.concatenate([times, turned.data])
        return np.ones(len(self.one_mode.others))

    def ties(self, name: str | None) -> Ties:
        from scipy.sparse import csr_array

        ptr, others = self.one_mode
        return MatrixTies(csr_array((self.weights(name), others.astype("int64"), ptr), shape=(self.size.n,) * 2))

    def nearness(self) -> Nearness:
        import numpy as np

        from graphkit.measures._kernels import arrays
        from graphkit.networks.kernels.distances import Nearness, nearness_in_two_modes

        actors, actions = nearness_in_two_modes(arrays(self._graph))
        return Nearness(*(np.concatenate(both) for both in zip(actors, actions, strict=True)))

    def dependencies(self, sources: list[int] | None) -> NDArray[np.float64]:
        import numpy as np

        from graphkit.networks.kernels.betweenness import dependencies

        return dependencies(self.one_mode, None if sources is None else np.array(sources, dtype=np.int64))


def _ones(matrix: csr_array[Any]) -> csr_array[Any]:
    import numpy as np
    from scipy.sparse import csr_array

    return csr_array((np.ones(matrix.nnz), matrix.indices, matrix.indptr), shape=matrix.shape)
