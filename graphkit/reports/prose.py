"""Sentences and numbers as a page prints them."""

from __future__ import annotations

import re
from math import isnan

from graphkit.words import Words

_NO_BREAK = "\u00a0"
# The signs that stand behind a space in French, which must not part from their word.
_BEFORE, _BEHIND = re.compile(r" (?=[;:?!»])"), re.compile(r"(?<=«) ")


class Prose(Words):
    """The words of a report: decimals that a reader can use, no-break spaces where French has them."""

    def __call__(self, key: str, /, **values: object) -> str:
        """The sentence of that key with the values put in."""
        return self.spaced(super().__call__(key, **values))

    def sentence(self, key: str) -> str:
        """The sentence of that key with its places left open."""
        return self._catalogue[key][self.lang]

    def has(self, key: str) -> bool:
        """Whether there is a sentence of that key."""
        return key in self._catalogue

    def is_singular(self, value: float) -> bool:
        """Whether the word behind a number is that for one."""
        return self._is_singular(value)

    def spaced(self, text: str) -> str:
        """A text of the library with the no-break spaces of the language."""
        return _BEHIND.sub(_NO_BREAK, _BEFORE.sub(_NO_BREAK, text)) if self.lang == "fr" else text

    def number(self, value: float, digits: int | None = None) -> str:
        """A number; below 1 with three decimals, and what is smaller than these show is said to be."""
        if digits is not None or isnan(value) or float(value).is_integer():
            return super().number(value, digits)
        size = abs(value)
        if size < 0.001:
            return f"<{super().number(0.001, 3)}"
        return super().number(value, 3 if size < 1 else 1 if size < 1000 else 0)

    def money(self, minor_units: int, currency: str, digits: int) -> str:
        """A sum, without cents from a thousand on."""
        if abs(minor_units) >= 1000 * 10**digits:
            minor_units = round(minor_units / 10**digits) * 10**digits
        return super().money(minor_units, currency, digits)
