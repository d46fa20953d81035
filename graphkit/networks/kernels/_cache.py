"""Where compiled functions are kept from one run to the next, or that there is no such place."""

from __future__ import annotations

import logging
import os
import re
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

ROOM = Path(__file__).parent

# Seconds after which the folder of another version, or of another state of the code, is taken for left behind.
LEFT = 90 * 24 * 3600

_OURS = re.compile(r"graphkit-.+-[0-9a-f]{12}")


def folder(version: str) -> Path | None:
    """The folder of this state of the code, made where it is missing; None where nothing can be kept.

    ``NUMBA_CACHE_DIR``, where it is set, or the user's cache folder. numba itself looks no further than the file of a
    function to see whether its machine code is out of date, but a function also holds what it calls in other files:
    hence a folder for each version, and for each state of the files here. Where one is made, those that nobody has used
    for three months are removed.

    Parameters
    ----------
    version : str
        Of graphkit.
    """
    state = sha256(b"".join(file.read_bytes() for file in sorted(ROOM.glob("*.py")))).hexdigest()[:12]
    given = os.environ.get("NUMBA_CACHE_DIR")
    try:
        place = (Path(given) if given else _user_folder() / "graphkit" / "numba") / f"graphkit-{version}-{state}"
        is_new = not place.exists()
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        # What is read from here is run: it must be one's own.
        if hasattr(os, "geteuid") and place.stat().st_uid != os.geteuid():
            _say_not_ours(place)
            return None
        with tempfile.TemporaryFile(dir=place), suppress(OSError):
            # It was used now, whether or not anything is written into it.
            os.utime(place)
        if is_new:
            _remove_left(place)
        return place
    except (OSError, RuntimeError):  # RuntimeError: there is no home at all
        return None


def _remove_left(place: Path) -> None:
    """Remove folders beside this one that no run has used for long; one that cannot be removed stays."""
    others: list[Path] = []
    # A folder that cannot be listed stays as it is.
    with suppress(OSError):
        others = list(place.parent.iterdir())
    for other in others:
        # Another process may remove it at the same time.
        with suppress(OSError):
            if other != place and _OURS.fullmatch(other.name) and time.time() - other.stat().st_mtime > LEFT:
                shutil.rmtree(other, ignore_errors=True)


@cache
def _say_not_ours(place: Path) -> None:
    logging.getLogger("graphkit.kernels").warning(
        "%s belongs to another user, as after sudo: compiled functions are not kept there, and each run compiles what "
        "it needs. Remove it, or set NUMBA_CACHE_DIR to a folder of your own.",
        place,
    )


def _user_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    # A relative path is to be ignored, says the XDG base directory specification.
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return given if given.is_absolute() else Path.home() / ".cache"
