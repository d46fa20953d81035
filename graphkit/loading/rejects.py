"""``rejects.csv``: every row and value that a load could not use, with the reason."""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Self

from graphkit.errors import DataError, UsageError
from graphkit.model.records import Fault
from graphkit.model.reject_lists import COLUMNS

CUT_OFF = "cut off"
"""What readers say in the reason of a file that ends before its end."""

# More kinds than this are of values, not of reasons; they are in the list, and nobody reads so many on a screen.
_MOST_KINDS = 1_000


@dataclass(slots=True)
class Kind:
    """Rows and values that could not be used for one and the same reason.

    Attributes
    ----------
    column, reason : str
        Where they stand (empty for the row or the file as a whole), and why they could not be used.
    whole_row : bool
        Whether the first of them lost its row.
    file, row, value : str
        The first of them: where it stands, and as it was found.
    count : int
        How many there are.
    """

    column: str
    reason: str
    whole_row: bool
    file: str
    row: str
    value: str
    count: int = 0


class Rejects:
    """Collects faults, and becomes a file when the load is done and there were any.

    A value stands as it was found, even where a spreadsheet would take it for a formula: whoever mends the publisher's
    file has to see it. Every cell is quoted, so that import dialogs can be told to take cells as text.

    Parameters
    ----------
    path : Path, optional
        Where the file goes; None to keep no list.

    Raises
    ------
    UsageError
        No file can be there: it is a folder or a device, or its folder is not there.
    """

    def __init__(self, path: Path | None) -> None:
        if path is not None and not path.parent.is_dir():
            raise UsageError(f"There is no folder {path.parent} for the list of rejects {path}. Name another file.")
        if path is not None and path.exists() and not path.is_file():
            raise UsageError(f"{path} is no file, so the list of rejects cannot be written there. Name another file.")
        self.path, self.count = path, 0
        self._kinds: dict[tuple[str, str], Kind] = {}
        self._file: IO[str] | None = None
        self._rows: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._file is None or self.path is None:
            return
        self._file.close()
        if kind is None:
            # In one step: there is the whole list, or the one that was there before.
            os.replace(self._file.name, self.path)
        else:
            os.unlink(self._file.name)

    def kinds(self) -> list[Kind]:
        """What was wrong, each reason once: of whole rows and files first, of lost rows then, the most frequent first.

        That a file was cut off is one row among many, and no column's: it stands before all others.
        """
        return sorted(
            self._kinds.values(),
            key=lambda kind: (CUT_OFF not in kind.reason, kind.column != "", not kind.whole_row, -kind.count),
        )

    def add(self, file: str, locator: str, fault: Fault, whole_row: bool) -> None:
        """Note a fault; `whole_row` where the row is lost and not only the value."""
        self.count += 1
        # A reason may repeat the value, as it is another in each row.
        reason = fault.reason.replace(fault.value, "…") if len(fault.value) > 1 else fault.reason
        kind = self._kinds.get((fault.column, reason))
        if kind is None and len(self._kinds) < _MOST_KINDS:
            kind = Kind(fault.column, fault.reason, whole_row, file, locator, fault.value)
            self._kinds[fault.column, reason] = kind
        if kind is not None:
            kind.count += 1
        if self.path is None:
            return
        if self._rows is None:
            self._open(self.path)
        self._rows.writerow((file, locator, fault.column, fault.value, fault.reason, "row" if whole_row else "value"))

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
        self._rows.writerow(COLUMNS)
