"""DuckDB on two threads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from given import Given

VERSIONS = ("duckdb",)


def ready(given: Given, kind: str) -> Any:
    """A connection with a table of ties and the weights of their actions."""
    import duckdb
    import numpy as np

    actor, action = given.ties()
    sizes = np.bincount(given.actions, minlength=given.n_actions)
    newman = (1.0 / np.maximum(sizes - 1, 1))[given.actions]
    columns = {"actor": actor, "action": action, "newman": newman, "total": given.totals[given.actions]}
    connection = duckdb.connect(config={"threads": 2})
    connection.register("given", columns)
    connection.execute("CREATE TABLE ties AS SELECT * FROM given")
    return connection
