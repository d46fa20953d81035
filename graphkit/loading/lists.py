"""A list that a load may write: there when the load is done and there is something in it."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from graphkit.errors import DataError, UsageError


class ListFile:
    """A CSV file that is made with its first row, and takes its place when the load is done.

    A value stands as it was found, even where a spreadsheet would take it for a formula: whoever mends the publisher's
    file has to see it. Every cell is quoted, so that import dialogs can be told to take cells as text.

    Parameters
    ----------
    path : Path, optional
        Where the file goes; None to keep no list.
    columns : sequence of str
        Its headings.

    Raises
    ------
    UsageError
        No file can be there: it is a folder or a device, or its folder is not there.
    """

    def __init__(self, path: Path | None, columns: Sequence[str]) -> None:
        if path is not None and not path.parent.is_dir():
            raise UsageError(f"There is no folder {path.parent} for the list of rejects {path}. Name another file.")
        if path is not None and path.exists() and not path.is_file():
            raise UsageError(f"{path} is no file, so the list of rejects cannot be written there. Name another file.")
        self.path, self._columns = path, columns
        self._file: IO[str] | None = None
        self._rows: Any = None

    def write(self, *cells: object) -> None:
        """Add a row."""
        if self.path is None:
            return
        if self._rows is None:
            self._open(self.path)
        self._rows.writerow(cells)

    def close(self, *, keep: bool) -> None:
        """Put the list into its place, in one step: there is the whole list, or the one that was there before."""
        if self._file is None or self.path is None:
            return
        try:
            # Its last rows are written here: on a full disk not even they.
            self._file.close()
            if keep:
                os.replace(self._file.name, self.path)
        finally:
            with suppress(OSError):
                os.unlink(self._file.name)

    def _open(self, path: Path) -> None:
        try:
            self._file = path.with_name(f".{path.name}.{os.getpid()}").open(
                "w", encoding="utf-8", errors="backslashreplace", newline=""
            )
        except OSError as error:
            raise DataError(
                f"Some rows cannot be used, and the list of them cannot be written to {path}: {error.strerror}. "
                "Name another file for the rejects."
            ) from None
        self._rows = csv.writer(self._file, quoting=csv.QUOTE_ALL)
        self._rows.writerow(self._columns)
