"""The output folder of a run: known again by a marker, filled aside, and changed only when all is made."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from graphkit.errors import UsageError
from graphkit.recipes.store_free import require_free

MARKER = ".made-by-graphkit-run"
RECORD = "run.json"
STORE = "store"


class OutFolder:
    """A folder that a run may fill.

    Parameters
    ----------
    path : Path
        The folder; made by `begin` where it is not there, in a folder that is.

    Raises
    ------
    UsageError
        There is something of that name that no run made, or no folder that it could be in.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.store = path, path / STORE
        self.part, self.store_part = path / ".run.part", path / f"{STORE}.part"
        ours = (path / MARKER).is_file() and not path.is_symlink() and not self.store.is_symlink()
        empty = path.is_dir() and not path.is_symlink() and not any(path.iterdir())
        if os.path.lexists(path) and not ours and not empty:
            raise UsageError(f"{path} is there, and no run made it: nothing in it is replaced. Choose another folder.")
        if not path.parent.is_dir():
            raise UsageError(f"There is no folder {path.parent}. Make it, or choose another with --out.")

    def begin(self, *, own_store: bool) -> None:
        """Make the folder, and room aside for files and, where the run has its own, for a store.

        Raises
        ------
        UsageError
            The folder cannot be written to.
        StoreInUse
            Another process has the store of an earlier run open, or fills the next one.
        """
        if own_store:
            require_free(self.store, self.store_part)
        try:
            self.path.mkdir(exist_ok=True)
            (self.path / MARKER).touch()
            shutil.rmtree(self.part, ignore_errors=True)
            self.part.mkdir()
        except OSError as error:
            raise UsageError(
                f"Cannot write {self.path}: {error.strerror}. Choose another folder with --out."
            ) from error
        if own_store:
            shutil.rmtree(self.store_part, ignore_errors=True)

    def files(self) -> list[str]:
        """The files made so far, from the folder on, sorted."""
        return sorted(str(file.relative_to(self.part).as_posix()) for file in self.part.rglob("*") if file.is_file())

    def finish(self, files: Sequence[str], record: str, *, own_store: bool) -> None:
        """Put what was made in the place of what was there; the record goes last, so that it tells of a whole run.

        Raises
        ------
        UsageError
            The folder cannot be written to, or has a link or a file where a folder is to be, or a folder where a file.
        """
        self._require_no_links(files)
        self._require_room([*files, RECORD])
        try:
            (self.path / RECORD).unlink(missing_ok=True)
            # Lists of what earlier loads could not use: where there is none now, none may stand there.
            for stale in (*self.path.glob("rejects-*.csv"), *self.path.glob("differences-*.csv")):
                stale.unlink()
            if own_store:
                shutil.rmtree(self.store, ignore_errors=True)
                self.store_part.replace(self.store)
            for name in files:
                place = self.path / name
                place.parent.mkdir(parents=True, exist_ok=True)
                (self.part / name).replace(place)
            made = self.part / RECORD
            made.write_bytes(record.encode())
            made.replace(self.path / RECORD)
        except OSError as error:
            raise UsageError(
                f"Cannot write {self.path}: {error.strerror}. Choose another folder with --out."
            ) from error
        shutil.rmtree(self.part, ignore_errors=True)

    def _require_no_links(self, files: Sequence[str]) -> None:
        """Refuse to follow a link out of the folder, before anything in it is changed."""
        for name in files:
            for folder in PurePosixPath(name).parents:
                place = self.path / folder
                if place != self.path and place.is_symlink():
                    raise UsageError(f"{place} is a link, and may lead out of the output folder. Remove it.")

    def _require_room(self, files: Sequence[str]) -> None:
        """Refuse a folder where a file is to be, or a file where a folder is, before anything is changed."""
        for name in files:
            place = self.path / name
            if place.is_dir():
                raise UsageError(f"{place} is a folder, and a file is to be there. Remove it, or name another file.")
            for folder in PurePosixPath(name).parents:
                if (self.path / folder).exists() and not (self.path / folder).is_dir():
                    raise UsageError(
                        f"{self.path / folder} is a file, and a folder is to be there. Remove it, or name another."
                    )

    def abandon(self) -> None:
        """Remove what was made aside; what was there before stays as it was."""
        shutil.rmtree(self.part, ignore_errors=True)
        shutil.rmtree(self.store_part, ignore_errors=True)
        with suppress(OSError):
            if {each.name for each in self.path.iterdir()} == {MARKER}:
                shutil.rmtree(self.path)
