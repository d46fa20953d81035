"""Rows of a result as scripts read them: CSV (RFC 4180) and JSON, the same for the command line and for recipes."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

# Characters that are put out at once.
PIECE = 1 << 18


def from_frame(frame: pd.DataFrame) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Names of the columns, and the rows, of a data frame."""
    columns = [str(name) for name in frame.columns]
    return columns, list(zip(*(frame.iloc[:, i].tolist() for i in range(len(columns))), strict=True))


def plain_value(value: Any) -> Any:
    """A value as JSON knows it: dates as ISO text, not-a-number and pandas' kinds of nothing as None."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, (datetime, date)) or hasattr(value, "isoformat"):
        return None if value != value else value.isoformat()  # noqa: PLR0124  # NaT differs from itself
    if isinstance(value, dict):
        return {str(key): plain_value(item) for key, item in value.items()}
    if hasattr(value, "tolist"):  # numpy's scalars and arrays
        return plain_value(value.tolist())
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain_value(item) for item in (sorted(value) if isinstance(value, (set, frozenset)) else value)]
    return None if type(value).__name__ in ("NAType", "NaTType") else str(value)


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as CSV by RFC 4180: lines end in CR LF, nothing is an empty field, lists are joined by `` | ``."""
    return "".join(csv_pieces(columns, rows))


def csv_pieces(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The same piece by piece, some thousand rows each: the first is out before the last is made."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_csv_field(value) for value in row])
        if text.tell() > PIECE:
            yield text.getvalue()
            text.seek(0)
            text.truncate()
    yield text.getvalue()


def _csv_field(value: Any) -> Any:
    if isinstance(value, (str, float)):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(not isinstance(item, (list, dict)) for item in value):
        return " | ".join("" if item is None else str(_csv_field(item)) for item in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value


def as_json(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as a JSON array with one object a line."""
    lines = [json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, allow_nan=False) for row in rows]
    return "[" + ",\n ".join(lines) + "]\n"
