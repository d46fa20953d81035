"""A graph of NetworkX as arrays, made of it when a kernel needs them and kept by NetworkX's cache."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from graphkit.backend.function import Refused, Size
from graphkit.backend.subject import MatrixTies

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.networks.kernels.distances import Nearness
    from graphkit.networks.kernels.layout import OneMode
    from graphkit.networks.kernels.walks import Ties


def size(graph: nx.Graph[Any]) -> Size:
    """How large an undirected graph of NetworkX is, as far as that is asked."""
    return _SizeOfGraph(graph)


def is_view(graph: nx.Graph[Any]) -> bool:
    """Whether a graph shows another: a subgraph of it, or it without its directions."""
    return hasattr(graph, "_graph")


# Weights beyond this, or below its inverse, have squares that floats do not hold.
MOST = 1e150


class _SizeOfGraph:
    ours = False

    def __init__(self, graph: nx.Graph[Any]) -> None:
        self._graph = graph

    @cached_property
    def n(self) -> int:
        return self._graph.number_of_nodes()

    @cached_property
    def entries(self) -> int:
        return 2 * self._graph.number_of_edges()

    @cached_property
    def ways(self) -> float:
        return float(sum(len(neighbours) ** 2 for _, neighbours in self._graph.adjacency()))

    @cached_property
    def loops(self) -> bool:
        return any(node in neighbours for node, neighbours in self._graph.adjacency())


class Converted:
    """An undirected graph of NetworkX, and its arrays as far as they were asked for.

    What is quicker in NetworkX, or what no kernel can do, is done with the graph itself.
    """

    __networkx_backend__ = "graphkit"

    def __init__(self, graph: nx.Graph[Any]) -> None:
        self.networkx = graph
        self._matrices: dict[str | None, csr_array[Any]] = {}

    def now(self) -> Converted:
        """What kernels run on: of a view it is made afresh each time.

        NetworkX keeps what is made of a graph until the graph is changed by its methods. A view has a place of its own
        for that, and is not told when the graph it shows is changed.
        """
        return Converted(self.networkx) if is_view(self.networkx) else self

    def is_directed(self) -> bool:
        """Whether ties have a direction: never."""
        return False

    def is_multigraph(self) -> bool:
        """Whether a pair may have several ties: never."""
        return False

    @cached_property
    def size(self) -> Size:
        """How large it is."""
        return size(self.networkx)

    @cached_property
    def nodes(self) -> list[Any]:
        """Its nodes."""
        return list(self.networkx)

    @cached_property
    def one_mode(self) -> OneMode:
        """Who is tied to whom, without loops."""
        import numpy as np

        from graphkit.networks.kernels.layout import one_mode

        matrix, kept = self._matrix(None), self._not_loops
        ptr = np.concatenate([[0], np.cumsum(kept, dtype=np.int64)])[matrix.indptr]
        return one_mode(ptr, matrix.indices[kept])

    @cached_property
    def degree(self) -> NDArray[np.int64]:
        """How many others each node is tied to."""
        import numpy as np

        return np.diff(self.one_mode.ptr)

    @cached_property
    def components(self) -> tuple[int, NDArray[np.int64]]:
        """How many components there are, and the number of each node's."""
        from graphkit.backend.joined import labels

        return labels(self.one_mode)

    @cached_property
    def loops(self) -> NDArray[np.int64]:
        """Which nodes are tied to themselves."""
        rows: NDArray[np.int64] = self._matrix(None).indices[~self._not_loops].astype("int64")
        return rows

    def weights(self, name: str | None) -> NDArray[np.float64]:
        """An attribute of the ties, as they stand in `one_mode`."""
        found: NDArray[np.float64] = self._matrix(name).data[self._not_loops]
        return found

    def ties(self, name: str | None) -> Ties:
        """The matrix of an attribute."""
        return MatrixTies(self._matrix(name))

    def nearness(self) -> Nearness:
        """Sums of the distances of each node."""
        from graphkit.networks.kernels.distances import nearness
        from graphkit.networks.kernels.layout import ties_as_actions

        self._refuse_long_ways(2_000)
        return nearness(ties_as_actions(self.one_mode))

    def dependencies(self, sources: list[int] | None) -> NDArray[np.float64]:
        """Brandes' sums."""
        import numpy as np

        from graphkit.networks.kernels.betweenness import dependencies

        self._refuse_long_ways(200)
        return dependencies(self.one_mode, None if sources is None else np.array(sources, dtype=np.int64))

    def _refuse_long_ways(self, limit: float) -> None:
        """Refuse graphs such as long cycles: a kernel looks at all nodes in each step, NetworkX at the next ones alone.

        `limit` is how many steps the kernel makes in the time that NetworkX takes for a tie of each node.
        """
        from graphkit.backend.joined import eccentricity

        if eccentricity(self) > limit * (1.0 + self.size.entries / self.size.n):
            raise Refused("the nodes are far from one another")

    @cached_property
    def _places(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where each row begins, and its columns in the order of NetworkX."""
        import numpy as np

        number = {node: place for place, node in enumerate(self.nodes)}
        rows = [neighbours for _, neighbours in self.networkx.adjacency()]
        ptr = np.zeros(len(rows) + 1, dtype=np.int64)
        np.cumsum([len(row) for row in rows], out=ptr[1:])
        columns = map(number.__getitem__, chain.from_iterable(rows))
        return ptr, np.fromiter(columns, dtype=np.int64, count=int(ptr[-1]))

    @cached_property
    def _not_loops(self) -> NDArray[np.bool_]:
        import numpy as np

        matrix = self._matrix(None)
        kept: NDArray[np.bool_] = matrix.indices != np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
        return kept

    def _matrix(self, name: str | None) -> csr_array[Any]:
        """The adjacency matrix with loops, each row in order."""
        import numpy as np
        from scipy.sparse import csr_array

        # A false name is none to NetworkX.
        name = name or None
        if name not in self._matrices:
            ptr, columns = self._places
            data = np.ones(len(columns)) if name is None else self._attribute(name, len(columns))
            matrix = csr_array((data, columns.copy(), ptr.copy()), shape=(self.size.n,) * 2)
            matrix.sort_indices()
            # A directed graph without its directions shows each tie from either end as it is from there.
            if name is not None and is_view(self.networkx) and (matrix.T.tocsr().data != matrix.data).any():
                raise Refused(f"the attribute {name} is another in each direction")
            self._matrices[name] = matrix
        return self._matrices[name]

    def _attribute(self, name: str, count: int) -> NDArray[np.float64]:
        import numpy as np

        if not isinstance(name, str):
            raise Refused("weights are not given by the name of an attribute")
        rows = (neighbours.values() for _, neighbours in self.networkx.adjacency())
        values = [data.get(name, 1) for data in chain.from_iterable(rows)]
        if not all(issubclass(kind, (int, float, np.integer, np.floating)) for kind in set(map(type, values))):
            raise Refused(f"the attribute {name} is not a number on all ties")
        try:
            found = np.fromiter(values, dtype=np.float64, count=count)
        except OverflowError as error:
            raise Refused(f"the attribute {name} is a number beyond all floats") from error
        # What sums with them come to depends on the steps, and is NetworkX's to say.
        if not np.isfinite(found).all():
            raise Refused(f"the attribute {name} is not finite on all ties")
        # Nor where a square is beyond all floats, or nothing.
        sizes = np.abs(found[found != 0.0])
        if len(sizes) and (sizes.max() > MOST or sizes.min() < 1.0 / MOST):
            raise Refused(f"the attribute {name} is larger or smaller on some ties than floats have squares")
        return found
