"""Parquet tables of nodes, ties and sources, for pandas, R, DuckDB and Spark: every type is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.exports._format import Format, Notes

if TYPE_CHECKING:
    from graphkit.exports._content import Content

FORMAT = Format(
    title="Parquet",
    read_by=("pandas", "R (arrow)", "DuckDB", "Spark"),
    read_back_by="pandas",
    ending="",
    keeps={
        "names": "yes", "attributes": "yes", "types": "yes", "lists": "yes", "modes": "yes.column",
        "parallel": "yes", "ties": "yes", "years": "yes.columns", "sources": "yes",
    },
)  # fmt: skip


def write(content: Content, place: Path, notes: Notes) -> None:
    """Write ``nodes.parquet``, ``ties.parquet`` and ``sources.parquet``; how they came about is in their metadata."""
    import json

    import pyarrow.parquet as pq

    told = {"graphkit": json.dumps(content.provenance, ensure_ascii=False, sort_keys=True, default=str)}
    for name in ("nodes", "ties", "sources"):
        table = getattr(content, name).replace_schema_metadata(told)
        pq.write_table(table, place / f"{name}.parquet", compression="zstd")
