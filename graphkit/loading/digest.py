"""What files are known by: the hash of their content, of one or of those that make one load together."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from graphkit.errors import DataError


def content_sha256(files: Sequence[Path]) -> str:
    """The SHA-256 of a file; of several one of their names and contents, in the order of their paths.

    Raises
    ------
    DataError
        A file cannot be read.
    """
    digest = hashlib.sha256()
    for path in sorted(files):
        if len(files) > 1:
            digest.update(f"{path.name}\0".encode())
        try:
            with path.open("rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
        except OSError as error:
            raise DataError(f"{path} cannot be read: {error.strerror}.") from None
    return digest.hexdigest()
