"""A snapshot on disk: one Parquet file a table, and ``snapshot.json`` with the hash that they must have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit import __version__
from graphkit.errors import DataError
from graphkit.model.columns import tables

if TYPE_CHECKING:
    from graphkit.networks.snapshot import Snapshot

# 2: ties have gross_amount and share; 3: links have a carrier; 4: other nodes have population, themes, improvement.
FORMAT = 4
MANIFEST = "snapshot.json"


def save(snapshot: Snapshot, folder: Path) -> Path:
    """Write a snapshot to a folder; the folder. The manifest comes last: a folder without it was not finished."""
    import pyarrow.parquet as pq

    manifest = {
        "format": FORMAT,
        "hash": snapshot.hash,
        "written_by": f"graphkit {__version__}",
        "rows": {name: table.num_rows for name, table in snapshot.tables().items()},
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MANIFEST).unlink(missing_ok=True)
        for name, table in snapshot.tables().items():
            pq.write_table(table, folder / f"{name}.parquet", compression="zstd")
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise DataError(f"The snapshot cannot be written to {folder}: {error.strerror or error}.") from error
    return folder


def load(folder: Path) -> Snapshot:
    """The snapshot of a folder, once its content is what was saved."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from graphkit.networks.snapshot import Snapshot

    manifest = _manifest(folder)
    read: dict[str, pa.Table] = {}
    for name in tables():
        path = folder / f"{name}.parquet"
        if not path.is_file():
            raise DataError(f"{path} is missing. Make the snapshot again, or copy the whole folder.")
        try:
            # Not read_table: it would take a folder called year=2020 for a column.
            with pq.ParquetFile(path) as file:
                read[name] = file.read()
        except (pa.ArrowException, OSError) as error:
            why = _first_line(error)
            raise DataError(f"{path} cannot be read as Parquet: {why}. Make the snapshot again.") from error
    snapshot = Snapshot(**read)
    if snapshot.hash != manifest["hash"]:
        raise DataError(
            f"The tables in {folder} are not those that were saved: their hash is {snapshot.hash}, {MANIFEST} says "
            f"{manifest['hash']}. Make the snapshot again."
        )
    return snapshot


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise DataError(f"There is no snapshot in {folder}: {MANIFEST} is missing or cannot be read.") from None
    except ValueError as error:
        raise DataError(f"{path} is not what a snapshot was saved with: {_first_line(error)}.") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT or not isinstance(manifest.get("hash"), str):
        raise DataError(
            f"{path} is of another format than graphkit {__version__} reads ({FORMAT}). Make the snapshot again."
        )
    return manifest


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0].rstrip(".") if str(error) else type(error).__name__
