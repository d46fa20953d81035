"""From what a user calls a field, a group or a territory to its id in a snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.errors import DataError, UnknownName, UsageError

if TYPE_CHECKING:
    from graphkit.networks.naming import Named
    from graphkit.networks.snapshot import Snapshot

_LISTED = 5


def nodes(snapshot: Snapshot, label: str) -> list[Named]:
    """The fields, groups, territories … of a snapshot, by id."""
    import pyarrow.compute as pc

    from graphkit.networks.naming import Named

    held = snapshot.others.filter(pc.equal(snapshot.others["label"], label))
    rows = zip(*(held[column].to_pylist() for column in ("id", "name", "name_fr")), strict=True)
    return [Named(id, name or id, (french,) if french else ()) for id, name, french in rows]


def one_named(snapshot: Snapshot, label: str, text: str) -> Named:
    """What a text names: an id, else a name as it is written, else blind to case and accents, else part of one name.

    Raises
    ------
    DataError
        The data have nothing of that label.
    UnknownName
        Nothing is called like that; says what is near.
    UsageError
        Several are.
    """
    from graphkit.networks.naming import alike, likely, nearest

    there = nodes(snapshot, label)
    what = label.lower()
    if not there:
        raise DataError(f"The data name no {what}. Load a file that does: see graphkit formats.")
    exact = [node for node in there if node.id == text] or [node for node in there if node.name == text]
    found = exact or alike(text, there) or likely(text, there)
    if not found:
        near = nearest(text, [name for node in there for name in (node.name, *node.others)])
        known = [] if near else [node.name for node in there]
        raise UnknownName(what, text, known, f"Did you mean {', '.join(near)}?" if near else "")
    if len(found) > 1:
        listed = ", ".join(f"{node.name} ({node.id})" for node in found[:_LISTED])
        more = ", …" if len(found) > _LISTED else ""
        raise UsageError(f"{text!r} names {len(found)} of label {label}: {listed}{more}. Give the id of the one you mean.")
    return found[0]
