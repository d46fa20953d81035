"""The embedded engine's life in this process: ArcadeDB, its direct handle, and its Bolt port when one is needed.

Reads go through the direct handle, which answers .2 s after the process starts and refuses what would write. Bolt, a
second slower, is started with the first write.
"""

from __future__ import annotations

import atexit
import os
import secrets
import socket
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.errors import StoreUnavailable
from graphkit.model.schema import schema
from graphkit.stores.constraints import MARK
from graphkit.stores.directory import NAME, Directory
from graphkit.stores.failures import translated
from graphkit.stores.spread import Values, asked, told
from graphkit.stores.statements import has_own_transactions
from graphkit.stores.values import collect, from_driver, from_handle, is_ambiguous
from graphkit.stores.writing import HeldTie

if TYPE_CHECKING:
    import neo4j
    import pyarrow as pa

    from graphkit.stores.server import Rows

SETTINGS = {
    # The default forgets the last transactions when the machine stops.
    "arcadedb.txWalFlush": 2,
    # A statement reads the graph, not the disk or the network.
    "arcadedb.opencypher.loadCsv.allowFileUrls": False,
    "arcadedb.opencypher.loadCsv.allowRemoteUrls": False,
}
STARTS = 5

_open: weakref.WeakSet[Embedded] = weakref.WeakSet()


