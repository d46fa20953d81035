"""``rejects.csv``: every row and value that a load could not use, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from graphkit.loading.lists import ListFile
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

    Parameters
    ----------
    path : Path, optional
        Where the file goes; None to keep no list.
    """

    def __init__(self, path: Path | None) -> None:
        self._list, self.count = ListFile(path, COLUMNS), 0
        self._kinds: dict[tuple[str, str], Kind] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._list.close(keep=kind is None)

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
        self._list.write(file, locator, fault.column, fault.value, fault.reason, "row" if whole_row else "value")
