"""P-values when many are tried: some are small by chance alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graphkit.errors import UnknownName

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Reals = NDArray[np.float64]

CORRECTIONS = ("none", "holm", "bh")


def check(name: str) -> None:
    """Refuse a correction that there is not."""
    if name not in CORRECTIONS:
        raise UnknownName("correction", name, CORRECTIONS)


def adjusted(p: Reals, correction: str, *, times: NDArray[np.int64] | None = None, tests: int | None = None) -> Reals:
    r"""P-values that may be held against the level as if there were one.

    Of m tests, with the p-values in ascending order,

    .. math::
       \text{holm:}\; \max_{j \le k}\, (m - j + 1)\, p_{(j)}, \qquad
       \text{bh:}\; \min_{j \ge k}\, m\, p_{(j)} / j,

    at most 1. Held against .05, Holm's [1]_ keep the risk that any pair at all is kept by chance below .05; Benjamini
    and Hochberg's [2]_ let about one in twenty of the kept be kept by chance.

    Parameters
    ----------
    p : array of float
    correction : {"none", "holm", "bh"}
    times : array of int, optional
        How many tests each stands for; without, one.
    tests : int, optional
        How many tests there were; those that are not in `p` had a p-value of 1. Without, those in `p`.

    Raises
    ------
    UnknownName
        There is no such correction.

    Notes
    -----
    One sort. Benjamini and Hochberg's equal to ``scipy.stats.false_discovery_control``.

    References
    ----------
    .. [1] Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics
       6(2), 65-70.
    .. [2] Benjamini, Y., Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal Statistical
       Society B 57(1), 289-300.

    Examples
    --------
    >>> print(adjusted(np.array([0.01, 0.04, 0.03]), "holm"))
    [0.03 0.06 0.06]
    >>> print(adjusted(np.array([0.01, 0.04, 0.03]), "bh"))
    [0.03 0.04 0.04]
    """
    check(correction)
    if correction == "none" or len(p) == 0:
        return p
    each = np.ones(len(p), dtype=np.int64) if times is None else times
    m = int(each.sum()) if tests is None else tests
    order = np.argsort(p, kind="stable")
    until = np.cumsum(each[order]).astype(np.float64)
    if correction == "holm":
        # The first of those that a value stands for is held to the most.
        found = np.maximum.accumulate((m - (until - each[order])) * p[order])
    else:
        found = np.minimum.accumulate((m * p[order] / until)[::-1])[::-1]
    back = np.empty_like(found)
    back[order] = np.minimum(found, 1.0)
    return back
