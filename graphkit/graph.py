"""Graph, the front door: open a store, load files, ask, take a snapshot, write findings back."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from graphkit.model.schema import VERSION, schema
from graphkit.stores import DEFAULT_PLACE, open_store

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.loading import LoadResult
    from graphkit.networks.results import GroupResult
    from graphkit.networks.snapshot import Snapshot
    from graphkit.stores.bolt import Store


@dataclass(frozen=True, slots=True)
class Status:
    """What a store holds and where it came from.

    Attributes
    ----------
    place, engine, server : str
        Where it is, ``"embedded"`` or ``"neo4j"``, what answers.
    schema_version : int
        Version of the model it was made for.
    nodes, ties : dict of str to int
        How many there are of each label and each type.
    loads : list of dict
        The Load nodes, oldest first.
    unfinished : list of str
        Loads that were interrupted; running them again finishes them.
    sources : list of dict
        The Source nodes, sorted by id.
    """

    place: str
    engine: str
    server: str
    schema_version: int
    nodes: dict[str, int]
    ties: dict[str, int]
    loads: list[dict[str, Any]]
    unfinished: list[str]
    sources: list[dict[str, Any]]


class Graph:
    """A graph in a store; made by `graphkit.open`. Use it in a ``with`` statement, or close it.

    Examples
    --------
    >>> with graphkit.open("my-store") as graph:  # doctest: +SKIP
    ...     graph.load("scdl", "grants.csv")
    ...     graph.run("MATCH (a:Funder) RETURN a.name AS funder ORDER BY funder")
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def __repr__(self) -> str:
        return f"<Graph in {self.store!r}>"

    def _repr_html_(self) -> str | None:
        from graphkit.errors import GraphkitError
        from graphkit.networks.html import store_html

        try:
            nodes, ties = self.store.counts()
            return store_html(self.store.place, nodes, ties, self.store.server)
        except GraphkitError:
            # Closed, or not to be reached: what is shown then is `repr`.
            return None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store; what was written stays."""
        self.store.close()

    def load(
        self,
        format: str,
        *files: str | Path,
        dry_run: bool = False,
        rejects: str | Path | None = Path("rejects.csv"),
        progress: Callable[[int], Any] | None = None,
        publisher: str | None = None,
        licence: str | None = None,
        url: str | None = None,
        retrieved: date | str | None = None,
        **options: Any,
    ) -> LoadResult:
        """What became of every row of the files: loaded, merged into what is there, or rejected with a reason.

        Loading twice equals loading once. A load that was interrupted is finished by running it again.

        Parameters
        ----------
        format : str
            Name of a loader: ``scdl``, ``tables``, …; ``graphkit formats`` lists them.
        *files : str or Path
            What to load; a ``.gz``, or a ``.zip`` with one file in it, is read as the file that is packed.
        dry_run : bool
            Give the account that the load would give, list what it would reject, and write nothing to the store.
        rejects : path, optional
            Where rows and values that could not be used are listed; written only where there are any.
        progress : callable, optional
            Called now and then with how many rows were read so far.
        publisher, licence, url, retrieved : optional
            What is known of the publication of the files; `retrieved` is a date.
        **options
            Options of the loader.

        Raises
        ------
        DataError
            A file is not there or not what the loader reads. The load is marked failed. The first load of an embedded
            store is all or nothing; otherwise what was loaded before stays, and running it again adds the rest.
        UnknownName
            There is no such loader, or it has no such option.
        """
        from graphkit.loading import load

        known = {"publisher": publisher, "licence": licence, "url": url, "retrieved": retrieved}
        return load(
            self.store,
            format,
            files,
            rejects=Path(rejects) if rejects is not None else None,
            progress=progress,
            known_of_source=known,
            options=options,
            dry_run=dry_run,
        )

    def run(self, statement: str, /, *, write: bool = False, **params: Any) -> pd.DataFrame:
        """The rows of a Cypher statement; refused where it would write, unless `write`.

        Parameters
        ----------
        statement : str
            One statement; values are given as parameters: ``graph.run("… WHERE a.name = $name", name="Lyon")``.
        write : bool
            Whether it may change the store.
        **params
            Its parameters.
        """
        return self.store.query(statement, params, write=write)

    def query(self, name: str, /, **params: Any) -> pd.DataFrame:
        """The rows of a query of the library; ``graphkit query`` lists them with their parameters."""
        from graphkit import querybook

        return querybook.run(self.store, name, params)

    def snapshot(self) -> Snapshot:
        """The graph as it is now, as immutable tables that analyses take."""
        from graphkit.networks.snapshot import Snapshot

        return Snapshot(**self.store.tables())

    def status(self) -> Status:
        """What the store holds, where it came from, and which loads were interrupted."""
        from graphkit.loading.record import read_loads

        nodes, ties = self.store.counts()
        loads = read_loads(self.store)
        unfinished = [f"{load['name']} ({load['id']})" for load in loads if load["state"] == "started"]
        return Status(
            place=self.store.place,
            engine=self.store.engine,
            server=self.store.server,
            schema_version=VERSION,
            nodes=nodes,
            ties=ties,
            loads=loads,
            unfinished=unfinished + self.store.leftovers(),
            sources=self._sources(),
        )

    def _sources(self) -> list[dict[str, Any]]:
        names = list(schema().nodes["Source"].properties)
        listed = ", ".join(f"s.{name} AS {name}" for name in names)
        found: list[dict[str, Any]] = self.store.read(f"MATCH (s:Source) RETURN {listed} ORDER BY s.id").to_pylist()
        return found

    def write_coalitions(self, result: GroupResult) -> int:
        """How many groups were written to the store as ``:Coalition``; earlier ones of the same method are replaced.

        Parameters
        ----------
        result : GroupResult
            Groups of actors, as `graphkit.coalitions` finds them.
        """
        from graphkit.writing_back import write_coalitions

        return write_coalitions(self.store, result)


def open(
    where: str | Path | None = None,
    *,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
    create: bool = True,
    timeout: float | None = None,
) -> Graph:
    """The graph in a store.

    Parameters
    ----------
    where : str or Path, optional
        A directory, or the address of a Neo4j 5 or later (``neo4j://host``, ``bolt://host``); otherwise the environment
        variable ``GRAPHKIT_STORE``, otherwise ``./.graphkit``.
    user, password, database : str, optional
        For a server; otherwise ``GRAPHKIT_USER`` (else ``neo4j``) and ``GRAPHKIT_PASSWORD``.
    create : bool
        Make the store where there is none yet.
    timeout : float, optional
        How many seconds one of your statements may take (default 120; 0 for as long as it needs).

    Raises
    ------
    StoreUnavailable, StoreInUse, SchemaMismatch
        See `graphkit.stores.open_store`.
    """
    environment = os.environ
    return Graph(
        open_store(
            where or environment.get("GRAPHKIT_STORE") or DEFAULT_PLACE,
            user=user or environment.get("GRAPHKIT_USER"),
            password=password or environment.get("GRAPHKIT_PASSWORD"),
            database=database,
            create=create,
            timeout=timeout,
        )
    )
