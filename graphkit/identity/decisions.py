"""Decisions on who is the same as whom: kept in the store as ``SAME_AS`` ties, followed by snapshots, taken back.

Nothing is deleted. A decision is a tie of its own from the smaller id to the larger, and the one that stands has its
judgement (*same*, *different*, *unsure*). Decided again, the earlier decision is *replaced*; taken back, a decision is
*undone*, and the one that it had replaced stands again. What was decided stays on the tie as ``was``. A snapshot
follows those that stand with *same*, and no others, so that it needs to know nothing of all this.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from graphkit.errors import UsageError
from graphkit.model.batches import Batch, TieRow

if TYPE_CHECKING:
    from graphkit.stores.bolt import Store

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"
JUDGEMENTS = (SAME, DIFFERENT, UNSURE)
REPLACED, UNDONE = "replaced", "undone"

Pair = tuple[str, str]
"""Two ids, the smaller first."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on two actors.

    Attributes
    ----------
    one, other : str
        Their ids, the smaller first.
    judgement : str
        ``same``, ``different``, ``unsure``; of one that does not stand ``replaced`` or ``undone``.
    by : str
        Who decided.
    at : datetime or None
        When.
    why : str
        Why, in words.
    score : float or None
        How alike the two were found.
    was : str or None
        What was decided, where that does not stand.
    id, source, locator : str
        The tie's own; empty until it is written. Ids are in the order in which decisions were written.
    """

    one: str
    other: str
    judgement: str
    by: str
    at: datetime | None
    why: str
    score: float | None = None
    was: str | None = None
    id: str = ""
    source: str = ""
    locator: str = ""

    @property
    def pair(self) -> Pair:
        """The two ids."""
        return self.one, self.other

    @property
    def stands(self) -> bool:
        """Whether it is the last word on its pair."""
        return self.judgement in JUDGEMENTS


@dataclass(frozen=True, slots=True)
class Origin:
    """Where decisions come from, as a Source: a session of a person, a file."""

    id: str
    name: str
    properties: Mapping[str, Any]


def pair_of(one: str, other: str) -> Pair:
    """Two ids in order.

    Raises
    ------
    UsageError
        They are one.
    """
    if one == other:
        raise UsageError(f"{one!r} is one actor, and a decision is on two. Name the other one.")
    return (one, other) if one < other else (other, one)


def decide(one: str, other: str, judgement: str, *, by: str, why: str, score: float | None = None) -> Decision:
    """A decision on two actors, taken now."""
    return Decision(*pair_of(one, other), judgement, by, now(), why, score)


def now() -> datetime:
    """The time as people write it, to the second: which decision came first their ids tell."""
    return datetime.now(UTC).replace(microsecond=0)


def session(by: str) -> Origin:
    """The source of decisions that are taken now."""
    moment = datetime.now(UTC)
    digest = hashlib.sha256(f"{by}\n{moment.isoformat()}".encode()).hexdigest()[:16]
    told = {"format": "resolve", "publisher": by, "retrieved": moment.date()}
    return Origin(f"decisions:{digest}", f"Decisions of {by}, {moment:%Y-%m-%d %H:%M} UTC", told)


def read(store: Store) -> list[Decision]:
    """All decisions in a store, those that no longer stand too, in the order in which they were written."""
    columns = ("judgement", "by", "toString(t.at)", "why", "score", "was", "id", "source", "locator")
    listed = ", ".join(name if "(" in name else f"t.{name}" for name in columns)
    rows = store.connection.rows(f"MATCH (a:Actor)-[t:SAME_AS]->(b:Actor) RETURN a.id, b.id, {listed}", {})[1]
    return sorted((_from_row(*row) for row in rows), key=lambda decision: decision.id)


def _from_row(*row: Any) -> Decision:
    start, end, judgement, by, at, why, *rest = row
    # A tie from somebody else's data may say no more than that two are the same, and in either direction.
    one, other = sorted((start, end))
    when = datetime.fromisoformat(at) if at else None
    return Decision(one, other, judgement or "", by or "", when, why or "", *rest)


def standing(decisions: Iterable[Decision]) -> dict[Pair, Decision]:
    """The last word on each pair."""
    return {decision.pair: decision for decision in decisions if decision.stands}


def write(store: Store, decisions: Sequence[Decision], origin: Origin, locators: Sequence[str] = ()) -> int:
    """How many decisions were written: those that say what stands already are not written again.

    Parameters
    ----------
    store : Store
    decisions : sequence of Decision
        In the order in which they were taken.
    origin : Origin
        Where they come from.
    locators : sequence of str
        Where in it each is; otherwise they are numbered, on from those that it has.
    """
    held = read(store)
    stands = standing(held)
    before = sum(decision.source == origin.id for decision in held)
    new: dict[str, Decision] = {}
    replaced: list[Decision] = []
    for place, decision in enumerate(decisions):
        earlier = stands.get(decision.pair)
        if earlier is not None and earlier.judgement == decision.judgement:
            continue
        if earlier is not None and earlier.id in new:
            new[earlier.id] = _no_more(earlier, REPLACED)
        elif earlier is not None:
            replaced.append(_no_more(earlier, REPLACED))
        locator = locators[place] if locators else f"decision {before + len(new) + 1}"
        written = replace(decision, id=_id(decision, len(held) + len(new)), source=origin.id, locator=locator)
        new[written.id] = stands[decision.pair] = written
    if new:
        # First what is new: a run that is cut off in between leaves two last words on a pair, and never none.
        store.write(_batch(list(new.values()), origin))
        _mark(store, replaced)
    return len(new)


def undo(store: Store, which: Iterable[Decision]) -> list[Decision]:
    """The decisions taken back, as they were; what each had replaced stands again.

    Parameters
    ----------
    store : Store
    which : iterable of Decision
        Decisions as `read` gives them; those that do not stand are left as they are.
    """
    held = read(store)
    stands = {decision.id: decision for decision in held if decision.stands}
    taken = [stands[each.id] for each in which if each.id in stands]
    marked: list[Decision] = []
    for decision in taken:
        marked.append(_no_more(decision, UNDONE))
        earlier = [each for each in held if each.pair == decision.pair and each.judgement == REPLACED]
        if earlier:
            marked.append(replace(earlier[-1], judgement=earlier[-1].was or UNSURE, was=None))
    _mark(store, marked)
    return taken


def last(decisions: Sequence[Decision], count: int = 1) -> list[Decision]:
    """The last decisions that stand, the last first."""
    return [decision for decision in reversed(decisions) if decision.stands][:count]


def last_session(decisions: Sequence[Decision]) -> list[Decision]:
    """All that stand of the session or file that the last one is from, the last first."""
    final = last(decisions)
    return [each for each in reversed(decisions) if each.stands and each.source == final[0].source] if final else []


def _no_more(decision: Decision, judgement: str) -> Decision:
    return replace(decision, judgement=judgement, was=decision.judgement)


def _id(decision: Decision, number: int) -> str:
    # Numbered, for a clock may be set back; with a digest, for two people may write at one time.
    digest = hashlib.sha256("\n".join((*decision.pair, decision.by, str(decision.at))).encode()).hexdigest()[:16]
    return f"decision:{number + 1:09}:{digest}"


def _batch(decisions: Sequence[Decision], origin: Origin) -> Batch:
    return Batch(
        nodes={"Source": [{"id": origin.id, "name": origin.name, **origin.properties}]},
        ties={("SAME_AS", "Actor", "Actor"): [_tie(decision) for decision in decisions]},
    )


def _tie(decision: Decision) -> TieRow:
    names = ("id", "source", "locator", "judgement", "by", "at", "why", "score", "was")
    told = {name: value for name in names if (value := getattr(decision, name)) is not None}
    return TieRow(decision.one, decision.other, told)


def _mark(store: Store, decisions: Iterable[Decision]) -> None:
    """Write the judgement of decisions that the store holds."""
    rows = [{"one": each.one, "id": each.id, "judgement": each.judgement, "was": each.was} for each in decisions]
    if rows:
        store.execute(
            "UNWIND $rows AS row MATCH (:Actor {id: row.one})-[t:SAME_AS {id: row.id}]-(:Actor) "
            "SET t.judgement = row.judgement, t.was = row.was",
            {"rows": rows},
        )
