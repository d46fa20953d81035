"""What a map filters by besides ties: the fields and territories of actors and actions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit.model.vocabularies import label

if TYPE_CHECKING:
    from graphkit.networks.snapshot import Snapshot

# How many steps upwards WITHIN is followed: a neighbourhood to a continent is fewer.
_MOST_STEPS = 12


@dataclass(frozen=True)
class Traits:
    """Fields and territories, and who is in which.

    Attributes
    ----------
    names : mapping of str to (str, str)
        Id -> English and French name.
    of : mapping of (str, str) to tuple of str
        (label, id) of an actor or action -> ids: of a territory those that it lies within as well.
    own : mapping of (str, str) to tuple of str
        The same without those that a territory lies within.
    """

    names: dict[str, tuple[str, str]]
    of: dict[tuple[str, str], tuple[str, ...]]
    own: dict[tuple[str, str], tuple[str, ...]]


def fields(snapshot: Snapshot) -> Traits:
    """The policy fields of actors and actions; an implied action has those of who receives."""
    return _traits(snapshot, "IN_FIELD", "Field", {})


def territories(snapshot: Snapshot) -> Traits:
    """The territories of actors and actions, with all that they lie within; an implied action's are the recipient's."""
    return _traits(snapshot, "LOCATED_IN", "Territory", _upwards(snapshot))


def _traits(snapshot: Snapshot, tie: str, of: str, upwards: dict[str, tuple[str, ...]]) -> Traits:
    names = _told_apart([row for row in snapshot.others.to_pylist() if row["label"] == of])
    found: dict[tuple[str, str], set[str]] = {}
    for row in _links(snapshot, tie):
        if row["start_label"] in ("Actor", "Action") and row["end_label"] == of:
            found.setdefault((row["start_label"], row["start_id"]), set()).add(row["end_id"])
    for action, recipients in _recipients(snapshot).items():
        if ("Action", action) not in found:
            of_them = {id for who in recipients for id in found.get(("Actor", who), ())}
            if of_them:
                found["Action", action] = of_them
    own = {key: tuple(sorted(ids)) for key, ids in found.items()}
    whole = {
        key: tuple(sorted({above for id in ids for above in (id, *upwards.get(id, ()))})) for key, ids in own.items()
    }
    return Traits(names, whole, own)


def _told_apart(rows: list[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    """The names by id, in English and French: where several have one, with their scale, and with the id if need be."""
    named: dict[str, tuple[str, str]] = {}
    scaled: dict[str, tuple[str, str]] = {}
    for row in rows:
        english, french = row["name"] or row["id"], row["name_fr"] or row["name"] or row["id"]
        named[row["id"]] = english, french
        scaled[row["id"]] = _with_scale(english, row, "en"), _with_scale(french, row, "fr")
    once, twice = Counter(named.values()), Counter(scaled.values())

    def told(id: str) -> tuple[str, str]:
        if once[named[id]] == 1:
            return named[id]
        english, french = named[id]
        return scaled[id] if twice[scaled[id]] == 1 else (f"{english} · {id}", f"{french} · {id}")

    return {id: told(id) for id in named}


def _with_scale(name: str, row: dict[str, Any], lang: str) -> str:
    scale = row.get("scale")
    return f"{name} ({label('scales', scale, lang)})" if scale else name


def _upwards(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """For each territory all that it lies within."""
    direct: dict[str, set[str]] = {}
    for row in _links(snapshot, "WITHIN"):
        direct.setdefault(row["start_id"], set()).add(row["end_id"])
    found = {}
    for id, edge in direct.items():
        above: set[str] = set()
        for _ in range(_MOST_STEPS):
            if edge <= above:
                break
            above |= edge
            edge = {up for one in edge for up in direct.get(one, ())}  # noqa: PLW2901
        found[id] = tuple(sorted(above - {id}))
    return found


def _recipients(snapshot: Snapshot) -> dict[str, set[str]]:
    """Who receives by an implied action: the activity of a recipient is where the recipient is."""
    import pyarrow.compute as pc

    from graphkit.networks.untied import recipients

    actions = snapshot.actions
    implied = set(actions.filter(pc.fill_null(actions["implied"], False))["id"].to_pylist())
    found: dict[str, set[str]] = {}
    held = recipients(snapshot)
    for action, who in zip(held["action"], held["actor"], strict=True):
        if action in implied:
            found.setdefault(action, set()).add(who)
    return found


def _links(snapshot: Snapshot, tie: str) -> list[dict[str, Any]]:
    import pyarrow.compute as pc

    links = snapshot.links
    found: list[dict[str, Any]] = links.filter(pc.equal(links["type"], tie)).to_pylist()
    return found
