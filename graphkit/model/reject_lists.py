"""What the lists look like that a load writes, and never reads as a table."""

from __future__ import annotations

from pathlib import Path

COLUMNS = ("file", "row", "column", "value", "reason", "lost")
"""Of a list of rejects."""

DIFFERENCES = ("file", "row", "record", "id", "property", "kept", "told", "kept_from")
"""Of a list of differences."""


def is_list(file: Path) -> bool:
    """Whether a file is one of these lists: by its first line, for a user's own file may have any name."""
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        first = opened.readline().strip()
    return any(first == ",".join(f'"{name}"' for name in columns).encode() for columns in (COLUMNS, DIFFERENCES))