class Embedded:
    """ArcadeDB in this process, its files in a directory.

    Parameters
    ----------
    path : Path
        The directory.
    create : bool
        Whether it may be made.
    timeout : float
        Seconds a user's statement may take; 0 for as long as it needs.
    """

    engine = "embedded"
    database = NAME

    # Statements that read, at once: the engine works in the thread that asks, and its answers pass one lock.
    at_once = 1

    def __init__(self, path: Path, *, create: bool, timeout: float) -> None:
        self.directory = Directory(path, create=create)
        self.place, self._timeout = str(path), timeout
        self._server: Any = None
        self._bolt: neo4j.Driver | None = None
        self._limit: int | None = None
        self._handle: Any = None
        try:
            self.reopen()
        except BaseException:
            self.directory.release()
            raise
        _open.add(self)

    def __repr__(self) -> str:
        return f"Embedded({self.place!r})"

    @property
    def server(self) -> str:
        """The engine and its version."""
        from importlib.metadata import version

        return f"ArcadeDB {version('arcadedb')}"

    def reopen(self) -> None:
        """Open the graph of the directory; make an empty one where there is none."""
        path = self.directory.database
        self._handle = open_database(path, self.directory.log, self.place)
        self._limit = None

    def handle(self) -> Any:
        """The engine's direct handle."""
        if self._handle is None:
            raise StoreUnavailable(f"The store {self.place} is closed. Open it again.")
        return self._handle

    def rows(self, statement: str, params: Mapping[str, Any]) -> Rows:
        """The rows of one of our own statements that reads; dates that stand by themselves are text."""
        self._limit_to(0)
        return self._rows(statement, params)

    def typed_rows(self, statement: str, params: Mapping[str, Any]) -> Rows:
        """The rows of one of our own statements that reads, values as plain Python."""
        self._limit_to(0)
        return self._typed(statement, params)

    def user_rows(self, statement: str, params: Mapping[str, Any]) -> Rows:
        """The rows of a user's statement; refused where it would write."""
        self._limit_to(self._timeout)
        return self._typed(statement, params)

    def _rows(self, statement: str, params: Mapping[str, Any]) -> Rows:
        handle = self.handle()
        with translated(self.place):
            found = (handle.query("opencypher", statement, dict(params)) if params else
                     handle.query("opencypher", statement)).to_list()  # fmt: skip
            columns = list(found[0]) if found else self._columns(statement, params)
        return columns, [list(row.values()) for row in found]

    def _typed(self, statement: str, params: Mapping[str, Any]) -> Rows:
        columns, rows = self._rows(statement, params)
        if any(map(is_ambiguous, rows)):
            # The handle writes dates as text; over Bolt they have their type. The handle has seen that it only reads.
            with translated(self.place), self.driver().session(database=NAME) as session:
                columns, rows = session.execute_read(collect, statement, params)
            return columns, [[from_driver(value) for value in row] for row in rows]
        return columns, [[from_handle(value) for value in row] for row in rows]

    def _columns(self, statement: str, params: Mapping[str, Any]) -> list[str]:
        """The columns of a result without rows: the engine names them in its plan only."""
        from graphkit.errors import QueryError
        from graphkit.stores.plan import columns

        handle = self.handle()
        try:
            with translated(self.place):
                told = handle.query("opencypher", f"EXPLAIN {statement}", *([dict(params)] if params else [])).to_list()
        except QueryError:
            return []
        return columns(str(told[0].get("executionPlanAsString", ""))) if told else []

    def held_ties(self, tx: Any, type: str, ids: list[str]) -> dict[str, HeldTie]:
        """The ties of these ids that the store holds, by id."""
        with translated(self.place):
            return held_ties(self.handle(), type, ids)

    def read_ties(self, type: str, ids: list[str]) -> dict[str, HeldTie]:
        """The ties of these ids that the store holds, by id, read outside of any transaction."""
        self._limit_to(0)
        return self.held_ties(None, type, ids)

    def held_nodes(self, label: str, ids: list[str]) -> dict[str, dict[str, Any]]:
        """The nodes of these ids that the store holds: properties by id."""
        self._limit_to(0)
        # In SQL, as for ties: dates keep their type without the Bolt port.
        statement = f"SELECT * FROM {label} WHERE id IN :ids"  # noqa: S608
        with translated(self.place):
            found = self.handle().query("sql", statement, {"ids": ids}).to_list()
        return {
            row["id"]: {name: from_handle(value) for name, value in row.items() if not name.startswith("@")}
            for row in found
        }

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """How many nodes there are of each label, and how many ties of each type."""
        # The engine knows the numbers; Cypher on it would count the ties one by one.
        handle = self.handle()
        with translated(self.place):
            nodes = {name: handle.count_type(name) for name in schema().nodes}
            return nodes, {name: handle.count_type(name) for name in schema().ties}

    def spread(self, type: str, properties: Sequence[str]) -> dict[str, Values]:
        """How the values of properties of a type of tie spread."""
        self._limit_to(0)
        # In SQL: it reads the ties alone, and on all cores.
        statement = f"SELECT {', '.join(asked([f'`{name}`' for name in properties]))} FROM {type}"  # noqa: S608
        with translated(self.place):
            return told(properties, self.handle().query("sql", statement).to_list()[0])

    def tie_columns(self, kind: tuple[str, str, str], properties: Sequence[str]) -> pa.Table:
        """The ties of a type between nodes of two labels: ids of starts and ends, then the properties."""
        self._limit_to(0)
        type_, start, end = kind
        columns = ", ".join(f"`{name}` AS c{number}" for number, name in enumerate(properties))
        # In SQL, which reads the ties as they lie: Cypher goes from node to node and takes half as long again.
        statement = f"SELECT @out.id AS a, @in.id AS b, {columns} FROM {type_}"  # noqa: S608
        with translated(self.place):
            if len(schema().ties[type_].ends) > 1:
                types = self._types()
                statement += f" WHERE @out.@type IN {types[start]} AND @in.@type IN {types[end]}"
            return self.handle().query("sql", statement).to_arrow()

    def _types(self) -> dict[str, list[str]]:
        """The types of the engine that the nodes of each label are of: several labels make a type of their own."""
        found = {label: [label] for label in schema().nodes}
        for type_ in self.handle().query("sql", "SELECT name, parentTypes FROM schema:types").to_list():
            for label in type_["parentTypes"]:
                if label in found:
                    found[label].append(type_["name"])
        return found

    def write_rows(self, statement: str, params: Mapping[str, Any]) -> Rows:
        """The rows of a user's statement that may write: all of what it writes, or nothing."""
        import neo4j

        driver = self.driver()
        self._limit_to(self._timeout)
        with translated(self.place), driver.session(database=NAME) as session:
            if has_own_transactions(statement):
                result = session.run(neo4j.Query(statement), dict(params))
                return list(result.keys()), result.values()
            try:
                # Left to itself, the engine keeps what a statement wrote before it failed.
                with session.begin_transaction() as tx:
                    found = collect(tx, statement, params)
                    tx.commit()
            except neo4j.exceptions.Neo4jError:
                self._explain(statement, params)
                raise
            return found

    def _explain(self, statement: str, params: Mapping[str, Any]) -> None:
        """Raise what is wrong with a statement that failed: over Bolt the engine keeps it to itself."""
        handle = self.handle()
        handle.begin()
        try:
            handle.command("opencypher", statement, *([dict(params)] if params else [])).to_list()
        finally:
            handle.rollback()

    def set_up(self, statement: str, **params: Any) -> None:
        """Run a statement that makes the store what it is."""
        with translated(self.place):
            self.handle().command("opencypher", statement, *([params] if params else [])).to_list()

    def unlimit(self) -> None:
        """Let the next statements take as long as they need."""
        self._limit_to(0)

    def _limit_to(self, seconds: float) -> None:
        # The driver's own timeout is not honoured by this engine.
        milliseconds = round(seconds * 1000)
        if milliseconds != self._limit:
            alter(self.handle(), "arcadedb.command.timeout", milliseconds)
            self._limit = milliseconds

    def driver(self) -> neo4j.Driver:
        """The Bolt driver, connected; the first call starts the engine's Bolt port."""
        if self._bolt is None:
            self.handle().close()
            self._handle = None
            for attempt in range(STARTS):
                try:
                    self._start()
                    break
                except StoreUnavailable:
                    self._stop()
                    if attempt == STARTS - 1:
                        self.reopen()
                        raise
        assert self._bolt is not None
        return self._bolt

    def _start(self) -> None:
        import arcadedb
        import neo4j

        self.directory.remove(self.directory.engine)
        # Made anew at each start, never written down by us; the engine keeps a hash while it runs.
        password = secrets.token_urlsafe(24)
        http, bolt = _free_ports()
        self._server = arcadedb.create_server(
            str(self.directory.engine.resolve()),
            password,
            config={
                "host": "127.0.0.1",
                "http_port": http,
                "bolt_port": bolt,
                "mode": "production",
                "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
                "server_databaseDirectory": str(self.directory.databases.resolve()),
            },
        )
        try:
            with _kept_quiet(self.directory.log):
                self._server.start()
            self._handle = self._server.get_database(NAME)
            self._bolt = neo4j.GraphDatabase.driver(
                f"bolt://127.0.0.1:{bolt}", auth=("root", password), user_agent="graphkit"
            )
            # Says as well that it is our engine that has the port: another would not know the password.
            self._bolt.verify_connectivity()
        except arcadedb.ArcadeDBError as error:
            raise StoreUnavailable(f"The embedded engine does not start its port: {error}.") from None
        except neo4j.exceptions.Neo4jError as error:
            raise StoreUnavailable(f"The embedded engine does not answer: {error.message}.") from None
        except neo4j.exceptions.DriverError as error:
            raise StoreUnavailable(f"The embedded engine does not answer: {error}.") from None

    def _stop(self) -> None:
        if self._bolt is not None:
            self._bolt.close()
            self._bolt = None
        self._handle = None
        if self._server is not None:
            server, self._server = self._server, None
            server.stop()
            self.directory.remove(self.directory.engine)

    def let_go(self) -> None:
        """Close the graph, keep the directory: for a first load that puts another in its place."""
        handle, serving = self._handle, self._server is not None
        self._stop()
        if handle is not None and not serving:
            handle.close()

    def is_empty(self) -> bool:
        """Whether the store holds nothing but the notes of loads that came to nothing; what a user wrote counts."""
        with translated(self.place):
            types = self.handle().query("sql", "SELECT name, records FROM schema:types WHERE records > 0").to_list()
        return {type_["name"] for type_ in types} <= {"Load", MARK}

    def close(self) -> None:
        """Write everything out and let others open the store."""
        if self in _open:
            _open.discard(self)
            try:
                self.let_go()
            finally:
                self.directory.release()


