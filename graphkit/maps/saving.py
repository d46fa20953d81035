"""A page put in its place whole: a reader never opens half of it."""

from __future__ import annotations

import os
from pathlib import Path

from graphkit.errors import UsageError


def save(page: str, file: Path) -> Path:
    """Write a page to a file; the file.

    Raises
    ------
    UsageError
        It cannot be written there.
    """
    target = file.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        try:
            part.write_text(page, encoding="utf-8")
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"Cannot write {file}: {error.strerror}. Give --out another place.") from error
    return file
