"""Which network a report reads, and so the map that stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.networks.request import Request
    from graphkit.networks.snapshot import Snapshot

# The options of a network, in the order in which a command has them.
OPTIONS = ("ties", "grain", "rollup", "fields", "since", "until", "roles", "currency", "basis")


def default_options(snapshot: Snapshot, asked: Mapping[str, Any]) -> dict[str, Any]:
    """The options of the network a report reads: as asked for, else all ties, or the funding alone where no source
    names an action.

    In a grant file the recipient takes part in each of its implied actions, so that with all ties thousands of
    recipients would stand beside the funders and share nothing with one another.
    """
    import pyarrow.compute as pc

    made = dict(asked)
    if "ties" not in made and "funders_only" not in made and snapshot.actions.num_rows:
        named = pc.sum(pc.invert(pc.fill_null(snapshot.actions["implied"], False))).as_py()
        if not named:
            made["funders_only"] = True
    return made


def as_read(asked: Mapping[str, Any], request: Request) -> dict[str, Any]:
    """The options that were asked for, as the network took them: in one order and one spelling, without those that ask
    for nothing. Two reports that were asked for the same have the same, however they were asked.
    """
    usual = type(request)()
    made = {
        name: getattr(request, name)
        for name in OPTIONS
        if name in asked and getattr(request, name) != getattr(usual, name)
    }
    if asked.get("funders_only") or request.ties == ("FUNDS",):
        made.pop("ties", None)
        made["funders_only"] = True
    # Who takes part in what role is nothing to ties of another type.
    if "TAKES_PART" not in request.ties:
        made.pop("roles", None)
    return made
