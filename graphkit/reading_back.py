"""Groups of actors that were written back to the store, read as a result again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit.coalitions import Stability, Standing
from graphkit.errors import UnknownName, UsageError
from graphkit.networks.results import GroupResult

if TYPE_CHECKING:
    from graphkit.networks.snapshot import Snapshot
    from graphkit.stores.bolt import Store

ASKED = ("ties", "grain", "rollup", "since", "until", "roles", "currency", "basis", "fields")
"""What of a network's specification `Snapshot.network` takes."""

_STABILITY = ("stability", "stability_low", "stability_high", "stable")
_TOLD = ("id", "name", "method", "network", "snapshot", "seed", *_STABILITY)


@dataclass(frozen=True, eq=False)
class Stored(GroupResult):
    """Groups as they stand in a store.

    Attributes
    ----------
    ids : sequence of str
        The id of each group in the store.
    called : sequence of str
        Its name there.
    standing : sequence of mappings of str to Standing, or None
    stability : sequence of Stability, or None
        As they were written; None where they were not.
    gone : sequence of ints
        How many members of each group are no actors of the network now.
    same_data : bool
        Whether the data are those in which the groups were found.
    """

    ids: Sequence[str] = ()
    called: Sequence[str] = ()
    standing: Sequence[Mapping[str, Standing]] | None = None
    stability: Sequence[Stability] | None = None
    gone: Sequence[int] = ()
    same_data: bool = True

    @property
    def group_names(self) -> dict[str, str]:
        """What each group is called in the store."""
        return {f"c{number}": name for number, name in enumerate(self.called, 1)}

    def place(self, name: str) -> str:
        """Which group has an id or a name: ``c1`` …"""
        at = self.ids.index(name) if name in self.ids else list(self.called).index(name)
        return f"c{at + 1}"


def stored_coalitions(store: Store, snapshot: Snapshot, name: str) -> Stored:
    """The groups of the run that wrote a coalition, in the network that it was found in, with the data of now.

    Parameters
    ----------
    store : Store
    snapshot : Snapshot
        The data of the store.
    name : str
        The id or the name of a ``:Coalition``.

    Raises
    ------
    UnknownName
        The store has no such coalition.
    UsageError
        Several are called so.
    """
    from graphkit import __version__

    told = ", ".join(f"c.{name} AS {name}" for name in _TOLD)
    known = store.read(f"MATCH (c:Coalition) RETURN {told}").to_pylist()
    found = [row for row in known if name == row["id"]] or [row for row in known if name == row["name"]]
    if not found:
        cure = "graphkit query coalitions lists those in the store."
        raise UnknownName("coalition", name, [text for row in known for text in (row["id"], row["name"]) if text], cure)
    if len(found) > 1:
        listed = ", ".join(str(row["id"]) for row in found[:5])
        raise UsageError(f"{name!r} names {len(found)} coalitions: {listed}. Give the id of the one you mean.")
    (about,) = found
    run = sorted((row for row in known if _stem(row["id"]) == _stem(about["id"])), key=lambda row: _order(row["id"]))
    network = snapshot.network(**_asked(about["network"]))
    there = set(network.actor_ids)
    members: dict[str, list[dict[str, Any]]] = {row["id"]: [] for row in run}
    statement = (
        "MATCH (a:Actor)-[r:IN_COALITION]->(c:Coalition) WHERE c.id IN $ids "
        "RETURN c.id AS coalition, a.id AS actor, r.probability AS probability, r.standing AS standing "
        "ORDER BY coalition, actor"
    )
    for row in store.read(statement, {"ids": list(members)}).to_pylist():
        members[row["coalition"]].append(row)
    now = {id: [row for row in rows if row["actor"] in there] for id, rows in members.items()}
    said = any(row.get("standing") for rows in now.values() for row in rows)
    standing = [
        {row["actor"]: Standing(float(row["probability"]), row["standing"]) for row in rows if row.get("standing")}
        for rows in now.values()
    ]
    surely = [Stability(*(row[name] for name in _STABILITY)) for row in run if row["stability"] is not None]
    method = str(about["method"] or "")
    return Stored(
        name="coalitions",
        groups=[[row["actor"] for row in rows] for rows in now.values()],
        names=dict(zip(network.actor_ids, network.actor_names, strict=True)),
        unit="",
        options={},
        provenance={
            "snapshot": snapshot.hash, "network": network.spec.to_dict(), "description": str(network.spec),
            "method": method, "parameters": {"coalition": about["id"], "found_in": about["snapshot"]},
            "seed": about["seed"], "version": f"graphkit {__version__}", "reference": "",
        },
        network=network,
        ids=list(members),
        called=[row["name"] or row["id"] for row in run],
        standing=standing if said else None,
        stability=surely if len(surely) == len(run) else None,
        gone=[len(members[id]) - len(now[id]) for id in members],
        same_data=about["snapshot"] in (None, snapshot.hash),
    )  # fmt: skip


def _stem(id: str) -> str:
    """What the groups of one run have in common."""
    return id.rpartition(":")[0] or id


def _order(id: str) -> tuple[int, str]:
    number = id.rpartition(":")[2]
    return (int(number) if number.isdecimal() else 0, id)


def _asked(spec: str | None) -> dict[str, Any]:
    """The options of the network; none where the coalition does not say them."""
    try:
        told = json.loads(spec or "{}")
    except ValueError:
        return {}
    return {name: told[name] for name in ASKED if told.get(name) is not None} if isinstance(told, dict) else {}
