"""What the network is like as a whole: as ``graphkit describe``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from graphkit.recipes.material import Material
from graphkit.recipes.tables import ENDINGS, write_table

__all__ = ["ENDINGS", "check", "write"]


def check(given: Mapping[str, Any]) -> None:
    """Refuse a centralisation that does not exist."""
    from graphkit.description.centralisation import MEASURES
    from graphkit.errors import UnknownName

    for name in given.get("centralisation", ()):
        if name not in MEASURES:
            raise UnknownName("centralisation", name, MEASURES)


def write(of: Material, place: Path, *, centralisation: Sequence[str] = ("degree",)) -> Mapping[str, Any]:
    """Write the table, in the first language asked for; see `graphkit.description.describe`."""
    from graphkit.description import describe

    result = describe(of.network(), centralisation=centralisation, seed=of.seed)
    write_table(place, result.to_frame(of.languages[0]))
    return result.provenance
