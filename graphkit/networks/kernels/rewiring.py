"""A network drawn at random among all that have the same degrees and sizes, by the trades of `curveball`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.networks.kernels._compile import kernel
from graphkit.networks.kernels._running import alone
from graphkit.networks.kernels.curveball import _random, _trade
from graphkit.networks.kernels.layout import contiguous

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphkit.networks.kernels.layout import Numbers, Places


def rewired(ptr: NDArray[Any], members: NDArray[Any], n_columns: int, trades: int, seed: int) -> NDArray[Any]:
    """The members of each row after so many trades between two rows; each row keeps how many it has, each column too.

    Parameters
    ----------
    ptr, members : arrays of int
        Row r has ``members[ptr[r]:ptr[r + 1]]``, each once.
    n_columns : int
        Members are below this.
    trades, seed : int
    """
    if len(ptr) < 3:
        return members.copy()
    arrays = (contiguous(ptr, np.int64), contiguous(members.copy(), np.uint32))
    found: NDArray[Any] = alone(_rewire, *arrays, n_columns, trades, seed)
    return found


@kernel
def _rewire(
    stop: NDArray[np.uint8], ptr: Places, members: Numbers, n_columns: int, trades: int, seed: int
) -> NDArray[np.uint32]:
    n_rows = len(ptr) - 1
    mark, pool = np.zeros(n_columns, np.uint8), np.empty(2 * n_columns, np.uint32)
    state = np.zeros(1, np.uint64)
    state[0] = np.uint64(seed)
    _random(state)
    state[0] = np.uint64(_random(state) * 2.0**53) * np.uint64(2048)
    for _ in range(trades):
        if stop[0]:
            break
        one = np.int64(_random(state) * n_rows)
        other = np.int64(_random(state) * (n_rows - 1))
        other += other >= one
        _trade(one, other, ptr, members, mark, pool, state)
    return members
