"""What was learnt: difficulties that recur, those without improvement, what made actions work, who sits with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit import __version__
from graphkit.needs.places import links_of

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.needs.learn_result import LearnResult
    from graphkit.networks.snapshot import Snapshot

TOGETHER = ("board_seat", "committee_seat", "member", "founder", "network_of")
"""Memberships that are of a body or network; departments and budget programmes are parts of a whole."""

LARGEST = 100
"""Members of a body beyond which to be in it is not to sit together."""


def learn(snapshot: Snapshot, *, largest: int = LARGEST) -> LearnResult:
    """What the data say was learnt.

    Parameters
    ----------
    snapshot : Snapshot
        The data.
    largest : int
        Bodies with more members are in no pair of who sits with whom; they are listed with their members all the same.

    Returns
    -------
    LearnResult
        Difficulties (``FACES``) by how many actions and programmes meet them, with the improvement or without;
        actions without an indicator (``MONITORED_BY``); success factors by theme (``CREDITS``); bodies with their
        members, and pairs of actors with the bodies in which both are (``MEMBER_OF``: board or committee seat, member,
        founder, local body).

    Notes
    -----
    Actions that only stand for a recipient's activity of a year are not among those without an indicator, nor are
    those of which all money was refused or only asked for. A difficulty recurs as sources name it: two names of one are
    two. Merged actors are one. Time grows with the number of links and, of pairs, with the square of the members of a
    body.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> print(learn(cafe_and_garden().snapshot).sentence("en").splitlines()[0])
    The data state no difficulty, indicator or success factor: there is nothing to learn from them.
    """
    from graphkit.needs.learn_result import LearnResult

    options: dict[str, Any] = {"largest": largest}
    return LearnResult(
        faces=_stated(snapshot, "FACES", "Issue"),
        monitored=_stated(snapshot, "MONITORED_BY", "Indicator"),
        credits=_stated(snapshot, "CREDITS", "SuccessFactor"),
        memberships=_memberships(snapshot),
        snapshot=snapshot,
        options=options,
        provenance={
            "snapshot": snapshot.hash,
            "network": None,
            "description": "what was learnt",
            "method": "learn",
            "parameters": options,
            "seed": None,
            "version": f"graphkit {__version__}",
            "reference": "",
        },
    )


def _stated(snapshot: Snapshot, type: str, label: str) -> pd.DataFrame:
    """The links of actions and programmes to something: ``label`` and ``start`` of who, ``end``, ``link``."""
    import pandas as pd

    parts = [links_of(snapshot, type, start, label).assign(label=start) for start in ("Action", "Programme")]
    return pd.concat(parts, ignore_index=True)


def _memberships(snapshot: Snapshot) -> pd.DataFrame:
    """Who is in which body: ``start``, ``end``, ``link``, ``membership``."""
    links = links_of(snapshot, "MEMBER_OF", "Actor", "Actor")
    roles = snapshot.links["role"].take(links["link"].to_numpy()).to_pylist() if len(links) else []
    links = links.assign(membership=roles)
    kept = links["membership"].isin(TOGETHER) & (links["start"] != links["end"])
    return links[kept].sort_values(["end", "start", "membership"], kind="stable", ignore_index=True)
