"""An action falls when it loses more than a share of its money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.errors import UsageError
from graphkit.networks.numbers import starts
from graphkit.scenarios.outcome import FALLS, STANDS, UNKNOWN
from graphkit.scenarios.rules import NEVER, Rule, When
from graphkit.scenarios.rules._last import last_ends

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.scenarios.outcome import Outcomes
    from graphkit.scenarios.shock import Shock
    from graphkit.scenarios.stakes import Stakes

SHARE = 0.5

# Shares that differ by less are the same: a tenth of each of three sums is a tenth of all three.
_NEAR = 1e-9


@dataclass(frozen=True)
class Money(Rule):
    r"""More than a share of what an action receives is lost; with the share 1, when all of it is.

    .. math:: \frac{\sum_i f_i\, m_i}{\sum_i m_i} > t

    where :math:`m_i` is the amount of a tie, :math:`f_i` how much of it is lost (1: the funder leaves) and :math:`t`
    the share. Amounts that nobody states are not 0: the share is then between the least and the greatest that any
    amounts could make it, that is, of the known sum's share and the :math:`f_i` of the unknown ones. It falls where
    even the least is more than t, stands where the greatest is not, and is unknown otherwise. What has no money
    stands. A funder whose amounts to an action come to less than 0 (it got more back) counts as giving nothing.
    """

    share: float = SHARE

    @property
    def spec(self) -> str:
        """``money=0.5``."""
        return f"money={self.share:g}"

    def falls(self, stakes: Stakes, shock: Shock) -> Outcomes:
        """Those that lose more than the share."""
        import numpy as np

        least, greatest = lost_shares(stakes, shock.lost)
        if self.share >= 1.0:
            # Below 1 by however little: something stays.
            return np.where(least >= 1.0 - _NEAR, FALLS, STANDS).astype(np.int8)
        sure, possible = least > self.share + _NEAR, greatest > self.share + _NEAR
        return np.where(sure, FALLS, np.where(possible, UNKNOWN, STANDS)).astype(np.int8)

    def when(self, stakes: Stakes, position: NDArray[np.int64]) -> When:
        """When so many have left that more than the share is lost."""
        import numpy as np

        column, actor, minor = _giving(stakes)
        n, open_ = stakes.n_columns, stakes.open_
        total = np.zeros(n, dtype=np.int64)
        np.add.at(total, column, minor)
        has = minor > 0
        of, step, much = column[has], position[actor[has]], minor[has]
        order = np.lexsort((step, of))
        of, step, much = of[order], step[order], much[order]
        begin = starts(of)
        until = np.cumsum(much)
        before = np.repeat(until[begin] - much[begin], np.diff(np.append(begin, len(of)))) if len(of) else until
        lost = (until - before) / total[of]
        crossed = lost >= 1.0 if self.share >= 1.0 else lost > self.share + _NEAR
        known = np.full(n, NEVER, dtype=np.int64)
        np.minimum.at(known, of[crossed], step[crossed])
        unknown = np.bincount(stakes.column[open_], minlength=n) > 0
        last = last_ends(stakes, open_, position)
        sure = np.where(unknown, np.where(total > 0, np.maximum(known, last), last), known)
        if self.share >= 1.0:
            return When(sure, sure)
        first = np.full(n, NEVER, dtype=np.int64)
        np.minimum.at(first, stakes.column[open_], position[stakes.actor[open_]])
        return When(sure, np.minimum(known, first))


def lost_shares(stakes: Stakes, lost: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The least and the greatest share of its money that each column may lose; equal where all amounts are known.

    Both are nan where there is no money.

    Parameters
    ----------
    lost : array of float
        How much of each entry is lost, from 0 to 1.
    """
    import numpy as np

    column, _, minor = _giving(stakes)
    n, open_ = stakes.n_columns, stakes.open_
    if not _some_back(stakes):
        gone = minor * lost
    else:
        # One each pair, in the order of `_giving`, though there may be as many as there are entries.
        key = stakes.column * np.int64(max(stakes.n_actors, 1)) + stakes.actor
        _, place = np.unique(key, return_inverse=True)
        gone = np.clip(np.bincount(place.reshape(-1), stakes.minor * lost, minlength=len(minor)), 0, minor)
    total = np.bincount(column, minor, minlength=n)
    with np.errstate(invalid="ignore", divide="ignore"):
        known = np.where(total > 0, np.bincount(column, gone, minlength=n) / total, np.nan)
    least, greatest = known.copy(), known.copy()
    np.fmin.at(least, stakes.column[open_], lost[open_])
    np.fmax.at(greatest, stakes.column[open_], lost[open_])
    return least, greatest


def _some_back(stakes: Stakes) -> bool:
    """Whether somebody got something back: amounts then count by pairs of an actor and a column."""
    return bool((stakes.minor < 0).any())


def _giving(stakes: Stakes) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Column, actor and amount; one each entry, or one each pair where some amounts are below 0."""
    import numpy as np

    stakes.money()
    if not _some_back(stakes):
        return stakes.column, stakes.actor, stakes.minor
    n = np.int64(max(stakes.n_actors, 1))
    keys, place = np.unique(stakes.column * n + stakes.actor, return_inverse=True)
    found = np.zeros(len(keys), dtype=np.int64)
    np.add.at(found, place.reshape(-1), stakes.minor)
    column, actor = np.divmod(keys, n)
    return column, actor, np.maximum(found, 0)


def rule(value: str | None) -> Rule:
    """The rule for a share from 0 to 1; half when none is given."""
    if value is None:
        return Money()
    try:
        share = float(value)
    except ValueError:
        share = float("nan")
    if not 0.0 <= share <= 1.0:
        raise UsageError(f"The rule money takes a share from 0 to 1: write money=0.5, not money={value}.")
    return Money(share)
