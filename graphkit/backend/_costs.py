"""What functions cost NetworkX, in steps, and how many steps make up for the start of compiled kernels.

Importing numba and reading kernels back from disk takes some .4 s. Steps are those of NetworkX's loops, 50 to 200 ns
each, so a few million.
"""

from __future__ import annotations

from graphkit.backend.function import Arguments, Size

# The same as for the measures of graphkit, see `graphkit.measures._kernels`.
SEARCHES = 1e7
NEIGHBOURS = 4e6
# These are quick in NetworkX, too: sets are cut, and by SciPy matrices multiplied.
TRIANGLES = 2e7
HOLES = 1e7
PEELING = 1.5e6
# SciPy alone: its import, a tenth of a second.
PRODUCTS = 2e4
NEVER = float("inf")


def searches(size: Size, arguments: Arguments) -> float:
    """A search from each node, or from `k` of them, looks at all nodes and ties."""
    k = arguments.get("k")
    return (size.n if k is None else k) * (size.n + float(size.entries))


def neighbours(size: Size, _: Arguments) -> float:
    """The neighbours of all neighbours."""
    return size.ways


def some_neighbours(size: Size, arguments: Arguments) -> float:
    """The same of some nodes, which NetworkX takes one by one and not by SciPy: some ten times as slow."""
    nodes = arguments["nodes"]
    return neighbours(size, arguments) * (1.0 if nodes is None else 10.0 * len(nodes) / max(size.n, 1))


def ties(size: Size, _: Arguments) -> float:
    """Each tie from both ends."""
    return float(size.entries)
