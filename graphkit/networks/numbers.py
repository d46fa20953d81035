"""Counting and numbering on arrays: what NumPy does by sorting, done by marking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def renumbered(values: NDArray[np.int64], n: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The values that occur, ascending, and the place of each value among them; all are from 0 to below `n`.

    As ``np.unique`` with ``return_inverse``, without sorting.
    """
    import numpy as np

    there = np.zeros(n, dtype=np.bool_)
    there[values] = True
    place = np.cumsum(there) - 1
    return np.flatnonzero(there), place[values]


def n_different(values: NDArray[np.int64], n: int) -> int:
    """How many different values there are; all are from 0 to below `n`."""
    import numpy as np

    there = np.zeros(n, dtype=np.bool_)
    there[values] = True
    return int(there.sum())


def in_order(values: NDArray[np.int64], below: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The values ascending, and where each stood, equal ones in the order they had; all are from 0 to `below`.

    NumPy sorts numbers several times as fast as it finds their order: so each takes its place along, in one number.
    """
    import numpy as np

    n = len(values)
    if n == 0 or below > np.iinfo(np.int64).max // n:
        order = np.argsort(values, kind="stable")
        return values[order], order
    with_place = values * n
    with_place += np.arange(n)
    with_place.sort()
    return np.divmod(with_place, n)


def starts(ascending: NDArray[Any]) -> NDArray[np.int64]:
    """Where each new value of a sorted array begins."""
    import numpy as np

    if len(ascending) == 0:
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(np.concatenate([[True], ascending[1:] != ascending[:-1]]))


def rank_within(times: NDArray[np.int64]) -> NDArray[np.int64]:
    """0, 1, 2 … for each run of entries, given how long the runs are."""
    import numpy as np

    return np.arange(int(times.sum())) - np.repeat(np.cumsum(times) - times, times)
