"""The files of a CORDIS archive: unpacked from a ZIP within bounds, in a folder, or named one by one."""

from __future__ import annotations

import errno
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from graphkit.errors import FormatError

# An archive that unpacks to more is taken for hostile: the largest, of Horizon 2020, has a tenth of it.
LARGEST = 2**31

# An archive has less than ten tables.
_MOST = 100

_BLOCK = 2**20

# How an archive begins; the second is one without members.
_SIGNS = (b"PK\x03\x04", b"PK\x05\x06")

# What the archives call their tables; those that are not read are told apart by their columns.
MEMBERS = frozenset(
    ("project", "organization", "topics", "legalbasis", "euroscivoc", "weblink", "webitem", "policypriorities")
)


def is_member(path: Path) -> bool:
    """Whether a file bears the name of a table of the archives."""
    return path.suffix.lower() == ".csv" and path.stem.lower() in MEMBERS


@contextmanager
def opened(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """The tables in these files; what comes out of a ZIP lies in a folder that goes with the block.

    Raises
    ------
    FormatError
        An archive is damaged, holds no CSV, asks for a password or unpacks to more than `LARGEST`.
    """
    with tempfile.TemporaryDirectory(prefix="graphkit-") as folder:
        found: list[Path] = []
        for number, path in enumerate(paths):
            if path.is_dir():
                found += sorted(file for file in path.iterdir() if file.suffix.lower() == ".csv")
            elif path.is_file() and _is_archive(path):
                own = Path(folder, str(number))
                own.mkdir()
                found += _unpacked(path, own)
            else:
                found.append(path)
        yield found


def _is_archive(path: Path) -> bool:
    # A workbook is an archive too; its suffix says what it is meant to be.
    with path.open("rb") as file:
        return file.read(4) in _SIGNS and path.suffix.lower() not in (".xlsx", ".xlsm", ".ods")


def _unpacked(path: Path, folder: Path) -> list[Path]:
    try:
        with zipfile.ZipFile(path) as archive:
            found = list(_extracted(archive, path, folder))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError) as error:
        raise FormatError(f"{path.name} is a damaged archive ({str(error).rstrip('.')}). Get it again.") from None
    except OSError as error:
        # A place in the archive that is none is no fault of the disk.
        if error.errno != errno.EINVAL:
            raise
        raise FormatError(f"{path.name} is a damaged archive. Get it again.") from None
    except RuntimeError:
        raise FormatError(f"{path.name} asks for a password. Unpack it and load the folder.") from None
    if not found:
        raise FormatError(f"{path.name} holds no CSV file. Get the CSV edition of the archive from CORDIS.")
    return found


def _extracted(archive: zipfile.ZipFile, path: Path, folder: Path) -> Iterator[Path]:
    left = LARGEST
    names = [(member, PurePosixPath(member.filename.replace("\\", "/"))) for member in archive.infolist()]
    tables = [(member, name) for member, name in names if _is_table(member, name)]
    if len(tables) > _MOST:
        raise FormatError(
            f"{path.name} holds {len(tables)} CSV files; an archive of CORDIS has less than ten. Get it again."
        )
    for member, name in tables:
        target = folder / re.sub(r"[^\w.\-]", "_", name.name)[-80:]
        if target.exists():
            raise FormatError(f"{path.name} holds two files {name.name}. Unpack it and load one folder.")
        # The size that an archive states is its author's word: what comes out is counted.
        with archive.open(member) as packed, target.open("wb") as file:
            while block := packed.read(_BLOCK):
                left -= len(block)
                if left < 0:
                    shutil.rmtree(folder)
                    raise FormatError(
                        f"{path.name} unpacks to more than {LARGEST:,} bytes, which no archive of CORDIS does. "
                        "Get it again from CORDIS."
                    )
                file.write(block)
        yield target


def _is_table(member: zipfile.ZipInfo, name: PurePosixPath) -> bool:
    return not member.is_dir() and name.suffix.lower() == ".csv" and name.parts[0] != "__MACOSX"
