"""The interactive map, as one HTML file: as ``graphkit map``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphkit.recipes.material import Material

ENDINGS = (".html",)

# A map says at each node what the report beside it says.
LAST = True


def write(of: Material, place: Path, *, title: str | None = None) -> Mapping[str, Any]:
    """Write the page, which opens in the first language asked for and holds both; see `graphkit.maps.Map`."""
    from graphkit.maps import Map

    reports = of.of_same("report", place.parent)
    about: dict[str, Any] = {"lang": of.languages[0], "seed": of.seed, "title": title, **of.asked}
    Map.of_graph(of.graph, beside=place.parent, reports=reports, **about).save(place, reports)
    return {"method": "map", "parameters": {"title": title, "languages": list(of.languages)}, "seed": of.seed}
