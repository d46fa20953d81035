"""Packed files: a ``.gz``, and a ``.zip`` with one file in it, stand for the file that is packed.

`graphkit.loading` opens them before a loader sees a path, so no loader has to. One that takes archives as they are
says ``ARCHIVES = True``, and reads their members by `blocks`, which holds the same bounds.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase
from pathlib import Path
from typing import IO

from graphkit.errors import FormatError

LARGEST = 2**32
"""The most bytes that are unpacked from one archive."""

RATIO = 200
"""How many times its size an archive may unpack to; tables and JSON reach 50."""

# Below this the ratio says nothing: empty rows pack a thousand to one, and harm nobody.
_SMALL = 2**26

_BLOCK = 2**20

_GZIP, _ZIP, _TAR = b"\x1f\x8b", b"PK\x03\x04", b"ustar"

# What tells a workbook or document, which is a ZIP archive of its own kind, from a ZIP archive of files.
_DOCUMENTS = ("[Content_Types].xml", "mimetype")

_UNPACK = "Unpack it and load what is in it"


def is_packed(path: Path) -> bool:
    """Whether a file is an archive of files; a workbook, which is a ZIP archive too, is none.

    An archive that is too damaged to tell is one where its name says so.
    """
    start = _start(path)
    if start.startswith(_GZIP):
        return True
    if not start.startswith(_ZIP):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return not any(name in archive.namelist() for name in _DOCUMENTS)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return path.suffix.lower() == ".zip"


def inner_name(path: Path) -> str:
    """The name of the one file that an archive holds.

    Raises
    ------
    FormatError
        It holds none, or several, or is damaged.
    """
    if _start(path).startswith(_GZIP):
        return path.stem if path.suffix.lower() in (".gz", ".gzip") and path.stem else path.name
    with _zip(path) as archive:
        return _plain_name(_only(archive, path).filename) or path.stem


def unpack(path: Path, folder: Path) -> Path:
    """The file that an archive holds, unpacked into a folder under its own name.

    Raises
    ------
    FormatError
        It holds none or several, is damaged, asks for a password, or unpacks to more than is read.
    """
    target = folder / inner_name(path)
    with _told(path), target.open("wb") as file:
        for block in _unpacked(path):
            file.write(block)
    start = _start(target)
    if start.startswith(_GZIP) or start[257:262] == _TAR:
        what = "a tar archive" if start[257:262] == _TAR else "another archive"
        raise FormatError(f"{path.name} holds {what} ({target.name}). {_UNPACK}.")
    return target


def blocks(stream: IO[bytes] | BufferedIOBase, path: Path, packed: int) -> Iterator[bytes]:
    """The bytes of a stream that unpacks a part of an archive, as long as they stay within the bounds.

    Parameters
    ----------
    stream : file
        Open for reading.
    path : Path
        The archive, for the message.
    packed : int
        How many bytes the part takes in the archive.

    Raises
    ------
    FormatError
        It unpacks to more than `LARGEST`, or to more than `RATIO` times its size.
    """
    size = 0
    while block := stream.read(_BLOCK):
        size += len(block)
        if size > LARGEST:
            raise FormatError(
                f"{path.name} unpacks to more than {LARGEST:,} bytes, the most that is read from an archive. "
                f"{_UNPACK}, if you trust it."
            )
        if size > max(_SMALL, RATIO * packed):
            raise FormatError(
                f"{path.name} unpacks to more than {RATIO} times its size, which no table does: unpacking stopped "
                f"after {size:,} bytes. {_UNPACK}, if you trust it."
            )
        yield block


def _unpacked(path: Path) -> Iterator[bytes]:
    if _start(path).startswith(_GZIP):
        with gzip.open(path) as stream:
            yield from blocks(stream, path, path.stat().st_size)
        return
    with _zip(path) as archive:
        member = _only(archive, path)
        if member.flag_bits & 1:
            raise FormatError(f"{path.name} asks for a password. {_UNPACK}.")
        with archive.open(member) as inside:
            yield from blocks(inside, path, member.compress_size)


def _only(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """The one file in an archive; what systems add of their own does not count."""
    found = [member for member in archive.infolist() if not member.is_dir() and _is_data(member.filename)]
    if not found:
        raise FormatError(f"{path.name} is an archive without a file in it. Get it again.")
    if len(found) > 1:
        names = ", ".join(_plain_name(member.filename) for member in found[:3])
        more = ", …" if len(found) > 3 else ""
        raise FormatError(
            f"{path.name} holds {len(found)} files ({names}{more}), and one is read from an archive. Unpack it and "
            "load those that you want."
        )
    return found[0]


def _is_data(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return parts[0] != "__MACOSX" and not parts[-1].startswith(".") and parts[-1] not in ("Thumbs.db", "desktop.ini")


def _plain_name(name: str) -> str:
    """The last part of a name, fit to be a file's name and to stand in a message."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(char for char in last if char.isprintable() and char not in ':*?"<>|').strip(". ")[-120:]


def _start(path: Path) -> bytes:
    """The first bytes of a file; none where it cannot be read, which its loader tells."""
    try:
        with path.open("rb") as file:
            return file.read(512)
    except (OSError, ValueError):
        return b""


@contextmanager
def _zip(path: Path) -> Iterator[zipfile.ZipFile]:
    with _told(path), zipfile.ZipFile(path) as archive:
        yield archive


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What goes wrong with an archive, in words."""
    try:
        yield
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, ValueError) as error:
        raise FormatError(f"{path.name} is damaged or cut off ({str(error).rstrip('.')}). Get it again.") from None
    except (NotImplementedError, RuntimeError) as error:
        raise FormatError(f"{path.name} cannot be unpacked ({str(error).rstrip('.')}). {_UNPACK}.") from None
    except OSError as error:
        raise FormatError(f"{path.name} cannot be unpacked: {error.strerror or error}. Check the disk.") from None
