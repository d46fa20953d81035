"""An activity as a row: an Action, who takes part in it, what it is part of, where it is and in which fields."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from graphkit.loaders._iati import codes
from graphkit.loaders._iati.actors import actor, is_person, is_withheld, names_class, scope_of
from graphkit.loaders._iati.money import day
from graphkit.loaders._iati.reading import Activity, Classed, Organisation, Transaction
from graphkit.model.records import Fault, Node, Reject, Row, Tie

# The DAC's code for "developing countries, unspecified": no place.
_NOWHERE = ("1", "998")


def activity_row(activity: Activity, paid_by: set[str]) -> Row | Reject:
    """The row of an activity.

    Parameters
    ----------
    activity : Activity
    paid_by : set of str
        Ids of the actors whose money for it stands in its transactions: as funders they need no tie without amount.
    """
    if activity.id is None:
        return Reject(activity.place, [Fault("iati-identifier", "", "is missing: nothing says which activity this is")])
    faults: list[Fault] = []
    scope = scope_of(activity.reporter)
    action = Node("Action", action_id(activity.id), _title(activity), _properties(activity, faults))
    nodes, ties = [action], list[Tie]()
    for node, tie in (*_reporter(activity, action), *_participants(activity, action, paid_by, faults)):
        nodes.append(node)
        ties.append(tie)
    for other, tie in (*_related(activity, action), *places(activity, action, scope), *fields(activity, action, scope)):
        nodes.append(other)
        ties.append(tie)
    return Row(activity.place, nodes, ties, faults=faults)


def action_id(identifier: str) -> str:
    """The id of the Action with this IATI identifier."""
    return f"iati:{identifier}"


def action(activity: Activity) -> Node:
    """The Action of an activity by id and name alone: what its transactions need to say of it."""
    return Node("Action", action_id(activity.id or ""), _title(activity))


def elsewhere(identifier: str, title: str | None = None) -> Node:
    """The Action of another activity; where its title is not known, its id stands for it until it is told."""
    id = action_id(identifier)
    return Node("Action", id, title or id)


def places(of: Activity | Transaction, action: Node, scope: str) -> Iterator[tuple[Node, Tie]]:
    """The countries and regions of an activity or a transaction, with their percentages as notes.

    `scope` is the publisher, for codes of its own lists.
    """
    for one in of.countries:
        place = Node("Territory", f"ISO-3166:{one.code.upper()}", one.names[0] if one.names else "")
        place.properties = {"scale": "national", "code": one.code.upper(), "code_scheme": "ISO-3166"}
        yield _classed("LOCATED_IN", action, place, one)
    for one in of.regions:
        vocabulary = one.vocabulary or "1"
        if (vocabulary, one.code) != _NOWHERE:
            scheme = codes.REGIONS.get(vocabulary, f"{scope}/{vocabulary}")
            place = Node("Territory", f"{scheme}:{one.code}", one.names[0] if one.names else "")
            place.properties = {"scale": "international", "code": one.code, "code_scheme": scheme}
            yield _classed("LOCATED_IN", action, place, one)


def fields(of: Activity | Transaction, action: Node, scope: str) -> Iterator[tuple[Node, Tie]]:
    """The sectors of an activity or a transaction, with their percentages as notes.

    `scope` is the publisher, for codes of its own lists.
    """
    for one in of.sectors:
        vocabulary = codes.vocabulary_code(one.vocabulary)
        scheme = codes.SECTORS.get(vocabulary, f"{scope}/{vocabulary}")
        yield _classed(
            "IN_FIELD", action, Node("Field", f"{scheme}:{one.code}", one.names[0] if one.names else ""), one
        )


def funds_id(*parts: object) -> str:
    """The id of a tie of money."""
    text = "\x1f".join("" if part is None else str(part) for part in ("iati", *parts))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _classed(type: str, action: Node, other: Node, one: Classed) -> tuple[Node, Tie]:
    other.name = other.name or other.id
    return other, Tie(type, action.key, other.key, {"note": f"{one.percentage} %" if one.percentage else None})


def _title(activity: Activity) -> str:
    return activity.titles[0] if activity.titles else action_id(activity.id or "")


def _properties(activity: Activity, faults: list[Fault]) -> dict[str, Any]:
    status = codes.STATUSES.get(activity.status or "")
    if activity.status and status is None:
        faults.append(Fault("activity-status", activity.status, "is no status of the standard"))
    identifiers = [f"iati:{activity.id}", *activity.identifiers]
    return {
        "description": activity.descriptions[0] if activity.descriptions else None,
        "status": status,
        "start": _first_day(activity, ("2", "1"), faults),
        "end": _first_day(activity, ("4", "3"), faults),
        "aliases": list(activity.titles[1:]) or None,
        "identifiers": list(dict.fromkeys(identifiers)),
    }


def _first_day(activity: Activity, kinds: tuple[str, str], faults: list[Fault]) -> Any:
    """The actual day, else the planned one."""
    for kind in kinds:
        text = activity.dates.get(kind)
        found = day(text)
        if found is not None:
            return found
        if text:
            faults.append(Fault("activity-date", text, "states no day"))
    return None


def _reporter(activity: Activity, action: Node) -> Iterator[tuple[Node, Tie]]:
    """The organisation that reports its own activity; one that reports for another takes no part in it."""
    who = activity.reporter
    node = None if who is None or activity.secondary else actor(who, scope_of(who))
    if node is not None:
        yield node, Tie("TAKES_PART", node.key, action.key, {"role": "reporter"})


def _participants(
    activity: Activity, action: Node, paid_by: set[str], faults: list[Fault]
) -> Iterator[tuple[Node, Tie]]:
    scope = scope_of(activity.reporter)
    for role, who in activity.participants:
        node = actor(who, scope)
        if node is None:
            faults.append(Fault("participating-org", shown(who), _why_none(who)))
        elif role == codes.FUNDING:
            if node.id not in paid_by:
                given = {"status": "granted", "note": "named as funding, without an amount"}
                id = funds_id("funding", activity.id, node.id)
                funder = Node("Actor", node.id, node.name, node.properties, funder=True)
                yield funder, Tie("FUNDS", node.key, action.key, given, id)
        elif role in codes.ROLES:
            yield node, Tie("TAKES_PART", node.key, action.key, {"role": codes.ROLES[role]})
        else:
            faults.append(Fault("participating-org", role, "is no role of the standard"))


def shown(who: Organisation) -> str:
    """An organisation as the file names it; a person without the name."""
    return "" if is_person(who) else " ".join(filter(None, (who.ref, who.name)))


def _why_none(who: Organisation) -> str:
    if names_class(who):
        return "names a class of organisations and none of them"
    if is_person(who):
        return "names a natural person, who is not kept"
    return "is withheld" if is_withheld(who) else "has no name, and no reference that identifies an organisation"


def _related(activity: Activity, action: Node) -> Iterator[tuple[Node, Tie]]:
    """Parents and children; siblings and the reports of others say nothing of what is part of what."""
    for kind, ref, title in activity.related:
        other = elsewhere(ref, title)
        if ref == activity.id or kind not in (codes.PARENT, codes.CHILD):
            continue
        if kind == codes.PARENT:
            note = f"hierarchy {activity.hierarchy}" if activity.hierarchy else None
            yield other, Tie("PART_OF", action.key, other.key, {"note": note})
        else:
            yield other, Tie("PART_OF", other.key, action.key)
