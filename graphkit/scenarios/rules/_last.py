"""The last of some ties ends: what several rules have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.scenarios.rules import NEVER

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.scenarios.stakes import Stakes


def all_ended(stakes: Stakes, of: NDArray[np.bool_], ended: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which columns had some of these ties, and have none left.

    Parameters
    ----------
    of : array of bool
        The ties that count.
    ended : array of bool
        Those that end.
    """
    import numpy as np

    had = np.bincount(stakes.column[of], minlength=stakes.n_columns)
    left = np.bincount(stakes.column[of & ~ended], minlength=stakes.n_columns)
    return np.asarray((had > 0) & (left == 0))


def last_ends(stakes: Stakes, of: NDArray[np.bool_], position: NDArray[np.int64]) -> NDArray[np.int64]:
    """When the last of these ties of each column ends; `NEVER` where it has none, or one that stays."""
    import numpy as np

    found = np.zeros(stakes.n_columns, dtype=np.int64)
    np.maximum.at(found, stakes.column[of], position[stakes.actor[of]])
    return np.where(found == 0, NEVER, found)
