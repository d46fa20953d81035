"""What falls when funders leave, each by itself or some together: as ``graphkit exit``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from graphkit.recipes.material import Material
from graphkit.recipes.tables import ENDINGS, write_table

__all__ = ["ENDINGS", "check", "write"]

RULES = ("money=0.5", "funder")
COMBINE = ("any", "all")


def check(given: Mapping[str, Any]) -> None:
    """Refuse a rule that does not exist, or a way of combining them."""
    from graphkit.errors import UnknownName, UsageError
    from graphkit.scenarios.rules import rules

    if "rules" in given:
        rules(given["rules"])
    if (combine := given.get("combine", "any")) not in COMBINE:
        raise UnknownName("combination", combine, COMBINE)
    if "cascade" in given and "funders" not in given:
        raise UsageError("cascade= is of named funders: write funders=[…] as well.")


def write(
    of: Material,
    place: Path,
    *,
    funders: Sequence[str] = (),
    rules: Sequence[str] = RULES,
    combine: str = "any",
    cascade: float | None = None,
) -> Mapping[str, Any]:
    """Write the table; see `graphkit.scenarios.each.each_exit` and `graphkit.scenarios.exit.funder_exit`."""
    from graphkit.scenarios.each import each_exit
    from graphkit.scenarios.exit import funder_exit

    every: Any = combine
    result = (
        funder_exit(of.network(), funders, rules=rules, combine=every, cascade=cascade)
        if funders
        else each_exit(of.network(), rules=rules, combine=every)
    )
    write_table(place, result.to_frame())
    return result.provenance
