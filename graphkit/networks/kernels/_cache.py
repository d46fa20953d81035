"""Where compiled functions are kept from one run to the next, or that there is no such place."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from functools import cache
from hashlib import sha256
from pathlib import Path

ROOM = Path(__file__).parent


def folder(version: str) -> Path | None:
    """The folder of this state of the code, made where it is missing; None where nothing can be kept.

    ``NUMBA_CACHE_DIR``, where it is set, or the user's cache folder. numba itself looks no further than the file of a
    function to see whether its machine code is out of date, but a function also holds what it calls in other files:
    hence a folder for each version, and for each state of the files here.

    Parameters
    ----------
    version : str
        Of graphkit.
    """
    state = sha256(b"".join(file.read_bytes() for file in sorted(ROOM.glob("*.py")))).hexdigest()[:12]
    given = os.environ.get("NUMBA_CACHE_DIR")
    try:
        place = (Path(given) if given else _user_folder() / "graphkit" / "numba") / f"graphkit-{version}-{state}"
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        # What is read from here is run: it must be one's own.
        if hasattr(os, "geteuid") and place.stat().st_uid != os.geteuid():
            _say_not_ours(place)
            return None
        with tempfile.TemporaryFile(dir=place):
            return place
    except (OSError, RuntimeError):  # RuntimeError: there is no home at all
        return None


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
