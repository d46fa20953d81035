"""Where the batches of a load go: into the store, with a record of it, or nowhere, in a dry run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from typing import TYPE_CHECKING

from graphkit.loading.record import LoadRecord, keep_loads, read_loads
from graphkit.model.records import SourceFile
from graphkit.stores.bolt import Store, Target
from graphkit.stores.rehearsal import Rehearsal

if TYPE_CHECKING:
    from graphkit.loading.files import LoadResult


class Recorded:
    """A load that is written, and recorded from its start."""

    def __init__(self, store: Store, format: str, sources: Sequence[SourceFile], result: LoadResult) -> None:
        ids, names = [source.id for source in sources], ", ".join(source.name for source in sources)
        self._store, self._result = store, result
        self._record = LoadRecord(store, format, ids, names)

    def recorded(self) -> AbstractContextManager[None]:
        """Writes the Load node before the block and after it."""
        return self._record.running(self._result)

    @contextmanager
    def target(self) -> Iterator[Target]:
        """What takes the batches; all is written when the block ends."""
        with self._store.loading(partial(keep_loads, read_loads(self._store))) as target:
            self._record.is_kept = target.is_kept
            yield target


class Rehearsed:
    """A dry run: nothing is written, and no record is made."""

    def __init__(self, store: Store | None) -> None:
        self._store = store

    def recorded(self) -> AbstractContextManager[None]:
        """Nothing: what is not written is no load."""
        return nullcontext()

    def target(self) -> AbstractContextManager[Target]:
        """What takes the batches and writes none."""
        return nullcontext(Rehearsal(self._store))
