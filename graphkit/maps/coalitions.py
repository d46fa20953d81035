"""The coalitions of a map: those that were written back to the store, else such as are found at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.coalitions.result import Coalitions
    from graphkit.networks.network import Network
    from graphkit.networks.results import GroupResult
    from graphkit.networks.snapshot import Snapshot
    from graphkit.stores.bolt import Store

# Which amounts are added up makes no other network.
_OF_MONEY = ("currency", "basis")


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
    foremost : sequence of str, optional
        The member that each is named by where it has no name of its own; else who has most ties.
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
    foremost: Sequence[str] | None = None
    actions: Sequence[Sequence[str]] | None = None


def stored(store: Store, snapshot: Snapshot, network: Network) -> Drawn | None:
    """The groups in the store that are of such a network; None where there are none.

    Of several runs that with most actors, each counted once in however many groups it is; of equal ones that in which
    actors are in fewest.
    """
    from graphkit.reading_back import stored_coalitions

    told = "c.id AS id, c.network AS network, c.size AS size"
    runs: dict[str, list[dict[str, Any]]] = {}
    for row in store.read(f"MATCH (c:Coalition) RETURN {told} ORDER BY c.id").to_pylist():
        if _asked(row["network"]) != _asked(json.dumps(network.spec.to_dict())):
            continue
        stem = row["id"].rpartition(":")[0] or row["id"]
        runs.setdefault(stem, []).append(row)
    if not runs:
        return None
    largest = min(runs.values(), key=lambda run: _size(store, run)) if len(runs) > 1 else next(iter(runs.values()))
    found = stored_coalitions(store, snapshot, largest[0]["id"])
    method = str(found.provenance["method"])
    # A number is no name: the map says the number itself.
    called = [None if name.rpartition(" ")[0] in (method, "") else name for name in found.called]
    seed = found.provenance["seed"]
    return Drawn(found.groups, called, "stored", method, None if seed is None else int(seed), found.same_data)


def _size(store: Store, run: Sequence[dict[str, Any]]) -> tuple[int, int, str]:
    """By which the largest run comes first."""
    told = "MATCH (a:Actor)-[:IN_COALITION]->(c:Coalition) WHERE c.id IN $ids RETURN count(DISTINCT a) AS n"
    (row,) = store.read(told, {"ids": [each["id"] for each in run]}).to_pylist()
    return -row["n"], sum(each["size"] or 0 for each in run), run[0]["id"]


def computed(network: Network, seed: int) -> Drawn:
    """The groups that a report of the network shows, tested where it is small."""
    from graphkit.coalitions.at_hand import at_hand

    found = at_hand(network, seed=seed)
    how = "computed" if found.stability is None else "tested"
    stable = tuple(number for number, one in enumerate(found.stability or (), 1) if one.stable)
    unnamed, foremost = [None] * len(found.groups), _foremost(found)
    return Drawn(found.groups, unnamed, how, "leiden", seed, stable=stable, foremost=foremost)


def given(result: GroupResult) -> Drawn:
    """Groups that an analysis found."""
    from graphkit.coalitions.result import Coalitions

    told = result.provenance
    method, seed, actions = str(told.get("method", "")), told.get("seed"), getattr(result, "actions", None)
    foremost = _foremost(result) if isinstance(result, Coalitions) else None
    unnamed = [None] * len(result.groups)
    return Drawn(result.groups, unnamed, "given", method, seed, foremost=foremost, actions=actions)


def _foremost(found: Coalitions) -> list[str]:
    """By whom a report names them."""
    return [found.foremost(number, 1)[0] for number in range(1, len(found.groups) + 1)]


def _asked(spec: str | None) -> dict[str, Any]:
    """What two networks have in common if the same was asked for; what is not asked for may be absent or empty."""
    from graphkit.reading_back import ASKED

    try:
        told = json.loads(spec or "{}")
    except ValueError:
        return {}
    if not isinstance(told, dict):
        return {}
    return {name: told.get(name) or None for name in ASKED if name not in _OF_MONEY}
