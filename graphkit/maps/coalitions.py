"""The coalitions of a map: those that were written back to the store, else such as are found at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.networks.network import Network
    from graphkit.networks.results import GroupResult
    from graphkit.networks.snapshot import Snapshot
    from graphkit.stores.bolt import Store

# What two networks have in common if the same was asked for.
_ASKED = ("ties", "grain", "rollup", "since", "until", "roles")


@dataclass(frozen=True)
class Drawn:
    """Groups of actors as a map shows them.

    Attributes
    ----------
    members : sequence of sequences of str
        Ids of actors, group by group.
    called : sequence of str or None
        What each group is called in the store; None where it has no name of its own.
    how : {"stored", "computed", "tested", "given"}
        Where they come from.
    method : str
        How they were found.
    seed : int, optional
        With which seed.
    same_data : bool
        Whether the data are those in which they were found.
    stable : sequence of int
        The numbers of those that are stable, of groups that were tested.
    actions : sequence of sequences of str, optional
        The actions of each group, where they were found with the actors; a store keeps actors alone.
    """

    members: Sequence[Sequence[str]]
    called: Sequence[str | None]
    how: str
    method: str
    seed: int | None
    same_data: bool = True
    stable: Sequence[int] = ()
    actions: Sequence[Sequence[str]] | None = None


def stored(store: Store, snapshot: Snapshot, network: Network) -> Drawn | None:
    """The groups in the store that are of such a network, of several the largest run; None where there are none."""
    from graphkit.reading_back import stored_coalitions

    told = "c.id AS id, c.network AS network, c.size AS size"
    runs: dict[str, tuple[int, str]] = {}
    for row in store.read(f"MATCH (c:Coalition) RETURN {told} ORDER BY c.id").to_pylist():
        if _asked(row["network"]) != _asked(json.dumps(network.spec.to_dict())):
            continue
        stem = row["id"].rpartition(":")[0] or row["id"]
        members, first = runs.get(stem, (0, row["id"]))
        runs[stem] = (members + (row["size"] or 0), first)
    if not runs:
        return None
    _, first = min(runs.values(), key=lambda run: (-run[0], run[1]))
    found = stored_coalitions(store, snapshot, first)
    method = str(found.provenance["method"])
    # A number is no name: the map says the number itself.
    called = [None if name.rpartition(" ")[0] in (method, "") else name for name in found.called]
    seed = found.provenance["seed"]
    return Drawn(found.groups, called, "stored", method, None if seed is None else int(seed), found.same_data)


def computed(network: Network, seed: int) -> Drawn:
    """The groups that a report of the network shows, tested where it is small."""
    from graphkit.coalitions.at_hand import at_hand

    found = at_hand(network, seed=seed)
    how = "computed" if found.stability is None else "tested"
    stable = tuple(number for number, one in enumerate(found.stability or (), 1) if one.stable)
    return Drawn(found.groups, [None] * len(found.groups), how, "leiden", seed, stable=stable)


def given(result: GroupResult) -> Drawn:
    """Groups that an analysis found."""
    told = result.provenance
    method, seed, actions = str(told.get("method", "")), told.get("seed"), getattr(result, "actions", None)
    return Drawn(result.groups, [None] * len(result.groups), "given", method, seed, actions=actions)


def _asked(spec: str | None) -> dict[str, Any]:
    try:
        told = json.loads(spec or "{}")
    except ValueError:
        return {}
    return {name: told.get(name) for name in _ASKED} if isinstance(told, dict) else {}
