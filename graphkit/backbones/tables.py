"""For each pair of classes of actors: how probable so many actions in common are, or more, or fewer."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graphkit.backbones.poisson_binomial import exact, refined_normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from graphkit.networks.kernels._running import Progress

    Reals = NDArray[np.float64]
    Places = NDArray[np.int64]

# Tables are made so many numbers at a time.
_AT_ONCE = 2_000_000


class Tables(NamedTuple):
    """Tails of the number in common, from 0 on; and its mean.

    Attributes
    ----------
    ptr : array of int
        The table z is ``upper[ptr[z]:ptr[z + 1]]``.
    upper, lower : arrays of float
        How probable so many or more are, so many or fewer.
    expected : array of float
        The mean, one a table.
    """

    ptr: Places
    upper: Reals
    lower: Reals
    expected: Reals


def tables(  # noqa: PLR0917 - two ends, a length, and the model
    one: Places,
    other: Places,
    most: Places,
    probability: Reals,
    n_actions: Places,
    how: str,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Tables:
    """The tables of pairs of classes.

    Parameters
    ----------
    one, other : arrays of int
        The two classes of each.
    most : array of int
        For each the largest number asked for.
    probability : array of float, classes of actors × classes of actions
        Of a tie.
    n_actions : array of int
        How many actions each class has.
    how : {"plain", "compiled", "normal"}
        Exact by NumPy or by a kernel, or the refined normal approximation.
    """
    expected = np.empty(len(one))
    for part in _parts(len(one), len(n_actions)):
        expected[part] = (probability[one[part]] * probability[other[part]] * n_actions).sum(axis=1)
    if how == "compiled":
        from graphkit.networks.kernels.tails import tails

        found = tails(one, other, most, probability, n_actions, threads=threads, progress=progress)
        return Tables(*found, expected)
    ptr = np.concatenate([[0], np.cumsum(most + 1)])
    upper, lower = np.empty(ptr[-1]), np.empty(ptr[-1])
    tails_of = refined_normal if how == "normal" else exact
    # Those of one length together: none is made longer than it is.
    order = np.argsort(most, kind="stable")
    borders = [0, *(np.flatnonzero(np.diff(most[order])) + 1).tolist(), len(order)]
    for low, high in pairwise(borders):
        alike = order[low:high]
        top = int(most[alike[0]]) if len(alike) else 0
        for part in _parts(len(alike), len(n_actions) + top):
            some = alike[part]
            both = tails_of(probability[one[some]] * probability[other[some]], n_actions, top)
            place = ptr[some][:, None] + np.arange(top + 1)
            upper[place], lower[place] = both
    return Tables(ptr, upper, lower, expected)


def _parts(n: int, width: int) -> Iterator[slice]:
    step = max(_AT_ONCE // max(width, 1), 1)
    return (slice(low, low + step) for low in range(0, n, step))
