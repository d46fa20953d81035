"""The axes of a programme, the actions that pursue them, and those that are part of the programme."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.networks.others import Other, links_of, others_of
from graphkit.networks.untied import not_done

if TYPE_CHECKING:
    from graphkit.networks.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Link:
    """What states that an action pursues an axis, or is part of a programme."""

    tie: str
    type: str
    action: str
    end: str
    source: str
    locator: str


def axes_of(snapshot: Snapshot, programme: str) -> dict[str, Other]:
    """The axes of a programme by id, in order of their codes (2 before 10), those without one last by name."""
    links = links_of(snapshot, "OF").select(["start_id", "end_id"]).to_pylist()
    wanted = {row["start_id"] for row in links if row["end_id"] == programme}
    held = others_of(snapshot, "Objective")
    return {axis.id: axis for axis in sorted((held[id] for id in wanted if id in held), key=_order)}


def pursued(snapshot: Snapshot, axes: dict[str, Other]) -> dict[str, list[Link]]:
    """For each axis what states that an action pursues it, in order of the actions and ties."""
    found: dict[str, list[Link]] = {axis: [] for axis in axes}
    for link in of_actions(snapshot, "PURSUES"):
        if link.end in found:
            found[link.end].append(link)
    return found


def members_of(snapshot: Snapshot, programme: str) -> dict[str, Link]:
    """The actions that are part of a programme, or of one that is part of it, with what states so.

    What is part of an action is not looked at: its larger action stands for it.
    """
    smaller: dict[str, list[str]] = {}
    for row in links_of(snapshot, "PART_OF").to_pylist():
        if row["start_label"] == "Programme":
            smaller.setdefault(row["end_id"], []).append(row["start_id"])
    within = {programme}
    todo = [programme]
    while todo:
        fresh = set(smaller.get(todo.pop(), ())) - within
        within |= fresh
        todo += fresh
    links = [link for link in of_actions(snapshot, "PART_OF", "Programme") if link.end in within]
    # What is part of the programme itself is cited for that, where it is part of a smaller one as well.
    return {link.action: link for link in sorted(links, key=lambda link: link.end == programme)}


def of_actions(snapshot: Snapshot, type: str, end_label: str = "Objective") -> list[Link]:
    """The links of a type that actions of the snapshot have, in order of the actions and ties.

    What was asked for and came to nothing is no action that is there; see `graphkit.networks.untied`.
    """
    there = set(snapshot.actions["id"].to_pylist()) - not_done(snapshot)
    found = [
        Link(row["id"], type, row["start_id"], row["end_id"], row["source"], row["locator"])
        for row in links_of(snapshot, type).to_pylist()
        if row["start_label"] == "Action" and row["end_label"] == end_label and row["start_id"] in there
    ]
    return sorted(found, key=lambda link: (link.action, link.tie))


def _order(axis: Other) -> tuple[object, ...]:
    code = axis.code or ""
    parts = tuple(
        (not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in re.findall(r"\d+|\D+", code)
    )
    return (not code, parts, axis.name, axis.id)
