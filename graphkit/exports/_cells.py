"""Values as text, for formats that know nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any
from unicodedata import category

if TYPE_CHECKING:
    import pyarrow as pa

# Rows that are Python objects at once.
PIECE = 10_000


def rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    """The rows of a table, some thousand at a time."""
    for start in range(0, table.num_rows, PIECE):
        yield from table.slice(start, PIECE).to_pylist()


def kind(row: dict[str, Any]) -> str:
    """What tells the ties of a pair apart where a program adds up those that are of one kind: FUNDS, FUNDS 2, …"""
    if "tie_type" not in row:
        return ""
    return str(row["tie_type"]) if row["nth"] == 1 else f"{row['tie_type']} {row['nth']}"


def as_text(value: Any) -> str:
    """A value: dates as ISO text, lists parted by ``" | "``, truth as true and false; nothing is empty."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return " | ".join(map(as_text, value))
    return repr(value)


def number(value: float) -> str:
    """A number without a point where it is whole."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def one_line(text: str) -> str:
    """A text without line breaks, tabs and control characters: each is a space."""
    return "".join(" " if category(c) in ("Cc", "Zl", "Zp") else c for c in text)
