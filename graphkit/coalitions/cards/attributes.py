"""What the data say of actors and of what they share: kind, scale, fields, target groups, axes and territories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.networks.network import Network
    from graphkit.networks.snapshot import Snapshot

ACTORS, ACTIONS = "actors", "actions"
"""What has an attribute: the members, or what they share."""

ATTRIBUTE_OF_LINK = {"IN_FIELD": "field", "TARGETS": "group", "PURSUES": "objective", "LOCATED_IN": "territory"}
"""The links that say an attribute of an action, and what it is called."""

Thing = tuple[str, str]
"""A node by label and id."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of the actors of a network, or of its columns.

    Attributes
    ----------
    of : str
        ``actors`` or ``actions``: rows or columns of the network, whatever the grain has there.
    name : str
        ``kind``, ``scale``, ``field``, ``group``, ``objective`` or ``territory``.
    values : mapping
        For each row or column that states any, its values.
    links : mapping
        For each row or column and value the links that say so, as rows of ``snapshot.links``; none where the row of the
        actor or action itself does.
    """

    of: str
    name: str
    values: Mapping[int, set[str]]
    links: Mapping[tuple[int, str], list[int]] = field(default_factory=dict)


def attributes(network: Network) -> list[Attribute]:
    """All attributes that the data give, of actors first.

    What stands for an action at a coarser grain is who receives: it has the attributes of that actor, and the fields,
    groups, axes and territories of the actions that the money went to. What lies in a territory lies in those that
    this is within, too.
    """
    actors = {("Actor", id): [row] for row, id in enumerate(network.actor_ids)}
    if network.spec.request.grain == "action":
        bearers = {("Action", id): [column] for column, id in enumerate(network.action_ids)}
    else:
        bearers = _behind_recipients(network)
    found = [*_stated(network.snapshot, ACTORS, actors), *_linked(network.snapshot, ACTORS, actors)]
    return [*found, *_stated(network.snapshot, ACTIONS, bearers), *_linked(network.snapshot, ACTIONS, bearers)]


def _behind_recipients(network: Network) -> dict[Thing, list[int]]:
    """Who receives and the actions behind, each with the columns that they stand in."""
    import numpy as np

    by_year = network.spec.request.grain == "recipient-year"
    found: dict[Thing, list[int]] = {}
    for column, id in enumerate(network.action_ids):
        found.setdefault(("Actor", id.rpartition("@")[0] if by_year else id), []).append(column)
    column_of = np.repeat(network.indices, np.diff(network.tie_index.ptr))
    action_of = network.snapshot.action_of_ties[network.tie_index.rows]
    ids = network.snapshot.actions["id"].to_pylist()
    for action, column in sorted(set(zip(action_of.tolist(), column_of.tolist(), strict=True))):
        found.setdefault(("Action", ids[action]), []).append(column)
    return found


def _stated(snapshot: Snapshot, of: str, bearers: Mapping[Thing, list[int]]) -> Iterable[Attribute]:
    """What nodes state themselves. Of a recipient that stands for its actions, what the recipient states."""
    label = "Actor" if any(label == "Actor" for label, _ in bearers) else "Action"
    table = snapshot.actors if label == "Actor" else snapshot.actions
    ids = table["id"].to_pylist()
    for name in ("kind", "scale"):
        if name in table.column_names:
            values: dict[int, set[str]] = {}
            for id, value in zip(ids, table[name].to_pylist(), strict=True):
                if value:
                    for place in bearers.get((label, id), ()):
                        values.setdefault(place, set()).add(value)
            if values:
                yield Attribute(of, name, values)


def _linked(snapshot: Snapshot, of: str, bearers: Mapping[Thing, list[int]]) -> Iterable[Attribute]:
    """What links say of nodes."""
    table = snapshot.links
    columns = (table[name].to_pylist() for name in ("type", "start_label", "start_id", "end_id"))
    above = _above(snapshot)
    values: dict[str, dict[int, set[str]]] = {name: {} for name in ATTRIBUTE_OF_LINK.values()}
    links: dict[str, dict[tuple[int, str], list[int]]] = {name: {} for name in ATTRIBUTE_OF_LINK.values()}
    for row, (type_, label, start, end) in enumerate(zip(*columns, strict=True)):
        name = ATTRIBUTE_OF_LINK.get(type_)
        if name is None or (places := bearers.get((label, start))) is None:
            continue
        for value in (end, *(above.get(end, ()) if name == "territory" else ())):
            for place in places:
                values[name].setdefault(place, set()).add(value)
                links[name].setdefault((place, value), []).append(row)
    for name in ATTRIBUTE_OF_LINK.values():
        if values[name]:
            yield Attribute(of, name, values[name], links[name])


def _above(snapshot: Snapshot) -> dict[str, list[str]]:
    """For each territory those it lies within, near or far."""
    import pyarrow.compute as pc

    within = snapshot.links.filter(pc.equal(snapshot.links["type"], "WITHIN"))
    up: dict[str, list[str]] = {}
    for start, end in zip(within["start_id"].to_pylist(), within["end_id"].to_pylist(), strict=True):
        up.setdefault(start, []).append(end)
    found: dict[str, list[str]] = {}
    for place, first in up.items():
        seen, ahead = {place}, list(first)
        while ahead:
            if (one := ahead.pop()) not in seen:
                seen.add(one)
                ahead += up.get(one, ())
        found[place] = sorted(seen - {place})
    return found
