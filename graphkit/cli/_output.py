"""Rows as a table for people, as CSV (RFC 4180) or as JSON; to the screen or, all or nothing, to a file."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

import click

from graphkit.errors import UsageError
from graphkit.files import put
from graphkit.rows import as_csv, as_json, csv_pieces, from_frame, plain_value

__all__ = [
    "as_csv",
    "as_json",
    "as_table",
    "cell",
    "check_place",
    "csv_pieces",
    "from_frame",
    "plain_value",
    "write_rows",
    "write_text",
]


def write_rows(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], *, headings: Sequence[str], format: str, output: str | None
) -> None:
    """Print rows; `columns` are the names for scripts, `headings` those for people."""
    plain = ([plain_value(value) for value in row] for row in rows)
    if format == "csv":
        write_text(csv_pieces(columns, plain), output)
    elif format == "json":
        write_text(as_json(columns, plain), output)
    elif not _to_file(output) and sys.stdout.isatty():
        _rich_table(headings, list(plain))
    else:
        write_text(as_table(headings, plain), output)


def as_table(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows aligned in columns of plain text, nothing cut."""
    from rich.cells import cell_len

    body = list(rows)
    cells = [[cell(value) for value in row] for row in body]
    widths = [max(map(cell_len, column)) for column in zip(headings, *cells, strict=True)]
    right = _numeric(body, len(headings))

    def line(row: Sequence[str]) -> str:
        padded = []
        for text, width, is_number in zip(row, widths, right, strict=True):
            space = " " * (width - cell_len(text))
            padded.append(space + text if is_number else text + space)
        return "  ".join(padded).rstrip()

    return "\n".join([line(headings), line(["-" * width for width in widths]), *map(line, cells)]) + "\n"


def _rich_table(headings: Sequence[str], rows: list[list[Any]]) -> None:
    """Print a table for a person; long cells go on in a further line, so that nothing is cut."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=sys.stdout)
    cells = [[cell(value) for value in row] for row in rows]
    # Words, ids above all, stay whole where the screen is wide enough for that.
    words = [
        max(len(word) for text in column for word in text.split() or [""])
        for column in zip(headings, *cells, strict=True)
    ]
    whole = sum(words) + 3 * len(words) <= console.width
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading, is_number, width in zip(headings, _numeric(rows, len(headings)), words, strict=True):
        justify: Literal["right", "left"] = "right" if is_number else "left"
        table.add_column(Text(heading), justify=justify, overflow="fold", min_width=width if whole else None)
    for row in cells:
        table.add_row(*map(Text, row))
    console.print(table)


def cell(value: Any) -> str:
    """A value as people read it; control characters are made visible, for names come from files of others."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, list):
        return ", ".join(cell(item) for item in value)
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
    return "".join(c if c.isprintable() else " " if c.isspace() else repr(c)[1:-1] for c in text)


def _number(value: float) -> str:
    """A number with what a person reads of it: four decimals, or four digits of a very small one."""
    if value and abs(value) < 0.001:
        return f"{value:.4g}"
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _numeric(rows: Sequence[Sequence[Any]], width: int) -> list[bool]:
    """Which columns hold numbers and nothing else."""
    kinds = [{type(row[i]) for row in rows if row[i] is not None} for i in range(width)]
    return [bool(kind) and kind <= {int, float} for kind in kinds]


WORKBOOKS = (".xlsx", ".xls", ".ods")


def _to_file(output: str | None) -> bool:
    return output not in (None, "-")


def check_place(output: str, *, option: str = "--output") -> None:
    """Refuse a place where `write_text` could put nothing.

    Raises
    ------
    UsageError
        The folder is not there or may not be written to, or the place is a folder itself; rows would go to a workbook,
        which nobody could open.
    """
    if option == "--output" and Path(output).suffix.lower() in WORKBOOKS:
        raise UsageError(f"Rows are not written as a workbook: give --output an ending in .csv in place of {output!r}.")
    place = Path(output)
    # As it is named: what /dev/stdout leads to has no name of its own, where that is a pipe.
    if not _to_file(output) or (place.exists() and not place.is_file() and not place.is_dir()):
        return
    target = place.resolve()
    fault = errno.EISDIR if target.is_dir() else 0 if target.parent.is_dir() else errno.ENOENT
    if not fault and not os.access(target.parent, os.W_OK):
        fault = errno.EACCES
    if fault:
        raise UsageError(f"Cannot write {output}: {os.strerror(fault)}. Give {option} another place.")


def write_text(text: str | bytes | Iterable[str], output: str | None, *, option: str = "--output") -> None:
    """Print a text (or the bytes of a file), or put it whole in a file: a reader of that never sees half of it.

    A text may come in pieces, of which only one at a time is held.

    Raises
    ------
    UsageError
        The file cannot be written.
    """
    pieces: Iterable[str | bytes] = [text] if isinstance(text, (str, bytes)) else text
    if output is None or output == "-":
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    try:
        put((piece.encode() if isinstance(piece, str) else piece for piece in pieces), output)
    except OSError as error:
        raise UsageError(f"Cannot write {output}: {error.strerror}. Give {option} another place.") from error
