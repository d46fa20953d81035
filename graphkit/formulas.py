"""Cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import re

# Begins as a spreadsheet reads a formula, behind what nobody sees too, the wide signs of East Asian typing included; or
# as what makes cells.
_FORMULA = re.compile("[\\s'\x00\u00ad\u200b-\u200f\u2060\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")

# As machines write one: a sign is no formula there.
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)


def guarded(text: str, *, numbers: bool = False) -> str:
    """A text that no spreadsheet takes for a formula: one that begins as such has a ``'`` before it.

    Parameters
    ----------
    text : str
        What is to stand in the cell.
    numbers : bool
        Leave a text that is a number as it is, one below zero too.

    Examples
    --------
    >>> guarded("=1+1"), guarded("Caf du Nord"), guarded("'-x"), guarded("'t Huis")
    ("'=1+1", 'Caf du Nord', "''-x", "'t Huis")
    >>> guarded("-12.5"), guarded("-12.5", numbers=True)
    ("'-12.5", '-12.5')
    """
    if numbers and _NUMBER.fullmatch(text):
        return text
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given.

    Examples
    --------
    >>> unguarded("'=1+1"), unguarded("''-x"), unguarded("'t Huis")
    ('=1+1', "'-x", "'t Huis")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
