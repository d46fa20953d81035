"""The folder of the demo: made here, known again by a marker, and nothing else is ever replaced."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from graphkit.cli._settings import Settings
from graphkit.errors import UsageError

MARKER = ".made-by-graphkit-demo"


class DemoFolder:
    """A folder whose store and reports are made aside and replaced together.

    Raises
    ------
    UsageError
        There is something of that name that the demo did not make.
    """

    def __init__(self, path: Path, settings: Settings) -> None:
        self.path, self.store, self._settings = path, path / "store", settings
        self._part, self._pages = path / "store.part", path / "report.part"
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

    def new_pages(self) -> Path:
        """Where the next reports are written, empty; the present ones stay until `replace`."""
        shutil.rmtree(self._pages, ignore_errors=True)
        self._pages.mkdir()
        return self._pages

    def replace(self) -> list[Path]:
        """Put the new store, closed, and the reports on it in the place of the old ones; the files of the reports.

        Raises
        ------
        UsageError
            Something stands where one of them is to be.
        """
        # The pages at the end: what they lead to is there.
        made = [file.relative_to(self._pages) for file in sorted(self._pages.rglob("*")) if file.is_file()]
        made.sort(key=lambda file: file.suffix == ".html")
        try:
            if self.store.exists():
                shutil.rmtree(self.store)
            self._part.replace(self.store)
            for file in made:
                (self.path / file).parent.mkdir(exist_ok=True)
                (self._pages / file).replace(self.path / file)
        except OSError as error:
            place, reason = error.filename2 or error.filename or self.path, error.strerror
            raise UsageError(self._settings.word("demo_no_room", place=place, reason=reason)) from error
        shutil.rmtree(self._pages, ignore_errors=True)
        return [self.path / file for file in made]
