"""Any table file as a header and rows of text cells: CSV, TSV, XLSX, XLS, ODS, as they are found.

Shared by all loaders that read tables. Rows are numbered as a spreadsheet program shows them: the first row of the
file is 1, a cell with line breaks does not make a further row, blank rows count and are not given.

    table = read_table(path)
    for record in table:
        if isinstance(record, Reject): yield record; continue
        record.number, record.cells, record.locator
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from graphkit.errors import FormatError
from graphkit.loaders import _encodings, _workbooks
from graphkit.model.records import Fault, Reject

Recognise = Callable[[Sequence[str]], int]
"""How many of the columns that a loader looks for stand in a row."""

_SEPARATORS = (";", ",", "\t", "|")

_OPEN = "the file ends within quotation marks that this row opens: it was probably cut off. Get it again, or close them"

# Titles and notes above a header are a few rows; a header further down is not looked for.
_SEARCHED = 30


class Record(NamedTuple):
    """One row of a table.

    Attributes
    ----------
    number : int
        The row as a spreadsheet program numbers it.
    cells : list of str
        As many as the header has, without white space around them; a cell that is not there is empty.
    locator : str
        ``"row 12"``, or ``"sheet Grants, row 12"`` in a workbook with several sheets.
    repaired : bool
        Whether text in it had been encoded twice and was put right.
    """

    number: int
    cells: list[str]
    locator: str
    repaired: bool


@dataclass(slots=True)
class Table:
    """A table file; iterating it gives its rows from the first below the header, each time anew.

    Attributes
    ----------
    path : Path
    header : list of str
        Column names as found, without white space around them; a name may be empty or stand twice.
    header_row : int
        Number of the row that holds them.
    encoding, separator : str or None
        As found; None for a workbook.
    sheet : str or None
        The sheet it was read from, where the workbook has several.
    faults : list of Fault
        What is wrong with the table as a whole: a column name that stands twice, an encoding that is mixed.
    """

    path: Path
    header: list[str]
    header_row: int
    encoding: str | None
    separator: str | None
    sheet: str | None
    faults: list[Fault]
    _rows: Callable[[], Iterable[tuple[int, list[str] | str]]] = field(repr=False)

    def locator(self, number: int) -> str:
        """Where a row stands, in a reader's words."""
        return f"sheet {self.sheet}, row {number}" if self.sheet else f"row {number}"

    def __iter__(self) -> Iterator[Record | Reject]:
        """The rows as `Record`; as `Reject` those that do not fit the header."""
        width = len(self.header)
        for number, cells in self._rows():
            if number <= self.header_row:
                continue
            if isinstance(cells, str):
                yield Reject(self.locator(number), [Fault("", "", cells)])
                continue
            if not any(cells):
                continue
            # Put right before white space goes: a blank may be half of a letter.
            mended = [_clean(_encodings.repair(cell)) for cell in cells]
            if not any(mended):
                continue
            extra = [cell for cell in mended[width:] if cell]
            if extra:
                reason = (
                    f"{len(cells)} cells, but the header has {width}: a separator within a cell, or a row cut in two"
                )
                yield Reject(self.locator(number), [Fault("", extra[0], reason)])
                continue
            repaired = any(_encodings.repair(cell) != cell for cell in cells if not cell.isascii())
            padded = mended[:width] + [""] * (width - len(mended))
            yield Record(number, padded, self.locator(number), repaired)


