"""The nodes and ties of a 360Giving grant."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Self

from graphkit.loaders._360giving.actors import Giver, Recipient
from graphkit.loaders._360giving.entry import Entry
from graphkit.loaders._360giving.places import places
from graphkit.model.identifiers import by_name
from graphkit.model.records import Key, Node, Tie
from graphkit.model.text import slug


@dataclass(frozen=True, slots=True)
class Parties:
    """Who gives, who receives, and the action of each recipient, in the recipients' order."""

    funders: list[Giver]
    recipients: list[Recipient]
    actions: list[Node]


@dataclass(slots=True)
class Parts:
    """Nodes and ties as they are gathered."""

    nodes: list[Node] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)

    def __iadd__(self, other: Parts) -> Self:
        self.nodes += other.nodes
        self.ties += other.ties
        return self


def action(who: Recipient, year: int | None, scale: str | None) -> Node:
    """The recipient's activity of a year."""
    name = f"{who.node.name}, {year}" if year else who.node.name
    return Node("Action", action_id(who.node.id, year), name, {"implied": True, "year": year, "scale": scale})


def action_id(recipient: str, year: int | None) -> str:
    """The id of a recipient's activity of a year, the same in all formats."""
    return f"activity:{recipient}:{year}" if year else f"activity:{recipient}"


def programme_nodes(grant: Entry, funder: Node) -> list[Node]:
    """The programmes of the funder under which a grant was made."""
    found = []
    for entry in grant.each("grantProgramme"):
        code, title = entry.text("code"), entry.text("title")
        name = title or code
        if name:
            id = f"programme:{funder.id}:{slug(code or name)}"
            found.append(Node("Programme", id, name, {"code": code, "description": entry.text("description")}))
    return found


def who_and_what(parties: Parties, id: str | None, properties: dict[str, Any], notes: list[str]) -> Parts:
    """The actors and actions of a grant, and the ties between them; the tie that carries the amount comes first."""
    parts = Parts()
    for funder in parties.funders:
        parts.nodes += [funder.node, *([] if funder.node is funder.organisation else [funder.organisation])]
    parts.nodes += [*(who.node for who in parties.recipients), *parties.actions]
    first = f"amount stated once, from {parties.funders[0].node.id} to {parties.recipients[0].node.id}"
    received = list(zip(parties.recipients, parties.actions, strict=True))
    for n, funder in enumerate(parties.funders, start=1):
        for m, (who, what) in enumerate(received, start=1):
            carries = n == m == 1
            own = properties | {"recipient": who.node.id, "recipient_id": who.given}
            own |= {"note": "; ".join(notes) or None} if carries else {"amount": None, "note": first}
            tie_id = id if carries or id is None else f"{id}#{n}.{m}"
            parts.ties.append(Tie("FUNDS", funder.node.key, what.key, own, tie_id))
    for who, what in received:
        parts.ties.append(Tie("TAKES_PART", who.node.key, what.key, {"role": "recipient"}))
        if not who.person:
            parts += Parts(*places(who.entry.each("location"), who.node.key))
    for funder in parties.funders:
        parts.ties += funder.ties
    return parts


def about(grant: Entry, what: Key, programmes: list[Node], *, person: bool) -> Parts:
    """Programmes, places and fields of an action."""
    parts = Parts(*places(grant.each("beneficiaryLocation"), what, person=person))
    for programme in programmes:
        parts += Parts([programme], [Tie("PART_OF", what, programme.key)])
    for entry in grant.each("classifications"):
        name = entry.text("title") or " ".join(filter(None, (entry.text("vocabulary"), entry.text("code"))))
        if name:
            # By its name, as in all sources: "Education" is one field whoever says it.
            subject = Node("Field", by_name(name).id, name)
            parts += Parts([subject], [Tie("IN_FIELD", what, subject.key)])
    return parts
