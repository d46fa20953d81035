"""The card of a coalition, from the groups that an analysis found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from graphkit.errors import UnknownName, UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.backbones.result import Backbone
    from graphkit.coalitions.cards.result import Card, Member, SharedAction
    from graphkit.coalitions.cards.scope import Scope
    from graphkit.networks.results import GroupResult
    from graphkit.networks.years import Years

REFERENCE = (
    "Hypergeometric test: Rivals et al. 2007, Bioinformatics 23(4), 401-407; Holm 1979, Scand. J. Stat. 6(2), 65-70"
)


def card(coalitions: GroupResult, group: int | str, *, backbone: Backbone | None = None, alpha: float = 0.05) -> Card:
    """What is known of a coalition: who is in it, what they share against chance, and the rows behind each number.

    Parameters
    ----------
    coalitions : GroupResult
        Groups found by any method; where they carry ``standing`` or ``stability``, the card has them.
    group : int or str
        Which: ``"c1"`` or 1.
    backbone : Backbone, optional
        The validated ties that the groups were found in: pairs get what it expected and p.
    alpha : float
        A value that members share is called unusual where its corrected p is at most this.

    Returns
    -------
    Card
        Members with their roles in what they share; values that they (or what they share) have more often than of as
        many drawn from the network, see `graphkit.coalitions.cards.traits.traits`: members are held against all actors
        of the network, what they share against all that at least two actors share, since what one actor does alone is
        shared by nobody. What they share, with the money that they put in by the money rules; the bridges to the other
        groups; pairs; first and last year.

    Raises
    ------
    UnknownName
        There is no such group.
    UsageError
        `alpha` is not between 0 and 1.

    Notes
    -----
    O(ties of the network + tests). A group says nothing of agreement: members are present together, no more.
    """
    from graphkit.coalitions.cards.attributes import ACTIONS, ACTORS, attributes
    from graphkit.coalitions.cards.bridges import bridges
    from graphkit.coalitions.cards.money import shared_money
    from graphkit.coalitions.cards.pairs import pairs
    from graphkit.coalitions.cards.result import Card
    from graphkit.coalitions.cards.scope import Scope, Span
    from graphkit.coalitions.cards.traits import traits

    if not 0 < alpha < 1:
        raise UsageError(f"alpha={alpha:g} is not between 0 and 1; 0.05 is usual.")
    place = _place(coalitions, group)
    network = coalitions.network
    scopes = [Scope(network, members) for members in coalitions.groups]
    scope = scopes[place]
    given = attributes(network)
    inside = {ACTORS: set(scope.rows.tolist()), ACTIONS: _set(scope.shared)}
    among = {ACTORS: set(range(network.n_actors)), ACTIONS: _set(scope.could_be_shared)}
    shares, known, n_tests = traits(given, inside, among, alpha=alpha)
    years, once = _each_once(scope)
    money = shared_money(network, scope.pairs)
    stability = getattr(coalitions, "stability", None)
    called = list(getattr(coalitions, "group_names", {}).values())
    return Card(
        name="card",
        group=f"c{place + 1}",
        called=called[place] if called else f"c{place + 1}",
        unit="",
        options={"group": f"c{place + 1}", "alpha": alpha},
        provenance=_provenance(coalitions, place, alpha),
        members=_members(coalitions, place, scope),
        shares=shares,
        known=known,
        n_tests=n_tests,
        actions=_actions(scope, money.by_column),
        money=money.total,
        n_unsplit=money.n_unsplit,
        bridges=bridges(scopes, place),
        pairs=pairs(scope, backbone),
        span=Span.of(years, once),
        n_ties=len(once),
        stability=None if stability is None else stability[place],
        attributes=given,
        coalitions=coalitions,
        backbone=backbone,
        scope=scope,
    )


def _each_once(scope: Scope) -> tuple[Years, NDArray[np.int64]]:
    """The years of the ties behind what is shared, and one entry a tie: one may be behind several pairs."""
    import numpy as np

    rows, _ = scope.network.tie_index.of(scope.pairs)
    years, _ = scope.years(scope.pairs)
    return years, np.unique(rows, return_index=True)[1].astype(np.int64)


def _set(which: NDArray[np.bool_]) -> set[int]:
    import numpy as np

    return set(np.flatnonzero(which).tolist())


def _place(coalitions: GroupResult, group: int | str) -> int:
    known = [f"c{number}" for number in range(1, len(coalitions.groups) + 1)]
    called = group if isinstance(group, str) else f"c{group}"
    if called not in known:
        raise UnknownName("coalition", called, known)
    return known.index(called)


def _members(coalitions: GroupResult, place: int, scope: Scope) -> list[Member]:
    """The members, those that belong most first: by probability, then by how much they share, then by id."""
    import numpy as np

    from graphkit.coalitions.cards.result import Member
    from graphkit.coalitions.cards.scope import Span

    network = coalitions.network
    standing = getattr(coalitions, "standing", None)
    table = network.snapshot.actors.select(["id", "kind", "scale"]).to_pylist()
    about = {row["id"]: row for row in table}
    years, pair = scope.years(scope.pairs)
    rows, _ = network.tie_index.of(scope.pairs)
    roles = _roles(network, rows)
    ties_of = _grouped(scope.actor_of_pairs[pair], network.n_actors)
    n_shared = np.bincount(scope.actor_of_pairs[scope.pairs], minlength=network.n_actors)
    found = []
    for id, row in zip(scope.members, scope.rows.tolist(), strict=True):
        mine = ties_of(row)
        times = Counter(roles[at] for at in mine.tolist())
        said = None if standing is None else standing[place].get(id)
        found.append(
            Member(
                id=id,
                name=coalitions.names[id],
                kind=about[id]["kind"],
                scale=about[id]["scale"],
                roles=dict(sorted(times.items(), key=lambda one: (-one[1], one[0]))),
                n_shared=int(n_shared[row]),
                probability=None if said is None else float(said.probability),
                standing=None if said is None else str(said.standing),
                span=Span.of(years, mine),
            )
        )
    return sorted(found, key=lambda one: (-(one.probability or 0.0), -one.n_shared, one.id))


def _roles(network: Any, rows: NDArray[np.int64]) -> list[str]:
    """What each tie makes of its actor: the role or kind of support, a funder where it is money."""
    ties = network.snapshot.ties.take(rows)
    return [role or "funder" for role in ties["role"].to_pylist()]


def _actions(scope: Scope, sums: Any) -> list[SharedAction]:
    """What is shared, by how many members first, then by id."""
    import numpy as np

    from graphkit.coalitions.cards.result import SharedAction
    from graphkit.coalitions.cards.scope import Span

    network = scope.network
    n_all = np.bincount(network.indices, minlength=network.n_actions)
    years, pair = scope.years(scope.pairs)
    ties_of = _grouped(network.indices[pair], network.n_actions)
    members: dict[int, list[str]] = {}
    for at in scope.pairs.tolist():
        members.setdefault(int(network.indices[at]), []).append(network.actor_ids[scope.actor_of_pairs[at]])
    found = [
        SharedAction(
            column=column,
            id=network.action_ids[column],
            name=network.action_names[column],
            members=tuple(who),
            n_others=int(n_all[column]) - len(who),
            span=Span.of(years, ties_of(column)),
            money=tuple(sums.get(column, ())),
        )
        for column, who in members.items()
    ]
    return sorted(found, key=lambda one: (-len(one.members), one.id))


def _grouped(place: NDArray[np.int64], n: int) -> Callable[[int], NDArray[np.int64]]:
    """The entries of each of n places."""
    import numpy as np

    order = np.argsort(place, kind="stable")
    cuts = np.searchsorted(place[order], np.arange(n + 1))
    return lambda at: order[cuts[at] : cuts[at + 1]]


def _provenance(coalitions: GroupResult, place: int, alpha: float) -> dict[str, Any]:
    """How the groups came about, and what the card adds to it."""
    from graphkit import __version__

    made = dict(coalitions.provenance)
    asked = {"group": f"c{place + 1}", "alpha": alpha, "groups_by": made.get("method"), **made.get("parameters", {})}
    by = made.get("reference") or ""
    return made | {
        "method": "coalition card",
        "parameters": asked,
        "version": f"graphkit {__version__}",
        "reference": f"{REFERENCE}; groups: {by}" if by else REFERENCE,
    }
