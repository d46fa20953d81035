"""The links of actions: to whom or what, at which scale, by which kind of support, initiated where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from graphkit.bottom_link.kinds import CARRIES, DIRECTIONS, NO_SUPPORT, OF_NETWORK, kind_of

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.networks.network import Network

COLUMNS = ("action", "end", "label", "end_name", "end_scale", "kind", "direction", "via", "tie", "type")


def links(network: Network) -> tuple[pd.DataFrame, int]:
    """A row for each tie that links an action to another end by one kind of support.

    Parameters
    ----------
    network : Network
        At the grain of actions.

    Returns
    -------
    frame : pandas.DataFrame
        ``action``; ``end``, its ``label`` (Actor or Programme), ``end_name``, ``end_scale`` (empty: not known);
        ``kind``; ``direction``; ``via``: the actor of the action whose membership it is; ``tie`` and ``type``: what
        states it. Sorted by action, end, kind and tie.
    n_no_support : int
        Ties left out, of those whom an action serves or who oppose it.
    """
    import pandas as pd

    direct, carries, n_no_support = _direct(network)
    rows = [*direct, *_through_members(network, carries), *_programmes(network)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    # What one tie of an end says of who initiated the action holds for its others.
    order = {direction: at for at, direction in enumerate(DIRECTIONS)}
    best = frame["direction"].map(order).groupby([frame["action"], frame["label"], frame["end"]]).transform("min")
    frame["direction"] = [DIRECTIONS[int(at)] for at in best]
    frame = frame.sort_values(["action", "label", "end", "kind", "tie"], kind="stable", ignore_index=True)
    return frame, n_no_support


def _direct(network: Network) -> tuple[list[tuple[object, ...]], list[tuple[str, str]], int]:
    """Those of the network itself, and each action with those who carry it."""
    snapshot = network.snapshot
    rows, pair = network.tie_index.of(np.arange(network.n_pairs))
    actor_of = np.repeat(np.arange(network.n_actors), np.diff(network.indptr))[pair].tolist()
    action_of = network.indices[pair].tolist()
    ties = snapshot.ties.select(["id", "type", "role"]).take(rows)
    scale = _scales(network)
    initiators = _initiators(network)
    found: list[tuple[object, ...]] = []
    carries: dict[tuple[str, str], None] = {}
    n_no_support = 0
    columns = [ties[name].to_pylist() for name in ("id", "type", "role")]
    # As the network counts actors, too: members may be counted as what they belong to.
    for role, actor_row, action_row in zip(columns[2], actor_of, action_of, strict=True):
        if role == "initiator":
            initiators.setdefault(network.action_ids[action_row], set()).add(network.actor_ids[actor_row])
    for tie, type, role, actor_row, action_row in zip(*columns, actor_of, action_of, strict=True):
        kind = kind_of(type, role)
        if kind is None:
            n_no_support += 1
            continue
        actor, action = network.actor_ids[actor_row], network.action_ids[action_row]
        if type == "TAKES_PART" and role in CARRIES:
            carries[action, actor] = None
        began = initiators.get(action)
        direction = "unsaid" if not began else "there" if actor in began else "here"
        name = network.actor_names[actor_row]
        found.append((action, actor, "Actor", name, scale.get(actor), kind, direction, None, tie, type))
    return found, list(carries), n_no_support


def _through_members(network: Network, carries: list[tuple[str, str]]) -> Iterator[tuple[object, ...]]:
    """Networks that who carries an action belongs to, in the years that the network is of."""
    import pyarrow.compute as pc

    from graphkit.networks.years import span

    request = network.spec.request
    snapshot = network.snapshot
    actors = {row["id"]: row for row in snapshot.actors.select(["id", "name", "kind", "scale"]).to_pylist()}
    member_of: dict[str, list[tuple[str, str, str]]] = {}
    memberships = snapshot.links.filter(pc.equal(snapshot.links["type"], "MEMBER_OF"))
    hold = span(memberships).within(request.since, request.until)
    for row in memberships.filter(hold).select(["id", "start_id", "end_id", "role"]).to_pylist():
        if row["role"] in OF_NETWORK and actors.get(row["end_id"], {}).get("kind") == "network":
            member_of.setdefault(row["start_id"], []).append((row["end_id"], row["role"], row["id"]))
    for action, actor in carries:
        for end, role, link in member_of.get(actor, ()):
            # Who joins a network does so itself; of the local body of a network nobody says who made it.
            direction = "here" if role == "member" else "unsaid"
            of = actors[end]
            yield action, end, "Actor", of["name"], of["scale"], "network", direction, actor, link, "MEMBER_OF"


def _programmes(network: Network) -> Iterator[tuple[object, ...]]:
    """Programmes that actions are part of."""
    import pyarrow.compute as pc

    snapshot = network.snapshot
    held = snapshot.others.filter(pc.equal(snapshot.others["label"], "Programme"))
    programmes = {row["id"]: row for row in held.select(["id", "name", "scale"]).to_pylist()}
    part_of = snapshot.links.filter(
        pc.and_(pc.equal(snapshot.links["type"], "PART_OF"), pc.equal(snapshot.links["start_label"], "Action"))
    )
    for row in part_of.select(["id", "start_id", "end_label", "end_id"]).to_pylist():
        if row["end_label"] == "Programme" and row["end_id"] in programmes:
            of = programmes[row["end_id"]]
            yield (
                *(row["start_id"], row["end_id"], "Programme", of["name"], of["scale"], "programme"),
                *("unsaid", None, row["id"], "PART_OF"),
            )


def _initiators(network: Network) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in _parts(network):
        if row["role"] == "initiator":
            found.setdefault(row["action"], set()).add(row["actor"])
    return found


def _parts(network: Network) -> list[dict[str, str]]:
    """Who takes part in what, whichever ties the network was asked for."""
    import pyarrow.compute as pc

    ties = network.snapshot.ties
    parts = ties.filter(pc.equal(ties["type"], "TAKES_PART")).select(["action", "actor", "role"])
    rows: list[dict[str, str]] = parts.to_pylist()
    return [row for row in rows if row["role"] not in NO_SUPPORT]


def _scales(network: Network) -> dict[str, str | None]:
    actors = network.snapshot.actors
    return dict(zip(actors["id"].to_pylist(), actors["scale"].to_pylist(), strict=True))
