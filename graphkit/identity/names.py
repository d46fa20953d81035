"""A name taken apart: the words that tell it from others, its numbers, its legal form; abbreviations spelt out.

``name_words.csv`` beside this file lists what is known of words: *stop* words and legal *forms* (left out), *short*
forms and *acronyms* (spelt out), *common* words, which half of all names share, and those of *places*: of French
departments and regions, which say where a body is and not which.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from graphkit.model.text import plain

# Loi 1901 is the law of all French associations: no word and no number of any name.
_LAW = re.compile(r"\bloi (?:de |du )?(?:1er juillet )?1901\b")

# "2e" and "2nd" are 2.
_ORDINAL = re.compile(r"(\d+)(?:e|er|eme|ere|nd|rd|st|th)")

# Before it the present name, behind it a former one.
_FORMER = re.compile(r"\b(?:ex|formerly|anciennement)\b", re.IGNORECASE)
_BRACKET = re.compile(r"\([^()]*\)")
# A bracket of so many words explains; a shorter one belongs to the name.
EXPLAINS = 4

# Roman numbers, but for those that are words or letters of their own; "I" counts at the end of a name only.
_ROMAN = {
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "xi": "11",
    "xii": "12",
    "xiii": "13",
}
_FIRST = "i"

# What stands for letters left out before a vowel: l'eau, d'ici, qu'elle.
_ELIDED = frozenset("acdjlmnsty")

# Up to this many letters a lone word cannot be told from an acronym, which many places have: CAF, MJC, CAUE.
ACRONYM = 5


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared.

    Attributes
    ----------
    text : str
        As given.
    words : tuple of str
        The words that count, abbreviations spelt out, sorted, each once.
    numbers : frozenset of str
        The numbers in it, without leading zeros.
    forms : frozenset of str
        Its legal forms: ``sarl``, ``limited``; *association* is none here, for it is left out at will.
    acronym : str or None
        The one short word that the name consists of, where it does.
    initials : str
        The first letters of its words in their order, short words left out; empty under three words.
    """

    text: str
    words: tuple[str, ...]
    numbers: frozenset[str]
    forms: frozenset[str]
    acronym: str | None
    initials: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known of words: see ``name_words.csv``."""

    stop: frozenset[str]
    forms: Mapping[str, str]
    spelt_out: Mapping[str, tuple[str, ...]]
    acronyms: frozenset[str]
    common: frozenset[str]
    places: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The words of ``name_words.csv``, read once."""
    text = files("graphkit.identity").joinpath("name_words.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    stop = frozenset(row["word"] for row in rows if row["role"] == "stop")
    forms = {row["word"]: row["stands_for"] for row in rows if row["role"] == "form"}
    spelt = {row["word"]: tuple(row["stands_for"].split()) for row in rows if row["role"] in ("short", "acronym")}
    acronyms = frozenset(row["word"] for row in rows if row["role"] == "acronym")
    # What an acronym stands for is as common as the acronym.
    common = {row["word"] for row in rows if row["role"] == "common"}
    common |= {word for acronym in acronyms for word in spelt[acronym]} - set(forms)
    places = frozenset(stem(row["word"]) for row in rows if row["role"] == "place")
    return Vocabulary(stop, forms, spelt, acronyms, frozenset(stem(word) for word in common), places)


@lru_cache(maxsize=65536)
def name(text: str) -> Name:
    """A name taken apart.

    Examples
    --------
    >>> name("ASS. LES GALOPINS").words, name("S.A.R.L. Les Galopins 2").forms
    (('galopins',), frozenset({'sarl'}))
    >>> name("CAF du Nord").words
    ('allocations', 'caisse', 'familiales', 'nord')
    """
    known = vocabulary()
    bare = _LAW.sub(" ", plain(text))
    numbers, forms, words, content = set(), set(), [], 0
    for word in _joined(bare.split()):
        if number := _number(word):
            numbers.add(number)
        elif word in known.forms:
            forms.add(known.forms[word])
        elif word not in known.stop:
            content += 1
            words += [part for part in known.spelt_out.get(word, (word,)) if part not in known.forms]
    if words and bare.endswith(f" {_FIRST}"):
        numbers.add("1")
    words = _without_own_initials(words)
    acronym = _lone_acronym(bare, known) if content <= 1 else None
    first = "".join(word[0] for word in words) if len(words) > 2 else ""
    return Name(
        text=text,
        words=tuple(sorted(set(words))),
        numbers=frozenset(numbers),
        forms=frozenset(forms - {"association"}),
        acronym=acronym,
        initials=first,
    )


def _number(word: str) -> str | None:
    """A number without leading zeros; *2e* and *ii* are 2."""
    ordinal = _ORDINAL.fullmatch(word)
    if word.isdigit() or ordinal:
        return (ordinal[1] if ordinal else word).lstrip("0") or "0"
    return _ROMAN.get(word)


def parts(text: str) -> list[str]:
    """The names that one text holds: the whole, without a bracket that explains, and what stands before *ex*.

    A former name is no name of its own: others have it now.

    Examples
    --------
    >>> parts("ETOILE DU CENS EX UNION SPORTIVE CENS NORD")
    ['ETOILE DU CENS EX UNION SPORTIVE CENS NORD', 'ETOILE DU CENS']
    >>> parts("Club (basket)"), parts("Le Gué (centre social et culturel de Rezé)")
    (['Club (basket)'], ['Le Gué (centre social et culturel de Rezé)', 'Le Gué'])
    """
    found = [text]
    without = _BRACKET.sub(" ", text)
    # A bracket of few words tells branches apart: Mind (Exeter), Mind (Andover).
    if without != text and all(len(bracket.split()) >= EXPLAINS for bracket in _BRACKET.findall(text)):
        found.append(" ".join(without.split()))
    before = _FORMER.split(text, maxsplit=1)[0].strip(" -,;(")
    if plain(before):
        found.append(before)
    return list(dict.fromkeys(found))


def _without_own_initials(words: list[str]) -> list[str]:
    """The words without one that is the initials of the others: CRT – comité régional du tourisme."""
    for index, word in enumerate(words):
        others = words[:index] + words[index + 1 :]
        if len(word) > 2 and word == "".join(other[0] for other in others):
            return others
    return words


def _lone_acronym(bare: str, known: Vocabulary) -> str | None:
    words = [word for word in _joined(bare.split()) if word not in known.forms and word not in known.stop]
    content = [word for word in words if not word.isdigit()]
    if len(content) != 1:
        return None
    return content[0] if content[0] in known.acronyms or len(content[0]) <= ACRONYM else None


def _joined(words: list[str]) -> Iterator[str]:
    """The words, letters that stand alone in a row joined: ``s a r l`` is *sarl*; elided articles stay apart."""
    run: list[str] = []
    for word in [*words, ""]:
        if len(word) == 1 and word.isalpha():
            run.append(word)
            continue
        yield from _run(run)
        run = []
        if word:
            yield word


def _run(letters: list[str]) -> Iterator[str]:
    together = "".join(letters)
    if len(letters) > 1 and (together in vocabulary().forms or not _ELIDED.issuperset(letters)):
        yield together
    else:
        yield from letters


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without the endings of number and gender.

    Examples
    --------
    >>> stem("sportives"), stem("sportif"), stem("familiales"), stem("familial")
    ('sporti', 'sporti', 'familial', 'familial')
    """
    for ending in ("ives", "ive", "ifs", "if"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + "i"
    if word.endswith("aux") and len(word) > 5:
        return word[:-2] + "l"
    for ending in ("es", "s", "x", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)]
    return word
