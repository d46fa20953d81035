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
    # As it is named: what /dev/stdout leads to has no name of its own, where that is a pipe.
    if Path(place).exists() and not Path(place).is_file():
        with Path(place).open("wb") as file:
            file.writelines(pieces)
        return
    # Through a link the file it names is replaced, not the link.
    target = Path(place).resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    # One that is there already is another writer's, and stays.
    with part.open("xb") as file:
        try:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
