"""The report: HTML in each language asked for, with its figures, its evidence and perhaps a PDF, in a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from graphkit.recipes.material import Material

ENDINGS = ()


def write(
    of: Material, place: Path, *, title: str | None = None, question: str | None = None, pdf: bool = False
) -> Mapping[str, Any]:
    """Fill the folder; see `graphkit.reports.write_report`."""
    from graphkit.reports import write_report
    from graphkit.words import LANGS

    asked: dict[str, Any] = {"title": title, "question": question, "pdf": pdf}
    maps = of.of_same("map", place)
    beside = quote(maps[0]) if maps else ""
    both = len(of.languages) == len(LANGS)
    for lang in (None,) if both else of.languages:
        write_report(of.graph, place, lang=lang, seed=of.seed, map=beside, **asked, **of.asked)
    return {"method": "report", "parameters": {**asked, "languages": list(of.languages)}, "seed": of.seed}
