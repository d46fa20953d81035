"""Which coalition each node is in, as columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.coalitions.called import in_french

if TYPE_CHECKING:
    import pyarrow as pa

    from graphkit.networks.network import Network
    from graphkit.networks.results import GroupResult


def membership(groups: GroupResult, network: Network, one_mode: bool, lang: str = "en") -> dict[str, pa.Array]:
    """The columns of coalitions.

    ``coalition``: its number, from 1; of a node in several the one that it is most surely in, else the first.
    ``coalition_name``; ``coalitions``: all of them, as c1, c2 …; ``standing``, ``probability``: how surely a node is in
    the first column's, where that is known. Actions have one by the method ``bipartite`` alone.
    """
    import pyarrow as pa

    of_actors = _of(groups.groups)
    of_actions = _of(getattr(groups, "actions", None) or ())
    places = [of_actors.get(id, []) for id in network.actor_ids]
    told = [_told(groups, id, each) for id, each in zip(network.actor_ids, places, strict=True)]
    if not one_mode:
        places += [of_actions.get(id, []) for id in network.action_ids]
        told += [{"number": each[0]} if each else {} for each in places[network.n_actors :]]
    names = list(getattr(groups, "group_names", {}).values())
    if lang == "fr":
        actors = set(network.actor_names)
        names = [in_french(name, actors) for name in names]
    text, numbers = pa.string(), [row.get("number") for row in told]
    called = [None if number is None or not names else names[number - 1] for number in numbers]
    return {
        "coalition": pa.array(numbers, pa.int64()),
        "coalition_name": pa.array(called, text),
        "coalitions": pa.array([[f"c{number}" for number in each] or None for each in places], pa.list_(text)),
        "standing": pa.array([row.get("standing") for row in told], text),
        "probability": pa.array([row.get("probability") for row in told], pa.float64()),
    }


def _of(groups: Any) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, members in enumerate(groups, 1):
        for id in members:
            found.setdefault(id, []).append(number)
    return found


def _told(groups: GroupResult, id: str, places: list[int]) -> dict[str, Any]:
    if not places:
        return {}
    standing = getattr(groups, "standing", None)
    if standing is None:
        return {"number": places[0]}
    known = {number: standing[number - 1].get(id) for number in places}
    # The lower number where two are as sure.
    best = min(places, key=lambda number: (-(known[number].probability if known[number] else -1.0), number))
    found = known[best]
    if found is None:
        return {"number": best}
    return {"number": best, "standing": str(found.standing), "probability": float(found.probability)}
