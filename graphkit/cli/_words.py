"""What the command line says, in English and French: the rows of ``words.csv``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.words import Words


@cache
def words(lang: str) -> Words:
    """The words of the command line in a language; numbers put into them are written as the language writes them."""
    from graphkit.words import Words

    return Words("graphkit.cli", lang)


def heading(column: str, lang: str) -> str:
    """What a column is called in a table for people; its own name without underscores where ``words.csv`` has none."""
    from graphkit.words import catalogue

    known = catalogue("graphkit.cli").get(f"column.{column}")
    if known is None and column.endswith("_id"):
        return f"{heading(column.removesuffix('_id'), lang)} (id)"
    return known[lang] if known else column.replace("_", " ")
