"""Paths as a user meets them: as objects, a table, sentences, a drawing, and the rows they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from graphkit.networks.results import Result
from graphkit.paths.assembly import Assembly
from graphkit.paths.path import Path

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from graphkit.networks.network import Network


@dataclass(frozen=True, eq=False, repr=False)
class PathsResult(Result):
    """What `paths` found.

    Attributes
    ----------
    network : Network
        Where it was looked for.
    ends : (int, int)
        Rows of the two actors.
    found_rows : list of (float, tuple of int)
        Strength and rows of each path, as the search gives them.
    unit : str
        What the strength of a step and of a path is counted in: shared actions, or a currency.
    options : mapping
        What was asked for: ``by``, ``weight``, ``k`` or ``every_shortest`` and ``limit``.
    provenance : mapping
        Snapshot, network, method, parameters and version: what it takes to find the same again.
    shortest_length : int or None
        Steps of a shortest path; None where there is no path.
    n_shortest : int
        How many shortest paths there are, exactly.
    reason : str
        Why there is no path; empty where there is one.
    """

    network: Network
    ends: tuple[int, int]
    found_rows: list[tuple[float, tuple[int, ...]]] = field(repr=False)
    unit: str
    options: Mapping[str, Any]
    provenance: Mapping[str, Any] = field(repr=False)
    shortest_length: int | None = None
    n_shortest: int = 0
    reason: str = ""
    name: str = "co-funding paths"

    @property
    def found(self) -> bool:
        """Whether there is a path."""
        return bool(self.found_rows)

    @property
    def length(self) -> int | None:
        """Steps of the first path; None where there is none."""
        return self.paths[0].length if self.found else None

    @property
    def strength(self) -> float | None:
        """Strength of the first path, that is, of its weakest step; None where there is none."""
        return self.paths[0].strength if self.found else None

    @cached_property
    def paths(self) -> list[Path]:
        """The paths, best first."""
        steps = self._assembly.steps
        units = 1.0 if self.options["weight"] == "count" else 10.0**self.network.money.digits
        return [Path(tuple(steps[ends] for ends in pairwise(rows)), weak / units) for weak, rows in self.found_rows]

    def to_frame(self) -> pd.DataFrame:
        """One row a path, step and shared action, in this order.

        Returns
        -------
        pandas.DataFrame
            ``path``, ``length``, ``strength``; ``step``, ``start``, ``start_name``, ``end``, ``end_name``; ``action``,
            ``action_name``; ``start_amount``, ``end_amount``, ``shared_amount`` (the smaller; empty where one is not
            known), ``currency`` (where there is an amount); ``first_year``, ``last_year``; ``ties`` (how many).
        """
        import pandas as pd

        rows = [
            (
                *(number, path.length, path.strength, place, step.start, step.start_name, step.end, step.end_name),
                *(action.id, action.name, *action.amounts, action.amount),
                None if action.amounts == (None, None) else self.network.spec.currency,
                *(min(action.years, default=None), max(action.years, default=None), len(action.ties)),
            )
            for number, path in enumerate(self.paths, 1)
            for place, step in enumerate(path.steps, 1)
            for action in step.actions
        ]
        types = {
            "path": "int64", "length": "int64", "strength": "float64", "step": "int64", "start": "str",
            "start_name": "str", "end": "str", "end_name": "str", "action": "str", "action_name": "str",
            "start_amount": "Float64", "end_amount": "Float64", "shared_amount": "Float64", "currency": "str",
            "first_year": "Int64", "last_year": "Int64", "ties": "int64",
        }  # fmt: skip
        return pd.DataFrame(rows, columns=list(types)).astype(types)

    def evidence(self, key: int | None = None) -> pd.DataFrame:
        """The ties behind the steps, with the row that each comes from.

        Parameters
        ----------
        key : int, optional
            Number of a path, from 1; all when not given.

        Returns
        -------
        pandas.DataFrame
            ``path`` and ``step``, then the columns of `Network.evidence`.

        Raises
        ------
        UsageError
            There is no path of that number.
        """
        import pandas as pd

        from graphkit.errors import UsageError

        if key is not None and not 1 <= key <= len(self.found_rows):
            raise UsageError(f"There is no path {key}: {len(self.found_rows)} are listed, counted from 1.")
        ties = self._assembly.ties
        parts = []
        for number, found in enumerate(self.paths, 1):
            for place, step in enumerate(found.steps, 1):
                if key in (None, number):
                    actions = [action.id for action in step.actions]
                    own = ties[ties["actor"].isin((step.start, step.end)) & ties["action"].isin(actions)]
                    parts.append(own.assign(path=number, step=place))
        every = pd.concat(parts, ignore_index=True) if parts else ties.assign(path=0, step=0)
        return every[["path", "step", *ties.columns]]

    def plot(self, ax: Axes | None = None, *, top: int = 12, lang: str = "en") -> Axes:
        """The first `top` paths from left to right, at most 12; lines are labelled with the strength of the step."""
        from graphkit.paths.drawing import draw

        return draw(self, ax, top=top, lang=lang)

    def plot_actions(self, ax: Axes | None = None, *, top: int = 12, lang: str = "en") -> Axes:
        """The actors of the first `top` paths on the left, and on the right the actions through which they run."""
        from graphkit.paths.drawing import draw_columns

        return draw_columns(self, ax, top=top, lang=lang)

    def __str__(self) -> str:
        return self.sentence("en")

    def sentence(self, lang: str) -> str:
        """How far apart the two are, then each path with its steps, in English or French; one line each."""
        from graphkit.paths.sentences import sentences

        return sentences(self, lang)

    def __repr__(self) -> str:
        return f"<PathsResult: {str(self).splitlines()[0]}>"

    @cached_property
    def _assembly(self) -> Assembly:
        return Assembly(self.network, {step for _, rows in self.found_rows for step in pairwise(rows)})
