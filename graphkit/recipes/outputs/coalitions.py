"""Groups of actors that are present together, and how sure they are: as ``graphkit coalitions``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphkit.recipes.material import Material
from graphkit.recipes.tables import ENDINGS, write_table

__all__ = ["ENDINGS", "check", "write"]


def check(given: Mapping[str, Any]) -> None:
    """Refuse a method, a backbone or a number that cannot be."""
    from graphkit.coalitions import coalitions
    from graphkit.networks.snapshot import Snapshot

    # The function itself says what it does not take; on no data that is done at once.
    coalitions(Snapshot().network(), **{**given, "runs": min(given.get("runs", 0), 0)})


def write(
    of: Material,
    place: Path,
    *,
    method: str = "leiden",
    backbone: str = "none",
    alpha: float = 0.05,
    correction: str = "none",
    weight: str = "count",
    draws: int | None = None,
    resolution: float = 1.0,
    starts: int | None = None,
    runs: int = 100,
) -> Mapping[str, Any]:
    """Write the table; see `graphkit.coalitions.coalitions`."""
    from graphkit.coalitions import coalitions

    result = coalitions(
        of.network(), method, backbone=backbone, alpha=alpha, correction=correction, weight=weight, draws=draws,
        resolution=resolution, seed=of.seed, starts=starts, runs=runs,
    )  # fmt: skip
    write_table(place, result.to_frame())
    return result.provenance