def read_table(path: str | Path, sheet: str | None = None, *, recognise: Recognise | None = None) -> Table:
    r"""The table that a file holds.

    Parameters
    ----------
    path : path
        A CSV or TSV file in any encoding, separated by ``;``, ``,``, tab or ``|``, or a workbook.
    sheet : str, optional
        The sheet to read; otherwise the first that holds a table, or with `recognise` the one that fits best.
    recognise : callable, optional
        Given a row, how many columns the loader knows in it. With it the header is also found below titles and notes;
        without it the header is the first row that is not blank.

    Raises
    ------
    FormatError
        There is no such file, it is a folder, cannot be read, is empty or holds no table.
    UsageError
        The workbook has no such sheet.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "grants.csv"
    >>> _ = file.write_bytes("nom;montant\nThéâtre;3 000\n".encode("cp1252"))
    >>> table = read_table(file)
    >>> table.header, table.encoding, table.separator
    (['nom', 'montant'], 'cp1252', ';')
    >>> [(record.number, record.cells) for record in table]
    [(2, ['Théâtre', '3 000'])]
    """
    path = Path(path)
    data = read_bytes(path)
    if _workbooks.is_workbook(data):
        return _from_workbook(path, sheet, recognise)
    # Programs name a text table .xls so that it opens in a spreadsheet: what a file is, its bytes say.
    return _from_text(path, data, recognise)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that is there and is not empty.

    Raises
    ------
    FormatError
        There is no such file, it is a folder, may not be read, or is empty.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise FormatError(f"There is no file {path}. Check the name and the folder.") from None
    except IsADirectoryError:
        raise FormatError(f"{path} is a folder. Name the file in it.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise FormatError(f"{path} cannot be read: {reason}. Check the permissions and the disk.") from error
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FormatError(f"{path.name} is empty. Get the file again.")
    return data


def _from_workbook(path: Path, sheet: str | None, recognise: Recognise | None) -> Table:
    best: tuple[int, str, int, list[list[str]]] | None = None
    several = False
    for name, rows, n_sheets in _workbooks.sheets(path, sheet):
        several = n_sheets > 1
        row, score = _find_header(rows, recognise)
        if row is not None and (best is None or score > best[0]):
            best = score, name, row, rows
            if recognise is None:
                break
    if best is None:
        raise FormatError(f"{path.name} has no sheet with a table in it. Name the file that holds the rows.")
    _, name, row, rows = best
    header, faults = _header(rows[row])
    return Table(path, header, row + 1, None, None, name if several else None, faults, lambda: enumerate(rows, start=1))


def _from_text(path: Path, data: bytes, recognise: Recognise | None) -> Table:
    text, encoding = _encodings.decode(data, path)
    start = 0
    separator = None
    if text[:4].lower() == "sep=" and text[4:5] in _SEPARATORS:
        # A line by which Excel is told the separator; no other program shows it.
        separator, start = text[4], text.find("\n") + 1
    if not text[start:].strip():
        raise FormatError(f"{path.name} is empty. Get the file again.")
    if start:
        text = text[start:]
    separator = separator or _find_separator(text, recognise)
    sample = [cells for _, cells in islice(_records(text, separator), _SEARCHED) if isinstance(cells, list)]
    row, _ = _find_header(sample, recognise)
    if row is None:
        raise FormatError(f"{path.name} holds no table in its first {_SEARCHED} rows. Put the column names in row 1.")
    header, faults = _header(sample[row])
    if encoding == _encodings.MIXED:
        faults.append(Fault("", "", "the file mixes two encodings, UTF-8 and cp1252; each was read as what it is"))
    if encoding.endswith(_encodings.CUT):
        faults.append(Fault("", "", "the file ends in the middle of a letter: it was cut off. Get it again"))
    whole = text.endswith(("\n", "\r")) or any(len(cells) < len(header) for cells in sample[row + 1 : -1] if any(cells))

    def rows() -> Iterator[tuple[int, list[str] | str]]:
        found = _records(text, separator)
        return found if whole else _without_cut_row(found, len(header))

    return Table(path, header, row + 1, encoding, separator, None, faults, rows)


def _without_cut_row(rows: Iterator[tuple[int, list[str] | str]], width: int) -> Iterator[tuple[int, list[str] | str]]:
    """The rows; instead of a last one that lacks cells, as no other does, why it is not read.

    The number that a file is cut off in still looks like one.
    """
    held = next(rows, None)
    for row in rows:
        if held is not None:
            yield held
        held = row
    if held is not None:
        number, cells = held
        if isinstance(cells, str) or len(cells) >= width:
            yield held
        else:
            yield (
                number,
                f"the file ends in this row, after {len(cells)} of {width} cells: probably cut off. Get it again",
            )


def _ends_in_quotes(lines: list[str], separator: str) -> bool:
    """Whether the last lines of a file open a quotation mark that nothing closes."""
    if len(lines) == 1 and lines[0].endswith(("\n", "\r")):
        return False  # a whole line, with a mark of which nobody knows whether it opens anything
    try:
        list(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str] | str]]:
    """Number and cells of each row; where a row cannot be cut into cells, why."""
    lines: list[str] = []

    def kept() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            lines.append(line)
            yield line

    source = kept()
    reader = csv.reader(source, delimiter=separator)
    number, width = 0, 0
    while True:
        lines.clear()
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            limit = csv.field_size_limit()
            yield number, f"a cell is longer than {limit:,} characters: a quotation mark that is never closed?"
            continue
        width = width or len(cells)
        pieces = _stray_quote(lines, cells, separator, width)
        if pieces is None:
            yield number, _OPEN if _ends_in_quotes(lines, separator) else cells
            continue
        for piece in pieces:
            yield number, piece
            number += 1
        number -= 1


def _stray_quote(lines: list[str], cells: list[str], separator: str, width: int) -> list[list[str]] | None:
    """The rows that a quotation mark without a partner has run together; None where that is not so."""
    if len(lines) < 2:
        return None
    unclosed = sum(line.count('"') for line in lines) % 2 == 1
    if not unclosed and len(cells) == width:
        return None
    pieces = list(csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE))
    fits = sum(len(piece) == width for piece in pieces)
    return pieces if fits == len(pieces) or (unclosed and fits > 1) else None


def _find_separator(text: str, recognise: Recognise | None) -> str:
    def score(separator: str) -> tuple[int, int]:
        rows = [cells for _, cells in islice(_records(text, separator), 60) if isinstance(cells, list) and any(cells)]
        row, known = _find_header(rows, recognise)
        if row is None:
            return 0, 0
        width = len(rows[row])
        return known, sum(len(cells) == width for cells in rows) * (width - 1)

    # The first of those that do equally well: a table of one column has none.
    return max(_SEPARATORS, key=score)


def _find_header(rows: Sequence[Sequence[str]], recognise: Recognise | None) -> tuple[int | None, int]:
    """Index of the row that holds the column names, and how many of them the loader knows."""
    filled = [index for index, cells in enumerate(rows[:_SEARCHED]) if any(cell.strip() for cell in cells)]
    if not filled:
        return None, 0
    if recognise is None:
        return filled[0], 0
    known = {index: recognise(_header(rows[index])[0]) for index in filled}
    best = max(filled, key=lambda index: known[index])
    return best, known[best]


def _header(cells: Sequence[str]) -> tuple[list[str], list[Fault]]:
    names = [" ".join(_encodings.repair(cell).replace("\ufeff", "").split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    twice = [name for name, count in Counter(names).items() if name and count > 1]
    faults = [Fault(name, name, "two columns have this name; the first is used") for name in twice]
    return names, faults


def _clean(cell: str) -> str:
    return (cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell).strip()
