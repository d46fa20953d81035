"""The sheets of a workbook (XLSX, XLS, ODS) as text cells."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import FormatError, UsageError

if TYPE_CHECKING:
    import python_calamine

# A workbook that unpacks to more than this is taken for hostile: the largest real ones have a tenth of it.
_LARGEST = 2**30

# The reader holds a sheet as one block from its first cell to its last: a stray cell in the last corner would take
# more memory than there is. A block of up to so many cells is taken as it is, a larger one where one cell in so many
# holds something.
_BLOCK = 2**24
_FILLED = 20

# A cell that holds something, and where it stands; any cell that says so; one that does not; a row, and its number.
_FILLED_CELL = re.compile(rb'<(?:\w+:)?c\s(?:[^<>]*?\s)?r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*(?<!/)>')
_CELL = re.compile(rb'<(?:\w+:)?c\s(?:[^<>]*?\s)?r="([A-Z]{1,3})[0-9]{1,7}"')
_UNPLACED = re.compile(rb'<(?:\w+:)?c(?=[\s>])(?![^<>]*\sr=")')
_ROW = re.compile(rb'<(?:\w+:)?row\s(?:[^<>]*?\s)?r="([0-9]{1,7})"')

_SIGNS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
Value = int | float | str | bool | time | date | datetime | timedelta


def is_workbook(data: bytes) -> bool:
    """Whether a file begins as workbooks do (a ZIP archive or an OLE container)."""
    return data.startswith(_SIGNS)


def sheets(path: Path, sheet: str | None = None) -> Iterator[tuple[str, list[list[str]], int]]:
    """Name and rows of each sheet in the workbook's order, and how many sheets there are.

    Rows begin with the first of the sheet, so that a row's place in the list is its number; a blank one is empty.

    Raises
    ------
    FormatError
        The file is no workbook, or one that is protected or damaged.
    UsageError
        `sheet` is given and the workbook has none of that name.
    """
    import python_calamine

    _refuse_bombs(path)
    _refuse_stray_cells(path)
    try:
        # From the bytes: given a path, the reader goes by the ending of its name.
        with path.open("rb") as file:
            workbook = python_calamine.CalamineWorkbook.from_filelike(file)
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
            yield name, _rows(found), len(names)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise _no_workbook(path, str(error)) from error
    except BaseException as error:
        # A panic of the Rust library is no Exception; it is known by its name alone.
        if type(error).__name__ != "PanicException":
            raise
        raise _no_workbook(path, "it is damaged") from error


def _rows(sheet: python_calamine.CalamineSheet) -> list[list[str]]:
    # Rows come from the first of the sheet, cells from the first column that holds something.
    left = [""] * sheet.start[1] if sheet.start else []
    texts = ([_text(value) for value in row] for row in sheet.iter_rows())
    return [[*left, *row] if any(row) else [] for row in texts]


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


def _refuse_stray_cells(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    _refuse_stray_cell(path, archive, name)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return  # XLS and ODS have no such parts; a broken archive is reported by the reader


def _refuse_stray_cell(path: Path, archive: zipfile.ZipFile, name: str) -> None:
    filled, rows = 0, 0
    columns: set[bytes] = set()
    unplaced = False
    for block in _blocks(archive, name):
        found = _FILLED_CELL.findall(block)
        filled += len(found)
        columns.update(column for column, _ in found)
        rows = max([rows, *(int(row) for _, row in found)])
        unplaced = unplaced or _UNPLACED.search(block) is not None
    width = max(map(_number, columns), default=0)
    if unplaced:
        # A cell that does not say where it stands follows the one before it, even one that holds nothing.
        along = 0
        for block in _blocks(archive, name):
            filled += len(_UNPLACED.findall(block))
            columns.update(_CELL.findall(block))
            rows = max([rows, *map(int, _ROW.findall(block))])
            along = max([along, *(row.count(b"<c") for row in block.split(b"<row"))])
        width = max(map(_number, columns), default=0) + along
    if width * rows > max(_BLOCK, _FILLED * filled):
        raise FormatError(
            f"{path.name} has a sheet of {rows:,} rows and {width:,} columns, in which {filled:,} cells hold "
            "something. Delete the stray cells far below or beside the table, or save the sheet as CSV."
        )


def _blocks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The text of a part in pieces that end where a tag begins."""
    rest = b""
    with archive.open(name) as file:
        while block := file.read(2**20):
            block = rest + block
            end = block.rfind(b"<")
            if end > 0:
                yield block[:end]
                block = block[end:]
            rest = block
    yield rest


def _number(column: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    found = 0
    for letter in column:
        found = 26 * found + letter - 64
    return found


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
