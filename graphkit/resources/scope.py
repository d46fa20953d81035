"""Whose resources are meant: an action, an actor, a territory, or all that is in the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.errors import UnknownName, UsageError
from graphkit.model.text import plain

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.money.counted import Counted
    from graphkit.networks.snapshot import Snapshot

LABELS = ("Action", "Actor", "Territory")


@dataclass(frozen=True, slots=True)
class Scope:
    """A label, an id and a name."""

    label: str
    id: str
    name: str


def scope(snapshot: Snapshot, name: str, label: str | None = None) -> Scope:
    """What a name means: an id, else a name as it is written, else blind to case and accents.

    Parameters
    ----------
    label : str, optional
        One of `LABELS`, where the name is that of several.

    Raises
    ------
    UnknownName
        There is nothing of that name; says what is near.
    UsageError
        There are several.
    """
    if label is not None and label not in LABELS:
        raise UnknownName("label", label, LABELS)
    rows = [one for one in _all(snapshot) if label in (None, one[0].label)]
    for same in (
        [one for one, _ in rows if one.id == name],
        [one for one, names in rows if name in names],
        [one for one, names in rows if plain(name) in map(plain, names)],
    ):
        if len(same) == 1:
            return same[0]
        if same:
            listed = ", ".join(f"{one.id} ({one.label})" for one in same[:5])
            raise UsageError(
                f"{name!r} names {len(same)} things: {listed}. Give the id of the one you mean, or say whether it is "
                "an action, an actor or a territory."
            )
    raise UnknownName("action, actor or territory", name, [each for one, names in rows for each in (one.id, *names)])


def _all(snapshot: Snapshot) -> list[tuple[Scope, list[str]]]:
    found = []
    for label, table in (("Action", snapshot.actions), ("Actor", snapshot.actors), ("Territory", snapshot.others)):
        columns = ["id", "name", "name_fr", *(["aliases"] if label == "Actor" else [])]
        for row in table.select([*columns, *(["label"] if label == "Territory" else [])]).to_pylist():
            if row.get("label", label) == label:
                names = [row["name"], *([row["name_fr"]] if row["name_fr"] else []), *(row.get("aliases") or [])]
                found.append((Scope(label, row["id"], row["name"]), names))
    return found


def ties_of(snapshot: Snapshot, counted: Counted, of: Scope) -> NDArray[np.bool_]:
    """Which ties of money an action or a territory has; those of an actor are told by `graphkit.accounts.scope`.

    A territory has what goes to actions located in it or within it, and to actions that are their recipient's activity,
    where the recipient is located there.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if of.label == "Action":
        return np.asarray(pc.equal(counted.ties["action"], of.id).to_numpy(), dtype=np.bool_)
    inside = pa.array(sorted(_within(snapshot, of.id)), pa.string())
    located = snapshot.links.filter(
        pc.and_(pc.equal(snapshot.links["type"], "LOCATED_IN"), pc.is_in(snapshot.links["end_id"], value_set=inside))
    )

    def there(label: str) -> pa.ChunkedArray:
        return located.filter(pc.equal(located["start_label"], label))["start_id"]

    by_action = np.asarray(pc.is_in(counted.ties["action"], value_set=there("Action")).to_numpy(), dtype=np.bool_)
    place = pc.index_in(counted.ties["action"], value_set=snapshot.actions["id"])
    implied = np.asarray(pc.fill_null(pc.take(snapshot.actions["implied"], place), False).to_numpy(), dtype=np.bool_)
    who = set(there("Actor").to_pylist())
    receives = np.array([each in who for each in counted.receivers], dtype=np.bool_)
    known = counted.receiver >= 0
    by_recipient = np.zeros(len(known), dtype=np.bool_)
    by_recipient[known] = receives[counted.receiver[known]]
    return by_action | (implied & by_recipient)


def _within(snapshot: Snapshot, territory: str) -> set[str]:
    """A territory and all that lies in it."""
    import pyarrow.compute as pc

    links = snapshot.links.filter(pc.equal(snapshot.links["type"], "WITHIN"))
    parts: dict[str, list[str]] = {}
    for start, end in zip(links["start_id"].to_pylist(), links["end_id"].to_pylist(), strict=True):
        parts.setdefault(end, []).append(start)
    found, todo = {territory}, [territory]
    while todo:
        for part in parts.get(todo.pop(), ()):
            if part not in found:
                found.add(part)
                todo.append(part)
    return found
