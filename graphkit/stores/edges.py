"""Edges handed to the embedded engine's bulk import, as fast as Python can write them down."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

ROWS = 10_000


def send_edges(
    batch: Any, type_: str, starts: Sequence[str], ends: Sequence[str], properties: Sequence[dict[str, Any]]
) -> None:
    """Buffer edges in a ``graph_batch``; ends are record ids of the engine."""
    native = _native(batch)
    if native is None:
        batch.new_edges(starts, type_, ends, properties)
        return
    # What new_edges does, without its walk through every value in Python: that walk takes as long as the engine does.
    call, encode = native
    for first in range(0, len(starts), ROWS):
        chosen = slice(first, first + ROWS)
        told = {"src": starts[chosen], "type": type_, "dst": ends[chosen], "props": properties[chosen]}
        call(f"Failed to buffer batch edges '{type_}'", "arcadedb_n_gb", batch._gb, b"new_edges", encode(told).encode())


def _native(batch: Any) -> tuple[Any, Any] | None:
    """The native build's way in and an encoder of its rows; None where the package is built otherwise."""
    if not hasattr(batch, "_gb"):
        return None
    try:
        from arcadedb._native.codec import TAG
        from arcadedb._native.database import _call
    except ImportError:
        return None

    def tagged(value: Any) -> dict[str, list[str]]:
        if type(value) is date:
            return {TAG: ["D", value.isoformat()]}
        raise TypeError(f"{type(value).__name__} is no property of a tie")

    return _call, json.JSONEncoder(default=tagged, ensure_ascii=False, check_circular=False).encode
