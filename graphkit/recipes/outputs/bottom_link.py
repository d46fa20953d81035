"""Which actions other scales carry: as ``graphkit bottom-link``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphkit.recipes.material import Material
from graphkit.recipes.tables import ENDINGS, write_table

__all__ = ["ENDINGS", "check", "write"]


def check(given: Mapping[str, Any]) -> None:
    """Refuse a scale that does not exist."""
    from graphkit.model.vocabularies import code

    if "assume" in given:
        code("scales", given["assume"])


def write(of: Material, place: Path, *, assume: str | None = None, draws: int = 1000) -> Mapping[str, Any]:
    """Write the table, in the first language asked for; see `graphkit.bottom_link.bottom_link`."""
    from graphkit.bottom_link import bottom_link

    result = bottom_link(of.network(), assume=assume, draws=draws, seed=of.seed)
    write_table(place, result.to_frame(of.languages[0]))
    return result.provenance
