"""Where the rejects of a load are listed when nobody says, and what differs: never over a list of an earlier load.

A dry run is tried again and again until its lists are short: it has one of each kind, which the next dry run replaces
and the load itself, where it lists the same, takes the place of.
"""

from __future__ import annotations

import csv
import filecmp
import os
import re
from pathlib import Path

from graphkit.cli._messages import reason
from graphkit.model.reject_lists import is_list
from graphkit.words import place

DEFAULT = Path("rejects.csv")
OF_DRY_RUNS = Path("rejects-dry-run.csv")
DIFFERENCES_OF_DRY_RUNS = Path("differences-dry-run.csv")
# The largest that the reader takes everywhere.
_ANY_LENGTH = 2**31 - 1
_LIST = re.compile(r"(rejects|differences)(?:-(\d+))?\.csv")


class Lists:
    """The lists in the working directory before a load, and those that it may make.

    Parameters
    ----------
    dry_run : bool
        Whether nothing is to be loaded.
    """

    def __init__(self, *, dry_run: bool) -> None:
        found = [(int(named[2] or 1), file) for file in Path().iterdir() if (named := _LIST.fullmatch(file.name))]
        self._earlier = [file for _, file in sorted(found)]
        # A user's own file of that name stays.
        self._replaces = dry_run and (not OF_DRY_RUNS.exists() or is_list(OF_DRY_RUNS))
        free = Path(f"rejects-{max(number for number, _ in found) + 1}.csv") if found else DEFAULT
        self.new = OF_DRY_RUNS if self._replaces else free

    def kept(self, rejects: Path | None, differences: Path | None) -> tuple[Path | None, Path | None]:
        """The lists, once they are made: of each an earlier one that says just the same, else the new one."""
        return self._kept(rejects, OF_DRY_RUNS), self._kept(differences, DIFFERENCES_OF_DRY_RUNS)

    def _kept(self, made: Path | None, of_dry_runs: Path) -> Path | None:
        if made is None:
            if self._replaces and is_list(of_dry_runs):
                of_dry_runs.unlink()  # what it lists is so no longer
            return None
        for file in self._earlier:
            if _says_the_same(file, made):
                made.unlink()
                return file
        if made != of_dry_runs and _says_the_same(of_dry_runs, made):
            of_dry_runs.unlink()
        return made


def put_into_words(made: Path | None, lang: str) -> None:
    """Write a list anew with its reasons and places in a language; what was found in the files stays as it was."""
    if made is None or lang == "en":
        return
    written = made.with_name(f".{made.name}.{os.getpid()}")
    # A value stands there as it was found: in JSON and XML it may be longer than a cell that is read from a table.
    usual = csv.field_size_limit(_ANY_LENGTH)
    try:
        with (
            made.open(encoding="utf-8", newline="") as file,
            written.open("w", encoding="utf-8", newline="") as into,
        ):
            rows = csv.DictReader(file)
            told = csv.DictWriter(into, rows.fieldnames or (), quoting=csv.QUOTE_ALL)
            told.writeheader()
            for row in rows:
                for column in ("row", "kept_from"):
                    if column in row:
                        row[column] = place(row[column], lang)
                if "reason" in row:
                    row["reason"] = reason(row["reason"], lang)
                told.writerow(row)
        os.replace(written, made)
    finally:
        csv.field_size_limit(usual)
        written.unlink(missing_ok=True)


def _says_the_same(file: Path, made: Path) -> bool:
    return file.is_file() and filecmp.cmp(made, file, shallow=False)
