"""What is remembered of the nodes and ids that a file has stated so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graphkit.model.records import Key, Node


@dataclass(slots=True)
class StatedNode:
    """A node as it is so far.

    Attributes
    ----------
    properties : dict
        Its properties, ``id`` and ``name`` included.
    place : str
        Where the file states it first.
    added : dict or None
        Property -> where a later row has added it; few nodes have any.
    sources : tuple of str
        Ids of the sources that it has a tie to.
    words : Node or None
        A statement that brought nothing new: a file of a million rows repeats few thousand of them word for word. Most
        nodes are stated once, and have none. Not kept in a file (`graphkit.model.spill`), for it only saves time.
    """

    properties: dict[str, Any]
    place: str = ""
    added: dict[str, str] | None = None
    sources: tuple[str, ...] = ()
    words: Node | None = None

    def is_restated_by(self, node: Node) -> bool:
        """Whether it was stated before in the same words: then they have no faults, and say nothing new."""
        words = self.words
        return words is not None and words.name == node.name and words.properties == node.properties

    def place_of(self, property: str) -> str:
        """Where the file states a property first."""
        return (self.added or {}).get(property, self.place)

    def __reduce__(self) -> tuple[Any, ...]:
        return StatedNode, (self.properties, self.place, self.added, self.sources)


@dataclass(slots=True)
class GivenId:
    """A publisher's id of a tie: between which nodes, where it was first stated, and whether the tie was sent."""

    start: Key
    end: Key
    locator: str
    is_sent: bool = False

    def __reduce__(self) -> tuple[Any, ...]:
        return GivenId, (self.start, self.end, self.locator, self.is_sent)
