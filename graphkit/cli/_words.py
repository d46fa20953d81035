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


# Columns that hold codes of the model, and the vocabulary of each.
_CODES = {
    "basis": "bases", "kind": "kinds", "scale": "scales", "actor_scale": "scales", "action_scale": "scales",
    "network_scale": "scales", "network_kind": "kinds", "role": "roles", "as_what": "roles", "other_as_what": "roles",
    "support": "supports", "resource": "resources", "instrument": "instruments", "membership": "memberships",
    "status": "statuses", "judgement": "judgements", "state": "load_states",
    "standing": "standings",
}  # fmt: skip


def in_words(column: str, value: object, lang: str) -> object:
    """A code as a table has it for people: words of ``words.csv``, in French else those of the model's code lists.

    In English the codes of the model are words already.
    """
    if not isinstance(value, str):
        return value
    from graphkit.words import catalogue, place

    if column == "locator":
        return place(value, lang)
    if own := catalogue("graphkit.cli").get(f"code.{column}.{value}"):
        return own[lang]
    if lang == "en" or column not in _CODES:
        return value
    from graphkit.model.vocabularies import label

    return label(_CODES[column], value, lang)


def unit(text: str, lang: str) -> str:
    """What a measure counts in, in a language; as the library has it where ``words.csv`` has nothing for it."""
    from graphkit.words import catalogue

    known = catalogue("graphkit.cli").get(f"unit.{text}")
    return known[lang] if known else text
