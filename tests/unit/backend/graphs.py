"""Random graphs, and how their values are compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import networkx as nx
import pytest
from hypothesis import strategies as st

from graphkit.backend import interface
from graphkit.backend.function import Function

# Numbers, texts and pairs side by side: nodes are anything that can be a key.
NODES = [3, "b", ("Actor", "a"), 0, "café", 2.5, "z", frozenset("x"), -1, "y", ("Action", "a"), 7]


@st.composite
def graphs(draw: st.DrawFn, loops: bool = True) -> nx.Graph[Any]:
    """Up to twelve nodes in any order, mostly in several pieces, with isolates; with loops where they are wanted."""
    nodes = draw(st.permutations(NODES))[: draw(st.integers(1, len(NODES)))]
    ends = st.tuples(st.sampled_from(nodes), st.sampled_from(nodes))
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from(nodes)
    for one, other in draw(st.lists(ends, max_size=30)):
        if loops or one != other:
            graph.add_edge(one, other)
    # Whole numbers, fractions, and ties that have none.
    for _, _, data in graph.edges(data=True):
        weight = draw(st.sampled_from([None, 1, 2, 5, 0.25, 1.5]))
        if weight is not None:
            data["weight"] = weight
    return graph


def crowd(n: int = 700, ties: int = 2_500, seed: int = 5) -> nx.Graph[int]:
    """More nodes than one search takes at once, some very busy, many alone."""
    import numpy as np

    rng = np.random.default_rng(seed)
    graph: nx.Graph[int] = nx.empty_graph(n)
    ends = (rng.random((ties, 2)) ** 2 * (n - 20)).astype(int).tolist()
    graph.add_edges_from((one, other) for one, other in ends if one != other)
    for place, (one, other) in enumerate(sorted(graph.edges())):
        graph.edges[one, other]["weight"] = 1 + place % 7 / 2
    return graph


@contextmanager
def always() -> Iterator[None]:
    """Kernels run on graphs of any size; a conversion is used again without the warning that NetworkX has for it."""
    with nx.config.backends.graphkit(always=True), nx.config(warnings_to_ignore={"cache"}):
        yield


def by_kernel(name: str, graph: Any, /, **options: Any) -> Any:
    """The values that the kernel gives: not those of NetworkX, should the kernel have refused."""
    kernel = interface._kernel(name)
    assert isinstance(kernel, Function)
    ran: list[str] = []

    def run(*args: Any, **kwargs: Any) -> Any:
        found = kernel_run(*args, **kwargs)
        ran.append(name)
        return found

    kernel_run = kernel.run
    takes = kernel.takes
    assert takes is kernel.takes
    object.__setattr__(kernel, "run", run)
    try:
        with always():
            found = getattr(nx, name)(graph, **options, backend="graphkit")
            found = found if isinstance(found, (Mapping, float, int)) else list(found)
    finally:
        object.__setattr__(kernel, "run", kernel_run)
    assert ran == [name], "NetworkX did it"
    return found


def by_networkx(name: str, graph: Any, /, **options: Any) -> Any:
    found = getattr(nx, name)(graph, **options, backend="networkx")
    return found if isinstance(found, (Mapping, float, int)) else list(found)


def same(found: Any, expected: Any) -> None:
    """Equal to ten digits, by the same nodes in the same order, and of Python's own types."""
    if isinstance(expected, Mapping):
        assert type(found) is dict
        assert list(found) == list(expected)
        for value in found.values():
            assert type(value) in (int, float)
        assert found == pytest.approx(expected, rel=1e-10, abs=1e-14, nan_ok=True)
    elif isinstance(expected, list):
        assert found == expected
    else:
        assert type(found) is type(expected)
        assert found == pytest.approx(expected, rel=1e-10, abs=1e-14, nan_ok=True)
