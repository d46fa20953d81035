"""Natural persons: kept without name and number, under ids from which neither can be found by trying names out.

An id is a hash of what the source says of the grant and of nobody, with a rank where it says the same more than once.
It stays the same when the file is published again with more rows, and is another one wherever the grant is.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from graphkit.model.identifiers import PUBLISHER
from graphkit.model.records import Node
from graphkit.model.text import plain

INDIVIDUAL = "individual:"
"""How the id of every natural person begins."""


class Ranks:
    """How many rows of a file said the same before: persons of whom nothing else is kept are told apart by it."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, ...]] = Counter()

    def next_id(self, *said: str) -> str:
        """The id of one more person of whom the file says this."""
        rank = self._seen[said]
        self._seen[said] += 1
        return person_id(*said, str(rank))


def person_id(*said: str) -> str:
    """The id of the person of whom a source says this; neither name nor number may be in it.

    Examples
    --------
    >>> person_id("cordis", "990000001", "coordinator", "0")
    'individual:3a4d637d52e87848'
    """
    # Each part with its length, so that ("ab", "c") and ("a", "bc") differ.
    text = "".join(f"{len(part)}:{part}" for part in said)
    return f"{INDIVIDUAL}{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def person(id: str, name: str = "particulier") -> Node:
    """The actor that stands for a natural person; `name` is what all of them are called."""
    return Node("Actor", id, name, {"kind": "individual", "id_quality": PUBLISHER})


def names(person: str, text: str | None) -> bool:
    """Whether a text holds a word of a person's name (or, to be safe, any longer word of that cell).

    Examples
    --------
    >>> names("Mme Jeanne Exemple", "Aide à Jeanne"), names("Mme Jeanne Exemple", "Une aide")
    (True, False)
    """
    return bool({word for word in plain(person).split() if len(word) > 2} & set(plain(text or "").split()))


def without(cells: Iterable[str], person: str) -> tuple[str, ...]:
    """These cells, empty where they name the person."""
    return tuple("" if names(person, cell) else cell for cell in cells)
