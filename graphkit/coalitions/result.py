"""Groups of actors with names and members, and what may be said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from graphkit.coalitions.called import called
from graphkit.errors import UnknownName
from graphkit.networks.results import GroupResult

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from scipy.sparse import csr_array

CAUTION = (
    "Groups are found in any network, also in a random one: nothing here shows that these are more than chance.\n"
    "Sharing actions is neither shared belief nor coordination."
)
CAUTION_STABLE = (
    "Stable: found again on half of the actions, more surely than the groups of networks in which all actors are as "
    "active and all actions as large.\n"
    "That says that they are present together more than chance has it. It is neither shared belief nor coordination."
)

# A name is read at a glance, a text to its end.
_NAMED, _LISTED = 2, 20


NONE_KEPT = {
    "sdsm": "No pair of actors meets more often than their activity explains (sdsm), so there is nothing to group. "
    "In a small network take the backbone fdsm, or none: groups may be more than chance where no pair is.",
    "fdsm": "No pair of actors meets more often than their activity explains (fdsm), so there is nothing to group. "
    "Take another alpha, or no backbone: groups may be more than chance where no pair is.",
    "disparity": "No tie holds much of an actor (disparity), so there is nothing to group. Take another alpha, or no "
    "backbone.",
}

# How a method is called in a sentence.
CALLED = {
    "louvain": "Louvain",
    "leiden": "Leiden",
    "bipartite": "bipartite modularity",
    "overlapping": "link communities",
}

STANDINGS = ("core", "swing", "peripheral")


class Standing(NamedTuple):
    """How surely an actor belongs to a group.

    Attributes
    ----------
    probability : float
        From 0 to 1; see `graphkit.coalitions.stability.standing`.
    standing : {"core", "swing", "peripheral"}
        What that amounts to.
    """

    probability: float
    standing: str


class Stability(NamedTuple):
    """How surely a group is found again.

    Attributes
    ----------
    value, low, high : float
        From 0 to 1, and the interval that 95 of 100 runs are in; see `graphkit.coalitions.stability.recovery`.
    stable : bool or None
        Whether that is more than networks without structure give. None of two actors: they are a tie, and whether that
        is more than chance is what `graphkit.backbones` tests.
    """

    value: float
    low: float
    high: float
    stable: bool | None


@dataclass(frozen=True, eq=False, repr=False)
class Coalitions(GroupResult):
    """What `coalitions` found; groups are called ``c1``, ``c2`` … in the order of `groups`.

    Attributes
    ----------
    strengths : sequence of mappings of str to float
        One a group: for each member the sum of the weights of its ties to the other members of the group.
    standing : sequence of mappings of str to Standing, or None
        One a group: how surely each member belongs to it. None where no runs were asked for.
    stability : sequence of Stability, or None
        One a group. None where no runs were asked for.
    actions : sequence of sequences of str, or None
        Of the method ``bipartite``: the ids of the actions of each group.
    shares : csr_array or None
        Actors × actors in the order of the network: for each pair that is tied the share of runs that put it together,
        where that is above 0. None where no runs were asked for.
    """

    strengths: Sequence[Mapping[str, float]] = ()
    standing: Sequence[Mapping[str, Standing]] | None = None
    stability: Sequence[Stability] | None = None
    actions: Sequence[Sequence[str]] | None = None
    shares: csr_array[Any] | None = field(repr=False, default=None)

    @property
    def n_sharing_nothing(self) -> int:
        """Actors that share nothing with anyone, and are in no group."""
        return int(self.values["n_sharing_nothing"])

    @property
    def n_untied(self) -> int:
        """Actors that share something with others, of which a backbone or a weight keeps nothing."""
        return int(self.values.get("n_untied", 0))

    @property
    def n_left_alone(self) -> int:
        """Actors that share something and that the method puts with nobody; they are in no group either."""
        return int(self.values["n_left_alone"])

    @property
    def group_names(self) -> dict[str, str]:
        """What each group may be called: its foremost members, and how many more there are."""
        return {f"c{number}": self._called(number - 1) for number in range(1, len(self.groups) + 1)}

    def foremost(self, number: int, most: int) -> list[str]:
        """The ids of the members of a group, numbered from 1, whom it is named by: those of its core first, where runs
        tell who is, and among them those with the strongest ties in it, equal ones by id.
        """
        strengths = self.strengths[number - 1]
        standing = self.standing[number - 1] if self.standing is not None else {}
        outside = {actor: said.standing != "core" for actor, said in standing.items()}
        ranked = sorted(self.groups[number - 1], key=lambda id: (outside.get(id, False), -strengths[id], id))
        return ranked[:most]

    @property
    def n_members(self) -> int:
        """How many actors are in a group, or in several."""
        return len({actor for group in self.groups for actor in group})

    @property
    def in_several(self) -> list[str]:
        """The actors that are in more than one group, sorted."""
        times = Counter(actor for group in self.groups for actor in group)
        return sorted(actor for actor, n in times.items() if n > 1)

    @property
    def stable(self) -> list[str]:
        """The groups that are stable: ``c1`` …; none where no runs were asked for."""
        return [f"c{number}" for number, found in enumerate(self.stability or (), 1) if found.stable]

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
        """One row a member of a group: groups in their order, the strongest members first, equal ones by id.

        Returns
        -------
        pandas.DataFrame
            ``group`` (``c1`` …), ``group_name``, ``size``; ``id``, ``name``; ``strength``: the sum of the weights of
            the member's ties to the others of its group. Where runs were asked for also ``probability``, ``standing``
            of the member, and ``stability``, ``stability_low``, ``stability_high``, ``stable`` of the group; the last
            is missing of groups of two, which are not held against chance.
        """
        import pandas as pd

        types = {"group": "str", "group_name": "str", "size": "int64", "id": "str", "name": "str"}
        types |= {"strength": "float64"}
        if self.standing is not None:
            types |= {"probability": "float64", "standing": "str"}
        if self.stability is not None:
            types |= dict.fromkeys(("stability", "stability_low", "stability_high"), "float64") | {"stable": "boolean"}
        rows = [
            (group, name, len(members), actor, self.names[actor], *self._numbers(number, actor))
            for number, ((group, name), members) in enumerate(zip(self.group_names.items(), self.groups, strict=True))
            for actor in self._strongest_first(number)
        ]
        return pd.DataFrame(rows, columns=list(types)).astype(types)

    def pairs(self) -> pd.DataFrame:
        """How often runs put each tied pair of actors together, most often first, then by ids.

        Returns
        -------
        pandas.DataFrame
            ``id``, ``name``, ``other_id``, ``other_name``, ``together`` (share of the runs, above 0). Empty where no
            runs were asked for.
        """
        import pandas as pd
        from scipy.sparse import csr_array, triu

        n = self.network.n_actors
        upper = triu(csr_array((n, n)) if self.shares is None else self.shares, k=1, format="coo")
        ids, names = self.network.actor_ids, self.network.actor_names
        one, other = upper.row.tolist(), upper.col.tolist()
        frame = pd.DataFrame(
            {
                "id": pd.Series([ids[row] for row in one], dtype=object),
                "name": pd.Series([names[row] for row in one], dtype=object),
                "other_id": pd.Series([ids[row] for row in other], dtype=object),
                "other_name": pd.Series([names[row] for row in other], dtype=object),
                "together": upper.data.astype("float64"),
            }
        )
        keys, ascending = ["together", "id", "other_id"], [False, True, True]
        return frame.sort_values(keys, ascending=ascending, kind="stable", ignore_index=True)

    def _numbers(self, number: int, actor: str) -> Iterator[Any]:
        yield self.strengths[number][actor]
        if self.standing is not None:
            yield from self.standing[number][actor]
        if self.stability is not None:
            yield from self.stability[number]

    def evidence(self, key: int | str) -> pd.DataFrame:
        """The ties of a group's members to what at least two of them have in common; the group as ``"c1"`` or 1."""
        return super().evidence(key)  # type: ignore[arg-type]

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """The sizes of the `top` largest groups as bars."""
        from graphkit.networks.plots import bars

        labels = [f"{group}: {name}" for group, name in self.group_names.items()]
        return bars(labels[:top], [len(group) for group in self.groups[:top]], "size (actors)", ax, lang=lang)

    def __str__(self) -> str:
        lines = [self._summary(), *self._surely(), *self._outside()]
        told = [
            f"{group}: {name} ({len(members):,} actors{self._stability_of(number)})"
            for number, ((group, name), members) in enumerate(zip(self.group_names.items(), self.groups, strict=True))
        ]
        if len(told) > _LISTED:
            told[_LISTED:] = [f"({len(told) - _LISTED:,} further groups: to_frame() has them all.)"]
        caution = CAUTION_STABLE if self.stable else CAUTION
        return "\n".join([*lines, *told, *([caution] if told else [])])

    def _summary(self) -> str:
        backbone = self.options.get("backbone")
        if not self.groups and backbone is not None and not self.values.get("n_ties"):
            return NONE_KEPT[backbone]
        if not self.groups:
            return "No two actors share enough to make a group."
        n, members = len(self.groups), self.n_members
        method, resolution = self.options.get("method", "louvain"), self.options.get("resolution")
        how = CALLED.get(method, method) + (f", resolution {resolution:g}" if resolution is not None else "")
        groups = f"{n:,} coalition{'' if n == 1 else 's'} of {members:,} actors in all"
        score = f", modularity {self.modularity:.2f}" if self.modularity == self.modularity else ""
        of = f", of the {int(self.values['n_ties']):,} ties that {backbone} keeps" if backbone else ""
        return f"{groups}{score} ({how}, seed {self.options['seed']}{of})."

    def _surely(self) -> Iterator[str]:
        """How many groups are stable, and how many actors are in several."""
        if self.stability is not None and self.groups:
            stable, others = self.stable, len(self.groups) - len(self.stable)
            if not stable:
                yield "None of them is stable: none is found again surely enough, and more so than without structure."
            else:
                listed = ", ".join(stable[:_LISTED]) + " …" * (len(stable) > _LISTED)
                rest = f"; of the other {others:,} that cannot be said" if others else ""
                yield f"{len(stable):,} {'is' if len(stable) == 1 else 'are'} stable: {listed}{rest}."
        if n := len(self.in_several):
            yield "1 actor is in several." if n == 1 else f"{n:,} actors are in several."

    def _stability_of(self, number: int) -> str:
        if self.stability is None:
            return ""
        value, low, high, stable = self.stability[number]
        return f"; stability {value:.2f}, {low:.2f} to {high:.2f}{': stable' if stable else ''}"

    def _outside(self) -> Iterator[str]:
        """Who is in no group, and why."""
        if n := self.n_sharing_nothing:
            yield "1 actor shares nothing with anyone." if n == 1 else f"{n:,} actors share nothing with anyone."
        if n := self.n_untied:
            yield "1 actor has no tie that is kept." if n == 1 else f"{n:,} actors have no tie that is kept."
        if n := self.n_left_alone:
            yield "1 actor is put with nobody." if n == 1 else f"{n:,} actors are put with nobody."

    def __repr__(self) -> str:
        return f"<Coalitions: {str(self).splitlines()[0]}>"

    def _strongest_first(self, number: int) -> list[str]:
        strengths = self.strengths[number]
        return sorted(self.groups[number], key=lambda actor: (-strengths[actor], actor))

    def _called(self, number: int) -> str:
        first = [self.names[actor] for actor in self.foremost(number + 1, _NAMED)]
        more = len(self.groups[number]) - len(first)
        return called(first, more)
