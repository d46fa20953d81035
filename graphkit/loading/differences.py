"""``differences.csv``: every value that was stated before and is stated otherwise now; the first statement stays."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Self

from graphkit.loading.lists import ListFile
from graphkit.model.merge import Difference
from graphkit.model.reject_lists import DIFFERENCES, is_list
from graphkit.model.spill import Remembered, spilled

_REJECTS = re.compile("rejects", re.IGNORECASE)
# Between two looks at how much is remembered.
_SOME = 1000


def beside(rejects: Path) -> Path:
    """Where the differences of a load are listed whose rejects are listed there.

    Examples
    --------
    >>> [beside(Path(name)).name for name in ("rejects-2.csv", "bad.csv")]
    ['differences-2.csv', 'bad-differences.csv']
    """
    name, changed = _REJECTS.subn("differences", rejects.stem, count=1)
    return rejects.with_name(f"{name if changed else f'{name}-differences'}{rejects.suffix}")


def _free(path: Path) -> Path:
    """The path, or that with the next number behind it that takes the place of no user's own file."""
    stem, number = path.stem, 1
    while path.exists() and not is_list(path):
        number += 1
        path = path.with_name(f"{stem}-{number}{path.suffix}")
    return path


class Differences:
    """Collects differences, and becomes a file when the load is done and there were any.

    Parameters
    ----------
    rejects : Path, optional
        The list of rejects, beside which the file goes; None to keep no list.
    """

    def __init__(self, rejects: Path | None) -> None:
        self._list = ListFile(None if rejects is None else _free(beside(rejects)), DIFFERENCES)
        self.count = 0
        self._stored: Remembered[tuple[str, ...], bool] = {}
        self._asked = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._list.close(keep=kind is None)

    @property
    def path(self) -> Path | None:
        """Where they are listed; None where there are none, or no list was wanted."""
        return self._list.path if self.count else None

    def add(self, file: str, found: Difference) -> None:
        """Note a value that a file states otherwise than it stated it itself."""
        self.count += 1
        self._list.write(file, found.locator, found.what, found.id, found.property, found.kept, found.told,
                         found.kept_from)  # fmt: skip

    def add_stored(self, file: str, source: str, found: Difference) -> bool:
        """Note one from what was there; whether it is new: what a file says more of is written, and met, again.

        Two files of a load may have one name: `source` tells them apart.
        """
        self._asked += 1
        if self._asked % _SOME == 0:
            self._stored = spilled(self._stored)
        key = (source, found.what, found.id, found.property, str(found.told))
        if key in self._stored:
            return False
        self._stored[key] = True
        self.add(file, found)
        return True
