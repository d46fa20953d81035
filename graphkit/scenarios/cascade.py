"""What follows: an actor whose actions have fallen falls too, and takes with it what it carries and funds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.scenarios.outcome import FALLS, Combine, combined
from graphkit.scenarios.shock import Shock, leaving

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.scenarios.outcome import Outcomes
    from graphkit.scenarios.rules import Rule
    from graphkit.scenarios.stakes import Stakes

CARRIES = ("operator", "implementer", "recipient")
"""Roles by which an actor carries an action."""


@dataclass(frozen=True, slots=True)
class Fall:
    """What fell, and in which round: 0 by the shock itself, 1 by what fell in round 0 …

    Attributes
    ----------
    outcome : array of int
        Of each column, as in `graphkit.scenarios.outcome`.
    round : array of int
        Of each column that falls; -1 for others.
    actor_round : array of int
        Of each actor that falls as a consequence; -1 for others, also for those who left in the first place.
    said : array of int, rules × columns
        What each rule says in the end.
    shock : Shock
        What happened in all.
    """

    outcome: Outcomes
    round: NDArray[np.int64]
    actor_round: NDArray[np.int64]
    said: NDArray[np.int8]
    shock: Shock


def fall(
    stakes: Stakes, rules: Sequence[Rule], shock: Shock, combine: Combine = "any", cascade: float | None = None
) -> Fall:
    """What falls after a shock.

    Parameters
    ----------
    cascade : float, optional
        An actor falls when more than this share of the actions that it carries (`CARRIES`) has fallen; with 1 when all
        have. It then leaves as if it were one of the shock, and the actions that it alone carries fall with it. At the
        grain ``recipient`` who falls is an actor itself: it leaves what it funds. None: nothing follows.

    Notes
    -----
    Only what surely falls has consequences. It ends when a round fells nothing more: after as many rounds as there are
    actors at most, each of the cost of the rules.
    """
    import numpy as np

    n = stakes.n_columns
    round_ = np.full(n, -1, dtype=np.int64)
    actor_round = np.full(stakes.n_actors, -1, dtype=np.int64)
    carried, is_column = _carries(stakes)
    # Each action once, in however many roles an actor carries it.
    pairs = np.unique(stakes.actor[carried] * np.int64(max(n, 1)) + stakes.column[carried])
    carrier, action = np.divmod(pairs, max(n, 1))
    had = np.bincount(carrier, minlength=stakes.n_actors)
    forced = np.zeros(n, dtype=np.bool_)
    at = 0
    while True:
        said = np.stack([rule.falls(stakes, shock) for rule in rules])
        outcome = combined(list(said), combine)
        outcome[forced] = FALLS
        down = outcome == FALLS
        round_[down & (round_ < 0)] = at
        if cascade is None:
            break
        fallen = np.bincount(carrier, down[action], minlength=stakes.n_actors)
        share = np.divide(fallen, had, out=np.zeros(len(had)), where=had > 0)
        follows = (share >= 1.0) | ((share > cascade + 1e-9) if cascade < 1.0 else False)
        own = is_column >= 0
        follows[is_column[own]] |= down[own]
        new = follows & (actor_round < 0)
        if not new.any():
            break
        at += 1
        actor_round[new] = at
        gone = actor_round >= 0
        lost = np.maximum(shock.lost, leaving(stakes, gone).lost)
        shock = Shock(lost, shock.dropped)
        left = np.bincount(stakes.column[carried & (lost < 1.0)], minlength=n)
        forced = (np.bincount(stakes.column[carried & gone[stakes.actor]], minlength=n) > 0) & (left == 0)
    return Fall(outcome, round_, actor_round, said, shock)


def _carries(stakes: Stakes) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Which entries are of actors that carry a column, and which column is an actor itself (its row; -1: none)."""
    import numpy as np

    network = stakes.network
    found = np.zeros(len(stakes.row), dtype=np.bool_)
    for role in CARRIES:
        found |= stakes.with_role(role)
    own = np.full(stakes.n_columns, -1, dtype=np.int64)
    if network.spec.request.grain == "recipient":
        row_of = {actor: row for row, actor in enumerate(network.actor_ids)}
        own[:] = [row_of.get(column, -1) for column in network.action_ids]
    return found, own
