"""Findings written back to the store: groups of actors as ``:Coalition``."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from graphkit.model.batches import Batch, TieRow

if TYPE_CHECKING:
    from graphkit.networks.results import GroupResult
    from graphkit.stores.bolt import Store

ANALYSIS = "graphkit analysis"


def write_coalitions(store: Store, result: GroupResult) -> int:
    """How many groups were written; earlier ones of the same method in the same network are replaced.

    Parameters
    ----------
    store : Store
        Where the actors are.
    result : GroupResult
        The groups.
    """
    told = result.provenance
    method, network = str(told["method"]), _text(told["network"])
    store.execute(
        "MATCH (c:Coalition) WHERE c.method = $method AND c.network = $network DETACH DELETE c",
        {"method": method, "network": network},
    )
    store.execute("MATCH (s:Source {name: $name}) WHERE NOT (s)<-[:FROM_SOURCE]-() DETACH DELETE s", {"name": ANALYSIS})
    store.write(_batch(result, method, network, str(told["snapshot"])))
    return len(result.groups)


def _batch(result: GroupResult, method: str, network: str, snapshot: str) -> Batch:
    source = f"analysis:{snapshot[:16]}"
    stem = hashlib.sha256(f"{method}\n{network}".encode()).hexdigest()[:12]
    called = list(getattr(result, "group_names", {}).values())
    about = {"method": method, "network": network, "snapshot": snapshot, **_numbers(result)}
    coalitions, members, places = [], [], []
    for number, group in enumerate(result.groups, 1):
        id, locator = f"coalition:{stem}:{number}", f"group {number}"
        name = called[number - 1] if called else f"{method} {number}"
        coalitions.append({"id": id, "name": name, "size": len(group), **about})
        places.append(_tie(id, source, source, locator))
        members += [_tie(actor, id, source, locator) for actor in group]
    return Batch(
        nodes={"Source": [{"id": source, "name": ANALYSIS}], "Coalition": coalitions},
        ties={("IN_COALITION", "Actor", "Coalition"): members, ("FROM_SOURCE", "Coalition", "Source"): places},
    )


def _tie(start: str, end: str, source: str, locator: str) -> TieRow:
    id = hashlib.sha256(f"{start}\n{end}".encode()).hexdigest()[:24]
    return TieRow(start, end, {"id": id, "source": source, "locator": locator})


def _numbers(result: GroupResult) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if result.modularity == result.modularity:
        found["modularity"] = float(result.modularity)
    seed = result.provenance.get("seed")
    return found | ({"seed": int(seed)} if seed is not None else {})


def _text(network: Any) -> str:
    return network if isinstance(network, str) else json.dumps(network, sort_keys=True, default=str)
