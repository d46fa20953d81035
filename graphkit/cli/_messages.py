"""What the library says in English, as the command line says it: options in place of arguments, French where asked.

The library speaks English and of its arguments. ``messages.csv`` has its sentences with what the command line makes of
them; one that is not in it is printed as it is. ``reasons.csv`` has what loaders say, which is looked for as a whole:
why a row, a value or a file was not used, what is worth counting, and what a format reads.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files

from graphkit.words import place

# What stands in the places of a sentence: a text as Python quotes it, one word, or anything.
_PLACES = {"quoted": r"'[^']*'|\"[^\"]*\"", "word": r"\w+"}
_PLACE = re.compile(r"\{(\w+)\}")


def said(text: str, lang: str) -> str:
    """A message of the library in the words of the command line."""
    for words, pattern, spoken in _table():
        if _holds(text, words):
            text = pattern.sub(lambda found, into=spoken[lang]: _filled(into, found), text)  # type: ignore[misc]
    return text


@lru_cache(maxsize=4096)
def reason(text: str, lang: str) -> str:
    """What a loader says, in a language; before it may stand a place, and behind it more of its kind."""
    if lang == "en":
        return said(text, lang)
    for words, pattern, french in _reasons():
        if _holds(text, words) and (found := pattern.fullmatch(text)):
            after = found["after"] or ""
            more = f" ; {reason(after.removeprefix('; '), lang)}" if after.startswith("; ") else after
            before = place(found["before"], lang).replace(": ", " : ")
            return f"{before}{_filled(french, found)}{more}"
    return said(text, lang)


def _holds(text: str, words: tuple[str, ...]) -> bool:
    """Whether the words stand in a text, one behind the other: told at once, where a pattern tries every place.

    Without it a list of 10,000 reasons took two minutes, and a long text of many colons had no end.
    """
    start = 0
    for some in words:
        found = text.find(some, start)
        if found < 0:
            return False
        start = found + len(some)
    return True


def _filled(sentence: str, found: re.Match[str]) -> str:
    values = found.groupdict()
    # The same without its quotes, as a shell takes it.
    values["bare"] = values.get("quoted", "")[1:-1]
    return sentence.format(**values)


@cache
def _table() -> list[tuple[tuple[str, ...], re.Pattern[str], dict[str, str]]]:
    text = files("graphkit.cli").joinpath("messages.csv").read_text(encoding="utf-8")
    return [
        (_words(row["library"]), _pattern(row["library"]), {"en": row["en"], "fr": row["fr"]})
        for row in csv.DictReader(text.splitlines())
    ]


@cache
def _reasons() -> list[tuple[tuple[str, ...], re.Pattern[str], str]]:
    text = files("graphkit.cli").joinpath("reasons.csv").read_text(encoding="utf-8")
    return [
        (
            _words(row["library"]),
            re.compile(rf"(?P<before>(?:.*?: )?){_pieces(row['library'])}(?P<after>; .*|\.)?", re.DOTALL),
            row["fr"],
        )
        for row in csv.DictReader(text.splitlines())
    ]


def _pattern(sentence: str) -> re.Pattern[str]:
    """Finds a sentence whole: what stands in its places does not run over the end of another."""
    return re.compile(_pieces(sentence) + r"(?![^\s.])")


def _words(sentence: str) -> tuple[str, ...]:
    return tuple(_PLACE.split(sentence)[::2])


def _pieces(sentence: str) -> str:
    parts = _PLACE.split(sentence)
    pieces = [
        f"(?P<{part}>{_PLACES.get(part, '.+?')})" if number % 2 else re.escape(part)
        for number, part in enumerate(parts)
    ]
    return "".join(pieces)
