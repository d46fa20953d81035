"""The way to a user's own Neo4j server."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graphkit.errors import StoreUnavailable, UsageError
from graphkit.model.schema import schema
from graphkit.stores.failures import translated
from graphkit.stores.spread import Values, asked, told
from graphkit.stores.values import collect, from_driver
from graphkit.stores.writing import HeldTie

if TYPE_CHECKING:
    import neo4j

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")

Rows = tuple[list[str], list[list[Any]]]
"""Names of the columns, and the rows."""


class Server:
    """A Neo4j at an address.

    Parameters
    ----------
    place : str
        The address.
    user, password, database : str, optional
        As the server wants them; its home database where none is named.
    timeout : float
        Seconds a user's statement may take; 0 for as long as it needs.
    """

    engine = "neo4j"

    # Statements that read, at once: a server gives each a core, and more would not reach one client sooner.
    at_once = 4

    def __init__(self, place: str, *, user: str, password: str | None, database: str | None, timeout: float) -> None:
        scheme, _, rest = place.partition("://")
        if "@" in rest.split("/", 1)[0]:
            # Not repeated in the message: it would show the password.
            raise UsageError(
                "The address of the store holds a user or password. Set GRAPHKIT_USER and GRAPHKIT_PASSWORD."
            )
        if scheme not in SCHEMES:
            raise UsageError(f"{place} is no address of a store. Write one of {', '.join(SCHEMES)}, then ://host:port.")
        self.place, self.database, self._timeout = place, database, timeout
        self._is_closed = False
        import neo4j

        with translated(place):
            self._driver = neo4j.GraphDatabase.driver(
                place,
                auth=(user, password) if password is not None else None,
                user_agent="graphkit",
                # Hints on labels that no node has yet are no news; the driver would print them.
                notifications_min_severity="OFF",
            )
        try:
            with translated(place):
                self.server = self._driver.get_server_info().agent
        except BaseException:
            self._driver.close()
            raise
        self._refuse_old()

    def __repr__(self) -> str:
        return f"Server({self.place!r})"

    def _refuse_old(self) -> None:
        version = re.match(r"Neo4j/(\d+)", self.server)
        if version and int(version[1]) < 5:
            self._driver.close()
            raise StoreUnavailable(f"{self.place} is {self.server}. graphkit needs Neo4j 5 or later.")

    def driver(self) -> neo4j.Driver:
        """The driver, connected."""
        return self._driver

    def rows(self, statement: str, params: Mapping[str, Any]) -> Rows:
        """The rows of one of our own statements that reads, values as the driver gives them."""
        with translated(self.place), self._driver.session(database=self.database) as session:
            return session.execute_read(self._collect, statement, params)

    def _collect(self, tx: Any, statement: str, params: Mapping[str, Any]) -> Rows:
        # The driver would open a new connection for a thread whose own was closed, and ask again for half a minute.
        if self._is_closed:
            raise StoreUnavailable(f"The connection to {self.place} was closed.")
        return collect(tx, statement, params)

    def typed_rows(self, statement: str, params: Mapping[str, Any]) -> Rows:
        """The rows of one of our own statements that reads, values as plain Python."""
        columns, rows = self.rows(statement, params)
        return columns, [[from_driver(value) for value in row] for row in rows]

    def user_rows(self, statement: str, params: Mapping[str, Any]) -> Rows:
        """The rows of a user's statement; refused by the server where it would write."""
        from neo4j import unit_of_work

        work = unit_of_work(timeout=self._timeout)(collect)
        with translated(self.place), self._driver.session(database=self.database) as session:
            columns, rows = session.execute_read(work, statement, params)
        return columns, [[from_driver(value) for value in row] for row in rows]

    def write_rows(self, statement: str, params: Mapping[str, Any]) -> Rows:
        """The rows of a user's statement that may write: all of what it writes, or nothing."""
        from neo4j import Query

        # No managed transaction: CALL { … } IN TRANSACTIONS makes its own, and what a user writes is not run twice.
        timed = Query(statement, timeout=self._timeout or None)
        with translated(self.place), self._driver.session(database=self.database) as session:
            result = session.run(timed, dict(params))
            return list(result.keys()), result.values()

    def held_ties(self, tx: Any, type: str, ids: list[str]) -> dict[str, HeldTie]:
        """The ties of these ids that the store holds, by id."""
        statement = (
            f"UNWIND $ids AS id MATCH (a)-[t:{type} {{id: id}}]->(b) "
            "RETURN id, a.id AS start, b.id AS end, properties(t) AS held"
        )
        found = tx.run(statement, ids=ids)
        return {row["id"]: HeldTie(row["start"], row["end"], from_driver(row["held"])) for row in found}

    def read_ties(self, type: str, ids: list[str]) -> dict[str, HeldTie]:
        """The ties of these ids that the store holds, by id, in a transaction that only reads."""
        with translated(self.place), self._driver.session(database=self.database) as session:
            return session.execute_read(self.held_ties, type, ids)

    def held_nodes(self, label: str, ids: list[str]) -> dict[str, dict[str, Any]]:
        """The nodes of these ids that the store holds: properties by id."""
        statement = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN properties(n) AS held"
        return {row[0]["id"]: row[0] for row in self.typed_rows(statement, {"ids": ids})[1]}

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """How many nodes there are of each label, and how many ties of each type."""
        nodes = [f"MATCH (n:{name}) RETURN '{name}' AS name, count(n) AS n" for name in schema().nodes]
        ties = [f"MATCH ()-[t:{name}]->() RETURN '{name}' AS name, count(t) AS n" for name in schema().ties]
        # A label that nothing has gives no row.
        node_counts = dict.fromkeys(schema().nodes, 0) | _pairs(self.rows(" UNION ALL ".join(nodes), {}))
        return node_counts, dict.fromkeys(schema().ties, 0) | _pairs(self.rows(" UNION ALL ".join(ties), {}))

    # Bolt has no columns: ties are read in lists.
    tie_columns = None

    def spread(self, type: str, properties: Sequence[str]) -> dict[str, Values]:
        """How the values of properties of a type of tie spread."""
        columns, rows = self.rows(f"MATCH ()-[t:{type}]->() RETURN {', '.join(asked(properties, 't.'))}", {})
        return told(properties, dict(zip(columns, rows[0], strict=True)))

    def set_up(self, statement: str, **params: Any) -> None:
        """Run a statement that makes the store what it is."""
        with translated(self.place), self._driver.session(database=self.database) as session:
            session.execute_write(lambda tx: tx.run(statement, params).consume())

    def unlimit(self) -> None:
        """Nothing: each statement carries its own limit."""

    def close(self) -> None:
        """End all connections, and what other threads still ask for."""
        self._is_closed = True
        self._driver.close()


def _pairs(found: Rows) -> dict[str, int]:
    return dict(map(tuple, found[1]))
