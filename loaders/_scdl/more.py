"""What a row of grants states beside the grant itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphkit.model.records import Fault, Node, Tie


@dataclass(frozen=True, slots=True)
class More:
    """Further nodes and ties, and the values that were set aside."""

    nodes: list[Node] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
