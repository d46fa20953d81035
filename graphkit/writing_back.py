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

# Of the parameters of an analysis: with how much effort, not what was asked for.
EFFORT = ("starts", "runs", "draws")

# Of a network's specification: what came out, not what was asked for.
CAME_OUT = ("n_actors", "n_actions", "n_pairs", "n_ties", "left_out", "notes")


def write_coalitions(store: Store, result: GroupResult) -> int:
    """How many groups were written; earlier ones that were asked for alike are replaced, and no others.

    Alike says what was asked for: the network (ties, grain, years, …), the method and its parameters (backbone, alpha,
    correction, weight, resolution). It does not say what came out, so that after a further load the groups of the grown
    network take the place of those before; nor the seed or the number of runs, which are another try at the same.

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
    # Under a name of its own: a network may have options that are called as parameters are.
    analysis = {name: value for name, value in told.get("parameters", {}).items() if name not in EFFORT}
    asked["analysis"] = analysis
    stem = f"coalition:{hashlib.sha256(f'{method} {_text(asked)}'.encode()).hexdigest()[:12]}:"
    batch = _batch(result, method, stem, _text({**network, "analysis": analysis}), str(told["snapshot"]))
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
        coalitions.append({"id": id, "name": name, "size": len(group), **about, **_stability(result, number - 1)})
        places.append(_tie(id, source, source, locator))
        members += [_tie(actor, id, source, locator, **_standing(result, number - 1, actor)) for actor in group]
    return Batch(
        nodes={"Source": [{"id": source, "name": ANALYSIS}], "Coalition": coalitions},
        ties={("IN_COALITION", "Actor", "Coalition"): members, ("FROM_SOURCE", "Coalition", "Source"): places},
    )


def _tie(start: str, end: str, source: str, locator: str, **properties: Any) -> TieRow:
    id = hashlib.sha256(f"{start}\n{end}".encode()).hexdigest()[:24]
    return TieRow(start, end, {"id": id, "source": source, "locator": locator, **properties})


def _stability(result: GroupResult, number: int) -> dict[str, Any]:
    """How surely a group is found again, where that is known."""
    if (known := getattr(result, "stability", None)) is None:
        return {}
    found = known[number]
    told: dict[str, Any] = {
        "stability": float(found.value),
        "stability_low": float(found.low),
        "stability_high": float(found.high),
    }
    return told if found.stable is None else told | {"stable": bool(found.stable)}


def _standing(result: GroupResult, number: int, actor: str) -> dict[str, Any]:
    """How surely a member belongs to its group, where that is known."""
    if (known := getattr(result, "standing", None)) is None:
        return {}
    found = known[number][actor]
    return {"probability": float(found.probability), "standing": str(found.standing)}


def _numbers(result: GroupResult) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if result.modularity == result.modularity:
        found["modularity"] = float(result.modularity)
    seed = result.provenance.get("seed")
    return found | ({"seed": int(seed)} if seed is not None else {})


def _text(network: Mapping[str, Any]) -> str:
    return json.dumps(network, sort_keys=True, default=str)
