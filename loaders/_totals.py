"""Rows that are the total of other rows, by what they are called; whether they are, their amounts show.

Counted as money such a row would double what it adds up.
"""

from __future__ import annotations

import re

from graphkit.model.text import plain

_CALLED = re.compile(
    r"(?:(?:sous|sub|grand) ?)?tota(?:l|ux)(?: (?:general|generaux|global|resultat|ht|ttc|des subventions))?(?: \d{4})?"
)
_MAY_BE = re.compile(rf"{_CALLED.pattern}|ensemble|sommes?|sum")
_PART = re.compile(r"(?:sous|sub) ?tota(?:l|ux)\b")
# A heading may follow, as in "Total axe 1"; so it may in the name of an association.
_BEGINS = re.compile(r"(?:(?:sous|sub|grand) ?)?tota(?:l|ux)\b|(?:ensemble|somme) des\b|sum of\b")


def is_called_total(name: str) -> bool:
    """Whether a row that is called so says that it is a total; *Ensemble* may be the name of somebody.

    Examples
    --------
    >>> [is_called_total(name) for name in ("TOTAL", "Sous-total axe 1", "Total 2024", "Ensemble", "Total Bron")]
    [True, True, True, False, False]
    """
    words = plain(name)
    return _CALLED.fullmatch(words) is not None or _PART.match(words) is not None


def may_be_total(name: str, *, headed: bool = False) -> bool:
    """Whether a row that is called so may be a total; with `headed` also of what follows: *Total Bron*."""
    words = plain(name)
    return _MAY_BE.fullmatch(words) is not None or (headed and _BEGINS.match(words) is not None)
