"""The curve of removals in all orders alike, exact where there is a closed form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.scenarios.surviving import Points, area, surviving

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.scenarios.outcome import Combine
    from graphkit.scenarios.rules import Rule
    from graphkit.scenarios.stakes import Stakes

    Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class AtRandom:
    """The mean of the curves of all orders.

    Attributes
    ----------
    stands, surely : array of float
        As in `graphkit.scenarios.curve_result.CurveResult`.
    error : float
        Standard error of the area; 0 where it is exact, and where all orders that were drawn have the same.
    draws : int
        How many orders were drawn; 0 where the curve is exact.
    """

    stands: Reals
    surely: Reals
    error: float = 0.0
    draws: int = 0


def at_random(  # noqa: PLR0917 - as `surviving`, and what draws
    at: Stakes, asked: Sequence[Rule], combine: Combine, draws: int, seed: int, points: Points
) -> AtRandom:
    """The curve of all orders alike: exact where one rule waits for the last of some actors, else drawn."""
    import numpy as np

    n = at.n_actors
    if len(asked) == 1 and asked[0].spec in ("nobody", "funder") and at.n_columns:
        counted = at.funds if asked[0].spec == "funder" else np.ones(len(at.column), dtype=np.bool_)
        pairs = np.unique(at.column[counted] * max(n, 1) + at.actor[counted]) // max(n, 1)
        sizes, times = np.unique(np.bincount(pairs, minlength=at.n_columns), return_counts=True)
        gone = np.zeros(n + 1)
        for size, many in zip(sizes.tolist(), times.tolist(), strict=True):
            if size:
                gone += many * _all_gone(n, size)
        stands = 1.0 - gone / at.n_columns
        return AtRandom(stands, stands)
    found = [surviving(at, asked, combine, np.random.default_rng([seed, draw]).permutation(n)) for draw in range(draws)]
    areas = np.array([area(stands, points) for stands, _ in found])
    error = float(areas.std(ddof=1) / np.sqrt(draws)) if draws > 1 else float("nan")
    stands, surely = (np.mean([pair[which] for pair in found], axis=0) for which in (0, 1))
    return AtRandom(stands, surely, error, draws)


def _all_gone(n: int, size: int) -> Reals:
    """The probability that so many given actors of n are all among the first 0, 1 … n to leave."""
    import numpy as np

    found = np.zeros(n + 1)
    # C(k, d) / C(n, d), from its value 1 at k = n downwards: each is the next times (k - d) / k.
    k = np.arange(n, size, -1, dtype=np.float64)
    found[size:] = np.concatenate([[1.0], np.cumprod((k - size) / k)])[::-1]
    return found
