"""Where the rejects of a load are listed when nobody says: never over the list of an earlier load."""

from __future__ import annotations

import filecmp
import re
from pathlib import Path

DEFAULT = Path("rejects.csv")
_NUMBERED = re.compile(r"rejects-(\d+)\.csv")


def earlier_lists() -> list[Path]:
    """The lists in the working directory, the oldest first: ``rejects.csv``, ``rejects-2.csv`` …"""
    numbered = [(int(found[1]), file) for file in Path().iterdir() if (found := _NUMBERED.fullmatch(file.name))]
    return [*([DEFAULT] if DEFAULT.exists() else []), *(file for _, file in sorted(numbered))]


def next_list(earlier: list[Path]) -> Path:
    """A name that none of the earlier lists has."""
    numbers = [int(found[1]) if (found := _NUMBERED.fullmatch(file.name)) else 1 for file in earlier]
    return Path(f"rejects-{max(numbers) + 1}.csv") if numbers else DEFAULT


def kept_once(new: Path | None, earlier: list[Path]) -> Path | None:
    """The list: an earlier one that says just the same, as after a dry run, else the new one."""
    for file in earlier:
        if new is not None and file.is_file() and filecmp.cmp(new, file, shallow=False):
            new.unlink()
            return file
    return new
