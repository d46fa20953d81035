"""Names of places as sources spell them, brought to what can be compared: strictly, then more loosely.

Nothing is guessed: two names are one when they differ in case, accents, hyphens, abbreviations of the post office, an
article in front, or blanks. A letter that is missing makes another name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from graphkit.model.text import plain

_IN_FRONT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_ABBREVIATED = {**_IN_FRONT, "s": "sur", "ss": "sous"}

# What stands behind a name in an address, or before it, and is no part of it.
_CEDEX = re.compile(r"\bcedex\b.*$")
_COUNTRY = re.compile(r" france$")
_TOWN = re.compile(r"^(?:(?:commune|ville|mairie) (?:de la|de l|de|du|des|d)) ")

# The three cities whose parts are numbered: "Lyon 3e Arrondissement", "LYON 03", "Paris 14".
_NUMBERED = re.compile(r"(paris|lyon|marseille) 0*(\d{1,2})(?: ?(?:er|e|eme|ieme))?(?: arrondissement)?")

_ARTICLE = re.compile(r"^(?:les|le|la|l) ")
_ARTICLE_BEHIND = re.compile(r"^(?P<name>.+?)\s*\((?P<article>les|le|la|l)['’]?\)$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_SHORT = re.compile(r"\bs/", re.IGNORECASE)

# How groupings of communes are written short, by the list and by others.
_GROUPINGS = (
    (re.compile(r"^communaute de communes\b"), "cc"),
    (re.compile(r"^communaute d agglomeration\b"), "ca"),
    (re.compile(r"^communaute urbaine\b"), "cu"),
)


@lru_cache(maxsize=65536)
def spelled(name: str) -> str:
    """A name in plain words, with what the post office abbreviates spelt out.

    Examples
    --------
    >>> spelled("ST-ETIENNE CEDEX 1"), spelled("Chalon s/Saône"), spelled("Abrets (Les)"), spelled("LYON 03")
    ('saint etienne', 'chalon sur saone', 'les abrets', 'lyon 3')
    """
    behind = _ARTICLE_BEHIND.match(name.strip())
    text = f"{behind['article']} {behind['name']}" if behind else _BRACKETS.sub("", name)
    text = _CEDEX.sub("", plain(_SHORT.sub("s ", text))).strip()
    words = text.split()
    first, rest = words[:1], words[1:]
    text = " ".join([*(_IN_FRONT.get(word, word) for word in first), *(_ABBREVIATED.get(word, word) for word in rest)])
    text = _COUNTRY.sub("", text).strip() or text
    text = _TOWN.sub("", text)
    for pattern, short in _GROUPINGS:
        text = pattern.sub(short, text)
    numbered = _NUMBERED.fullmatch(text)
    return f"{numbered[1]} {numbered[2]}" if numbered else text


def keys(name: str) -> tuple[str, ...]:
    """The forms of a name that are compared one after the other: as spelt, without article, without blanks.

    Examples
    --------
    >>> keys("LISLE JOURDAIN"), keys("L'Isle-Jourdain")
    (('lisle jourdain', 'lisle jourdain', 'lislejourdain'), ('l isle jourdain', 'isle jourdain', 'lislejourdain'))
    """
    strict = spelled(name)
    return strict, _ARTICLE.sub("", strict), strict.replace(" ", "")
