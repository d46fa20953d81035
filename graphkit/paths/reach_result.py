"""Who is one step away from a set of actors, as a table, in sentences, with the rows behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graphkit.networks.results import Result
from graphkit.words import Words

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from graphkit.networks.network import Network

    Numbers = NDArray[np.int64]

# A text is read to its end; the rest stands in the table.
_ACTORS, _NAMES = 5, 3


@dataclass(frozen=True, eq=False, repr=False)
class Reach(Result):
    """What `graphkit.paths.reach.reach` found.

    Attributes
    ----------
    members : array of int
        The set, as rows of the network.
    start : int or None
        From whom it is to be reached.
    called : str
        What the set is called; empty where it has no name.
    rows : array of int
        Those one step away, the first first.
    steps : array of int, or None
        The steps from the start to each of them; -1 where none lead there but through the set.
    """

    network: Network
    members: Numbers
    start: int | None
    called: str
    rows: Numbers
    steps: Numbers | None
    options: Mapping[str, Any]
    provenance: Mapping[str, Any] = field(repr=False)
    name: str = "reach"
    unit: str = "shared actions"

    def to_frame(self) -> pd.DataFrame:
        """One row an actor that is one step away.

        Returns
        -------
        pandas.DataFrame
            ``id``, ``name``; ``distance``, steps from the start (only where there is one; empty: no way but through
            the set); ``shared``, how many actions it carries with a member, and ``members``, with how many;
            ``amount``, the sum of what it is known to give to them, with ``currency`` (empty: none is known, or
            amounts cannot be added up); ``first_year``, ``last_year`` of all ties to these actions; ``actions`` and
            ``member_names``, lists.
            Nearest to the start first, then by ``shared``, descending, then by id.
        """
        import pandas as pd

        rows = []
        for place, row in enumerate(self.rows.tolist()):
            columns, partners, amount, years = self._step(row)
            steps = None if self.steps is None or self.steps[place] < 0 else int(self.steps[place])
            currency = self.network.spec.currency if amount is not None else None
            names = [self.network.action_names[column] for column in columns]
            rows.append(
                (
                    *(self.network.actor_ids[row], self.network.actor_names[row], steps, len(columns), len(partners)),
                    *(amount, currency, min(years, default=None), max(years, default=None), names),
                    [self.network.actor_names[partner] for partner in partners],
                )
            )
        types = {
            "id": "str", "name": "str", "distance": "Int64", "shared": "int64", "members": "int64", "amount": "Float64",
            "currency": "str", "first_year": "Int64", "last_year": "Int64", "actions": "object",
            "member_names": "object",
        }  # fmt: skip
        frame = pd.DataFrame(rows, columns=list(types)).astype(types)
        return frame if self.steps is not None else frame.drop(columns="distance")

    def evidence(self, key: str | None = None) -> pd.DataFrame:
        """The ties of an actor (id or name; of all without) and of the members to the actions that make its step."""
        import numpy as np

        from graphkit.networks.evidence import tie_table

        rows = self.rows.tolist() if key is None else [self.network.actor(key)]
        numbers: set[int] = set()
        for row in rows:
            columns, partners, *_ = self._step(row)
            for actor in (row, *partners):
                numbers.update(self._pairs_of(actor, columns))
        return tie_table(self.network, np.array(sorted(numbers), dtype=np.int64))

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """The first `top` of them as bars: how many actions each carries with members."""
        from graphkit.networks.plots import bars

        frame = self.to_frame().head(top)
        return bars(frame["name"].tolist(), frame["shared"].tolist(), Words("graphkit.paths", lang)("reach.axis"), ax)

    def sentence(self, lang: str) -> str:
        """How many are one step away, who is nearest, and what makes the first steps; in English or French."""
        w = Words("graphkit.paths", lang)
        names = self.network.actor_names
        whole = self.called or ", ".join(names[row] for row in self.members[:_NAMES])
        if not self.called and len(self.members) > _NAMES:
            whole += w("reach.and_more", n=len(self.members) - _NAMES)
        if not len(self.rows):
            return w("reach.nobody", whole=whole)
        columns = {column for row in self.rows.tolist() for column in self._step(row)[0]}
        lines = [w.count("reach.away", len(self.rows), whole=whole, actions=w.count("reach.by", len(columns)))]
        if self.steps is not None and self.start is not None:
            lines.append(self._nearest(w, names[self.start]))
        for row in self.rows[:_ACTORS].tolist():
            step, partners, *_ = self._step(row)
            listed = ("; " if lang == "en" else " ; ").join(
                self.network.action_names[column] for column in step[:_NAMES]
            )
            more = w("more_actions", n=len(step) - _NAMES) if len(step) > _NAMES else ""
            shared = w.count(self.network.spec.request.grain, len(step))
            with_whom = w.count("reach.with", len(partners))
            lines.append(f"{names[row]}{w('colon')}{shared} {with_whom}{w('colon')}{listed}{more}")
        return "\n".join([*lines, w("reach.caution")])

    def _nearest(self, w: Words, start: str) -> str:
        assert self.steps is not None
        first = int(self.steps[0])
        if first < 0:
            return w("reach.no_way", start=start)
        if first == 0:
            return w("reach.itself", start=start)
        near = [self.network.actor_names[row] for row in self.rows[self.steps == first].tolist()]
        listed = ", ".join(near[:_NAMES]) + (w("reach.and_more", n=len(near) - _NAMES) if len(near) > _NAMES else "")
        return w.count("reach.nearest", len(near), start=start, steps=w.count("step", first), listed=listed)

    def __str__(self) -> str:
        return self.sentence("en")

    def __repr__(self) -> str:
        return f"<Reach: {str(self).splitlines()[0]}>"

    @cached_property
    def _with_members(self) -> dict[int, list[int]]:
        """Of each action that members carry, which do."""
        found: dict[int, list[int]] = {}
        for member in self.members.tolist():
            for column in self._columns(member):
                found.setdefault(column, []).append(member)
        return found

    def _step(self, row: int) -> tuple[list[int], list[int], float | None, list[int]]:
        """The actions that make the step from an actor, the members in them, what it gives to them, and the years."""
        import numpy as np

        if row not in self._steps_known:
            network = self.network
            columns = [column for column in self._columns(row) if column in self._with_members]
            partners = sorted({member for column in columns for member in self._with_members[column]})
            own = np.array(self._pairs_of(row, columns), dtype=np.int64)
            amount = None
            if network.money.refusal is None and network.amounts_known.data[own].any():
                amount = float(network.minor_amounts[own].sum() / 10.0**network.money.digits)
            every = [pair for actor in (row, *partners) for pair in self._pairs_of(actor, columns)]
            ties, _ = network.tie_index.of(np.array(sorted(every), dtype=np.int64))
            years = self._years.one[ties][self._years.dated[ties]].tolist()
            self._steps_known[row] = columns, partners, amount, years
        return self._steps_known[row]

    @cached_property
    def _steps_known(self) -> dict[int, tuple[list[int], list[int], float | None, list[int]]]:
        return {}

    @cached_property
    def _years(self) -> Any:
        from graphkit.networks.years import years

        snapshot = self.network.snapshot
        return years(snapshot.ties, snapshot.actions, snapshot.action_of_ties)

    def _columns(self, row: int) -> list[int]:
        found: list[int] = self.network.indices[self.network.indptr[row] : self.network.indptr[row + 1]].tolist()
        return found

    def _pairs_of(self, row: int, columns: list[int]) -> list[int]:
        """The numbers of the pairs that tie an actor to some actions."""
        import numpy as np

        first = int(self.network.indptr[row])
        return (first + np.flatnonzero(np.isin(self._columns(row), columns))).tolist()
