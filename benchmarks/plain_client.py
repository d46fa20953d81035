"""The client one would write by hand: the official driver, constraints, and UNWIND with MERGE, 10,000 rows a batch.

It writes the same nodes, ties and properties as graphkit does and reads them back as streamed results. It is what
graphkit is measured beside, so it is written to be as quick as such a client can be: one session, one managed
transaction a batch, each dictionary made once.
"""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import socket
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workload import SOURCE, Grants, Place, actions, actors

if TYPE_CHECKING:
    import neo4j

BATCH = 10_000

# As graphkit calls the database in its directory, so that either can be read by either.
DATABASE = "graphkit"

CONSTRAINTS = (
    "CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT action_id IF NOT EXISTS FOR (n:Action) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT source_id IF NOT EXISTS FOR (n:Source) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT funds_id IF NOT EXISTS FOR ()-[r:FUNDS]-() REQUIRE r.id IS UNIQUE",
    "CREATE CONSTRAINT from_source_id IF NOT EXISTS FOR ()-[r:FROM_SOURCE]-() REQUIRE r.id IS UNIQUE",
)

SOURCES = "UNWIND $rows AS row MERGE (n:Source {id: row.id}) SET n += row.properties"
ACTORS = "UNWIND $rows AS row MERGE (n:Actor {id: row.id}) SET n += row.properties"
# A statement of its own: ArcadeDB takes a label set on what the same statement made for a second node with its id.
FUNDERS = "UNWIND $rows AS row MATCH (n:Actor {id: row.id}) SET n:Funder"
ACTIONS = "UNWIND $rows AS row MERGE (n:Action {id: row.id}) SET n += row.properties"
FUNDS = """
UNWIND $rows AS row
MATCH (a:Actor {id: row.start}) MATCH (x:Action {id: row.end})
MERGE (a)-[r:FUNDS {id: row.id}]->(x) SET r += row.properties
"""
FROM_SOURCE = """
UNWIND $rows AS row
MATCH (n:%s {id: row.start}) MATCH (s:Source {id: row.end})
MERGE (n)-[r:FROM_SOURCE {id: row.id}]->(s) SET r += row.properties
"""

# The columns of a snapshot's tables.
READ = {
    "actors": """
        MATCH (n:Actor)
        RETURN n.id, n.name, n.kind, n.scale, n:Funder, n.id_quality, n.identifiers, n.aliases ORDER BY n.id
    """,
    "actions": """
        MATCH (n:Action) RETURN n.id, n.name, n.implied, n.year, n.scale, n.status, n.start, n.end ORDER BY n.id
    """,
    "ties": """
        MATCH (a:Actor)-[r:FUNDS]->(x:Action)
        RETURN r.id, type(r), a.id, x.id, null, r.amount, r.currency, r.resource, r.instrument, r.basis, r.status,
               r.year, r.date, r.start, r.end, r.recipient, r.regrant, r.source, r.locator
    """,
}

COUNT = {
    "actors": "MATCH (n:Actor) RETURN count(n)",
    "funders": "MATCH (n:Funder) RETURN count(n)",
    "actions": "MATCH (n:Action) RETURN count(n)",
    "FUNDS": "MATCH ()-[r:FUNDS]->() RETURN count(r)",
    "FROM_SOURCE": "MATCH (n)-[r:FROM_SOURCE]->() WHERE n:Actor OR n:Action RETURN count(r)",
    "cents": "MATCH ()-[r:FUNDS]->() RETURN sum(toInteger(round(r.amount * 100)))",
}


def load(place: Place, grants: Grants) -> dict[str, float]:
    """Write nodes, then ties; the seconds that the ties to the source took, which a simpler client would not write."""
    with _connected(place, create=True) as session:
        for statement in CONSTRAINTS:
            session.run(statement).consume()
        _write(session, SOURCES, [{"id": SOURCE, "properties": {"name": "grants.csv"}}])
        _write(session, ACTORS, _nodes(actors()))
        _write(session, FUNDERS, ({"id": id} for id, _ in actors()))
        _write(session, ACTIONS, _nodes(actions()))
        before = time.perf_counter()
        _write(session, FROM_SOURCE % "Actor", _places("Actor", actors()))
        _write(session, FROM_SOURCE % "Action", _places("Action", actions()))
        seconds = time.perf_counter() - before
        _write(session, FUNDS, _ties(grants))
    return {"from_source": seconds}


