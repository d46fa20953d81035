"""Which of many a person means by a name, by part of one or by a code; and, where none fits, which are near."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from graphkit.model.text import plain

# Comparing a name with every other takes a while: beyond so many only those that share a word are compared.
_COMPARED = 5_000

# The code before a name: "163 - Jeunesse et vie associative".
_CODE = re.compile(r"^\s*[\w./]*\d[\w./]*\s+[-–—:]\s+")


@dataclass(frozen=True, slots=True)
class Named:
    """What has an id, a name, and perhaps other names and identifiers."""

    id: str
    name: str
    others: tuple[str, ...] = ()


def alike(text: str, nodes: Iterable[Named]) -> list[Named]:
    """Those of that name, other name or identifier, blind to case, accents and punctuation."""
    wanted = plain(text)
    return [node for node in nodes if wanted and wanted in map(plain, (node.id, node.name, *node.others))]


def likely(text: str, nodes: Sequence[Named]) -> list[Named]:
    """Those that whole words of a name, or a code, fit best.

    In this order, as soon as there are any: the id without its scheme (``163`` of ``FR-PROG:163``), the name without
    the code before it, names that have the words in a row. Where in the name they stand makes no difference: a main
    funder is as often called "Département de X" as "X something".

    Examples
    --------
    >>> youth = Named("FR-PROG:163", "163 - Jeunesse et vie associative")
    >>> likely("vie associative", [youth, Named("x", "Maison de la jeunesse")]) == [youth]
    True
    >>> len(likely("jeunesse", [youth, Named("x", "Maison de la jeunesse")]))
    2
    """
    wanted = plain(text)
    if not wanted:
        return []
    fits: tuple[Callable[[Named], bool], ...] = (
        lambda node: plain(node.id.partition(":")[2]) == wanted,
        lambda node: plain(_CODE.sub("", node.name)) == wanted,
        lambda node: any(f" {wanted} " in f" {plain(name)} " for name in (node.name, *node.others)),
    )
    for fit in fits:
        if found := [node for node in nodes if fit(node)]:
            return found
    return []


def nearest(text: str, names: Iterable[str], n: int = 3) -> list[str]:
    """The names that are spelled most alike, blind to case and accents; else those that share most words.

    Where none shares a word, words are compared for their spelling: "jeunese" finds "Jeunesse et vie associative".
    """
    from difflib import get_close_matches

    wanted = plain(text)
    known: dict[str, str] = {}
    for name in names:
        known.setdefault(plain(name), name)
    # Short words are in every other name.
    words = {word for word in wanted.split() if len(word) > 3} or set(wanted.split())
    compared = list(known)
    if len(known) > _COMPARED:
        compared = [other for other in known if words & set(other.split())][:_COMPARED]
    if near := get_close_matches(wanted, compared, n=n, cutoff=0.6):
        return [known[other] for other in near]
    if not any(words & set(other.split()) for other in compared):
        there = list(dict.fromkeys(word for other in known for word in other.split() if len(word) > 3))
        words = {near for word in words if len(word) > 3 for near in get_close_matches(word, there, n=1, cutoff=0.8)}
        compared = list(known)
    shared = [other for other in compared if words & set(other.split())]
    shared.sort(key=lambda other: (-len(words & set(other.split())), len(other), other))
    return [known[other] for other in shared[:n]]
