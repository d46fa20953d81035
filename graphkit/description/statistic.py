"""One number of a network as a whole, with its unit and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Literal

from graphkit.words import Words

Side = Literal["two-mode", "projection"]
# Places in sentences for what actors share: actions, or who receives.
OF_GRAIN = ("things", "thing", "of_things", "a_thing", "Every_thing", "Of_the_thing")

SIDES: tuple[Side, ...] = ("two-mode", "projection")


@dataclass(frozen=True)
class Statistic:
    """A number of the two-mode network or of its projection.

    Attributes
    ----------
    side : {"two-mode", "projection"}
        Of which of the two.
    name : str
        What it is called, such as ``density``.
    value : float
        The number; nan where there is none, or where it is only known what it is between.
    unit : str
        What it counts in.
    low, high : float
        What it is between, where it is not known exactly; else nan.
    note : str
        A key of ``words.csv``: how sure the number is, or why there is none. Empty where it is exact.
    """

    side: Side
    name: str
    value: float
    unit: str
    low: float = nan
    high: float = nan
    note: str = ""

    @property
    def key(self) -> str:
        """Its name among those of both sides, such as ``projection.density``."""
        return f"{self.side}.{self.name}"

    def called(self, lang: str, grain: str = "action") -> str:
        """What it is called in a language; `grain` says what actors share."""
        return _said(f"name.{self.name}", lang, grain)

    def counts_in(self, lang: str, grain: str = "action") -> str:
        """Its unit in a language."""
        return _said(f"unit.{self.unit}", lang, grain)

    def meaning(self, lang: str, grain: str = "action") -> str:
        """What it is, in a sentence, and how sure it is."""
        sentence = _said(f"means.{self.key}", lang, grain)
        return f"{sentence} {_said(f'note.{self.note}', lang, grain)}" if self.note else sentence


def whose_degrees(of: str, lang: str, grain: str = "action") -> str:
    """Whose degrees a part of the distribution has, ``actors`` or ``actions``, in the words of picture and table."""
    return _said(f"axis.{of}", lang, grain)


def _said(key: str, lang: str, grain: str) -> str:
    """A sentence with the words for what actors share."""
    words = Words("graphkit.description", lang)
    return words(key, **{place: words(f"{place}.{grain}") for place in OF_GRAIN})


def known(side: Side, name: str, low: float, high: float, unit: str) -> Statistic:
    """A number of which bounds are known: exact where they meet."""
    if low == high:
        return Statistic(side, name, float(low), unit)
    return Statistic(side, name, nan, unit, float(low), float(high), "bounds")
