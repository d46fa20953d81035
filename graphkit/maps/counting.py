"""Who does what where, counted: the one place that a room of its own for needs may take over."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.maps.traits import fields, territories

if TYPE_CHECKING:
    from graphkit.networks.snapshot import Snapshot

Node = tuple[str, str]


@dataclass(frozen=True)
class Present:
    """Actors and actions by territory and field.

    Attributes
    ----------
    territories : mapping of str to (str, str)
        Those that anything is in, or that lie around one: id -> English and French name.
    fields : mapping of str to (str, str)
        Likewise.
    cells : mapping of (str, str) to list of (label, id)
        (territory, field) -> who and what is there; the field is empty for what states none.
    unlocated : list of (label, id)
        What states no territory.
    """

    territories: dict[str, tuple[str, str]]
    fields: dict[str, tuple[str, str]]
    cells: dict[tuple[str, str], list[Node]]
    unlocated: list[Node]


def present(snapshot: Snapshot, among: Set[Node] | None = None) -> Present:
    """Who and what is in which territory (and in those around it) and field; of `among` alone, where it is given.

    An actor that states no field has those of the actions that it is tied to.
    """
    import pyarrow.compute as pc

    where, what = territories(snapshot), fields(snapshot)
    of_actor: dict[str, set[str]] = {}
    for actor, action in zip(*(snapshot.ties[name].to_pylist() for name in ("actor", "action")), strict=True):
        of_actor.setdefault(actor, set()).update(what.own.get(("Action", action), ()))
    cells: dict[tuple[str, str], list[Node]] = {}
    unlocated: list[Node] = []
    # What stands for an action that no source names is who receives, and is counted as that.
    named = snapshot.actions.filter(pc.invert(pc.fill_null(snapshot.actions["implied"], False)))
    for label, table in (("Actor", snapshot.actors), ("Action", named)):
        for id in table["id"].to_pylist():
            node = (label, id)
            if among is not None and node not in among:
                continue
            its = what.own.get(node, ())
            if label == "Actor" and not its:
                its = tuple(sorted(of_actor.get(id, ())))
            if node not in where.of:
                unlocated.append(node)
            for territory in where.of.get(node, ()):
                for field in its or ("",):
                    cells.setdefault((territory, field), []).append(node)
    there = sorted({territory for territory, _ in cells})
    used = sorted({field for _, field in cells} - {""})
    return Present(
        {id: where.names.get(id, (id, id)) for id in there},
        {id: what.names.get(id, (id, id)) for id in used},
        cells,
        unlocated,
    )
