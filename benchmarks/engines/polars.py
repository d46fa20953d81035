"""Polars on two threads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from given import Given

VERSIONS = ("polars",)


def ready(given: Given, kind: str) -> Any:
    """A table of ties and one of the actions' weights."""
    import numpy as np
    import polars

    actor, action = given.ties()
    sizes = np.bincount(given.actions, minlength=given.n_actions)
    numbers = np.arange(given.n_actions) + given.n
    actions = {"action": numbers, "newman": 1.0 / np.maximum(sizes - 1, 1), "total": given.totals}
    return polars.DataFrame({"actor": actor, "action": action}).join(polars.DataFrame(actions), on="action")
