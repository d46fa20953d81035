"""The weakest points of the data: what a conclusion rests on and the sources do not say, and names to confirm."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.reports.facts import Facts


@dataclass(frozen=True, slots=True)
class WeakPoint:
    """A tie that says too little: its row in the snapshot, its ends, and what it does not state."""

    row: int
    actor: str
    action: str
    amount: bool
    year: bool


def weak_points(facts: Facts) -> list[WeakPoint]:
    """Ties of money behind the report that state no amount or no year.

    Those of what has a single funder first, since there nothing else carries the number; then those that state
    neither; then by their ids.
    """
    held = facts.sums.lines
    held = held[held["kind"] == "money"]
    undated, missing = set(facts.undated.tolist()), held["line"].isin(("missing", "unsplit"))
    rows = held.index[missing | held.index.isin(undated)]
    funds = facts.ties.loc[rows].assign(without=missing.loc[rows])
    alone = _alone(facts)
    found = [
        (row not in alone, not (no_amount and row in undated), row, actor, action, bool(no_amount), row in undated)
        for row, actor, action, no_amount in zip(
            funds.index.tolist(), funds["actor"], funds["action"], funds["without"], strict=True
        )
    ]
    return [WeakPoint(*each[2:]) for each in sorted(found)]


def _alone(facts: Facts) -> set[int]:
    """The rows of ties to what has a single funder."""
    import numpy as np

    exits = facts.exits
    rows, _ = exits.network.tie_index.of(np.flatnonzero((exits.only >= 0)[exits.network.indices]))
    return set(rows.tolist())


def called_alike(facts: Facts) -> list[list[str]]:
    """Actors of the data, by id, that are called the same but for case, accents and signs; the most first."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for id, name in zip(facts.actors.index, facts.actors["name"], strict=True):
        if bare := bare_name(str(name)):
            groups[bare].append(str(id))
    return sorted((sorted(ids) for ids in groups.values() if len(ids) > 1), key=lambda ids: (-len(ids), ids))


def bare_name(text: str) -> str:
    """A name without case, accents and signs."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(
        "".join(sign if sign.isalnum() else " " for sign in letters if not unicodedata.combining(sign)).split()
    )


def merged(facts: Facts) -> list[tuple[str, list[str]]]:
    """Actors of the data that stand for several names, with the others; those tied most in the network first."""
    import numpy as np

    degree = dict(zip(facts.network.actor_ids, np.diff(facts.network.indptr).tolist(), strict=True))
    same = facts.snapshot.links.select(["type", "role", "start_id", "end_id"]).to_pylist()
    joined = {id for link in same if link["type"] == "SAME_AS" and link["role"] == "same" for id in _ends(link)}
    rows: list[tuple[int, str, list[str]]] = [
        (-degree.get(str(id), 0), str(id), list(aliases))
        for id, aliases in zip(facts.actors.index, facts.actors["aliases"], strict=True)
        if id in joined and aliases is not None and len(aliases)
    ]
    return [(id, aliases) for _, id, aliases in sorted(rows)]


def _ends(link: dict[str, Any]) -> tuple[str, str]:
    return link["start_id"], link["end_id"]
