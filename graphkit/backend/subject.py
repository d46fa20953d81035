"""What kernels take: the networks, projections and NetworkX graphs as arrays, all by the same names."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from graphkit.backend.function import Size
from graphkit.networks.network import Network
from graphkit.networks.projection import Projection

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.networks.kernels.distances import Nearness
    from graphkit.networks.kernels.layout import OneMode
    from graphkit.networks.kernels.walks import Ties


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

        self.n = matrix.shape[0]
        self.strength: NDArray[np.float64] = np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel()
        self._matrix: Any = matrix.astype(np.float64)

    def __matmul__(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        found: NDArray[np.float64] = self._matrix @ x
        return found


def subject(graph: Any) -> Subject:
    """A network, a projection, or what NetworkX was given for a graph of its own."""
    if isinstance(graph, Projection):
        return _OfProjection(graph)
    if isinstance(graph, Network):
        return _OfNetwork(graph)
    found: Subject = graph
    return found


class _Ours:
    """What networks and projections have in common."""

    def __init__(self, graph: Network | Projection) -> None:
        ways = float(sum((degree.astype(float) ** 2).sum() for degree in self._degrees(graph)))
        self.size = Size(graph.number_of_nodes(), 2 * graph.number_of_edges(), ways, loops=False, ours=True)
        self._graph = graph

    @staticmethod
    def _degrees(graph: Network | Projection) -> list[NDArray[Any]]:
        import numpy as np

        matrices = [graph.matrix] if isinstance(graph, Projection) else [graph.incidence, graph.by_action]
        return [np.diff(matrix.indptr) for matrix in matrices]

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
    def one_mode(self) -> OneMode:
        from graphkit.measures._kernels import as_it_is

        return as_it_is(self._graph)

    def weights(self, name: str | None) -> NDArray[np.float64]:
        import numpy as np

        return np.asarray(self._weighted(name).data, dtype=np.float64)

    def ties(self, name: str | None) -> Ties:
        from graphkit.measures._kernels import implicit, is_implicit

        if name == "weight" and is_implicit(self._graph):
            return implicit(self._graph)
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

    @cached_property
    def nodes(self) -> list[Any]:
        graph = self._graph
        return [*(("Actor", id) for id in graph.actor_ids), *(("Action", id) for id in graph.action_ids)]

    @cached_property
    def one_mode(self) -> OneMode:
        from graphkit.measures._kernels import arrays
        from graphkit.networks.kernels.layout import both_modes

        return both_modes(arrays(self._graph))

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
