"""NetworkX's own tests, run on this backend: what is done before they start."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

# Part of a test's id, and why it does not hold here.
EXPECTED: dict[str, str] = {}


def prepare(items: list[pytest.Item]) -> None:
    """Have kernels run on graphs of any size, and mark the tests that fail for a reason that is known."""
    import networkx as nx
    import pytest

    nx.config.backends.graphkit.always = True
    nx.config.warnings_to_ignore.add("cache")
    for item in items:
        for part, reason in EXPECTED.items():
            if part in item.nodeid:
                item.add_marker(pytest.mark.xfail(reason=reason, strict=True))
