"""Findings written back to the store: groups of actors as ``:Coalition``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphkit.model.batches import Batch, TieRow

if TYPE_CHECKING:
    from graphkit.networks.results import GroupResult
    from graphkit.stores.bolt import Store

ANALYSIS = "graphkit analysis"

# Of a network's specification: what came out, not what was asked for.
CAME_OUT = ("n_actors", "n_actions", "n_pairs", "n_ties", "left_out", "notes")


def write_coalitions(store: Store, result: GroupResult) -> int:
    """How many groups were written; earlier ones of the same method in a network asked for alike are replaced.

    Alike says what was asked for (ties, grain, years, …), not what came out: after a further load the groups of the
    grown network take the place of those before.

    Parameters
    ----------
    store : Store
        Where the actors are.
    result : GroupResult
        The groups.
    """
    told = result.provenance
    method, network = str(told["method"]), told["network"]
    asked = {name: value for name, value in network.items() if name not in CAME_OUT}
    stem = f"coalition:{hashlib.sha256(f'{method} {_text(asked)}'.encode()).hexdigest()[:12]}:"
    batch = _batch(result, method, stem, _text(network), str(told["snapshot"]))
    store.execute("MATCH (c:Coalition) WHERE c.id STARTS WITH $stem DETACH DELETE c", {"stem": stem})
    store.execute("MATCH (s:Source {name: $name}) WHERE NOT (s)<-[:FROM_SOURCE]-() DETACH DELETE s", {"name": ANALYSIS})
    store.write(batch)
    return len(result.groups)


def _batch(result: GroupResult, method: str, stem: str, network: str, snapshot: str) -> Batch:
    source = f"analysis:{snapshot[:16]}"
    called = list(getattr(result, "group_names", {}).values())
    about = {"method": method, "network": network, "snapshot": snapshot, **_numbers(result)}
    coalitions, members, places = [], [], []
    for number, group in enumerate(result.groups, 1):
        id, locator = f"{stem}{number}", f"group {number}"
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


def _text(network: Mapping[str, Any]) -> str:
    return json.dumps(network, sort_keys=True, default=str)
