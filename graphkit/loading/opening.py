"""The one place where archives are opened: what a loader is given is a file, whatever it was packed in.

Here and not in the loaders, so that each loader, those to come too, reads packed files without a line about them. The
file that the user named stays the Source, with its own name and hash, and is named by every error.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from graphkit.errors import DataError, FormatError, UsageError
from graphkit.loaders._archives import inner_name, is_packed, unpack


def grouped(loader: ModuleType, paths: Sequence[Path]) -> list[list[Path]]:
    """The files of each load, as the loader groups them: one a load, unless it reads several together.

    Raises
    ------
    UsageError
        A file is named packed and unpacked.
    """
    if not hasattr(loader, "files"):
        return [[path] for path in paths]
    # A loader groups by names and folders: it is shown a packed file as if it lay there unpacked.
    given: dict[Path, Path] = {}
    for path in paths:
        shown = _shown(loader, path)
        if given.setdefault(shown, path) != path:
            raise UsageError(f"{given[shown].name} and {path.name} stand for the same file. Name one of them.")
    return [[given.get(shown, shown) for shown in group] for group in loader.files(list(given))]


def _shown(loader: ModuleType, path: Path) -> Path:
    if _takes_archives(loader) or not path.is_file() or not is_packed(path):
        return path
    try:
        return path.with_name(inner_name(path))
    except FormatError:
        return path  # told when it is read, as of any other file


def _takes_archives(loader: ModuleType) -> bool:
    return bool(getattr(loader, "ARCHIVES", False))


@contextmanager
def opened(loader: ModuleType, group: Sequence[Path]) -> Iterator[list[Path]]:
    """The files of a load as the loader reads them; those that were packed lie in a folder that goes with the block.

    Raises
    ------
    FormatError
        An archive holds no file or several, is damaged, or unpacks to more than is read.
    """
    packed = [path for path in group if path.is_file() and is_packed(path)]
    if not packed:
        yield list(group)
        return
    with tempfile.TemporaryDirectory(prefix="graphkit-", ignore_cleanup_errors=True) as folder:
        unpacked = {path: path for path in packed}
        for number, path in enumerate(packed if not _takes_archives(loader) else ()):
            own = Path(folder, str(number))
            own.mkdir()
            unpacked[path] = unpack(path, own)
        try:
            yield [unpacked.get(path, path) for path in group]
        except (DataError, UsageError) as error:
            raise _named(error, unpacked) from None


def _named(error: DataError | UsageError, unpacked: dict[Path, Path]) -> DataError | UsageError:
    """The error with the file in it that the user gave."""
    told = str(error)
    for path in unpacked.values():
        told = told.replace(str(path), path.name)
    meant = [given for given, path in unpacked.items() if path.name in told] or list(unpacked)
    if not any(given.name in told for given in meant):
        told = f"{meant[0].name}: {told}"
    error.args = (told,)
    return error
