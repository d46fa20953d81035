"""Tables as CSV files that open in a spreadsheet without running anything."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphkit.exports._cells import as_text
from graphkit.exports._format import Notes
from graphkit.formulas import guarded


@dataclass(frozen=True)
class Sheet:
    """How a table is written: where what was changed is counted, and whether a mark for Excel stands first."""

    notes: Notes
    bom: bool = False


def write_sheet(place: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]], sheet: Sheet) -> None:
    """Write rows as CSV (RFC 4180); texts that begin as a formula are guarded, numbers stay as they are."""
    with place.open("w", encoding="utf-8-sig" if sheet.bom else "utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([_cell(row.get(name), sheet.notes) for name in columns] for row in rows)


def _cell(value: Any, notes: Notes) -> str:
    text = as_text(value)
    if not isinstance(value, (str, list)) or (safe := guarded(text)) == text:
        return text
    notes["guarded"] += 1
    return safe
