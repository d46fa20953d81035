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
    sources : tuple of str
        Ids of the sources that it has a tie to.
    words : Node or None
        A statement that brought nothing new: a file of a million rows repeats few thousand of them word for word. Most
        nodes are stated once, and have none. Not kept in a file (`graphkit.model.spill`), for it only saves time.
    """

    properties: dict[str, Any]
    sources: tuple[str, ...] = ()
    words: Node | None = None

    def is_restated_by(self, node: Node) -> bool:
        """Whether it was stated before in the same words: then they have no faults, and say nothing new."""
        words = self.words
        return words is not None and words.name == node.name and words.properties == node.properties

    def __reduce__(self) -> tuple[Any, ...]:
        return StatedNode, (self.properties, self.sources)


@dataclass(slots=True)
class GivenId:
    """A publisher's id of a tie: between which nodes, where it was first stated, and whether the tie was sent."""

    start: Key
    end: Key
    locator: str
    is_sent: bool = False

    def __reduce__(self) -> tuple[Any, ...]:
        return GivenId, (self.start, self.end, self.locator, self.is_sent)
