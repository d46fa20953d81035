"""How alike two words are spelt: equal, the same but for an ending, one cut short or abbreviated, a slip of the pen."""

from __future__ import annotations

from functools import lru_cache

from graphkit.identity.names import stem

# Words shorter than this are only alike when they are equal: "sud" and "sub" are two words.
_SHORT = 3
# A slip is looked for in words of so many letters, and one in five letters may differ.
_LONG = 5
_ALIKE = 0.8

# The same word but for its ending.
SAME_STEM = 0.97
# One is what the other begins with: most of it, or less; or an abbreviation of it.
_MOST_OF_IT, _BEGINS_IT, _ABBREVIATED = 0.9, 0.75, 0.75


@lru_cache(maxsize=1 << 18)
def alikeness(one: str, other: str) -> float:
    """How sure it is that two words are one, 0 to 1; the same in either order.

    Examples
    --------
    >>> alikeness("sportif", "sportives"), alikeness("litter", "litteraire"), alikeness("grpe", "groupe")
    (0.97, 0.9, 0.75)
    >>> alikeness("nantes", "rennes")
    0.0
    """
    if one == other:
        return 1.0
    if stem(one) == stem(other):
        return SAME_STEM
    short, long = sorted((one, other), key=lambda word: (len(word), word))
    if len(short) < _SHORT or short[0] != long[0]:
        return _slip(short, long)
    if long.startswith(short):
        return _MOST_OF_IT if len(short) > _SHORT and 2 * len(short) >= len(long) else _BEGINS_IT
    if _is_abbreviation(short, long):
        return max(_ABBREVIATED, _slip(short, long))
    return _slip(short, long)


def _slip(short: str, long: str) -> float:
    if len(short) < _LONG or not long.isalpha():
        return 0.0
    from rapidfuzz.distance import OSA

    alike: float = OSA.normalized_similarity(short, long, score_cutoff=_ALIKE)
    return 0.95 * alike


def _is_abbreviation(short: str, long: str) -> bool:
    """Whether the letters of one stand in the other in their order, from the first on, with most consonants kept."""
    if len(short) < 4 and short[-1] != long[-1]:
        return False
    if len(short) * 3 < len(long):
        return False
    rest = iter(long)
    if not all(letter in rest for letter in short):
        return False
    # A shorter word of its own has vowels in between: "marne" is no abbreviation of "maternelle".
    return sum(letter in "aeiouy" for letter in short[1:]) <= 1
