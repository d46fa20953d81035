"""The code lists of the model with their English and French labels, read from ``vocabularies.csv``."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from graphkit.errors import UnknownName


@dataclass(frozen=True, slots=True)
class Term:
    """One code of a vocabulary and what it is called."""

    code: str
    en: str
    fr: str

    def label(self, lang: str) -> str:
        """The term in English (``"en"``) or French (``"fr"``)."""
        return self.fr if lang == "fr" else self.en


@cache
def vocabularies() -> Mapping[str, Mapping[str, Term]]:
    """Every vocabulary: its terms by code, in the order of the file."""
    found: dict[str, dict[str, Term]] = {}
    text = files("graphkit.model").joinpath("vocabularies.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["vocabulary"], {})[row["code"]] = Term(row["code"], row["en"], row["fr"])
    return MappingProxyType({name: MappingProxyType(terms) for name, terms in found.items()})


def label(vocabulary: str, code: str | None, lang: str = "en") -> str:
    """What a code is called; the code itself where the vocabulary lacks it, empty for none."""
    if code is None:
        return ""
    term = vocabularies()[vocabulary].get(code)
    return term.label(lang) if term else code


def code(vocabulary: str, text: str) -> str:
    """The code that a text names: the code itself or its English or French label, blind to case and accents.

    Raises
    ------
    UnknownName
        The text names no term; the message lists those that are near.

    Examples
    --------
    >>> code("roles", "Opérateur")
    'operator'
    >>> code("roles", "decision-maker")
    'decision_maker'
    """
    known = _spellings(vocabulary)
    found = known.get(_plain(text))
    if found is None:
        raise UnknownName(vocabulary.rstrip("s"), text, vocabularies()[vocabulary])
    return found


@cache
def _spellings(vocabulary: str) -> Mapping[str, str]:
    return {
        _plain(word): term.code
        for term in vocabularies()[vocabulary].values()
        for word in (term.fr, term.en, term.code)
    }


def _plain(text: str) -> str:
    """A text without case, accents or the choice between space, hyphen and underscore."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(bare.replace("-", " ").replace("_", " ").split())
