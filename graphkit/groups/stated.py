"""What the links of the data say of the groups of actors, and of the actions of a network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from graphkit.networks.network import Network

# Who belongs to a department: its staff, its sub-departments and, of a ministry, its budget programmes; not those who
# sit on its committees.
_WITHIN = ("department_of", "member", "programme_of")


class Stated(NamedTuple):
    """Groups as links state them.

    Attributes
    ----------
    groups : sequence of sequences of str
        Of each row, the ids of its groups.
    ids, names : lists of str
        All groups, sorted by id.
    """

    groups: Sequence[Sequence[str]]
    ids: list[str]
    names: list[str]


def linked(network: Network, type: str, label: str) -> Stated:
    """The groups that the actors of a network are tied to; those that only actions are tied to are among the ids."""
    return _stated(network, network.actor_ids, "Actor", type, label)


def of_columns(network: Network, type: str, label: str) -> Stated:
    """The groups that the actions are tied to, or those who receive, where the network has these as columns."""
    grain = network.spec.request.grain
    ids = network.action_ids
    if grain == "recipient-year":
        ids = [id.rpartition("@")[0] for id in ids]
    return _stated(network, ids, "Action" if grain == "action" else "Actor", type, label)


def department(network: Network) -> Stated:
    """The department of each actor: itself where it is one, else those that it is a member or a programme of."""
    actors = network.snapshot.actors
    kinds = dict(zip(actors["id"].to_pylist(), actors["kind"].to_pylist(), strict=True))
    names = dict(zip(actors["id"].to_pylist(), actors["name"].to_pylist(), strict=True))
    links = [row for row in _links(network, "MEMBER_OF") if row[1] in _WITHIN and row[0] in kinds]
    departments = {actor for actor, kind in kinds.items() if kind == "department"}
    departments |= {start for start, role, _ in links if role == "department_of"}
    departments |= {end for _, role, end in links if role == "programme_of" and end in kinds}
    member = _collected((start, end) for start, _, end in links if end in departments)
    groups = [[actor] if actor in departments else member.get(actor, []) for actor in network.actor_ids]
    ids = sorted({each for row in groups for each in row})
    return Stated(groups, ids, [names[id] for id in ids])


def _stated(network: Network, rows: Sequence[str], of: str, type: str, label: str) -> Stated:
    import pyarrow.compute as pc

    others = network.snapshot.others.filter(pc.equal(network.snapshot.others["label"], label))
    names = dict(zip(others["id"].to_pylist(), others["name"].to_pylist(), strict=True))
    links = network.snapshot.links
    named = set(links.filter(pc.equal(links["type"], type))["end_id"].to_pylist())
    found = _collected((start, end) for start, _, end in _links(network, type, of) if end in names)
    # The same groups whether actors or actions are asked about.
    ids = sorted(named & names.keys())
    return Stated([found.get(row, []) for row in rows], ids, [names[id] for id in ids])


def _links(network: Network, type: str, of: str = "Actor") -> Iterable[tuple[str, str, str]]:
    import pyarrow.compute as pc

    links = network.snapshot.links
    kept = links.filter(pc.and_(pc.equal(links["type"], type), pc.equal(links["start_label"], of)))
    return zip(*(kept[column].to_pylist() for column in ("start_id", "role", "end_id")), strict=True)


def _collected(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one, other in pairs:
        if other not in (held := found.setdefault(one, [])):
            held.append(other)
    return found
