"""Texts compared as a reader would: blind to case, accents and punctuation; and cells that say nothing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# NFKD takes accents off letters; these are letters of their own to it.
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})

_WORDS = re.compile(r"[^\W_]+")

# What publishers write into a cell that has nothing to say.
_SAYS_NOTHING = frozenset(
    {"", "na", "n/a", "#n/a", "#na", "nan", "null", "none", "nil", "-", "--", "—", "?", "nd", "nc", "n.c.", "n.d."}
    | {"non renseigné", "non renseigne", "non communiqué", "non communique", "#ref!", "#valeur!", "#value!", "#nom?"}
)


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The words of a text in lower case, without accents and punctuation, one space between.

    Examples
    --------
    >>> plain("  L'Œuvre  des ÉCOLES (44) ")
    'l oeuvre des ecoles 44'
    """
    # Twice: some letters have a lower case only when taken apart, and can be taken apart only then.
    apart = unicodedata.normalize("NFKD", text).casefold()
    bare = unicodedata.normalize("NFKD", apart.translate(_LETTERS))
    return " ".join(_WORDS.findall("".join(char for char in bare if not unicodedata.combining(char))))


def slug(text: str) -> str:
    """A text as part of an id: its plain words joined by hyphens; never empty for a text that is not blank.

    Examples
    --------
    >>> slug("Régie de quartier « Les Lilas »")
    'regie-de-quartier-les-lilas'
    """
    return plain(text).replace(" ", "-") or text.strip().encode().hex()


def stated(cell: str) -> str | None:
    r"""What a cell says, on one line; None where it says nothing (empty, ``NA``, ``non renseigné`` …).

    Examples
    --------
    >>> stated(" n/a ") is None, stated("Soutien\n à l'école")
    (True, "Soutien à l'école")
    """
    text = " ".join(cell.split())
    return None if text.casefold() in _SAYS_NOTHING else text
