"""Sentences and numbers in English and French, read from a ``words.csv`` beside the code that prints them."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import floor, isnan, log10
from typing import Literal

from graphkit.errors import UsageError

Lang = Literal["en", "fr"]
LANGS: tuple[Lang, ...] = ("en", "fr")

# What stands before a number where a file says of a row where it is.
_LOCATORS = (
    (re.compile(r"\bsheet (.+?), row (?=\d)"), r"feuille \1, ligne "),
    (re.compile(r"\b(?:row|line) (?=\d)"), "ligne "),
    (re.compile(r"\bentry (?=\d)"), "entrée "),
    (re.compile(r"\bstatement (?=\d)"), "énoncé "),
    (re.compile(r"\bgrant (?=\d)"), "subvention "),
    (re.compile(r"(?<=\d), activity "), ", activité "),
    (re.compile(r"\(without identifier\)"), "(sans identifiant)"),
)

# In French a narrow no-break space parts thousands and stands before a percent sign.
_NARROW = "\u202f"


class _Number(str):
    """A number as a language writes it; ``{n:row|rows}`` of a sentence takes the word that goes with it too."""

    singular: bool

    def __new__(cls, text: str, *, singular: bool) -> _Number:
        made = super().__new__(cls, text)
        made.singular = singular
        return made

    def __format__(self, spec: str) -> str:
        one, bar, several = spec.partition("|")
        return f"{self} {one if self.singular else several}" if bar else format(str(self), spec)


class Words:
    """The words of one package in one language.

    Parameters
    ----------
    package : str
        The package that holds a ``words.csv`` with the columns ``key``, ``en``, ``fr``.
    lang : {"en", "fr"}
        The language.
    file : str
        Another file of the package with such columns.

    Raises
    ------
    UsageError
        There are no words in that language.
    """

    def __init__(self, package: str, lang: str, file: str = "words.csv") -> None:
        if lang not in LANGS:
            raise UsageError(f"There are no words in {lang!r}; graphkit speaks {' and '.join(LANGS)}.")
        self.lang: Lang = "fr" if lang == "fr" else "en"
        self._catalogue = catalogue(package, file)

    def __call__(self, key: str, /, **values: object) -> str:
        """The sentence of that key with the values put in; numbers are written as the language writes them.

        A place ``{n:row|rows}`` has the number with the word for one or for several.

        Examples
        --------
        >>> Words("graphkit.networks", "en")("sizes.action", actors=1, columns=2, pairs=1, ties=1200)
        '1 actor × 2 actions, 1 pair from 1,200 ties'
        """
        return self._catalogue[key][self.lang].format(**{name: self._spelled(v) for name, v in values.items()})

    def knows(self, key: str) -> bool:
        """Whether there is a sentence of that key."""
        return key in self._catalogue

    def _spelled(self, value: object) -> object:
        """A number as the language writes it; what can say itself in a language (a `NetworkSpec`) in this one."""
        if isinstance(value, (int, float)):
            return _Number(self.number(value), singular=self._is_singular(value))
        return value.sentence(self.lang) if hasattr(value, "sentence") else value

    def count(self, key: str, n: int, /, **values: object) -> str:
        """The sentence for one or for several: ``key.one`` or ``key.other``, with ``n`` put in.

        French takes the singular for 0 as well.
        """
        return self(f"{key}.{'one' if self._is_singular(n) else 'other'}", n=n, **values)

    def _is_singular(self, n: float) -> bool:
        return n == 1 or (n == 0 and self.lang == "fr")

    def number(self, value: float, digits: int | None = None) -> str:
        """A number: whole ones with thousands parted, others with three significant digits unless `digits` says more.

        Examples
        --------
        >>> Words("graphkit.reports", "en").number(12345.0), Words("graphkit.reports", "en").number(0.12345)
        ('12,345', '0.123')
        """
        if isnan(value):
            return "–"
        if digits is None:
            whole = float(value).is_integer()
            digits = 0 if whole or abs(value) >= 1000 else max(0, 2 - _magnitude(value))
        text = f"{value:,.{digits}f}"
        if self.lang == "fr":
            return text.replace(",", _NARROW).replace(".", ",")
        return text

    def money(self, minor_units: int, currency: str, digits: int) -> str:
        """A sum given in minor units: ``1,234.50 EUR`` has 123450 of them and two `digits`."""
        value = minor_units / 10**digits
        spelled = self.number(value, 0 if minor_units % 10**digits == 0 else digits)
        return f"{spelled}\u00a0{currency}"

    def share(self, value: float) -> str:
        """A share of 0 to 1 as a percentage.

        Examples
        --------
        >>> words = Words("graphkit.reports", "en")
        >>> words.share(0.301), words.share(1 / 17_484), words.share(0.99999)
        ('30%', '<0.1%', '>99.99%')
        """
        # Next to nothing is not nothing, and nearly all is not all.
        rounds_to_all = 0.995 <= value < 1
        if 0 < value < 0.0005:
            spelled = f"<{self.number(0.1, 1)}"
        elif 0.99995 <= value < 1:
            spelled = f">{self.number(99.99, 2)}"
        else:
            spelled = self.number(100 * value, 2 if rounds_to_all else 0 if value in (0, 1) or value >= 0.1 else 1)
        return f"{spelled}{_NARROW}%" if self.lang == "fr" else f"{spelled}%"


def _magnitude(value: float) -> int:
    return floor(log10(abs(value))) if value else 0


@cache
def catalogue(package: str, file: str = "words.csv") -> Mapping[str, Mapping[str, str]]:
    """All words of a package: key -> language -> sentence."""
    text = files(package).joinpath(file).read_text(encoding="utf-8")
    return {row["key"]: {"en": row["en"], "fr": row["fr"]} for row in csv.DictReader(text.splitlines())}


def place(locator: str, lang: str) -> str:
    """Where something stands in a file, in a language."""
    for pattern, french in _LOCATORS if lang == "fr" else ():
        locator = pattern.sub(french, locator)
    return locator