def read(place: Place, grants: Grants) -> dict[str, float]:
    """All rows with the columns of a snapshot, one streamed result a table."""
    with _connected(place) as session:
        tables = {name: [record.values() for record in session.run(statement)] for name, statement in READ.items()}
    assert len(tables["ties"]) == grants.ties
    return {}


def count(place: Place, _: Grants) -> dict[str, float]:
    """What a store holds, to see that both clients wrote the same."""
    with _connected(place) as session:
        return {name: session.run(statement).single(strict=True)[0] for name, statement in COUNT.items()}


def nodes(place: Place, _: Grants) -> dict[str, float]:
    """How many nodes there are, of whatever kind."""
    with _connected(place) as session:
        return {"nodes": session.run("MATCH (n) RETURN count(n)").single(strict=True)[0]}


def empty(place: Place, _: Grants) -> dict[str, float]:
    """Remove everything from a server."""
    with _connected(place) as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
    return {}


def version(place: Place, _: Grants) -> dict[str, str]:
    """What the server says it is."""
    with _connected(place) as session:
        row = session.run("CALL dbms.components() YIELD name, versions, edition RETURN *").single(strict=True)
    return {"version": f"{row['name']} {row['versions'][0]} {row['edition']}"}


def _write(session: neo4j.Session, statement: str, rows: Iterable[dict[str, Any]]) -> None:
    for batch in _batches(rows):
        session.execute_write(_run, statement, batch)


def _run(work: neo4j.ManagedTransaction, statement: str, rows: list[dict[str, Any]]) -> None:
    work.run(statement, rows=rows).consume()


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _nodes(found: Iterable[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    return ({"id": id, "properties": {"name": name}} for id, name in found)


def _places(label: str, found: Iterable[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    for number, (id, _) in enumerate(found):
        place = {"source": SOURCE, "locator": f"row {number + 2}"}
        yield {"id": f"{label}:{id}", "start": id, "end": SOURCE, "properties": place}


def _ties(grants: Grants) -> Iterator[dict[str, Any]]:
    for number, (id, actor, action, properties) in enumerate(grants.grants()):
        place = {"source": SOURCE, "locator": f"row {number + 2}"}
        yield {"id": id, "start": actor, "end": action, "properties": properties | place}


@contextmanager
def _connected(place: Place, *, create: bool = False) -> Iterator[neo4j.Session]:
    import neo4j

    logging.getLogger("neo4j").setLevel(logging.ERROR)
    if place.engine == "neo4j":
        auth = (place.user, place.password)
        with neo4j.GraphDatabase.driver(place.where, auth=auth) as driver, driver.session() as session:
            yield session
    else:
        with _embedded(Path(place.where), create=create) as session:
            yield session


@contextmanager
def _embedded(folder: Path, *, create: bool) -> Iterator[neo4j.Session]:
    """The engine in this process, over Bolt, writing out each transaction as graphkit has it do."""
    import arcadedb
    import neo4j

    password = secrets.token_urlsafe(18)
    http_port, bolt_port = _free_ports()
    folder.mkdir(exist_ok=True)
    os.environ |= {"ARCADEDB_LOG_DIR": str(folder), "ARCADEDB_LOG_CONSOLE": "0"}
    config = {
        "host": "127.0.0.1",
        "http_port": http_port,
        "bolt_port": bolt_port,
        "mode": "production",
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server_databaseDirectory": str(folder / "databases"),
    }
    # The engine keeps its users beside: the password is of this start only.
    shutil.rmtree(folder / "engine", ignore_errors=True)
    server = arcadedb.create_server(str(folder / "engine"), password, config=config)
    server.start()
    try:
        database = server.create_database(DATABASE) if create else server.get_database(DATABASE)
        database.command("sql", "ALTER DATABASE `arcadedb.txWalFlush` 2").to_list()
        uri, auth = f"bolt://127.0.0.1:{bolt_port}", ("root", password)
        with neo4j.GraphDatabase.driver(uri, auth=auth) as driver, driver.session(database=DATABASE) as session:
            yield session
    finally:
        server.stop()


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]
