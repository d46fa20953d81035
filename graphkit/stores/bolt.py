"""The store: one class for the embedded engine and for a Neo4j server."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

from graphkit.errors import NoStore, SchemaMismatch
from graphkit.model.batches import Batch
from graphkit.model.schema import VERSION, schema
from graphkit.stores import constraints
from graphkit.stores.failures import translated
from graphkit.stores.server import Server
from graphkit.stores.statements import refuse_reading_files
from graphkit.stores.writing import HeldTie, Written, chunks, write_batch

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from graphkit.stores.bulk import BulkLoad
    from graphkit.stores.embedded import Embedded


Execute = Callable[[str, Mapping[str, Any]], None]
"""Runs a statement that writes, with its parameters."""


class Target(Protocol):
    """What takes the batches of a load.

    Attributes
    ----------
    is_kept : bool
        Whether what was written stays where the load fails later.
    """

    is_kept: bool

    def known(self, label: str, ids: Iterable[str], /) -> set[str]:
        """Those of the ids that there is a node of this label for."""

    def write(self, batch: Batch, /) -> Written:
        """Write a batch."""


class Store:
    """A graph in a store; made by `graphkit.stores.open_store`.

    Attributes
    ----------
    engine : str
        ``"embedded"`` or ``"neo4j"``.
    server : str
        What answers, with its version.
    place : str
        Where it is, for people; never with a password.
    """

    is_kept = True

    def __init__(self, connection: Embedded | Server, create: bool = True) -> None:
        self.connection = connection
        self._complete = connection.engine == "neo4j"
        self.engine, self.place = connection.engine, connection.place
        try:
            self._set_up(create)
        except BaseException:
            connection.close()
            raise

    def __repr__(self) -> str:
        return f"<{self.engine} store {self.place}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def server(self) -> str:
        """What answers, with its version."""
        return self.connection.server

    def _set_up(self, create: bool) -> None:
        rows = self.connection.rows(constraints.READ_VERSION, {})[1]
        if not rows:
            if not create:
                raise NoStore(f"There is no store at {self.place}. Make one with graphkit load, or graphkit demo.")
            self.make()
        elif rows[0][0] != VERSION:
            raise SchemaMismatch(
                f"The store {self.place} was made for version {rows[0][0]} of the model, this graphkit has version "
                f"{VERSION}. Load the files again into a new store, or use the graphkit that made it."
            )

    def make(self) -> None:
        """Lay down the constraints of the model, and its version."""
        for statement in constraints.statements():
            self.connection.set_up(statement)
        self.connection.set_up(constraints.WRITE_VERSION, version=VERSION)

    def _make_complete(self) -> None:
        """Make the constraints that a first load left for later, before anything is written."""
        if not self._complete:
            self.connection.unlimit()
            for statement in constraints.statements():
                self.connection.set_up(statement)
            self._complete = True

    def read(self, statement: str, params: Mapping[str, Any] | None = None) -> pa.Table:
        """The rows of one of the library's own statements, as an Arrow table.

        Parameters
        ----------
        statement : str
            Cypher that reads; it may take as long as it needs.
        params : mapping, optional
            Its parameters.
        """
        from graphkit.stores.values import table

        return table(*self.connection.typed_rows(statement, params or {}))

    def query(self, statement: str, params: Mapping[str, Any] | None = None, *, write: bool = False) -> pd.DataFrame:
        """The rows of a user's statement, the same from both engines.

        Nodes and relationships are dicts of their properties, dates are ``datetime.date``; whole numbers stay whole
        where some are missing.

        Parameters
        ----------
        statement : str
            Cypher; one statement.
        params : mapping, optional
            Its parameters: values never belong into the text.
        write : bool
            Whether it may change the store.

        Raises
        ------
        WriteRefused
            It would write and `write` is false; nothing was changed.
        QueryTimeout
            It took longer than the store was opened for.
        QueryError
            The engine does not take it; its own words, in one line.
        """
        from graphkit.stores.values import frame

        refuse_reading_files(statement)
        given = params or {}
        return frame(*(self._written_rows(statement, given) if write else self.connection.user_rows(statement, given)))

    def _written_rows(self, statement: str, params: Mapping[str, Any]) -> tuple[list[str], list[list[Any]]]:
        from graphkit.stores.values import from_driver

        self._make_complete()
        columns, rows = self.connection.write_rows(statement, params)
        return columns, [[from_driver(value) for value in row] for row in rows]

    def execute(self, statement: str, params: Mapping[str, Any] | None = None) -> None:
        """Run one of the library's own statements that writes; it may be run again when the engine asks for it."""
        self.connection.unlimit()
        self.connection.set_up(statement, **(params or {}))

    @contextmanager
    def loading(self, at_last: Callable[[Execute], None]) -> Iterator[Target]:
        """What a load writes its batches to: the store itself, or the bulk import of an embedded store still empty.

        The bulk import becomes the store when the block ends, and is removed where it raises.

        Parameters
        ----------
        at_last : callable
            Given what runs a statement, writes what the bulk import has to take over from the empty store.
        """
        if not isinstance(self.connection, Server):
            if self.connection.is_empty():
                with self._first_load(self.connection, at_last) as bulk:
                    yield bulk
                return
            self.connection.directory.remove(self.connection.directory.loading)
        yield self

    @contextmanager
    def _first_load(self, connection: Embedded, at_last: Callable[[Execute], None]) -> Iterator[BulkLoad]:
        from graphkit.stores.bulk import BulkLoad

        bulk = BulkLoad(connection)
        try:
            yield bulk
            bulk.finish(at_last)
            self._complete = False
        except BaseException:
            # What is whole is not given up: it takes its place now, or when the store is opened next.
            if not connection.directory.completed.exists():
                bulk.discard()
            raise

    def leftovers(self) -> list[str]:
        """What an interrupted first load left beside the store; the next load removes it."""
        if isinstance(self.connection, Server) or not self.connection.directory.loading.exists():
            return []
        return [f"a first load that was interrupted ({self.connection.directory.loading})"]

    def known(self, label: str, ids: Iterable[str]) -> set[str]:
        """Those of the ids that the store has a node of this label for."""
        found: set[str] = set()
        for some in chunks(list(ids)):
            statement = f"UNWIND $ids AS id MATCH (n:{schema().nodes[label].name} {{id: id}}) RETURN n.id AS id"
            found.update(row[0] for row in self.connection.rows(statement, {"ids": list(some)})[1])
        return found

    def held_nodes(self, label: str, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """The nodes of a label and of these ids that the store holds: properties by id."""
        return self.connection.held_nodes(schema().nodes[label].name, list(ids))

    def held_ties(self, type: str, ids: Sequence[str]) -> dict[str, HeldTie]:
        """The ties of a type and of these ids that the store holds, by id."""
        return self.connection.read_ties(schema().ties[type].name, list(ids))

    def write(self, batch: Batch) -> Written:
        """Write a batch; what it states is merged with what the store holds. Written twice is written once.

        What was stated first stays; a property not yet stated is added; lists grow (`graphkit.model.merge`).
        """
        self._make_complete()
        driver = self.connection.driver()
        self.connection.unlimit()
        with translated(self.place), driver.session(database=self.connection.database) as session:
            return write_batch(session, batch, self.connection.held_ties)

    def tables(self) -> dict[str, pa.Table]:
        """The graph as Arrow tables with the columns of `graphkit.model.columns`, sorted as it says."""
        from graphkit.stores.pauses import no_garbage_runs
        from graphkit.stores.reading import read_tables

        nodes, ties = self.counts()
        connection = self.connection
        with no_garbage_runs():
            return read_tables(
                connection.rows, connection.spread, nodes | ties, connection.tie_columns, connection.at_once
            )

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """How many nodes there are of each label, and how many ties of each type."""
        return self.connection.counts()

    def close(self) -> None:
        """Let go of the store; what was written stays."""
        self.connection.close()
