"""What the library says in English, as the command line says it: options in place of arguments, French where asked.

The library speaks English and of its arguments. ``messages.csv`` has its sentences with what the command line makes of
them; one that is not in it is printed as it is.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

# What stands in the places of a sentence: a text as Python quotes it, one word, or anything.
_PLACES = {"quoted": r"'[^']*'|\"[^\"]*\"", "word": r"\w+"}
_PLACE = re.compile(r"\{(\w+)\}")


def said(text: str, lang: str) -> str:
    """A message of the library in the words of the command line."""
    for pattern, spoken in _table():
        text = pattern.sub(lambda found, into=spoken[lang]: _filled(into, found), text)  # type: ignore[misc]
    return text


def _filled(sentence: str, found: re.Match[str]) -> str:
    values = found.groupdict()
    # The same without its quotes, as a shell takes it.
    values["bare"] = values.get("quoted", "")[1:-1]
    return sentence.format(**values)


@cache
def _table() -> list[tuple[re.Pattern[str], dict[str, str]]]:
    text = files("graphkit.cli").joinpath("messages.csv").read_text(encoding="utf-8")
    return [(_pattern(row["library"]), {"en": row["en"], "fr": row["fr"]}) for row in csv.DictReader(text.splitlines())]


def _pattern(sentence: str) -> re.Pattern[str]:
    """Finds a sentence whole: what stands in its places does not run over the end of another."""
    parts = _PLACE.split(sentence)
    pieces = [
        f"(?P<{part}>{_PLACES.get(part, '.+?')})" if number % 2 else re.escape(part)
        for number, part in enumerate(parts)
    ]
    return re.compile("".join(pieces) + r"(?![^\s.])")
