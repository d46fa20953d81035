"""Several measures side by side: the table that analysts ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from graphkit.errors import UsageError
from graphkit.networks.grain import COLUMNS
from graphkit.networks.results import NodeResult, Result, ranked

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from graphkit.measures._measure import Subject

USUAL = ("degree", "strength", "betweenness")

# Measures that may count, and the units in which they do, whatever the network.
COUNTING = ("degree", "coreness", "strength")
COUNTED = frozenset(
    {"partners", "actors", "ties in the core", "partners in the core"}
    | set(COLUMNS.values())
    | {f"{columns} in common" for columns in COLUMNS.values()}
)


@dataclass(frozen=True, eq=False)
class CentralityTable(Result):
    """Measures of the same nodes, one column each.

    Attributes
    ----------
    results : tuple of NodeResult
        One a measure, in the order asked for.
    """

    results: tuple[NodeResult, ...]
    name: str = "centrality"
    unit: str = ""

    @property
    def units(self) -> Mapping[str, str]:
        """The unit of each measure."""
        return {result.name: result.unit for result in self.results}

    @property
    def options(self) -> Mapping[str, Any]:  # type: ignore[override]
        """The options of each measure."""
        return {result.name: result.options for result in self.results}

    @cached_property
    def provenance(self) -> Mapping[str, Any]:  # type: ignore[override]
        """How the table came about: as for one result, with the parameters and the reference of each measure."""
        first = self.results[0].provenance
        return {
            **first,
            "method": "centrality: " + ", ".join(result.name for result in self.results),
            "parameters": {result.name: result.provenance["parameters"] for result in self.results},
            "reference": "; ".join(f"{result.name}: {result.provenance['reference']}" for result in self.results),
            "seed": next((seed for result in self.results if (seed := result.provenance["seed"]) is not None), None),
        } | ({"estimate": self.estimates} if self.estimates else {})

    @property
    def estimates(self) -> Mapping[str, Mapping[str, float]]:
        """For each measure that was estimated, how far off its values may be: see `Estimate.account`."""
        found = {result.name: result.provenance.get("estimate") for result in self.results}
        return {name: account for name, account in found.items() if account is not None}

    def to_frame(self, *, whole_numbers: bool = False) -> pd.DataFrame:
        """``id``, ``name`` and one column a measure; the largest of the first measure on top, equal ones by id.

        Parameters
        ----------
        whole_numbers : bool
            Give what only counts as whole numbers, for a table that is written: an amount may have cents, a degree has
            not. Else all values are float64.
        """
        import pandas as pd

        first = self.results[0]
        columns = {result.name: result.values for result in self.results}
        frame = ranked(pd.DataFrame({"id": list(first.ids), "name": list(first.names), **columns}), first.name)
        counted = [each.name for each in self.results if each.name in COUNTING and each.unit in COUNTED]
        return frame.astype(dict.fromkeys(counted, "Int64")) if whole_numbers else frame

    def evidence(self, key: str) -> pd.DataFrame:
        """The ties of one node, given by id or name."""
        return self.results[0].evidence(key)

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """The `top` largest values of the first measure as bars."""
        return self.results[0].plot(ax, top=top, lang=lang)


def centrality(
    subject: Subject,
    names: Sequence[str] = USUAL,
    *,
    of: str = "actors",
    options: Mapping[str, Mapping[str, Any]] | None = None,
    progress: Callable[[str, float], object] | None = None,
) -> CentralityTable:
    """Several measures of the same actors or actions.

    Parameters
    ----------
    subject : Network or Projection
        What is measured.
    names : sequence of str
        Names of measures; the table is sorted by the first.
    of : {"actors", "actions"}
        Whose values; a projection has actors alone.
    options : mapping, optional
        Options of some of the measures, by the measure's name: ``{"betweenness": {"error": 0.01}}``.
    progress : callable, optional
        Called with the name of each measure and 0 before it is worked out, and where that takes more than a second with
        the name and the share of it that is done.

    Raises
    ------
    UnknownName
        There is no measure of that name.
    UsageError
        No measure was named; or a measure cannot be had of this network, or not with these options, which is said
        before the first one runs.
    """
    from graphkit.measures import measure

    if isinstance(names, str):
        raise UsageError(f"names={names!r} is one word where several are taken: write names=({names!r},).")
    # All are looked up before the first one runs, which may take long.
    measures = [measure(name) for name in dict.fromkeys(names)]
    if not measures:
        raise UsageError("No measure was named; name at least one, as in names=('degree',).")
    unmeasured = sorted(set(options or {}) - {each.name for each in measures})
    if unmeasured:
        raise UsageError(f"There are options of {', '.join(unmeasured)}, which is not among the measures asked for.")
    for each in measures:
        each.check(subject, of, (options or {}).get(each.name))
    results = []
    for each in measures:
        told = None if progress is None else partial(progress, each.name)
        if told is not None:
            told(0.0)
        results.append(each(subject, of=of, progress=told, **(options or {}).get(each.name, {})))
    return CentralityTable(tuple(results))
