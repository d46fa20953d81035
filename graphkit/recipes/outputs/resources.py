"""What an action, an actor, a territory or all of them live on: as ``graphkit resources``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from graphkit.recipes.material import Material
from graphkit.recipes.tables import ENDINGS, write_table

__all__ = ["ENDINGS", "check", "write"]

LABELS = {"action": "Action", "actor": "Actor", "territory": "Territory"}


def check(given: Mapping[str, Any]) -> None:
    """Refuse a share or a kind of name that does not exist."""
    from graphkit.errors import UnknownName
    from graphkit.resources.mix import BY

    for name in given.get("by", ()):
        if name not in BY:
            raise UnknownName("share", name, BY)
    if (label := given.get("label")) is not None and label not in LABELS:
        raise UnknownName("label", label, LABELS)


def write(
    of: Material,
    place: Path,
    *,
    name: str | None = None,
    label: str | None = None,
    by: Sequence[str] = ("funder", "scale", "kind", "resource", "instrument", "year"),
    indices: bool = False,
) -> Mapping[str, Any]:
    """Write the table, or that of how concentrated the shares are; see `graphkit.resources.mix.resource_mix`."""
    from graphkit.resources.mix import resource_mix

    result = resource_mix(of.snapshot, name, label=LABELS[label] if label else None, by=by)
    write_table(place, result.indices if indices else result.to_frame())
    return result.provenance
