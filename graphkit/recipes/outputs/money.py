"""The account of the money: as ``graphkit money``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from graphkit.recipes.material import Material
from graphkit.recipes.tables import ENDINGS, write_table

__all__ = ["ENDINGS", "check", "write"]


def check(given: Mapping[str, Any]) -> None:
    """Refuse a grouping that does not exist."""
    from graphkit.accounts.grouping import asked

    asked(given.get("by", ()))


def write(
    of: Material, place: Path, *, by: Sequence[str] = (), actor: str | None = None, source: str | None = None
) -> Mapping[str, Any]:
    """Write the table; see `graphkit.accounts.reconcile.reconcile`. It is of all the data, whatever the network."""
    from graphkit.accounts.reconcile import reconcile

    result = reconcile(of.snapshot, source=source, actor=actor, by=by)
    write_table(place, result.to_frame())
    return result.provenance
