"""A table as a file: CSV or JSON by its ending, the same bytes for the same rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.rows import as_csv, as_json, from_frame, plain_value

if TYPE_CHECKING:
    import pandas as pd

ENDINGS = (".csv", ".json")


def write_table(place: Path, frame: pd.DataFrame) -> None:
    """Write the rows of a data frame, as the command line writes them with ``--output``."""
    columns, rows = from_frame(frame)
    plain = [[plain_value(value) for value in row] for row in rows]
    text = as_json(columns, plain) if place.suffix == ".json" else as_csv(columns, plain)
    place.write_bytes(text.encode())
