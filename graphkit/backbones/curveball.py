"""Networks drawn at random among all with the same degrees and sizes: many at once by NumPy, where they are small."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int64]

# Draws made at once: so many places of all their matrices together.
_AT_ONCE = 1_000_000


def curveball(
    ties: NDArray[np.bool_], observed: Places, draws: int, trades: int, seed: int, *, by_action: bool
) -> tuple[Places, Places, Places]:
    """As `graphkit.networks.kernels.curveball.curveball`, which draws other networks from the same seed.

    Parameters
    ----------
    ties : array of bool, actors × actions
    """
    n = len(ties)
    rows = ties.T if by_action else ties
    more, fewer, total = (np.zeros((n, n), dtype=np.int64) for _ in range(3))
    at_once = max(1, _AT_ONCE // max(ties.size, n * n, 1))
    for part, low in enumerate(range(0, draws, at_once)):
        networks = redrawn(rows, min(at_once, draws - low), trades, np.random.default_rng([seed, part]))
        # Products of zeros and ones are whole numbers: exact in any order.
        actors = (networks.transpose(0, 2, 1) if by_action else networks).astype(np.float32)
        shared = np.rint(actors @ actors.transpose(0, 2, 1)).astype(np.int64)
        more += (shared >= observed).sum(axis=0)
        fewer += (shared <= observed).sum(axis=0)
        total += shared.sum(axis=0)
    return tuple(np.triu(each, k=1) for each in (more, fewer, total))  # type: ignore[return-value]


def redrawn(rows: NDArray[np.bool_], n: int, trades: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    """So many networks, each after so many trades: what one of two rows alone has is dealt out again."""
    found = np.repeat(rows[None], n, axis=0)
    each = np.arange(n)
    for _ in range(trades):
        one = rng.integers(0, len(rows), n)
        other = rng.integers(0, len(rows) - 1, n)
        other += other >= one
        have, they = found[each, one], found[each, other]
        alone, both = np.logical_xor(have, they), np.logical_and(have, they)
        lots = np.where(alone, rng.random(alone.shape), 2.0)
        own = np.logical_and(have, alone).sum(axis=1)
        least = np.sort(lots, axis=1)[each, np.maximum(own - 1, 0)]
        dealt = alone & (lots <= least[:, None]) & (own > 0)[:, None]
        found[each, one], found[each, other] = both | dealt, both | (alone & ~dealt)
    return found
