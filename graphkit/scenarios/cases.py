"""What many exits fell, each by itself: the columns it touches are looked at side by side, and no others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from graphkit.scenarios.outcome import Combine, combined
from graphkit.scenarios.shock import Shock

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.scenarios.outcome import Outcomes
    from graphkit.scenarios.rules import Rule
    from graphkit.scenarios.stakes import Stakes

    Places = NDArray[np.int64]

# Entries that are looked at together.
_AT_ONCE = 4_000_000


def cases(
    stakes: Stakes, columns: Places, leave: Places, gone: NDArray[np.bool_]
) -> Iterator[tuple[slice, Stakes, Shock]]:
    """Cases piece by piece: which they are, their columns as stakes of their own, and what happens to these.

    Parameters
    ----------
    columns : array of int
        The column of each case.
    leave : array of int, cases × k
        The actors that leave in each case; -1 for none.
    gone : array of bool
        Actors that have left before, in all cases.
    """
    import numpy as np

    size = (stakes.starts[1:] - stakes.starts[:-1])[columns]
    part = np.cumsum(size) // _AT_ONCE
    edges = [*np.flatnonzero(np.diff(part, prepend=-1)).tolist(), len(columns)]
    for low, high in pairwise(edges):
        copied, _ = stakes.copies(columns[low:high])
        lost = gone[copied.actor]
        for who in leave[low:high].T:
            lost = lost | (copied.actor == who[copied.column])
        shock = Shock(lost.astype(np.float64), np.zeros(len(copied.axis), dtype=np.bool_))
        yield slice(low, high), copied, shock


def outcomes_of(  # noqa: PLR0917 - what is at stake, what fells, who leaves
    stakes: Stakes,
    rules: Sequence[Rule],
    combine: Combine,
    columns: Places,
    leave: Places,
    gone: NDArray[np.bool_] | None = None,
) -> Outcomes:
    """What becomes of the column of each case; parameters as of `cases`."""
    import numpy as np

    found = np.zeros(len(columns), dtype=np.int8)
    none = np.zeros(stakes.n_actors, dtype=np.bool_) if gone is None else gone
    for which, copied, shock in cases(stakes, columns, leave, none):
        found[which] = combined([rule.falls(copied, shock) for rule in rules], combine)
    return found
