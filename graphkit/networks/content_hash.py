"""A hash of what tables hold: not of how Arrow cut, padded or stored them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


def content_hash(tables: Mapping[str, pa.Table]) -> str:
    """The hash of tables, row by row as they stand: 32 hexadecimal digits.

    Two tables with the same names, types and values have the same hash on every machine, whatever their chunks and
    whatever stands in memory behind a null.
    """
    whole = hashlib.blake2b(digest_size=16)
    for name, table in tables.items():
        _add(whole, name, str(table.num_rows))
        for field in table.schema:
            _add(whole, field.name, _kind(field.type))
            for digest in _column(table[field.name]):
                whole.update(digest)
    return whole.hexdigest()


def _kind(of: pa.DataType) -> str:
    """The name of a type, without what Parquet happens to call the items of a list."""
    import pyarrow as pa

    return f"list<item: {of.value_type}>" if pa.types.is_list(of) else str(of)


def _add(hashed: Any, *texts: str) -> None:
    for text in texts:
        data = text.encode()
        hashed.update(len(data).to_bytes(8, "little") + data)


def _column(column: pa.ChunkedArray) -> list[bytes]:
    """Digests of a column's parts; each part runs through all chunks, so that their cuts leave no trace."""
    parts: dict[str, Any] = {}
    for chunk in column.chunks:
        for part, data in _parts(chunk):
            parts.setdefault(part, hashlib.blake2b(digest_size=16)).update(data)
    return [part.encode() + hashed.digest() for part, hashed in sorted(parts.items())]


def _parts(chunk: pa.Array) -> list[tuple[str, bytes]]:
    """The bytes of an array: which values are there, how long each is, and the values."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if len(chunk) == 0:
        return []
    valid = ("valid", pc.is_valid(chunk).cast(pa.uint8()).to_numpy(zero_copy_only=False).tobytes())
    if pa.types.is_list(chunk.type):
        lengths = pc.fill_null(pc.list_value_length(chunk), 0).to_numpy(zero_copy_only=False)
        inner = [("item " + part, data) for part, data in _parts(pc.list_flatten(chunk))]
        return [valid, ("length", lengths.astype("<i8").tobytes()), *inner]
    if pa.types.is_string(chunk.type):
        filled = pc.fill_null(chunk, "")
        lengths = pc.binary_length(filled).to_numpy(zero_copy_only=False)
        return [valid, ("length", lengths.astype("<i8").tobytes()), ("text", _bytes_of(filled))]
    if pa.types.is_date32(chunk.type):
        chunk = chunk.cast(pa.int32())
    values = pc.fill_null(chunk.cast(pa.uint8()) if pa.types.is_boolean(chunk.type) else chunk, 0)
    numbers = values.to_numpy(zero_copy_only=False)
    if pa.types.is_floating(values.type):
        numbers = numbers.astype("<f8") + 0.0  # -0.0 and 0.0 are one amount
        return [valid, ("number", numbers.tobytes())]
    return [valid, ("number", np.ascontiguousarray(numbers).astype("<i8").tobytes())]


def _bytes_of(texts: pa.StringArray) -> bytes:
    """The characters of all texts on end, without those that a slice hides."""
    import numpy as np

    _, offsets, data = texts.buffers()
    if data is None:
        return b""
    ends = np.frombuffer(offsets, dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1]
    return memoryview(data)[int(ends[0]) : int(ends[-1])].tobytes()
