"""The ties and links by which candidates are near a need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphkit.needs.match import LINKS, NOT_ACTIVE

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.needs.match_result import MatchResult


def evidence(result: MatchResult, places: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """What speaks for a candidate in each of the parts in which it stands; see `MatchResult.evidence`."""
    from graphkit.needs.places import links_of
    from graphkit.needs.rows import evidence_rows

    snapshot = result.snapshot
    ties: list[int] = []
    links: list[int] = []
    for part, id in places:
        pairs = result.pairs[part]
        actions = set(pairs.loc[pairs["id"] == id, "action"])
        links += _by_which_actions_meet(result, actions)
        if part in ("actor", "funder"):
            funds = result.ties["type"] == "FUNDS"
            wanted = (result.ties["actor"] == id) & result.ties["action"].isin(actions)
            wanted &= funds if part == "funder" else ~funds & ~result.ties["role"].isin(NOT_ACTIVE)
            ties += result.ties.loc[wanted, "tie"].tolist()
        if part == "actor":
            for criterion, named in result.asked.items():
                type, label = LINKS[criterion]
                of = links_of(snapshot, type, "Actor", label)
                ends = result.inside if criterion == "territory" else {named.id}
                links += of.loc[(of["start"] == id) & of["end"].isin(ends), "link"].tolist()
        elif part == "concept":
            applies = links_of(snapshot, "APPLIES", "Action", "Concept")
            links += applies.loc[(applies["end"] == id) & applies["start"].isin(actions), "link"].tolist()
            for type, label in (("MONITORED_BY", "Indicator"), ("CREDITS", "SuccessFactor")):
                of = links_of(snapshot, type, "Action", label)
                links += of.loc[of["start"].isin(actions), "link"].tolist()
        elif part == "skill":
            needs = links_of(snapshot, "NEEDS", "Action", "Skill")
            links += needs.loc[(needs["end"] == id) & needs["start"].isin(actions), "link"].tolist()
            has = links_of(snapshot, "HAS", "Actor", "Skill")
            links += has.loc[has["end"] == id, "link"].tolist()
    return evidence_rows(snapshot, ties, links)


def _by_which_actions_meet(result: MatchResult, actions: set[str]) -> list[int]:
    """The links by which some actions meet the criteria; of one that no source locates, those of its recipients."""
    from graphkit.needs.places import links_of
    from graphkit.networks.untied import recipients

    found: list[int] = []
    for criterion, named in result.asked.items():
        type, label = LINKS[criterion]
        ends = result.inside if criterion == "territory" else {named.id}
        of = links_of(result.snapshot, type, "Action", label)
        found += of.loc[of["start"].isin(actions) & of["end"].isin(ends), "link"].tolist()
        if criterion == "territory" and (nameless := actions - set(of["start"])):
            receive = recipients(result.snapshot)
            who = set(receive.loc[receive["action"].isin(nameless), "actor"])
            seats = links_of(result.snapshot, type, "Actor", label)
            found += seats.loc[seats["start"].isin(who) & seats["end"].isin(ends), "link"].tolist()
    return found
