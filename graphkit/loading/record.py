"""The Load node: what a load read and how it ended, so that one that was interrupted is seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from graphkit.model.schema import schema

if TYPE_CHECKING:
    from graphkit.loading import LoadResult
    from graphkit.stores.bolt import Store

COUNTS = ("read", "loaded", "merged", "rejected", "conflicts")
MOMENTS = ("started", "finished")


class LoadRecord:
    """The Load node of one load. The same files by the same loader have the same one: it tells of the last run.

    Parameters
    ----------
    store : Store
        Where it is written.
    format : str
        The loader.
    sources : sequence of str
        Ids of the files.
    names : str
        Their names, for people.
    """

    def __init__(self, store: Store, format: str, sources: Sequence[str], names: str) -> None:
        import graphkit

        digest = hashlib.sha256("\n".join((format, *sorted(sources))).encode()).hexdigest()
        self._store, self._sources = store, list(sources)
        self.id = f"load:{digest[:16]}"
        self._told: dict[str, Any] = {"id": self.id, "name": f"{format}: {names}", "format": format}
        self._told["version"] = graphkit.__version__

    @contextmanager
    def running(self, result: LoadResult) -> Iterator[None]:
        """Writes the node as started before the block, as done after it, as failed where it raises."""
        self._told |= {"state": "started", "started": _now(), "finished": None, **dict.fromkeys(COUNTS)}
        write_load(self._store, self._told)
        try:
            yield
        except Exception:
            self._end("failed", result)
            raise
        self._end("done", result)

    def _end(self, state: str, result: LoadResult) -> None:
        self._told |= {"state": state, "finished": _now(), **{name: getattr(result, name) for name in COUNTS}}
        write_load(self._store, self._told)
        self._store.execute(
            "UNWIND $sources AS source MATCH (l:Load {id: $load}) MATCH (s:Source {id: source}) "
            "MERGE (l)-[t:READ {id: $load + ' ' + source}]->(s) SET t.source = source, t.locator = 'file'",
            {"load": self.id, "sources": self._sources},
        )


def write_load(store: Store, told: dict[str, Any]) -> None:
    """Write a Load node: all that is told of it, times as ISO 8601."""
    moments = " ".join(f"SET l.{name} = datetime($told.{name})" for name in MOMENTS)
    store.execute(f"MERGE (l:Load {{id: $told.id}}) SET l += $told {moments}", {"told": told})


def read_loads(store: Store) -> list[dict[str, Any]]:
    """The Load nodes, oldest first, each with all properties of the model; times in UTC."""
    names = list(schema().nodes["Load"].properties)
    listed = ", ".join(f"toString(l.{name}) AS {name}" if name in MOMENTS else f"l.{name} AS {name}" for name in names)
    rows = store.connection.rows(f"MATCH (l:Load) RETURN {listed}", {})[1]
    found = [dict(zip(names, row, strict=True)) for row in rows]
    for load in found:
        for name in MOMENTS:
            load[name] = datetime.fromisoformat(load[name]) if load[name] else None
    return sorted(found, key=lambda load: (str(load["started"]), load["id"]))


def keep_loads(store: Store, earlier: list[dict[str, Any]]) -> None:
    """Write again those of earlier loads that a first load, which makes the store anew, has left out."""
    there = {load["id"] for load in read_loads(store)} if earlier else set()
    for load in earlier:
        if load["id"] not in there:
            texts = {name: load[name].isoformat() for name in MOMENTS if load[name] is not None}
            write_load(store, load | dict.fromkeys(MOMENTS) | texts)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
