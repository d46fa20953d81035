"""What makes a network one of the graphs that NetworkX's functions take."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    import networkx as nx


_WANTED = "What NetworkX asks of a graph itself wants a copy of it: to_networkx()."


class AsGraph:
    """A network that can stand where NetworkX wants a graph, as in ``nx.closeness_centrality(projection)``.

    NetworkX finds the backend by ``__networkx_backend__`` and hands its calls over to `graphkit.backend`. Nodes are
    those of `to_networkx`. What is not called through a function of NetworkX, such as ``G.nodes``, wants `to_networkx`.
    """

    __networkx_backend__: ClassVar[str] = "graphkit"

    @abstractmethod
    def number_of_nodes(self) -> int:
        """How many nodes the graph has."""

    @abstractmethod
    def number_of_edges(self) -> int:
        """How many ties the graph has."""

    @abstractmethod
    def to_networkx(self) -> nx.Graph[Any]:
        """A NetworkX graph of one's own."""

    def is_directed(self) -> bool:
        """Whether ties have a direction, for NetworkX: they have none."""
        return False

    def is_multigraph(self) -> bool:
        """Whether a pair may have several ties, for NetworkX: it has one."""
        return False

    # Not for the type checker, which would take any attribute then.
    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            raise AttributeError(f"{type(self).__name__} has no {name!r}. {_WANTED}")

    def __len__(self) -> int:
        raise TypeError(f"{type(self).__name__} has no length. {_WANTED}")

    def __bool__(self) -> bool:
        # Not by its length, which it has not.
        return True

    def __iter__(self) -> Iterator[Any]:
        raise TypeError(f"{type(self).__name__} cannot be gone through. {_WANTED}")

    def __contains__(self, node: object) -> bool:
        raise TypeError(f"{type(self).__name__} does not say which nodes it has. {_WANTED}")

    def __getitem__(self, node: object) -> Any:
        raise TypeError(f"{type(self).__name__} has no entries. {_WANTED}")

    @cached_property
    def shared_graph(self) -> nx.Graph[Any]:
        """The graph that NetworkX computes with where there is no kernel: made once, and not to be changed."""
        # Not frozen: some of NetworkX's functions add a node and take it off again, or change a copy, frozen too.
        return self.to_networkx()
