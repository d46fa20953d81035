"""The trace of a concept: who applied it first, who adapted it from whom, when, where, and by which channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit import __version__

if TYPE_CHECKING:
    from datetime import date

    from graphkit.dissemination.links import Link
    from graphkit.dissemination.result import Trace
    from graphkit.networks.snapshot import Snapshot

# The roles of those whose action it is.
OF_ITS_OWN = ("initiator", "implementer", "operator", "pilot", "co_pilot", "coordinator")


def trace(snapshot: Snapshot, concept: str) -> Trace:
    """Where a concept started, through whom it travelled, and where it is now.

    The trees have the actions that apply the concept, those that they were adapted from and those that were adapted
    from them, whether these are said to apply it or not. The date of an action is that of its application, else of its
    adaptation, else the start of the action; which of them, is said. Nothing is dated, and no step is drawn, that no
    source states: two actions that apply one concept are two beginnings until someone says who learnt from whom.

    Parameters
    ----------
    snapshot : Snapshot
        The data.
    concept : str
        The concept by id or name.

    Returns
    -------
    Trace
        Without rows where no action applies it; it says so.

    Raises
    ------
    UnknownName
        There is no such concept.
    UsageError
        Several are called like that.

    Notes
    -----
    Who is first is the earliest, with a date, of those that were adapted from no other that applies the concept: one
    without a date may be earlier, and which these are is said. Where
    adaptations go round in a circle, it is broken as `graphkit.dissemination.forest.forest` says, and told. A year that
    a source gives is kept as its first day: times between are in years of 365.2425 days, and no finer than the dates.
    """
    from graphkit.dissemination.forest import forest
    from graphkit.dissemination.links import links, reached
    from graphkit.dissemination.result import Trace
    from graphkit.networks.others import one_of, others_of

    nodes = others_of(snapshot, "Concept")
    of = one_of(nodes, concept, "concept")
    there = set(snapshot.actions["id"].to_pylist())
    applications = [
        one for one in links(snapshot, "APPLIES", "Action", "Concept") if one.end == of.id and one.start in there
    ]
    every = [one for one in links(snapshot, "ADAPTED_FROM", "Action", "Action") if {one.start, one.end} <= there]
    within = reached({one.start for one in applications}, every)
    steps = [one for one in every if {one.start, one.end} <= within]
    dated = _dates(snapshot, within, applications, steps)
    options: dict[str, Any] = {"concept": of.id}
    return Trace(
        of=of,
        applications=applications,
        steps=steps,
        promoters=[one for one in links(snapshot, "PROMOTES", "Actor", "Concept") if one.end == of.id],
        concept_steps=[
            one
            for one in links(snapshot, "ADAPTED_FROM", "Concept", "Concept")
            if of.id in (one.start, one.end) and {one.start, one.end} <= set(nodes)
        ],
        dated=dated,
        forest=forest({action: dated[action][0] for action in within}, [(one.start, one.end) for one in steps]),
        snapshot=snapshot,
        options=options,
        provenance={
            "snapshot": snapshot.hash,
            "network": None,
            "description": f"dissemination of {of.name}",
            "method": "trace",
            "parameters": options,
            "seed": None,
            "version": f"graphkit {__version__}",
            "reference": "",
        },
    )


def _dates(
    snapshot: Snapshot, actions: set[str], applications: list[Link], steps: list[Link]
) -> dict[str, tuple[date | None, str | None]]:
    """For each action its date, and what states it: ``application``, ``adaptation`` or ``action``."""
    columns = (snapshot.actions[name].to_pylist() for name in ("id", "start"))
    starts = dict(zip(*columns, strict=True))
    found: dict[str, tuple[date | None, str | None]] = dict.fromkeys(actions, (None, None))
    # Links come earliest first, those without a date last: the first that is seen of an action is its own.
    for what, said in (("application", applications), ("adaptation", steps)):
        for one in said:
            if one.date is not None and found[one.start][0] is None:
                found[one.start] = (one.date, what)
    return {
        action: (starts[action], "action") if said[0] is None and starts.get(action) else said
        for action, said in found.items()
    }
