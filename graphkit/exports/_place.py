"""Where an export goes: written beside, then renamed, so that no reader sees half of it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import UsageError

if TYPE_CHECKING:
    from graphkit.exports._content import Content
    from graphkit.exports._format import Format

# In every folder: how it came about, and which files are part of it.
ABOUT = "about.json"


def in_place(place: str | Path, format: Format, content: Content, write: Callable[[Path], None]) -> list[Path]:
    """The files that `write` wrote, once they stand at their place.

    Raises
    ------
    UsageError
        The place cannot be written, or a folder holds what is not an earlier export.
    """
    # Through a link what it names is replaced, not the link.
    target = Path(place).resolve()
    try:
        check_place(target, format)
        if target.exists() and not target.is_file() and not target.is_dir():  # a pipe or a device takes what comes
            return _through(target, write)
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            return _folder(target, part, content, write) if format.is_folder else _file(target, part, write)
        finally:
            _remove(part)
    except OSError as error:
        raise UsageError(f"Cannot write {place}: {error.strerror or error}. Give --output another place.") from error


def check_place(target: Path, format: Format) -> None:
    """Refuse a place where nothing could be put, before anything is computed.

    Raises
    ------
    UsageError
        It is a folder where a file is wanted or the other way round, the folder above it is missing or may not be
        written to, or it is a folder that holds what is not an earlier export.
    """
    target = target.resolve()
    if not target.parent.is_dir():
        raise UsageError(f"Cannot write {target}: there is no folder {target.parent}. Make it, or choose another.")
    if not os.access(target.parent, os.W_OK):
        raise UsageError(f"Cannot write {target}: Permission denied. Give --output another place.")
    if format.is_folder and target.exists() and not target.is_dir():
        raise UsageError(f"{format.title} is a folder of files, and {target} is a file. Give --output another place.")
    if not format.is_folder and target.is_dir():
        raise UsageError(f"{format.title} is one file, and {target} is a folder. Give --output another place.")
    if target.is_dir() and (other := _not_ours(target)):
        raise UsageError(
            f"{target} holds {other}, which is no export of graphkit: it would be lost. Give --output another place."
        )


def _not_ours(folder: Path) -> str | None:
    """A file of a folder that an earlier export did not write."""
    there = {each.name for each in folder.iterdir()}
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        ours = {*about["files"], ABOUT} if about["made_by"] == "graphkit export" else set()
    except (OSError, ValueError, KeyError, TypeError):
        ours = set()
    return min(there - ours, default=None)


def _file(target: Path, part: Path, write: Callable[[Path], None]) -> list[Path]:
    write(part)
    _keep(part)
    part.replace(target)
    return [target]


def _folder(target: Path, part: Path, content: Content, write: Callable[[Path], None]) -> list[Path]:
    part.mkdir()
    write(part)
    names = sorted(each.name for each in part.iterdir())
    about = {"made_by": "graphkit export", "files": names, **content.provenance}
    if refusal := content.network.money.refusal:
        about["money_refused"] = refusal
    text = json.dumps(about, ensure_ascii=False, indent=2, default=str)
    (part / ABOUT).write_text(f"{text}\n", encoding="utf-8")
    for name in (*names, ABOUT):
        _keep(part / name)
    old = part.with_suffix(".old")
    if target.exists():
        # A folder cannot be renamed over one that is not empty.
        target.rename(old)
    try:
        part.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    _remove(old)
    return [target / name for name in (*names, ABOUT)]


def _through(target: Path, write: Callable[[Path], None]) -> list[Path]:
    write(target)
    return [target]


def _keep(file: Path) -> None:
    """See that a file is on the disk and not only on its way: a full one says so here."""
    with file.open("rb") as opened:
        os.fsync(opened.fileno())


def _remove(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
    else:
        place.unlink(missing_ok=True)
