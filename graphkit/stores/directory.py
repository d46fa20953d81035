"""The directory of an embedded store: what lies where in it, and who has it open."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from graphkit.errors import NoStore, StoreUnavailable
from graphkit.stores.failures import in_use

NAME = "graphkit"


class Directory:
    """The directory of a store, held by this process until `release`.

    Parameters
    ----------
    path : Path
        Made with mode 0700 where it is not there.
    create : bool
        Whether it may be made.
    """

    def __init__(self, path: Path, *, create: bool) -> None:
        self.path = path
        if path.exists() and not path.is_dir():
            raise StoreUnavailable(f"{path} is a file, no directory of a store. Name another place.")
        if not create and not (self.database.is_dir() or self.completed.exists()):
            raise NoStore(f"There is no store at {path}. Make one with graphkit load, or graphkit demo.")
        if not path.exists():
            try:
                path.mkdir(mode=0o700, parents=True)
                path.chmod(0o700)
            except OSError as error:
                raise StoreUnavailable(f"The directory {path} cannot be made: {error.strerror}.") from None
        elif any(path.iterdir()) and not (path / "lock").exists():
            raise StoreUnavailable(f"{path} holds other files than a store. Name another place.")
        self._lock = _lock(path / "lock", str(path))
        try:
            # A directory that others can read must not show the users and the log of the engine.
            for private in (self.log, self.engine):
                private.mkdir(mode=0o700, exist_ok=True)
                private.chmod(0o700)
            if self.completed.exists():
                # A first load that ended between the last row and its taking place.
                self.take_over()
        except OSError as error:
            self.release()
            raise StoreUnavailable(f"The store {path} cannot be opened: {error.strerror}.") from None
        except BaseException:
            self.release()
            raise

    @property
    def databases(self) -> Path:
        """Where the engine looks for databases."""
        return self.path / "databases"

    @property
    def database(self) -> Path:
        """The files of the graph."""
        return self.databases / NAME

    @property
    def engine(self) -> Path:
        """What the engine writes while it serves Bolt: users, settings."""
        return self.path / "engine"

    @property
    def log(self) -> Path:
        """Where the engine logs."""
        return self.path / "log"

    @property
    def loading(self) -> Path:
        """Where a first load builds the graph before it becomes the store's."""
        return self.path / "loading"

    def new_loading(self) -> Path:
        """An empty place to build a graph in; what an interrupted load left there is removed."""
        self.remove(self.loading)
        self.loading.mkdir(mode=0o700)
        return self.loading / NAME

    @property
    def completed(self) -> Path:
        """There where the graph in `loading` is whole, and only has to take its place."""
        return self.loading / "complete"

    def complete(self) -> None:
        """Note that the graph in `loading` is whole; from here on it becomes the store's, whatever happens."""
        for file in (self.loading / NAME).iterdir():
            _to_disk(file)
        _to_disk(self.loading / NAME)
        self.completed.touch(mode=0o600)
        _to_disk(self.loading)

    def take_over(self) -> None:
        """Make the graph built in `loading` that of the store, which has none or an empty one.

        Interrupted anywhere it can be done again: the old graph is moved aside in one step, and removed last.
        """
        if (self.loading / NAME).is_dir():
            self.databases.mkdir(mode=0o700, exist_ok=True)
            if self.database.is_dir():
                self.remove(self.loading / "old")
                os.replace(self.database, self.loading / "old")
            os.replace(self.loading / NAME, self.database)
            _to_disk(self.databases)
        self.remove(self.loading)

    @staticmethod
    def remove(path: Path) -> None:
        """Remove a directory and what is in it, if it is there."""
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(path)

    def release(self) -> None:
        """Let others open the store."""
        os.close(self._lock)


def _to_disk(path: Path) -> None:
    """Have the system write out a file, or what stands in a directory."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except PermissionError:  # Windows opens no directory
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _lock(file: Path, place: str) -> int:
    try:
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StoreUnavailable(f"The store {place} cannot be opened: {error.strerror}.") from None
    try:
        # Freed by the system when the process ends, however it ends.
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:  # Windows: the engine's own lock does it, half a second later
        pass
    except OSError:
        os.close(handle)
        raise in_use(place) from None
    return handle
