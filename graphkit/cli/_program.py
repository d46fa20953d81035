"""How this program is called, so that a line can be pasted into the shell that it was called from."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

NAME = "graphkit"


def program() -> str:
    """``graphkit`` where the shell finds this one by that name, else the way to it as short as it can be said."""
    called = Path(sys.argv[0])
    if called.parts[-2:] == (NAME, "__main__.py"):
        return f"{_said(Path(sys.executable))} -m {NAME}"
    if called.stem != NAME or _found() == called.absolute():
        return NAME
    return _said(called)


def _found() -> Path | None:
    found = shutil.which(NAME)
    return Path(found).absolute() if found else None


def _said(place: Path) -> str:
    """A place from the working directory where it is below it; never resolved, for a link of a venv matters."""
    absolute, here = place.absolute(), Path.cwd()
    if not absolute.is_relative_to(here):
        return shlex.quote(str(absolute))
    below = str(absolute.relative_to(here))
    return shlex.quote(below if os.sep in below else os.path.join(".", below))
