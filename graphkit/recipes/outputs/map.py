"""The interactive map, as one HTML file: as ``graphkit map``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphkit.recipes.material import Material

ENDINGS = (".html",)

# Names in a report lead to a map that stands in its folder already.
FIRST = True


def write(of: Material, place: Path, *, title: str | None = None) -> Mapping[str, Any]:
    """Write the page, which opens in the first language asked for and holds both; see `graphkit.maps.Map`."""
    from graphkit.maps import Map

    Map.of_graph(of.graph, lang=of.languages[0], seed=of.seed, title=title, **of.asked).save(place)
    return {"method": "map", "parameters": {"title": title, "languages": list(of.languages)}, "seed": of.seed}
