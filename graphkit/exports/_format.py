"""What a format says of itself: who reads it, and what it keeps of a network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.exports._content import Content

# What a network has that a format may keep or lose, in the order of the table in ``docs/exports.md``.
FEATURES = ("names", "attributes", "types", "lists", "modes", "parallel", "ties", "years", "sources")

Notes = Counter[str]
"""How many values of the data a format could not hold as they are, by what became of them."""


@dataclass(frozen=True)
class Format:
    """The declaration of a format, ``FORMAT`` in its file.

    Attributes
    ----------
    title : str
        What it is called.
    read_by : tuple of str
        Programs that read it.
    read_back_by : str
        By what the tests read it back, and what was not tried.
    ending : str
        The ending of its file; empty where it is a folder.
    keeps : mapping of str to str
        For each of `FEATURES` how it is kept: a key of ``words.csv`` without ``how.``; one that begins with ``yes``
        loses nothing.
    options : tuple of str
        What its ``write`` takes besides: ``bom``.
    """

    title: str
    read_by: tuple[str, ...]
    read_back_by: str
    ending: str
    keeps: Mapping[str, str]
    options: tuple[str, ...] = ()

    @property
    def is_folder(self) -> bool:
        """Whether it is several files in a folder."""
        return not self.ending

    def lost(self, content: Content) -> list[tuple[str, str]]:
        """What of a network the format loses or changes, and how: only what the network has."""
        there = present(content)
        return [(what, how) for what, how in self.keeps.items() if what in there and not how.startswith("yes")]


def present(content: Content) -> set[str]:
    """Which of `FEATURES` a network has."""
    import pyarrow.compute as pc

    found = {"names", "attributes", "types"} if content.nodes.num_rows else set()
    lists = [name for name in ("identifiers", "aliases", "coalitions") if name in content.nodes.column_names]
    if any(pc.any(pc.greater(pc.list_value_length(content.nodes[name]), 0), min_count=0).as_py() for name in lists):
        found.add("lists")
    if content.one_mode or not content.ties.num_rows:
        return found
    found |= {"modes", "ties", "sources"}
    if content.ties.num_rows > content.network.n_pairs:
        found.add("parallel")
    if any(content.ties[name].null_count < content.ties.num_rows for name in ("first_year", "last_year")):
        found.add("years")
    return found
