"""The folder of the demo: made here, known again by a marker, and nothing else is ever replaced."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from graphkit.cli._settings import Settings
from graphkit.errors import UsageError

MARKER = ".made-by-graphkit-demo"


class DemoFolder:
    """A folder with a store that can be replaced as a whole.

    Raises
    ------
    UsageError
        There is something of that name that the demo did not make.
    """

    def __init__(self, path: Path, settings: Settings) -> None:
        self.path, self.store, self._settings = path, path / "store", settings
        self._part = path / "store.part"
        marker = path / MARKER
        ours = marker.is_file() and not path.is_symlink() and not self.store.is_symlink()
        empty = path.is_dir() and not path.is_symlink() and not any(path.iterdir())
        if os.path.lexists(path) and not ours and not empty:
            raise UsageError(settings.word("demo_not_ours", place=path))
        try:
            path.mkdir(exist_ok=True)
            marker.write_text(settings.word("demo_marker") + "\n", encoding="utf-8")
        except OSError as error:
            raise UsageError(settings.word("demo_no_room", place=path, reason=error.strerror)) from error

    def new_store(self) -> Path:
        """Where the next store is filled, empty; the present one stays until `replace`.

        Raises
        ------
        StoreInUse
            Another process has the present store open, or fills the next one.
        """
        from graphkit.recipes.store_free import require_free

        require_free(self.store, self._part)
        shutil.rmtree(self._part, ignore_errors=True)
        return self._part

    def replace(self) -> None:
        """Put the new store, closed, in the place of the old one."""
        if self.store.exists():
            shutil.rmtree(self.store)
        self._part.replace(self.store)
