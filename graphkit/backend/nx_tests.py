"""NetworkX's own tests, run on this backend: what is done before they start."""

from __future__ import annotations


def prepare() -> None:
    """Have kernels run on graphs of any size, and conversions be used again without NetworkX's warning of it.

    No test is left out, and none is expected to fail: what is not exactly the same is refused, see `Function`.
    """
    import networkx as nx

    nx.config.backends["graphkit"].always = True
    nx.config.warnings_to_ignore.add("cache")
