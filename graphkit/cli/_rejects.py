"""Where the rejects of a load are listed when nobody says: never over the list of an earlier load.

A dry run is tried again and again until its list is short: it has one list, which the next dry run replaces and the
load itself, where it rejects the same, takes the place of.
"""

from __future__ import annotations

import filecmp
import re
from pathlib import Path

from graphkit.model.reject_lists import is_list

DEFAULT = Path("rejects.csv")
OF_DRY_RUNS = Path("rejects-dry-run.csv")
_NUMBERED = re.compile(r"rejects-(\d+)\.csv")


class Lists:
    """The lists in the working directory before a load, and the one that it may make.

    Parameters
    ----------
    dry_run : bool
        Whether nothing is to be loaded.
    """

    def __init__(self, *, dry_run: bool) -> None:
        numbered = [(int(found[1]), file) for file in Path().iterdir() if (found := _NUMBERED.fullmatch(file.name))]
        self._earlier = [*([DEFAULT] if DEFAULT.exists() else []), *(file for _, file in sorted(numbered))]
        # A user's own file of that name stays.
        self._replaces = dry_run and (not OF_DRY_RUNS.exists() or is_list(OF_DRY_RUNS))
        last = max([number for number, _ in numbered] or [1])
        free = Path(f"rejects-{last + 1}.csv") if self._earlier else DEFAULT
        self.new = OF_DRY_RUNS if self._replaces else free

    def kept(self, made: Path | None) -> Path | None:
        """The list, once it is made: an earlier one that says just the same, else the new one."""
        if made is None:
            if self._replaces:
                OF_DRY_RUNS.unlink(missing_ok=True)  # what it lists is rejected no longer
            return None
        for file in self._earlier:
            if _says_the_same(file, made):
                made.unlink()
                return file
        if made != OF_DRY_RUNS and _says_the_same(OF_DRY_RUNS, made):
            OF_DRY_RUNS.unlink()
        return made


def _says_the_same(file: Path, made: Path) -> bool:
    return file.is_file() and filecmp.cmp(made, file, shallow=False)
