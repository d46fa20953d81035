"""What is near a need: actors, funders, tested concepts and skills, each with its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphkit import __version__
from graphkit.errors import UsageError
from graphkit.needs.naming import one_named
from graphkit.needs.places import Tree, links_of, located
from graphkit.needs.ties import counting
from graphkit.networks.untied import not_done

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.needs.match_result import MatchResult
    from graphkit.networks.naming import Named
    from graphkit.networks.snapshot import Snapshot

CRITERIA = ("field", "group", "territory")
LINKS = {"field": ("IN_FIELD", "Field"), "group": ("TARGETS", "Group"), "territory": ("LOCATED_IN", "Territory")}

PARTS = ("actor", "funder", "concept", "skill")
"""What is looked for."""

NOT_ACTIVE = ("beneficiary", "opponent")
"""Roles of those whom an action serves, and who are against it: not actors near a need."""


def match(
    snapshot: Snapshot, *, field: str | None = None, group: str | None = None, territory: str | None = None
) -> MatchResult:
    r"""What in the data is near a need, and why.

    A need is a policy field, a target group, a territory, or several of them: its criteria. An action meets a criterion
    that the data state of it; in a territory is what is located in it or within it. Candidates are ordered by numbers
    that stand beside them, one after the other, and never by a score:

    .. math:: \Big(|\{c : a \in A_x \cap A_c\}| ,\; \max_{a \in A_x} |\{c : a \in A_c\}| ,\;
              \big|A_x \cap \textstyle\bigcup_c A_c\big|\Big)

    how many criteria the actions :math:`A_x` of a candidate meet, or it itself; how many a single one of them meets;
    how many actions meet any.

    Parameters
    ----------
    snapshot : Snapshot
        The data.
    field, group, territory : str, optional
        The criteria, by id or name, blind to case and accents; at least one.

    Returns
    -------
    MatchResult
        Actors that take part in or support such actions, or state the field, group or territory themselves; funders of
        them, there or elsewhere; concepts that they apply; skills that they need and who has them. Funders, concepts
        and skills come from actions in the field or for the group, where one of these was asked for.

    Raises
    ------
    UsageError
        No criterion; a name that is that of several.
    UnknownName
        There is no such field, group or territory; says what is near.
    DataError
        The data have none at all.

    Notes
    -----
    To have done something like it is no proof of having done it well, and who is not in the data may be nearer still.
    Funding that was refused, is pending or only asked for counts for nobody. Time grows with the number of ties.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> match(cafe_and_garden().snapshot)
    Traceback (most recent call last):
        ...
    graphkit.errors.UsageError: A need has a field, a group or a territory: give at least one.
    """
    from graphkit.needs.match_result import MatchResult

    given = {"field": field, "group": group, "territory": territory}
    if all(text is None for text in given.values()):
        raise UsageError("A need has a field, a group or a territory: give at least one.")
    asked = {
        criterion: one_named(snapshot, LINKS[criterion][1], text)
        for criterion, text in given.items()
        if text is not None
    }
    tree = Tree(snapshot)
    inside = {asked["territory"].id} | tree.below(asked["territory"].id) if "territory" in asked else set()
    ties = counting(snapshot)
    met = _met(snapshot, asked, inside, not_done(snapshot))
    # What is done for such a need: not all that is done in the place.
    such = [criterion for criterion in asked if criterion != "territory"] or list(asked)
    like = met[met[such].any(axis=1)]
    options = {criterion: named.id for criterion, named in asked.items()}
    return MatchResult(
        asked=asked,
        inside=frozenset(inside),
        met=met,
        like=like,
        pairs=_pairs(snapshot, ties, met, like),
        own=_own(snapshot, asked, inside),
        ties=ties,
        tree=tree,
        snapshot=snapshot,
        options=options,
        provenance={
            "snapshot": snapshot.hash,
            "network": None,
            "description": "near " + ", ".join(f"{criterion} {named.name}" for criterion, named in asked.items()),
            "method": "match",
            "parameters": options,
            "order": "criteria met, most criteria met by one action, actions that meet any, name",
            "seed": None,
            "version": f"graphkit {__version__}",
            "reference": "",
        },
    )


def _met(snapshot: Snapshot, asked: Mapping[str, Named], inside: set[str], never: set[str]) -> pd.DataFrame:
    """The actions that meet a criterion: ``action``, a column of true and false for each criterion, ``n`` of them."""
    import pandas as pd

    meets = {}
    for criterion, named in asked.items():
        if criterion == "territory":
            where = located(snapshot)
            meets[criterion] = set(where.loc[where["territory"].isin(inside), "action"])
        else:
            type, label = LINKS[criterion]
            links = links_of(snapshot, type, "Action", label)
            meets[criterion] = set(links.loc[links["end"] == named.id, "start"])
    actions = sorted(set().union(*meets.values()) - never)
    frame = pd.DataFrame({"action": pd.Series(actions, dtype=object)})
    for criterion, those in meets.items():
        frame[criterion] = pd.Series([action in those for action in actions], dtype=bool)
    frame["n"] = frame[list(asked)].sum(axis=1).astype(int)
    return frame


def _own(snapshot: Snapshot, asked: Mapping[str, Named], inside: set[str]) -> dict[str, set[str]]:
    """The actors of which the data state a criterion itself."""
    found = {}
    for criterion, named in asked.items():
        type, label = LINKS[criterion]
        links = links_of(snapshot, type, "Actor", label)
        wanted = links["end"].isin(inside) if criterion == "territory" else links["end"] == named.id
        found[criterion] = set(links.loc[wanted, "start"])
    return found


def _pairs(snapshot: Snapshot, ties: pd.DataFrame, met: pd.DataFrame, like: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """For each part candidates with the actions that speak for them: ``id``, ``action``, each pair once."""
    active = ties[(ties["type"] != "FUNDS") & ~ties["role"].isin(NOT_ACTIVE)]
    found: dict[str, Any] = {
        "actor": active[active["action"].isin(set(met["action"]))][["actor", "action"]],
        "funder": ties[(ties["type"] == "FUNDS") & ties["action"].isin(set(like["action"]))][["actor", "action"]],
    }
    for part, type, label in (("concept", "APPLIES", "Concept"), ("skill", "NEEDS", "Skill")):
        links = links_of(snapshot, type, "Action", label)
        found[part] = links[links["start"].isin(set(like["action"]))][["end", "start"]]
    return {
        part: rows.set_axis(["id", "action"], axis=1).drop_duplicates().reset_index(drop=True)
        for part, rows in found.items()
    }
