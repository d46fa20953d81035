"""Why two actors may be one, or not: said in words, English or French."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from graphkit.words import Words


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason.

    Attributes
    ----------
    key : str
        Which, as ``words.csv`` lists them.
    values : mapping of str to str
        What stands in its sentence.
    speaks_for : bool
        Whether it speaks for one actor, else for two.
    """

    key: str
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    speaks_for: bool = True


def in_words(reasons: Iterable[Reason], lang: str = "en") -> str:
    """The reasons as a line, those that speak for one actor first.

    Examples
    --------
    >>> in_words([Reason("numbers_differ", {"one": "1", "other": "2"}, False), Reason("same_words", {"words": "lyon"})])
    'the same words: lyon; but the numbers differ: 1, 2'
    """
    words = Words("graphkit.identity", lang)
    said = [words(each.key, **each.values) for each in reasons if each.speaks_for]
    against = [words(each.key, **each.values) for each in reasons if not each.speaks_for]
    if against and said:
        against[0] = words("but", reason=against[0])
    return "; ".join(said + against)
