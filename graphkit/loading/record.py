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
    from graphkit.stores.bolt import Execute, Store

COUNTS = ("read", "loaded", "merged", "rejected", "values_set_aside", "conflicts")
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

    Attributes
    ----------
    is_kept : bool
        Whether what was written before a failure stays: a first load of the embedded store is all or nothing.
    """

    def __init__(self, store: Store, format: str, sources: Sequence[str], names: str) -> None:
        import graphkit

        digest = hashlib.sha256("\n".join((format, *sorted(sources))).encode()).hexdigest()
        self._store, self._sources = store, list(sources)
        self.id = f"load:{digest[:16]}"
        self.is_kept = True
        self._told: dict[str, Any] = {"id": self.id, "name": f"{format}: {names}", "format": format}
        self._told["version"] = graphkit.__version__

    @contextmanager
    def running(self, result: LoadResult) -> Iterator[None]:
        """Writes the node as started before the block, as done after it, as failed where it raises."""
        self._told |= {"state": "started", "started": _now(), "finished": None, **dict.fromkeys(COUNTS)}
        write_load(self._store.execute, self._told)
        try:
            yield
        except Exception:
            self._end("failed", result)
            raise
        self._end("done", result)

    def _end(self, state: str, result: LoadResult) -> None:
        counts = {name: getattr(result, name) for name in COUNTS}
        if state == "failed" and not self.is_kept:
            counts |= dict.fromkeys(("loaded", "merged"), 0)
        self._told |= {"state": state, "finished": _now(), **counts}
        write_load(self._store.execute, self._told)
        self._store.execute(
            "UNWIND $sources AS source MATCH (l:Load {id: $load}) MATCH (s:Source {id: source}) "
            "MERGE (l)-[t:READ {id: $load + ' ' + source}]->(s) SET t.source = source, t.locator = 'file'",
            {"load": self.id, "sources": self._sources},
        )


def write_load(execute: Execute, told: dict[str, Any]) -> None:
    """Write a Load node: all that is told of it, times as ISO 8601."""
    moments = " ".join(f"SET l.{name} = datetime($told.{name})" for name in MOMENTS)
    execute(f"MERGE (l:Load {{id: $told.id}}) SET l += $told {moments}", {"told": told})


def read_loads(store: Store) -> list[dict[str, Any]]:
    """The Load nodes, oldest first, each with all properties of the model; times in UTC."""
    names = list(schema().nodes["Load"].properties)
    listed = ", ".join(f"toString(l.{name}) AS {name}" if name in MOMENTS else f"l.{name} AS {name}" for name in names)
    found = store.read(f"MATCH (l:Load) RETURN {listed}").to_pylist()
    for load in found:
        for name in MOMENTS:
            load[name] = datetime.fromisoformat(load[name]) if load[name] else None
    return sorted(found, key=lambda load: (str(load["started"]), load["id"]))


def keep_loads(loads: list[dict[str, Any]], execute: Execute) -> None:
    """Write the loads that a store has told of into the one that takes its place."""
    for load in loads:
        texts = {name: load[name].isoformat() for name in MOMENTS if load[name] is not None}
        write_load(execute, load | dict.fromkeys(MOMENTS) | texts)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
