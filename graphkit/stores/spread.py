"""How the values of a property spread over the ties that may have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Values:
    """The values of one property.

    Attributes
    ----------
    total, count : int
        How many ties there are, and how many of them have the property.
    low, high : object
        The smallest and the largest value.
    """

    total: int
    count: int
    low: Any
    high: Any

    @property
    def gaps(self) -> bool:
        """Whether some ties lack it."""
        return self.count < self.total

    @property
    def is_one(self) -> bool:
        """Whether all ties have it, and alike."""
        return not self.gaps and bool(self.total) and self.low == self.high


def asked(properties: Sequence[str], prefix: str = "") -> Iterator[str]:
    """The columns that tell it, in Cypher and in SQL: the total, then three a property."""
    yield f"count({'t' if prefix else '*'}) AS n"
    for index, name in enumerate(properties):
        yield f"count({prefix}{name}) AS c{index}, min({prefix}{name}) AS l{index}, max({prefix}{name}) AS h{index}"


def told(properties: Sequence[str], row: dict[str, Any]) -> dict[str, Values]:
    """What a row of these columns says of each property."""
    columns = enumerate(properties)
    return {name: Values(row["n"], row[f"c{i}"], row[f"l{i}"], row[f"h{i}"]) for i, name in columns}
