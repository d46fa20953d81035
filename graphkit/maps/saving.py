"""A page put in its place whole: a reader never opens half of it."""

from __future__ import annotations

from pathlib import Path

from graphkit.errors import UsageError
from graphkit.files import put


def save(page: str, file: Path) -> Path:
    """Write a page to a file; the file.

    Raises
    ------
    UsageError
        It cannot be written there.
    """
    try:
        put([page.encode()], file)
    except OSError as error:
        raise UsageError(f"Cannot write {file}: {error.strerror or error}. Give --out another place.") from error
    return file
