"""A mapping that remembers more than memory should hold: the newest entries in a dict, the others in a file.

Below `ENTRIES` entries it is the dict that it was, and costs nothing. Beyond, what was not asked for lately lies in a
temporary SQLite file, and comes back when it is asked for.
"""

from __future__ import annotations

import os
import pickle
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from graphkit.errors import DataError

if TYPE_CHECKING:
    import sqlite3

ENTRIES = 100_000
"""From how many entries on most of a mapping lies in a file: then at most half as many stay in memory."""

HEAVY = 4
"""How many times fewer where a value is a node or a tie, which takes about 1 kB, and not a number or an id."""

K = TypeVar("K")
V = TypeVar("V")
K_contra = TypeVar("K_contra", contravariant=True)


class Remembered(Protocol[K_contra, V]):
    """What a dict and a `Spill` both can. Keys are texts, bytes and tuples of them; no value is None."""

    def get(self, key: K_contra, /) -> V | None:
        """The value of the key, or None."""

    def __getitem__(self, key: K_contra, /) -> V: ...

    def __setitem__(self, key: K_contra, value: V, /) -> None: ...

    def __contains__(self, key: K_contra, /) -> bool: ...


def spilled(held: Remembered[K, V], *, heavy: bool = False) -> Remembered[K, V]:
    """The mapping itself while it is small, else the same entries with most of them in a file.

    To be called every thousand entries or so, where nobody is about to change a value that he got before: between two
    calls values may be changed in place, as those of a dict may.

    Parameters
    ----------
    held : dict or Spill
        A dict that has become too large is emptied.
    heavy : bool
        Whether its values are so large that fewer of them stay in memory.

    Examples
    --------
    >>> small = {"a": 1}
    >>> spilled(small) is small
    True
    """
    if isinstance(held, Spill):
        held.settle()
        return held
    assert isinstance(held, dict)
    share = HEAVY if heavy else 1
    return Spill(held, share) if len(held) * share > ENTRIES else held


class Spill(Generic[K, V]):
    """A mapping in two generations of a quarter of `ENTRIES` in memory, and a file.

    What is looked up counts as new. The generation before the newest goes to the file when that is full, each time
    whole, for nobody tells which values were changed in place.

    Parameters
    ----------
    held : dict
        Goes to the file, and is emptied.
    share : int
        How many times fewer than `ENTRIES` it may hold.
    """

    def __init__(self, held: dict[K, V], share: int = 1) -> None:
        self._share = share
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}
        self._file = _File()
        self._put_away(held)

    def get(self, key: K, /) -> V | None:
        """The value of the key, or None."""
        value = self._young.get(key)
        if value is None:
            value = self._old.pop(key) if key in self._old else self._file.get(_digest(key))
            if value is not None:
                self._young[key] = value
        return value

    def __getitem__(self, key: K, /) -> V:
        value = self.get(key)
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key: K, value: V, /) -> None:
        self._old.pop(key, None)
        self._young[key] = value

    def __contains__(self, key: K, /) -> bool:
        return self.get(key) is not None

    def settle(self) -> None:
        """Make room where the newest generation is full; values got before may no longer be changed in place."""
        if len(self._young) * 4 * self._share > ENTRIES:
            self._put_away(self._old)
            self._old, self._young = self._young, {}

    def _put_away(self, entries: dict[K, V]) -> None:
        # In the order of the index, which then is written page by page.
        digests = sorted((_digest(key), key) for key in entries)
        self._file.put((digest, entries.pop(key)) for digest, key in digests)


# Of a file with a million entries one look in thirty is for nothing; 4 MB.
_MARKS = 1 << 25


class _File:
    """Values by digest in a temporary file of SQLite, that no other process sees and no crash has to keep whole.

    Most of what is asked for was never stated: a mark for each digest, by its first bits, saves the look into the file.
    """

    def __init__(self) -> None:
        # Here, so that a load that fits into memory does not wait for the import.
        import sqlite3

        with _told():
            handle, name = tempfile.mkstemp(prefix="graphkit-", suffix=".sqlite")
            try:
                os.close(handle)
                self._db = sqlite3.connect(name, isolation_level=None, check_same_thread=False)
                for setting in ("locking_mode=EXCLUSIVE", "journal_mode=OFF", "synchronous=OFF", "cache_size=-4000"):
                    self._db.execute(f"PRAGMA {setting}").fetchall()
                self._db.execute("CREATE TABLE held (digest BLOB PRIMARY KEY, value BLOB)")
            finally:
                # An open file needs no name: so nothing is left even by a process that is killed, or by a disk that is
                # full. Windows wants it closed.
                with suppress(OSError):
                    os.unlink(name)
        weakref.finalize(self, _remove, self._db, name)
        self._marks = bytearray(_MARKS >> 3)

    def get(self, digest: bytes) -> Any:
        mark = int.from_bytes(digest[:4], "big") % _MARKS
        if not self._marks[mark >> 3] & 1 << (mark & 7):
            return None
        with _told():
            found = self._db.execute("SELECT value FROM held WHERE digest = ?", (digest,)).fetchone()
        return None if found is None else pickle.loads(found[0])  # noqa: S301 - written by this process

    def put(self, entries: Iterable[tuple[bytes, Any]]) -> None:
        rows = ((self._marked(digest), pickle.dumps(value, pickle.HIGHEST_PROTOCOL)) for digest, value in entries)
        with _told():
            self._db.execute("BEGIN")
            self._db.executemany("INSERT OR REPLACE INTO held VALUES (?, ?)", rows)
            self._db.execute("COMMIT")

    def _marked(self, digest: bytes) -> bytes:
        mark = int.from_bytes(digest[:4], "big") % _MARKS
        self._marks[mark >> 3] |= 1 << (mark & 7)
        return digest


def _remove(db: sqlite3.Connection, name: str) -> None:
    db.close()
    with suppress(OSError):
        os.unlink(name)


@contextmanager
def _told() -> Iterator[None]:
    import sqlite3

    try:
        yield
    except (OSError, sqlite3.DatabaseError) as error:
        raise DataError(
            f"What a load has to remember cannot be kept in {tempfile.gettempdir()}: {error}. Make room there, or set "
            "TMPDIR to another folder."
        ) from None


def _digest(key: object) -> bytes:
    return blake2b(repr(key).encode(), digest_size=16).digest()
