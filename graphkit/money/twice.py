"""Payments that two sources state, each from its end: counted once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def stated_twice(
    source: NDArray[np.int64], keys: Sequence[NDArray[np.int64]], reference: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which ties another source states as well; the source that states most of them keeps its own.

    What one source states several times stays several: two equal grants of one day are two. So are those whose
    references differ: a council decides several grants of one sum to one association on one day.

    Parameters
    ----------
    source : array of int
        The source of each tie, as its place in their order.
    keys : sequence of arrays of int
        What must be equal: giver, receiver, amount, currency, basis, kind, day.
    reference : array of int
        The reference of the decision that each states; -1 where it states none.
    """
    import numpy as np

    out = np.zeros(len(source), dtype=np.bool_)
    if len(source) == 0 or (source == source[0]).all():
        return out
    mixed = np.zeros(len(source), dtype=np.uint64)
    for key in keys:
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + key.astype(np.uint64)
        mixed ^= mixed >> np.uint64(29)
    order = np.argsort(mixed, kind="stable")
    same = mixed[order][1:] == mixed[order][:-1]
    alike = order[np.append(same, False) | np.append(False, same)]
    if len(alike) == 0:
        return out
    # Few are left: those are compared key by key.
    rows = np.stack([*(key[alike] for key in keys), source[alike]], axis=1)
    rows = np.insert(rows, -1, _apart(rows[:, :-1], reference[alike]), axis=1)
    told, place, times = np.unique(rows, axis=0, return_inverse=True, return_counts=True)
    place = place.reshape(-1)
    _, flow = np.unique(told[:, :-1], axis=0, return_inverse=True)
    flow = flow.reshape(-1)
    # By payment, then the source that states it most often, then the first of them.
    best_first = np.lexsort((told[:, -1], -times, flow))
    kept = np.zeros(len(told), dtype=np.bool_)
    kept[best_first[np.append(True, flow[best_first][1:] != flow[best_first][:-1])]] = True
    out[alike] = ~kept[place]
    return out


def _apart(payments: NDArray[np.int64], reference: NDArray[np.int64]) -> NDArray[np.int64]:
    """The reference where equal payments have several of them, else -1: what states none may be any of one."""
    import numpy as np

    _, payment = np.unique(payments, axis=0, return_inverse=True)
    pairs = np.unique(np.stack([payment.reshape(-1), reference], axis=1)[reference >= 0], axis=0)
    several = np.bincount(pairs[:, 0], minlength=int(payment.max()) + 1) > 1
    return np.where(several[payment.reshape(-1)], reference, -1)
