"""Who joins groups that would be apart: as ``graphkit brokers``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphkit.recipes.material import Material
from graphkit.recipes.tables import ENDINGS, write_table

__all__ = ["ENDINGS", "check", "write"]

BY = ("field", "department", "scale", "coalition", "territory", "kind")
SHOW = ("roles", "actors", "actions", "only", "only-actions", "cut-points", "cut-actions")


def check(given: Mapping[str, Any]) -> None:
    """Refuse groups or a table that do not exist."""
    from graphkit.errors import UnknownName

    for what, option, known in (("grouping", "by", BY), ("table of brokers", "show", SHOW)):
        if (name := given.get(option)) is not None and name not in known:
            raise UnknownName(what, name, known)


def write(of: Material, place: Path, *, by: str = "scale", show: str = "roles") -> Mapping[str, Any]:
    """Write the table; see `graphkit.brokerage`."""
    from graphkit.brokerage import bridges, brokers, cut_points
    from graphkit.coalitions import coalitions
    from graphkit.groups import group_by

    network = of.network()
    side = "actions" if show.endswith("actions") else "actors"
    if show.startswith("cut-"):
        cut = cut_points(network)
        write_table(place, cut.to_frame(side))
        return cut.provenance
    found = coalitions(network, runs=0, seed=of.seed) if by == "coalition" else None
    grouping = group_by(network, by, coalitions=found)
    if show == "roles":
        roles = brokers(network.projection(), grouping)
        write_table(place, roles.to_frame())
        return roles.provenance
    joined = bridges(network, grouping)
    write_table(place, joined.only(side) if show.startswith("only") else joined.to_frame(side))
    return joined.provenance
