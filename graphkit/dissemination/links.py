"""What the data say of a concept: who applies it, who adapted it from whom, who carries it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graphkit.networks.others import links_of

if TYPE_CHECKING:
    from graphkit.networks.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Link:
    """A link along which a concept travels, with channel, carrier and date where they are stated."""

    tie: str
    type: str
    start: str
    end: str
    channel: str | None
    carrier: str | None
    date: date | None
    source: str
    locator: str


def links(snapshot: Snapshot, type: str, start: str, end: str) -> list[Link]:
    """The links of a type between nodes of two labels: those with a date first, earliest first, then by ids.

    A link that states no date but since when it holds has that for its date.
    """
    found = [
        Link(
            *(row["id"], type, row["start_id"], row["end_id"], row["role"], row["carrier"]),
            *(row["date"] or row["start"], row["source"], row["locator"]),
        )
        for row in links_of(snapshot, type).to_pylist()
        if (row["start_label"], row["end_label"]) == (start, end)
    ]
    return sorted(found, key=lambda one: (one.date is None, one.date or date.min, one.start, one.end, one.tie))


def reached(applying: set[str], steps: list[Link]) -> set[str]:
    """Those that apply a concept, all that they were adapted from, and all that was adapted from them."""
    found = set(applying)
    for one, other in (("start", "end"), ("end", "start")):
        along: dict[str, list[str]] = {}
        for step in steps:
            along.setdefault(getattr(step, one), []).append(getattr(step, other))
        seen, todo = set(applying), list(applying)
        while todo:
            for each in along.get(todo.pop(), ()):
                if each not in seen:
                    seen.add(each)
                    todo.append(each)
        found |= seen
    return found
