"""What a list of rejects looks like: what a load writes, and never reads as a table."""

from __future__ import annotations

from pathlib import Path

COLUMNS = ("file", "row", "column", "value", "reason", "lost")


def is_list(file: Path) -> bool:
    """Whether a file is a list of rejects: by its first line, for a user's own file may have any name."""
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.readline().strip() == ",".join(f'"{name}"' for name in COLUMNS).encode()
