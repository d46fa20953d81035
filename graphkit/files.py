"""A file put in its place whole: a reader never opens half of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def put(pieces: Iterable[bytes], place: str | Path) -> None:
    """Write a file beside its place and then move it there; a pipe or a device takes what comes.

    Raises
    ------
    OSError
        It cannot be written there.
    """
    # Through a link the file it names is replaced, not the link.
    target = Path(place).resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as file:
            file.writelines(pieces)
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
