"""How central each actor, or action, is: as ``graphkit centrality``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from graphkit.recipes.material import Material
from graphkit.recipes.tables import ENDINGS, write_table

__all__ = ["ENDINGS", "check", "write"]

# Named here and not left out where they take long: what is in the table must not depend on a guess.
MEASURES = ("degree", "strength", "betweenness", "eigenvector")
SIDES = ("actors", "actions")


def check(given: Mapping[str, Any]) -> None:
    """Refuse a measure, a weight, or a side that does not exist."""
    from graphkit.errors import UnknownName, UsageError
    from graphkit.measures import measure
    from graphkit.networks.projection import WEIGHTS

    for name in given.get("measures", ()):
        measure(name)
    for what, option, known in (("weight", "weight", WEIGHTS), ("side", "whose", SIDES)):
        if (name := given.get(option)) is not None and name not in known:
            raise UnknownName(what, name, known)
    if "error" in given and not 0 < given["error"] < 1:
        raise UsageError(f"error={given['error']!r} must be between 0 and 1.")


def write(
    of: Material,
    place: Path,
    *,
    measures: Sequence[str] = MEASURES,
    whose: str = "actors",
    weight: str = "count",
    error: float | None = None,
) -> Mapping[str, Any]:
    """Write the table; see `graphkit.measures.centrality`. `error` is of betweenness alone."""
    from graphkit.measures import centrality, measure

    network = of.network()
    two_modes = whose == "actions" or any(measure(name).only == "two-mode" for name in measures)
    options = {} if error is None else {"betweenness": {"error": error, "seed": of.seed}}
    result = centrality(network if two_modes else network.projection(weight), measures, of=whose, options=options)
    write_table(place, result.to_frame(whole_numbers=True))
    return result.provenance
