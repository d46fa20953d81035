"""How good a ranking is: the area under its curve, what of its first came true, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan, nan, sqrt
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Reals = NDArray[np.float64]
    Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many candidates have which score, and how many of these came true.

    Attributes
    ----------
    values : array
        The scores that occur, ascending.
    candidates, hits : arrays of int
        Of each score.
    """

    values: Numbers
    candidates: Numbers
    hits: Numbers

    @classmethod
    def of(cls, parts: Sequence[tuple[Numbers, Numbers, Numbers]]) -> Histogram:
        """Several put together: equal scores are added up."""
        values, which = np.unique(np.concatenate([part[0] for part in parts]), return_inverse=True)
        sums = (
            np.rint(np.bincount(which, np.concatenate([part[k] for part in parts]), len(values))).astype(np.int64)
            for k in (1, 2)
        )
        return cls(values, *sums)

    def hits_at(self, k: int) -> float:
        """How many of the first k come true, in the mean over all orders of those with equal scores."""
        left, hits = float(k), 0.0
        for candidates, true in zip(self.candidates[::-1].tolist(), self.hits[::-1].tolist(), strict=True):
            if not candidates:
                continue
            taken = min(left, candidates)
            hits += true * taken / candidates
            left -= taken
            if left <= 0:
                break
        return hits


class Area:
    r"""The area under the curve of a ranking, of some that came true and some that did not.

    The chance that one that came true has the higher score, equal scores counting half (Mann-Whitney):
    :math:`A = \sum_i \sum_j u_i v_j [s_i > s_j] + \frac{1}{2} [s_i = s_j]`, with weights that add up to 1 on each side.

    Parameters
    ----------
    scores : array
        Of all of them.
    true : array of bool
        Which came true.
    """

    def __init__(self, scores: NDArray[np.generic], true: Mask) -> None:
        values, self._place = np.unique(scores, return_inverse=True)
        self._n, self._true = len(values), true

    def __call__(self, weights: Reals | None = None) -> float:
        """The area, each counted so many times; nan where one side is empty."""
        taken = np.ones(len(self._place)) if weights is None else weights
        up = np.bincount(self._place, np.where(self._true, taken, 0.0), self._n)
        down = np.bincount(self._place, np.where(self._true, 0.0, taken), self._n)
        if not up.sum() or not down.sum():
            return nan
        below = np.cumsum(down) - down
        return float((up * (below + down / 2)).sum() / (up.sum() * down.sum()))


def resampled(ends: tuple[Numbers, Numbers], sizes: tuple[int, int] | int, draws: int, seed: int) -> Iterator[Reals]:
    """How many times each pair counts when the nodes at its ends are drawn anew, with replacement.

    Pairs that share a node are not independent; drawing nodes keeps them together. Of actors and actions each side is
    drawn by itself (Owen's pigeonhole bootstrap), of actors and actors once for both ends (Snijders and Borgatti).

    Parameters
    ----------
    ends : arrays of int
        Of each pair.
    sizes : (int, int) or int
        How many nodes there are at the first and at the second end; one number where these are the same nodes.

    References
    ----------
    .. [1] Owen, A. B. (2007). The pigeonhole bootstrap. Annals of Applied Statistics 1(2), 386-411.
    .. [2] Snijders, T. A. B., Borgatti, S. P. (1999). Non-parametric standard errors and tests for network statistics.
       Connections 22(2), 161-170.
    """
    rng = np.random.default_rng(seed)

    def drawn(n: int) -> Reals:
        return np.bincount(rng.integers(n, size=n), minlength=n).astype(np.float64)

    for _ in range(draws):
        one = drawn(sizes if isinstance(sizes, int) else sizes[0])
        other = one if isinstance(sizes, int) else drawn(sizes[1])
        yield one[ends[0]] * other[ends[1]]


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Between which 95 % of values are; nan without any."""
    known = np.array([value for value in values if not isnan(value)])
    if not len(known):
        return nan, nan
    low, high = np.percentile(known, [2.5, 97.5])
    return float(low), float(high)


def wilson(hits: float, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share, for n that are independent.

    References
    ----------
    .. [1] Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the
       American Statistical Association 22(158), 209-212.

    Examples
    --------
    >>> low, high = wilson(8, 10)
    >>> round(low, 4), round(high, 4)
    (0.4902, 0.9433)
    """
    z = 1.959963984540054
    share, wide = hits / n, z * z / n
    middle, off = share + wide / 2, z * sqrt(share * (1 - share) / n + wide / (4 * n))
    # Exactly 0 of none: what is left of the difference is rounding.
    return 0.0 if hits <= 0 else (middle - off) / (1 + wide), min((middle + off) / (1 + wide), 1.0)
