"""Neo4j Graph Data Science (under the GPL: measured here, and no part of graphkit), on two threads of a real server.

It runs where its jars are at hand, see `gds_server`; ``--engines gds`` fetches them. Each process starts a server of
its own. What a work finds stays in the graph of the server and is fetched afterwards: that it would have to come
through a connection is not counted.
"""

from __future__ import annotations

import atexit
import itertools
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from given import Given

VERSIONS = ("neo4j",)

RELEASES = {"GDS": "2.13.9", "Neo4j": "5.26.18"}

# Run by graphkit's Python, which has the driver.
OWN_PYTHON = True

_PROJECT = """
UNWIND range(0, size($one) - 1) AS k
WITH gds.graph.project(
    'given', $one[k], $other[k], {relationshipProperties: {weight: $weight[k]}}, {undirectedRelationshipTypes: ['*']}
) AS graph
RETURN graph.nodeCount AS nodes
"""


class Ready(NamedTuple):
    """A graph that a server holds under the name ``given``, and the driver to ask it by."""

    driver: Any
    numbers: Any

    def run(self, procedure: str, **configuration: Any) -> str:
        """Run an algorithm on two threads: the name of the property in which the server keeps what it found."""
        name = f"found{next(self.numbers)}"
        self.driver.execute_query(
            f"CALL gds.{procedure}.mutate('given', $configuration) YIELD computeMillis RETURN computeMillis",
            configuration={"concurrency": 2, "mutateProperty": name, **configuration},
        )
        return name


def read(found: str, graph: Ready, given: Given) -> Any:
    """What a work found, by the numbers of nodes."""
    import numpy as np

    query = (
        "CALL gds.graph.nodeProperty.stream('given', $name) YIELD nodeId, propertyValue "
        "RETURN propertyValue AS value ORDER BY nodeId"
    )
    records, _, _ = graph.driver.execute_query(query, name=found)
    return np.array([record["value"] for record in records], dtype=np.float64)


_servers: list[Any] = []


def is_there() -> bool:
    """Whether it can be run without fetching anything."""
    import gds_server

    return gds_server.is_there()


def ready(given: Given, kind: str) -> Ready:
    """A graph in the memory of the server; weights are in ``weight``."""
    import numpy as np

    if kind == "two-mode":
        one, other = given.ties()
        n, weights = given.n + given.n_actions, np.ones(len(one))
    else:
        one, other, weights = given.pairs()
        n = given.n
    alone = np.setdiff1d(np.arange(n), np.concatenate([one, other]))
    driver = _driver()
    driver.execute_query("CALL gds.graph.drop('given', false) YIELD graphName RETURN graphName")
    records, _, _ = driver.execute_query(
        _PROJECT,
        one=[*one.tolist(), *alone.tolist()],
        other=[*other.tolist(), *[None] * len(alone)],
        weight=[*weights.tolist(), *[0.0] * len(alone)],
    )
    assert records[0]["nodes"] == n
    return Ready(driver, itertools.count())


def _driver() -> Any:
    """The server of this process, which ends with it."""
    if not _servers:
        import gds_server
        import neo4j

        folder = tempfile.TemporaryDirectory(prefix="graphkit-gds-", ignore_cleanup_errors=True)
        atexit.register(folder.cleanup)
        server = gds_server.started(Path(folder.name) / "store")
        atexit.register(server.close)
        _servers.append(neo4j.GraphDatabase.driver(server.uri, auth=server.auth))
        atexit.register(_servers[0].close)
    return _servers[0]
