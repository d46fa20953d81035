"""From what a user calls a field, a group, a territory, a candidate or a lesson to its id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from graphkit.errors import DataError, UnknownName, UsageError

if TYPE_CHECKING:
    from graphkit.networks.naming import Named
    from graphkit.networks.snapshot import Snapshot

_LISTED = 5


def everything(snapshot: Snapshot) -> Mapping[str, Mapping[str, Named]]:
    """All that has a name but sources, by label and id; the French name, where there is one, is among the others."""
    from graphkit.networks.naming import Named

    found: dict[str, dict[str, Named]] = {"Actor": {}, "Action": {}}
    for label, table in (("Actor", snapshot.actors), ("Action", snapshot.actions), (None, snapshot.others)):
        columns = ["id", "name", "name_fr", *(["label"] if label is None else [])]
        for row in table.select(columns).to_pylist():
            node = Named(row["id"], row["name"] or row["id"], (row["name_fr"],) if row["name_fr"] else ())
            found.setdefault(label or row["label"], {})[node.id] = node
    return found


def nodes(snapshot: Snapshot, label: str) -> list[Named]:
    """The fields, groups, territories … of a snapshot, by id; no actor or action is looked at: there are many more."""
    from graphkit.networks.naming import Named
    from graphkit.networks.others import others_of

    held = others_of(snapshot, label)
    return [Named(id, node.name or id, (node.name_fr,) if node.name_fr else ()) for id, node in held.items()]


def one_named(snapshot: Snapshot, label: str, text: str) -> Named:
    """What a text names among the fields, groups, territories … of a snapshot; see `all_named`.

    Raises
    ------
    DataError
        The data have nothing of that label.
    UnknownName
        Nothing is called like that; says what is near.
    UsageError
        Several are.
    """
    from graphkit.networks.others import others_of

    what = label.lower()
    there = nodes(snapshot, label)
    if not there:
        raise DataError(f"The data name no {what}. Load a file that does: see graphkit formats.")
    scales = {id: node.scale for id, node in others_of(snapshot, label).items()}
    return single(text, all_named(text, there, what), scales)


def single(text: str, found: Sequence[Named], scales: Mapping[str, str | None] | None = None) -> Named:
    """The only one of those that a text names; where there are several, those with a scale are told with it.

    Raises
    ------
    UsageError
        There are several.
    """
    if len(found) > 1:
        of = scales or {}
        told = [", ".join(filter(None, (node.id, of.get(node.id)))) for node in found[:_LISTED]]
        listed = ", ".join(f"{node.name} ({each})" for node, each in zip(found, told, strict=False))
        more = ", …" if len(found) > _LISTED else ""
        raise UsageError(f"{text!r} may be {len(found)} of these: {listed}{more}. Give the id of the one you mean.")
    return found[0]


def all_named(text: str, there: Sequence[Named], what: str) -> list[Named]:
    """What a text names: an id, else a name as it is written, else blind to case and accents, else words of a name.

    Raises
    ------
    UnknownName
        Nothing is called like that; says what is near.
    """
    from graphkit.networks.naming import alike, likely, nearest

    exact = [node for node in there if node.id == text] or [node for node in there if node.name == text]
    found = exact or alike(text, there) or likely(text, there)
    if not found:
        near = nearest(text, [name for node in there for name in (node.name, *node.others)])
        known = [] if near else [node.name for node in there]
        raise UnknownName(what, text, known, f"Did you mean {', '.join(near)}?" if near else "")
    return found