@atexit.register
def _close_all() -> None:
    for store in list(_open):
        with suppress(Exception):
            store.close()


def open_database(path: Path, log: Path, place: str) -> Any:
    """The direct handle of a database, made where it is not there, set up as graphkit needs it."""
    import arcadedb

    with _kept_quiet(log), translated(place):
        if path.is_dir():
            handle = arcadedb.open_database(str(path.resolve()))
        else:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            handle = arcadedb.create_database(str(path.resolve()))
        for name, value in SETTINGS.items():
            alter(handle, name, value)
    return handle


def alter(handle: Any, name: str, value: int | bool) -> None:
    """Change a setting of the database."""
    handle.command("sql", f"ALTER DATABASE `{name}` {str(value).lower()}").to_list()


@contextmanager
def _kept_quiet(log: Path) -> Iterator[None]:
    """The engine reads where to log from the environment, once in a process: there, and not to the terminal."""
    ours = {"ARCADEDB_LOG_DIR": str(log.resolve()), "ARCADEDB_LOG_CONSOLE": "0"}
    before = {name: os.environ.get(name) for name in ours}
    os.environ.update({name: value for name, value in ours.items() if before[name] is None})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)


def _free_ports() -> tuple[int, int]:
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        second.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]


def held_ties(handle: Any, type: str, ids: list[str]) -> dict[str, HeldTie]:
    """The ties of these ids that a database holds, by id."""
    # In SQL: Cypher on this engine looks at every tie of the type, SQL uses the index of ids.
    statement = f"SELECT *, @out.id AS `@start`, @in.id AS `@end` FROM {type} WHERE id IN :ids"  # noqa: S608
    return {
        row["id"]: HeldTie(
            row["@start"],
            row["@end"],
            {name: from_handle(value) for name, value in row.items() if not name.startswith("@")},
        )
        for row in handle.query("sql", statement, {"ids": ids}).to_list()
    }
