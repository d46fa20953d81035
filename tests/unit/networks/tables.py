"""Snapshots for tests, from a few words: no store, no file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from graphkit.model.columns import tables
from graphkit.networks.snapshot import Snapshot

Rows = Iterable[Mapping[str, Any] | str]


def table(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """A table of a snapshot; columns that a row lacks are null."""
    return pa.Table.from_pylist([dict(row) for row in rows], schema=tables()[name])


def tie(actor: str, action: str, type: str = "FUNDS", **properties: Any) -> dict[str, Any]:
    """A tie; its id, source and locator are made up where they are not given."""
    return {"type": type, "actor": actor, "action": action, **properties}


def fund(actor: str, action: str, amount: float | None = None, **properties: Any) -> dict[str, Any]:
    """A tie of money, in EUR unless said otherwise."""
    currency = properties.pop("currency", "EUR" if amount is not None else None)
    return tie(actor, action, "FUNDS", amount=amount, currency=currency, **properties)


def takes_part(actor: str, action: str, role: str = "partner", **properties: Any) -> dict[str, Any]:
    """A tie of someone who takes part."""
    return tie(actor, action, "TAKES_PART", role=role, **properties)


def supports(actor: str, action: str, support: str = "technical", **properties: Any) -> dict[str, Any]:
    """A tie of support."""
    return tie(actor, action, "SUPPORTS", role=support, **properties)


def member_of(member: str, of: str, membership: str, **properties: Any) -> dict[str, Any]:
    """A membership."""
    ends = {"start_label": "Actor", "start_id": member, "end_label": "Actor", "end_id": of}
    return {"type": "MEMBER_OF", "role": membership, **ends, **properties}


def same_as(one: str, other: str, judgement: str = "same") -> dict[str, Any]:
    """A merge decision."""
    ends = {"start_label": "Actor", "start_id": one, "end_label": "Actor", "end_id": other}
    return {"type": "SAME_AS", "role": judgement, **ends}


def snapshot_of(
    ties: Sequence[Mapping[str, Any] | tuple[str, str]],
    *,
    actors: Rows = (),
    actions: Rows = (),
    links: Sequence[Mapping[str, Any]] = (),
    others: Sequence[Mapping[str, Any]] = (),
) -> Snapshot:
    """A snapshot of ties, one source ``"s"``.

    A tie is a mapping or an ``(actor, action)`` pair, which then funds. Actors and actions that only ties or links name
    are added, named as their id; one that is given as a text likewise, as a mapping with what it says.
    """
    rows = [tie(*each) if isinstance(each, tuple) else each for each in ties]
    # The id of a tie is what it says: the order in which ties come is not part of it.
    seen: dict[str, int] = {}
    full = []
    for row in rows:
        said = "/".join(str(row[key]) for key in sorted(row) if row[key] is not None)
        seen[said] = seen.get(said, 0) + 1
        full.append({"id": f"{said}#{seen[said]}", "source": "s", "locator": f"row {said}", **row})
    linked = [{"id": f"l{n}", "source": "s", "locator": f"link {n}", **row} for n, row in enumerate(links)]
    ends = [row[f"{end}_id"] for row in linked for end in ("start", "end") if row[f"{end}_label"] == "Actor"]
    return Snapshot(
        actors=table("actors", _nodes(actors, [*(row["actor"] for row in full), *ends])),
        actions=table("actions", _nodes(actions, [row["action"] for row in full])),
        ties=table("ties", full),
        links=table("links", linked),
        others=table("others", others),
        sources=table("sources", [{"id": "s", "name": "A table", "file": "a.csv", "retrieved": date(2026, 1, 1)}]),
    )


def _nodes(given: Rows, named: Iterable[str]) -> list[dict[str, Any]]:
    known = {row["id"]: row for row in ({"id": row} if isinstance(row, str) else dict(row) for row in given)}
    for id in named:
        known.setdefault(id, {"id": id})
    return [{"name": row["id"], **row} for row in known.values()]


def each_tie_an_action(edges: Iterable[tuple[Any, Any]]) -> Snapshot:
    """A snapshot whose projection is the network of the edges: each is an action of its two ends."""
    return snapshot_of(
        [(str(actor), f"{one}–{other}") for one, other in edges for actor in (one, other)],
    )


def southern_women() -> Snapshot:
    """Davis, Gardner & Gardner (1941): 18 women, 14 events, 89 ties."""
    import networkx as nx

    return snapshot_of(list(nx.davis_southern_women_graph().edges()))
