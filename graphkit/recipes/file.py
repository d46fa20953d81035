"""A recipe as a file: bytes that may be anything, read as TOML or refused in a line."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from graphkit.errors import DataError

# A recipe is written by hand.
MOST_BYTES = 1 << 20


def table_of(path: Path) -> tuple[dict[str, Any], str]:
    """What a file says as TOML, and the SHA-256 of its bytes.

    Raises
    ------
    DataError
        There is no such file, it cannot be read, is too large, or is no TOML; the line is named where there is one.
    """
    if path.is_dir():
        raise DataError(f"{path} is a folder. Name the recipe in it.")
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise DataError(f"There is no recipe {path}. graphkit run --init writes one to begin with.") from None
    except (OSError, ValueError) as error:
        raise DataError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from None
    if len(data) > MOST_BYTES:
        raise DataError(f"{path.name} is larger than a recipe can be (1 MB). Name a TOML file.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(f"{path.name}, line {line}: It is not written in UTF-8. Save it as UTF-8.") from None
    try:
        return tomllib.loads(text), hashlib.sha256(data).hexdigest()
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path.name} is no TOML: {error}. Correct that place.") from None
    except RecursionError:
        raise DataError(f"{path.name} is no recipe: its tables are nested too deep.") from None
    except ValueError as error:
        # Python's own bounds, as on the digits of a number.
        raise DataError(f"{path.name} is no recipe: {error}.") from None
