"""A network in the words of the model, for stores of graphs: labels, types and properties of ``schema.csv`` alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit.exports._cells import PIECE
from graphkit.exports._entries import entries
from graphkit.model.columns import TWO_MODE
from graphkit.model.schema import schema

if TYPE_CHECKING:
    from graphkit.exports._content import Content

# In one mode: no tie of the model, for it is worked out and not in any source.
SHARES = "SHARES_WITH"

# A column of a snapshot that the model calls otherwise, by the type of tie.
_ROLE = {"TAKES_PART": "role", "SUPPORTS": "support"}

_COALITION = ("coalition", "coalition_name", "coalitions", "standing", "probability")


@dataclass(frozen=True)
class Kind:
    """Nodes of one label or ties of one type: their properties with types, and their rows.

    Attributes
    ----------
    name : str
        The label or type.
    types : mapping of str to str
        The type of each property: str, int, float, bool, date, list[str].
    ends : (str, str)
        The labels that ties join; empty for nodes.
    """

    name: str
    types: Mapping[str, str]
    ends: tuple[str, ...] = ()


def node_kinds(content: Content) -> list[Kind]:
    """The labels there are. A second label, Funder, is not one of them: `is_funder` says who has it."""
    found = [Kind("Actor", _types("Actor", content.network.snapshot.actors.column_names, content))]
    if not content.one_mode:
        held = _types("Action", content.network.snapshot.actions.column_names, content)
        found.append(Kind("Action", {**held, "mode": "str"}))
    return [*found, Kind("Source", _types("Source", content.sources.column_names, None))]


def is_funder(row: Mapping[str, Any]) -> bool:
    """Whether an actor carries the label Funder too."""
    return bool(row.get("funder"))


def node_rows(content: Content, kind: Kind) -> Iterator[dict[str, Any]]:
    """The nodes of a label with their properties; ``funder`` beside them, of actors."""
    if kind.name == "Source":
        yield from content.sources.to_pylist()
        return
    n = content.n_actors
    table = content.nodes.slice(0, n) if kind.name == "Actor" else content.nodes.slice(n)
    of_snapshot = content.network.snapshot.actors if kind.name == "Actor" else content.network.snapshot.actions
    known = {row["id"]: row for row in of_snapshot.to_pylist()}
    # At the grains of recipients what stands here is who receives: an action may have its id and is another thing.
    themselves = kind.name == "Actor" or content.network.spec.request.grain == "action"
    for row in table.to_pylist():
        stated = known.get(row["data_id"], {}) if themselves else row
        found = {name: row.get(name) if name in _COALITION else stated.get(name) for name in kind.types}
        yield found | {
            "id": row["data_id"],
            "name": stated.get("name") or row["name"],
            "mode": row["mode"],
            "funder": stated.get("funder"),
        }


def tie_kinds(content: Content) -> list[Kind]:
    """The types of ties there are."""
    if content.one_mode:
        return [Kind(SHARES, {"weight": "float", "shared": "int"}, ("Actor", "Actor"))]
    there = set(content.ties["tie_type"].to_pylist())
    columns = content.network.snapshot.ties.column_names
    return [
        Kind(name, {**_types(name, [*columns, _ROLE.get(name, "role")], None)}, ("Actor", "Action"))
        for name in TWO_MODE
        if name in there
    ]


def tie_rows(content: Content, kind: Kind) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The ties of a type: from, to, and properties.

    A tie has the id that it has in the data; where it goes to several recipients, and stands here several times, the
    recipient is added.
    """
    if content.one_mode:
        for row in content.ties.to_pylist():
            yield row["from_key"], row["to_key"], {"weight": row["worth"], "shared": row["shared"]}
        return
    import numpy as np

    network = content.network
    of = entries(network)
    chosen = np.flatnonzero(np.asarray(of.ties["type"].to_pylist(), dtype=object) == kind.name)
    ids = of.ties["id"].to_pylist()
    times: dict[str, int] = {}
    for place in chosen.tolist():
        times[ids[place]] = times.get(ids[place], 0) + 1
    for start in range(0, len(chosen), PIECE):
        piece = chosen[start : start + PIECE]
        places = zip(of.actor[piece].tolist(), of.action[piece].tolist(), of.ties.take(piece).to_pylist(), strict=True)
        for actor, action, row in places:
            to = network.action_ids[action]
            row[_ROLE.get(kind.name, "role")] = row["role"]
            id = row["id"] if times[row["id"]] == 1 else f"{row['id']}@{to}"
            yield network.actor_ids[actor], to, {name: row.get(name) for name in kind.types} | {"id": id}


def _types(element: str, columns: list[str], content: Content | None) -> dict[str, str]:
    """The properties of the model that a snapshot holds, with their types."""
    held = (schema().nodes[element] if element in schema().nodes else schema().ties[element]).properties
    found = {name: held[name].type for name in dict.fromkeys(columns) if name in held}
    if content is not None and content.groups is not None:
        kinds = ("int", "str", "list[str]", "str", "float")
        found |= dict(zip(_COALITION, kinds, strict=True))
    return found
