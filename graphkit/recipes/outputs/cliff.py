"""Grants by the year in which they end, and what is not renewed: as ``graphkit cliff``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphkit.recipes.material import Material
from graphkit.recipes.tables import ENDINGS, write_table

__all__ = ["ENDINGS", "write"]


def write(of: Material, place: Path) -> Mapping[str, Any]:
    """Write the table; see `graphkit.scenarios.cliff.cliff`."""
    from graphkit.scenarios.cliff import cliff, usual_grain

    result = cliff(of.network(grain=usual_grain(of.snapshot)))
    write_table(place, result.to_frame())
    return result.provenance
