"""``networkx.average_clustering``, without weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.backend._costs import NEIGHBOURS, neighbours
from graphkit.backend.closed import shares
from graphkit.backend.function import Refused, function

if TYPE_CHECKING:
    from graphkit.backend.subject import Subject


@function(steps=neighbours, worth=NEIGHBOURS)
def average_clustering(graph: Subject, count_zeros: bool) -> float:
    """The mean of the shares, those that are 0 among them or not."""
    found = shares(graph)
    if not count_zeros:
        found = [share for share in found if share > 0]
    if not found:
        raise Refused("there is nothing to take the mean of")
    return sum(found) / len(found)
