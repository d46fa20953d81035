"""All names of a store together: how much a word tells, and who else has the same words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from math import log2

from graphkit.identity.names import Name, stem, vocabulary

# How many names a store is taken to hold beside its own: what is rare among four names need not be rare in the world.
BEYOND = 2000
BEYOND_COMMON = 100


class Corpus:
    """The names of a store.

    Parameters
    ----------
    names_of : sequence of sequences of Name
        The names of each actor.
    """

    def __init__(self, names_of: Sequence[Iterable[Name]]) -> None:
        self._having: dict[str, set[int]] = {}
        for actor, names in enumerate(names_of):
            for name in names:
                for word in name.words:
                    self._having.setdefault(stem(word), set()).add(actor)
        self._all = len(names_of) + BEYOND
        self._common = vocabulary().common
        self._known: dict[str, float] = {}

    def weight(self, word: str) -> float:
        """How much a word tells, in bits: the binary logarithm of how few actors have it in their name.

        Examples
        --------
        >>> Corpus([]).weight("saint") < Corpus([]).weight("chatelaine")
        True
        """
        known = self._known.get(word)
        if known is None:
            root = stem(word)
            beyond = BEYOND_COMMON if root in self._common else 1
            known = self._known[word] = log2(self._all / (max(1, len(self._having.get(root, ()))) + beyond - 1))
        return known

    def having_all(self, words: Collection[tuple[str, ...]]) -> int:
        """How many actors have each of the words in their names; of a tuple of spellings, one of them."""
        found: set[int] | None = None
        for having in sorted((self._having_one(spellings) for spellings in words), key=len):
            found = having if found is None else found & having
        return len(found or ())

    def _having_one(self, spellings: tuple[str, ...]) -> set[int]:
        nobody: set[int] = set()
        if len(spellings) == 1:
            return self._having.get(stem(spellings[0]), nobody)
        return set().union(*(self._having.get(stem(word), nobody) for word in spellings))
