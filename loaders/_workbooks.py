"""The sheets of a workbook (XLSX, XLS, ODS) as text cells."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from graphkit.errors import FormatError, UsageError

# A workbook that unpacks to more than this is taken for hostile: the largest real ones have a tenth of it.
_LARGEST = 2**30

_SIGNS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")

Value = int | float | str | bool | time | date | datetime | timedelta


def is_workbook(data: bytes) -> bool:
    """Whether a file begins as workbooks do (a ZIP archive or an OLE container)."""
    return data.startswith(_SIGNS)


def sheets(path: Path, sheet: str | None = None) -> Iterator[tuple[str, list[list[str]], int]]:
    """Name and rows of each sheet in the workbook's order, and how many sheets there are.

    Rows begin with the first of the sheet, blank ones included, so that a row's place in the list is its number.

    Raises
    ------
    FormatError
        The file is no workbook, or one that is protected or damaged.
    UsageError
        `sheet` is given and the workbook has none of that name.
    """
    import python_calamine

    _refuse_bombs(path)
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(path)
        names = workbook.sheet_names
        if sheet is not None and sheet not in names:
            raise UsageError(f"{path.name} has no sheet {sheet!r}. There is: {', '.join(names)}.")
        for name in names if sheet is None else [sheet]:
            try:
                found = workbook.get_sheet_by_name(name)
            except python_calamine.CalamineError:
                if sheet is not None:
                    raise
                continue  # a chart, or a sheet too damaged to hold what is looked for
            yield name, [[_text(value) for value in row] for row in found.to_python(skip_empty_area=False)], len(names)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise _no_workbook(path, str(error)) from error
    except BaseException as error:
        # A panic of the Rust library is no Exception; it is known by its name alone.
        if type(error).__name__ != "PanicException":
            raise
        raise _no_workbook(path, "it is damaged") from error


def _no_workbook(path: Path, why: str) -> FormatError:
    return FormatError(
        f"{path.name} cannot be read as a workbook ({why.strip().rstrip('.')}). "
        "Open it in a spreadsheet program and save it again as XLSX without a password, or as CSV."
    )


def _refuse_bombs(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return  # XLS is no archive; a broken archive is reported by the reader
    if size > _LARGEST:
        raise FormatError(
            f"{path.name} unpacks to {size:,} bytes, more than a workbook may ({_LARGEST:,}). Save the sheet as CSV."
        )


def _text(value: Value) -> str:
    """A cell as text: 123.0 is the number 123, midnight is the day."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)
