"""Pairs of actors that meet more often than their activity explains: as ``graphkit backbone``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphkit.recipes.material import Material
from graphkit.recipes.tables import ENDINGS, write_table

__all__ = ["ENDINGS", "check", "write"]


def check(given: Mapping[str, Any]) -> None:
    """Refuse a model, a correction or a level that cannot be."""
    from graphkit.backbones import backbone
    from graphkit.networks.snapshot import Snapshot

    # The function itself says what it does not take; on no data that is done at once.
    backbone(Snapshot().network(), **given)


def write(
    of: Material,
    place: Path,
    *,
    model: str = "sdsm",
    alpha: float = 0.05,
    correction: str = "none",
    two_sided: bool = False,
    signed: bool = False,
    draws: int | None = None,
    weight: str | None = None,
) -> Mapping[str, Any]:
    """Write the table of pairs kept; see `graphkit.backbones.backbone`."""
    from graphkit.backbones import backbone

    result = backbone(
        of.network(), model, alpha=alpha, correction=correction, two_sided=two_sided, signed=signed, draws=draws,
        seed=of.seed, weight=weight,
    )  # fmt: skip
    write_table(place, result.to_frame())
    return result.provenance
