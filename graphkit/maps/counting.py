"""Who does what where, counted as `graphkit.needs.territories` does, with the actors that are there."""

from __future__ import annotations

from collections.abc import Collection
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
    ties : list of (str, str)
        Actor and action of each tie that counts.
    by : mapping of (label, id) to list of (label, id)
        By whose place others are where they are: an action by that of who receives, or the other way round.
    """

    territories: dict[str, tuple[str, str]]
    fields: dict[str, tuple[str, str]]
    cells: dict[tuple[str, str], list[Node]]
    unlocated: list[Node]
    ties: list[tuple[str, str]]
    by: dict[Node, list[Node]]


def present(snapshot: Snapshot, rows: Collection[int] | None = None) -> Present:
    """Who and what is in which territory (and in those around it) and field.

    Parameters
    ----------
    snapshot : Snapshot
        The data.
    rows : collection of int, optional
        Count these ties alone, and who and what is in one of them.

    Notes
    -----
    Which ties count, what was never done and where an action is, `graphkit.needs.territories` says. An actor that
    states no field has those of the actions that it is tied to. What stands for an action that no source names is who
    receives, and is counted as that.
    """
    import pyarrow.compute as pc

    from graphkit.needs.territories import territories as of_needs
    from graphkit.networks.untied import recipients

    found = of_needs(snapshot, "field", rollup=True)
    counting = found.ties if rows is None else found.ties[found.ties["tie"].isin(set(rows))]
    ties = list(zip(counting["actor"], counting["action"], strict=True))
    actors, actions = set(snapshot.actors["id"].to_pylist()), set(snapshot.actions["id"].to_pylist()) - found.never
    if rows is not None:
        actions = set(counting["action"])
    implied = set(snapshot.actions.filter(pc.fill_null(snapshot.actions["implied"], False))["id"].to_pylist()) & actions
    received = recipients(snapshot)
    every = list(zip(received["actor"], received["action"], strict=True))
    receive = [(actor, action) for actor, action in every if action in implied]
    if rows is not None:
        actors &= {actor for actor, _ in ties} | {actor for actor, _ in receive}
    where, what = territories(snapshot), fields(snapshot)
    of_actor: dict[str, set[str]] = {}
    for actor, action in (*ties, *receive):
        of_actor.setdefault(actor, set()).update(what.own.get(("Action", action), ()))
    placed = {action: list(of["territory"]) for action, of in found.placed.groupby("action")}
    stated = set(found.own.loc[found.own["by"] == "action", "action"])
    cells: dict[tuple[str, str], dict[Node, None]] = {}

    def put(node: Node, territory: str, of: Collection[str]) -> None:
        for field in of or ("",):
            cells.setdefault((territory, field), {})[node] = None

    def fields_of(actor: str) -> Collection[str]:
        return what.own.get(("Actor", actor), ()) or of_actor.get(actor, ())

    for actor in actors:
        for territory in where.of.get(("Actor", actor), ()):
            put(("Actor", actor), territory, fields_of(actor))
    for action in actions - implied:
        for territory in placed.get(action, ()):
            put(("Action", action), territory, what.own.get(("Action", action), ()))
    for actor, action in receive:
        for territory in placed.get(action, ()) if actor in actors else ():
            # A source may say where the activity is; else it is where those are who receive, each in its own place.
            if territory in where.of.get(("Actor", actor), ()) or action in stated:
                put(("Actor", actor), territory, what.own.get(("Action", action)) or fields_of(actor))
    there = sorted({territory for territory, _ in cells})
    used = sorted({field for _, field in cells} - {""})
    everyone = {("Actor", id) for id in actors} | {("Action", id) for id in actions - implied}
    return Present(
        {id: where.names.get(id, (id, id)) for id in there},
        {id: what.names.get(id, (id, id)) for id in used},
        {cell: sorted(nodes) for cell, nodes in cells.items()},
        sorted(everyone.difference(*cells.values())),
        ties,
        _placed_by(every, implied, stated),
    )


def _placed_by(received: list[tuple[str, str]], implied: set[str], stated: set[str]) -> dict[Node, list[Node]]:
    """Who is where another is: who receives where the activity is said to be, an action else where who receives is."""
    by: dict[Node, list[Node]] = {}
    for actor, action in received:
        if action in implied and action in stated:
            by.setdefault(("Actor", actor), []).append(("Action", action))
        elif action not in implied and action not in stated:
            by.setdefault(("Action", action), []).append(("Actor", actor))
    return by
