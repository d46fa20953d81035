"""Groups of actors with names and members, and what may be said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphkit.errors import UnknownName
from graphkit.networks.results import GroupResult

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

CAUTION = (
    "Groups are found in any network, also in a random one: nothing here shows that these are more than chance.\n"
    "Sharing actions is neither shared belief nor coordination."
)

# A name is read at a glance, a text to its end.
_NAMED, _LISTED = 2, 20


@dataclass(frozen=True, eq=False, repr=False)
class Coalitions(GroupResult):
    """What `coalitions` found; groups are called ``c1``, ``c2`` … in the order of `groups`.

    Attributes
    ----------
    strengths : mapping of str to float
        For each member the sum of the weights of its ties to the other members of its group.
    """

    strengths: Mapping[str, float] = field(default_factory=dict)

    @property
    def n_sharing_nothing(self) -> int:
        """Actors that share nothing with anyone, and are in no group."""
        return int(self.values["n_sharing_nothing"])

    @property
    def n_left_alone(self) -> int:
        """Actors that share something and that the method puts with nobody; they are in no group either."""
        return int(self.values["n_left_alone"])

    @property
    def group_names(self) -> dict[str, str]:
        """What each group may be called: its strongest members, and how many more there are."""
        return {f"c{number}": self._called(group) for number, group in enumerate(self.groups, 1)}

    def members(self, group: int | str) -> Sequence[str]:
        """The ids of a group's members; the group as ``"c1"`` or 1.

        Raises
        ------
        UnknownName
            There is no such group.
        """
        known = [f"c{number}" for number in range(1, len(self.groups) + 1)]
        called = group if isinstance(group, str) else f"c{group}"
        if called not in known:
            raise UnknownName("coalition", called, known)
        return self.groups[known.index(called)]

    def to_frame(self) -> pd.DataFrame:
        """One row a member: groups in their order, the strongest members first, equal ones by id.

        Returns
        -------
        pandas.DataFrame
            ``group`` (``c1`` …), ``group_name``, ``size``; ``id``, ``name``; ``strength``: the sum of the weights of
            the member's ties to the others of its group.
        """
        import pandas as pd

        rows = [
            (group, name, len(members), actor, self.names[actor], self.strengths[actor])
            for (group, name), members in zip(self.group_names.items(), self.groups, strict=True)
            for actor in self._strongest_first(members)
        ]
        types = {
            "group": "str",
            "group_name": "str",
            "size": "int64",
            "id": "str",
            "name": "str",
            "strength": "float64",
        }
        return pd.DataFrame(rows, columns=list(types)).astype(types)

    def evidence(self, key: int | str) -> pd.DataFrame:
        """The ties of a group's members to what at least two of them have in common; the group as ``"c1"`` or 1."""
        return super().evidence(key)  # type: ignore[arg-type]

    def plot(self, ax: Axes | None = None, *, top: int = 20) -> Axes:
        """The sizes of the `top` largest groups as bars."""
        from graphkit.networks.plots import bars

        labels = [f"{group}: {name}" for group, name in self.group_names.items()]
        return bars(labels[:top], [len(group) for group in self.groups[:top]], "size (actors)", ax)

    def __str__(self) -> str:
        lines = [self._summary(), *self._outside()]
        groups = zip(self.group_names.items(), self.groups, strict=True)
        told = [f"{group}: {name} ({len(members):,} actors)" for (group, name), members in groups]
        if len(told) > _LISTED:
            told[_LISTED:] = [f"({len(told) - _LISTED:,} further groups: to_frame() has them all.)"]
        return "\n".join([*lines, *told, *([CAUTION] if told else [])])

    def _summary(self) -> str:
        if not self.groups:
            return "No two actors share enough to make a group."
        n, members = len(self.groups), sum(map(len, self.groups))
        how = f"Louvain, resolution {self.options['resolution']:g}, seed {self.options['seed']}"
        groups = f"{n:,} coalition{'' if n == 1 else 's'} of {members:,} actors in all"
        return f"{groups}, modularity {self.modularity:.2f} ({how})."

    def _outside(self) -> Iterator[str]:
        """Who is in no group, and why."""
        if n := self.n_sharing_nothing:
            yield "1 actor shares nothing with anyone." if n == 1 else f"{n:,} actors share nothing with anyone."
        if n := self.n_left_alone:
            yield "1 actor is put with nobody." if n == 1 else f"{n:,} actors are put with nobody."

    def __repr__(self) -> str:
        return f"<Coalitions: {str(self).splitlines()[0]}>"

    def _repr_html_(self) -> str:
        from html import escape

        told = "<br>".join(escape(line) for line in str(self).splitlines())
        return f"<p>{told}</p>{super()._repr_html_()}"

    def _strongest_first(self, members: Sequence[str]) -> list[str]:
        return sorted(members, key=lambda actor: (-self.strengths[actor], actor))

    def _called(self, members: Sequence[str]) -> str:
        first = [self.names[actor] for actor in self._strongest_first(members)[:_NAMED]]
        more = len(members) - len(first)
        return f"{', '.join(first)} and {more:,} more" if more else " and ".join(first)
