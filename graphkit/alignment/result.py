"""What is said of a programme: its axes with those that carry them, and its actions with the axes they pursue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graphkit.networks.called import names_of
from graphkit.networks.results import Result
from graphkit.words import LANGS, Words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from graphkit.alignment.axes import Link
    from graphkit.alignment.carried import Carried, Ties
    from graphkit.networks.network import Network
    from graphkit.networks.others import Other

COLUMNS = (
    *("row", "code", "axis", "axis_id", "actions", "only_action", "only_action_id", "actors", "funders"),
    *("money_funders", "single_funder", "single_funder_id"),
    *("currency", "basis", "amount", "unknown_amounts", "not_money"),
)
OF_ACTIONS = (
    *("action", "action_id", "situation", "n_axes", "axes", "alone_on", "other_axes", "part_of"),
    *("actors", "funders", "currency", "basis", "amount", "unknown_amounts"),
)
AXIS, TOTAL = "axis", "total"


@dataclass(frozen=True, eq=False, repr=False)
class Alignment(Result):
    """The alignment matrix of a programme.

    Attributes
    ----------
    of : Other
        The programme.
    axes : mapping of str to Other
        Its axes by id, in order of their codes.
    links : mapping of str to list of Link
        For each axis what states that an action pursues it.
    members : mapping of str to Link
        The actions that are part of the programme, or of one that is part of it.
    never : tuple of str
        The actions that are said to pursue one of the axes and were never done: all that was asked for came to nothing.
    """

    of: Other
    axes: Mapping[str, Other]
    links: Mapping[str, list[Link]] = field(repr=False)
    members: Mapping[str, Link] = field(repr=False)
    never: tuple[str, ...] = field(repr=False)
    ties: Ties = field(repr=False)
    network: Network = field(repr=False)
    options: Mapping[str, Any]
    provenance: Mapping[str, Any] = field(repr=False)
    name: str = "alignment"
    unit: str = "actions"

    @cached_property
    def actions_of(self) -> dict[str, list[str]]:
        """The ids of the actions of each axis, each once, sorted."""
        return {axis: sorted({link.action for link in found}) for axis, found in self.links.items()}

    @cached_property
    def axes_of(self) -> dict[str, list[str]]:
        """The ids of the axes of each action that pursues any, in order of the axes; the actions sorted."""
        found: dict[str, list[str]] = {}
        for axis, actions in self.actions_of.items():
            for action in actions:
                found.setdefault(action, []).append(axis)
        return dict(sorted(found.items()))

    @property
    def orphans(self) -> list[str]:
        """The axes that no action pursues, by id."""
        return [axis for axis, actions in self.actions_of.items() if not actions]

    @property
    def carried_alone(self) -> dict[str, str]:
        """The axes that one action pursues alone, and which."""
        return {axis: actions[0] for axis, actions in self.actions_of.items() if len(actions) == 1}

    @property
    def on_one_funder(self) -> dict[str, str]:
        """The axes to whose actions one actor alone gives money, and who."""
        return {axis: next(iter(one.of_money)) for axis, one in self.carried.items() if len(one.of_money) == 1}

    @property
    def of_several(self) -> list[str]:
        """The actions that pursue several axes, and are counted whole under each."""
        return [action for action, axes in self.axes_of.items() if len(axes) > 1]

    @property
    def without_axis(self) -> list[str]:
        """The actions that are part of the programme and pursue none of its axes; none where it has no axes."""
        return sorted(set(self.members) - set(self.axes_of)) if self.axes else []

    @cached_property
    def carried(self) -> dict[str, Carried]:
        """What the actions of each axis have."""
        return {axis: self.ties.of(actions) for axis, actions in self.actions_of.items()}

    @cached_property
    def total(self) -> Carried:
        """What all actions that pursue an axis have, each counted once."""
        return self.ties.of(self.axes_of)

    def to_frame(self) -> pd.DataFrame:
        """The axes, and a last row for all of them in which each action counts once.

        Returns
        -------
        pandas.DataFrame
            ``row``: ``axis``, or ``total``; ``code``, ``axis``, ``axis_id`` (empty in the total); ``actions``,
            ``only_action`` with its id where there is one alone; ``actors``; ``funders``: those who give anything;
            ``money_funders``: those who give money, of a known amount or not; ``single_funder`` with its id where one
            alone does; ``currency``, ``basis``, ``amount`` (major units; empty: none is known); ``unknown_amounts``:
            ties of money that state none; ``not_money``: ties that give something else. In order of the codes; an axis
            whose money is in several currencies or bases has a row for each, alike but for these. Amounts of axes must
            not be added: the total is not their sum where an action pursues several.
        """
        import pandas as pd

        rows = [row for axis in self.axes for row in self._rows(AXIS, axis, self.actions_of[axis], self.carried[axis])]
        if self.axes:
            rows += self._rows(TOTAL, None, list(self.axes_of), self.total)
        frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
        whole = ("actions", "actors", "funders", "money_funders", "unknown_amounts", "not_money")
        return frame.astype(dict.fromkeys(whole, int) | {"amount": "float64"})

    def actions(self, lang: str = "en") -> pd.DataFrame:
        """The actions that pursue an axis, or are part of the programme; those of most axes first.

        Returns
        -------
        pandas.DataFrame
            ``action``, ``action_id``; ``situation``: ``several axes``, ``one axis``, ``no axis``; ``n_axes`` and
            ``axes`` of this programme; ``alone_on``: those of them that no other action pursues; ``other_axes``: how
            many axes of other programmes it pursues; ``part_of``: whether it is said to be part of the programme, or of
            one that is part of it; ``actors``, ``funders``; ``currency``, ``basis``, ``amount``, ``unknown_amounts`` of
            money: a row for each currency and basis. An action that pursues several axes has its whole amount once
            here.
        """
        import pandas as pd

        from graphkit.alignment.axes import of_actions

        others: dict[str, set[str]] = {}
        for link in of_actions(self.network.snapshot, "PURSUES"):
            if link.end not in self.axes:
                others.setdefault(link.action, set()).add(link.end)
        names = self.action_names()
        rows = []
        every = {*self.axes_of, *self.members}
        alone = self.carried_alone
        carried = self.ties.of_each(every)
        for action in sorted(every, key=lambda each: (-len(self.axes_of.get(each, ())), each)):
            mine, has = self.axes_of.get(action, []), carried[action]
            said = {
                "action": names[action],
                "action_id": action,
                "situation": ("no axis", "one axis")[len(mine)] if len(mine) < 2 else "several axes",
                "n_axes": len(mine),
                "axes": [self.axes[axis].called(lang) for axis in mine],
                "alone_on": [self.axes[axis].called(lang) for axis in mine if alone.get(axis) == action],
                "other_axes": len(others.get(action, ())),
                "part_of": action in self.members,
                "actors": len(has.actors),
                "funders": len(has.funders),
                "unknown_amounts": has.n_unknown,
            }
            rows += [said | money for money in _money(has)]
        frame = pd.DataFrame(rows, columns=list(OF_ACTIONS), dtype=object)
        whole = dict.fromkeys(("n_axes", "other_axes", "actors", "funders", "unknown_amounts"), int)
        return frame.astype(whole | {"amount": "float64", "part_of": bool})

    def evidence(self, key: str) -> pd.DataFrame:
        """What stands behind an axis, or an action, by id or name: who pursues it, and the ties of these actions.

        Returns
        -------
        pandas.DataFrame
            Columns as in `Network.evidence`; of a link the axis or programme stands in ``actor`` and ``actor_name``.

        Raises
        ------
        UnknownName
            There is no such axis or action of this programme.
        UsageError
            Several are called like that.
        """
        from graphkit.alignment.evidence import evidence

        return evidence(self, key)

    def plot(self, ax: Axes | None = None, *, top: int = 40, lang: str = "en") -> Axes:
        """The matrix of axes across and the `top` first actions downwards; see `graphkit.alignment.drawing`."""
        from graphkit.alignment.drawing import matrix

        return matrix(self, ax, top, lang)

    def alternative(self, lang: str = "en") -> str:
        """What the picture shows, for those who do not see it: each axis with its actions, in a line."""
        from graphkit.alignment.sentences import alternative

        return alternative(self, Words("graphkit.alignment", lang))

    def sentence(self, lang: str = "en") -> str:
        """What is carried, what by nobody, and what the numbers do not say, in English or French; a line each."""
        from graphkit.alignment.sentences import sentences

        return sentences(self, Words("graphkit.alignment", lang))

    def action_names(self, lang: str = "en") -> dict[str, str]:
        """What each action of the data is called."""
        return self._named["actions", lang]

    def actor_names(self, lang: str = "en") -> dict[str, str]:
        """What each actor of the data is called."""
        return self._named["actors", lang]

    @cached_property
    def _named(self) -> dict[tuple[str, str], dict[str, str]]:
        tables = {"actions": self.network.snapshot.actions, "actors": self.network.snapshot.actors}
        return {(what, lang): names_of(table, lang) for what, table in tables.items() for lang in LANGS}

    def __str__(self) -> str:
        return self.sentence("en")

    def __repr__(self) -> str:
        return f"<Alignment: {str(self).splitlines()[0]}>"

    def _rows(self, row: str, axis: str | None, actions: list[str], has: Carried) -> list[dict[str, Any]]:
        node = self.axes[axis] if axis is not None else None
        only = actions[0] if row == AXIS and len(actions) == 1 else None
        single = next(iter(has.of_money)) if len(has.of_money) == 1 else None
        said = {
            "row": row,
            "code": node and node.code,
            "axis": node and node.name,
            "axis_id": axis,
            "actions": len(actions),
            "only_action": only and self.action_names()[only],
            "only_action_id": only,
            "actors": len(has.actors),
            "funders": len(has.funders),
            "money_funders": len(has.of_money),
            "single_funder": single and self.actor_names()[single],
            "single_funder_id": single,
            "unknown_amounts": has.n_unknown,
            "not_money": has.n_not_money,
        }
        return [said | money for money in _money(has)]


def _money(has: Carried) -> list[dict[str, Any]]:
    """One entry a currency and basis; one without an amount where none is known."""
    found = [{"currency": one.currency, "basis": one.basis, "amount": float(one.amount)} for one in has.money]
    return found or [{"currency": None, "basis": None, "amount": None}]
