"""What stands in the place of an amount and is none: a zero, or words that say that it is yet to come or not told."""

from __future__ import annotations

import re

from graphkit.loaders._tables.values import amount_in
from graphkit.model.text import plain

# Whole cells only: "en cours d'instruction" says that nothing is decided, which is another matter.
_TO_COME = re.compile(
    r"(?:montant |amount )?(?:"
    r"(?:reste )?a (?:preciser|definir|determiner|confirmer|venir|completer|renseigner|chiffrer|estimer|calculer)|"
    r"en cours(?: de (?:chiffrage|calcul|evaluation|definition))?|"
    r"tb[acd]|to be (?:confirmed|determined|defined|announced|agreed|decided)|"
    r"n ?c|non (?:communiquee?|connu|chiffree?)|inconnu|unknown|not (?:known|disclosed|communicated)"
    r")"
)


def to_come(text: str) -> bool:
    """Whether a cell says that there is an amount, and that it is yet to come or is not told.

    Examples
    --------
    >>> [to_come(text) for text in ("À préciser", "n.c.", "TBC", "en attente de décision", "n.d.")]
    [True, True, True, False, False]
    """
    return _TO_COME.fullmatch(plain(text)) is not None


def is_zero(text: str) -> bool:
    """Whether a cell states an amount of nothing, however it is written: ``0``, ``0,00 €``."""
    try:
        return amount_in(text, decimal=".") == 0
    except ValueError:
        return False
