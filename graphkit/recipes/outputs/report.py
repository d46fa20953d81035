"""The report: HTML in each language asked for, with its figures, in a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphkit.recipes.material import Material

ENDINGS = ()


def write(of: Material, place: Path, *, title: str | None = None) -> Mapping[str, Any]:
    """Fill the folder; see `graphkit.reports.write_report`."""
    from graphkit.reports import write_report
    from graphkit.words import LANGS

    both = len(of.languages) == len(LANGS)
    for lang in (None,) if both else of.languages:
        write_report(of.graph, place, lang=lang, title=title, seed=of.seed, **of.asked)
    return {"method": "report", "parameters": {"title": title, "languages": list(of.languages)}, "seed": of.seed}
