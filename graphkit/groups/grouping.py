"""The one group of each actor: its scale, kind, policy field, department, territory or coalition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.errors import UnknownName, UsageError
from graphkit.groups.memberships import memberships
from graphkit.groups.stated import Stated, department, linked, of_columns

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.networks.network import Network
    from graphkit.networks.results import GroupResult

    Places = NDArray[np.int64]

BY = ("field", "department", "scale", "coalition", "territory", "kind")

# What a tie of the model says of the groups of actors and actions.
LINKS = {"field": ("IN_FIELD", "Field"), "territory": ("LOCATED_IN", "Territory")}


@dataclass(frozen=True, eq=False)
class Grouping:
    """The group of each actor of a network.

    Attributes
    ----------
    by : str
        What the groups are.
    of : array of int
        For each actor the number of its group; -1 where it is in none, or in several alike.
    ids, names : lists of str
        The groups, sorted by id.
    account : mapping of str to int
        How many actors came to their group how: ``stated``; ``by_actions``, by most of their actions; and how many have
        none: ``several``, where several have as good a claim, and ``unknown``.
    """

    by: str
    of: Places = field(repr=False)
    ids: list[str] = field(repr=False)
    names: list[str] = field(repr=False)
    account: Mapping[str, int]

    @property
    def n_groups(self) -> int:
        """How many groups there are."""
        return len(self.ids)

    @property
    def known(self) -> NDArray[np.bool_]:
        """Which actors have a group."""
        return self.of >= 0

    @property
    def sizes(self) -> Places:
        """How many actors each group has."""
        return np.bincount(self.of[self.known], minlength=self.n_groups).astype(np.int64)

    def called(self, number: int) -> str | None:
        """The name of a group; None for -1."""
        return self.names[number] if number >= 0 else None


def group_by(network: Network, by: str, *, coalitions: GroupResult | None = None) -> Grouping:
    """The group of each actor.

    Parameters
    ----------
    network : Network
        Its actors are grouped.
    by : {"field", "department", "scale", "coalition", "territory", "kind"}
        ``scale``, ``kind``: as the data state them. ``field``, ``territory``: the one that the actor is tied to by
        ``IN_FIELD`` or ``LOCATED_IN``; where it is tied to none or to several, the one of them that more of its actions
        are in than in any other. ``department``: itself, if it is the department of an authority or a ministry, or the
        one that it is a member or a budget programme of. ``coalition``: that of `coalitions`.
    coalitions : GroupResult, optional
        Of ``coalition``, which needs it.

    Returns
    -------
    Grouping
        An actor that no rule gives one group has none: it is counted, and nothing is guessed.

    Raises
    ------
    UnknownName
        There is no such grouping.
    UsageError
        ``coalition`` without `coalitions`.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> group_by(cafe_and_garden(), "scale").account
    {'unknown': 3}
    """
    if by not in BY:
        raise UnknownName("grouping", by, BY)
    if by == "coalition":
        if coalitions is None:
            raise UsageError(
                "To group by coalition, give the coalitions: group_by(network, 'coalition', coalitions=…)."
            )
        numbers = {member: number for number, group in enumerate(coalitions.groups) for member in group}
        of = np.array([numbers.get(actor, -1) for actor in network.actor_ids], dtype=np.int64)
        firsts = [f"{number}: {coalitions.names[group[0]]} …" for number, group in enumerate(coalitions.groups, 1)]
        account = {"stated": int((of >= 0).sum()), "unknown": int((of < 0).sum())}
        return Grouping(by, of, [str(n) for n in range(1, len(firsts) + 1)], firsts, _without_none(account))
    if by in ("scale", "kind"):
        return _by_column(network, by)
    stated = department(network) if by == "department" else linked(network, *LINKS[by])
    return _settled(network, by, stated)


def grouping_of(network: Network, groups: Mapping[str, str], by: str = "given") -> Grouping:
    """Groups of one's own: for actors, by id, the name of their group; who is not in the mapping has none."""
    names = sorted(set(groups.values()))
    number = {name: at for at, name in enumerate(names)}
    of = np.array([number.get(groups.get(actor, ""), -1) for actor in network.actor_ids], dtype=np.int64)
    account = {"stated": int((of >= 0).sum()), "unknown": int((of < 0).sum())}
    return Grouping(by, of, names, names, _without_none(account))


def groups_of_actions(network: Network, grouping: Grouping) -> csr_array[Any] | None:
    """Actions × groups, 1 where an action itself is in a group; None where actions have no groups of that kind."""
    if grouping.by in LINKS:
        return memberships(of_columns(network, *LINKS[grouping.by]).groups, grouping.ids)
    return None


def _by_column(network: Network, column: str) -> Grouping:
    table = network.snapshot.actors
    said = dict(zip(table["id"].to_pylist(), table[column].to_pylist(), strict=True))
    own = [said[actor] for actor in network.actor_ids]
    names = _ordered(column, {each for each in own if each})
    number = {name: at for at, name in enumerate(names)}
    of = np.array([number[each] if each else -1 for each in own], dtype=np.int64)
    account = {"stated": int((of >= 0).sum()), "unknown": int((of < 0).sum())}
    return Grouping(column, of, names, names, _without_none(account))


def _ordered(column: str, codes: set[str]) -> list[str]:
    """Codes of the model in its order, from the neighbourhood upwards; others behind."""
    from graphkit.model.vocabularies import vocabularies

    order = {code: at for at, code in enumerate(vocabularies()[f"{column}s"])}
    return sorted(codes, key=lambda code: (order.get(code, len(order)), code))


def _settled(network: Network, by: str, stated: Stated) -> Grouping:
    """One group an actor: the one that is stated, else the one of most of its actions."""
    own = memberships(stated.groups, stated.ids)
    n_own = np.diff(own.indptr)
    of = np.full(network.n_actors, -1, dtype=np.int64)
    one = n_own == 1
    of[one] = own.indices[own.indptr[:-1][one]]
    by_actions, several = np.zeros(len(of), dtype=np.bool_), n_own > 1
    if by in LINKS and len(stated.ids):
        reached = (network.incidence @ memberships(of_columns(network, *LINKS[by]).groups, stated.ids)).tocsr()
        # Of those that it states several of, only these are asked for.
        bounded = reached.multiply(own).tocsr()
        for actor in np.flatnonzero(~one):
            counts = bounded if several[actor] else reached
            low, high = counts.indptr[actor], counts.indptr[actor + 1]
            if low == high:
                continue
            times = counts.data[low:high]
            most = np.flatnonzero(times == times.max())
            if len(most) == 1:
                of[actor], by_actions[actor], several[actor] = counts.indices[low + most[0]], True, False
            else:
                several[actor] = True
    account = {"stated": int(one.sum()), "by_actions": int(by_actions.sum()), "several": int(several.sum())}
    account["unknown"] = len(of) - sum(account.values())
    return Grouping(by, of, stated.ids, stated.names, _without_none(account))


def _without_none(account: dict[str, int]) -> dict[str, int]:
    return {how: n for how, n in account.items() if n}
