"""Networks with some of their ties dropped at random: how far a number hangs on single rows of the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.network import Network

DRAWS, DROPPED = 20, 0.1
"""How many networks are drawn, and the share of ties that each is without."""


@dataclass(frozen=True, slots=True)
class Range:
    """A number as the data give it, and the least and most of it in networks without some of the ties."""

    value: float
    low: float
    high: float

    @classmethod
    def of(cls, value: float, drawn: NDArray[np.float64]) -> Range:
        """The value with the range of those drawn; with itself where nothing was drawn."""
        if not len(drawn):
            return cls(float(value), float(value), float(value))
        return cls(float(value), float(drawn.min()), float(drawn.max()))


def without_some(network: Network, seed: int) -> Iterator[Network]:
    """The network `DRAWS` times, each without a tenth of the ties of the data, at least one, drawn without replacement.

    A network of a single tie is not drawn from: there is nothing in it without that one.

    Actors and actions stay where they are, so that rows and columns mean the same in all of them; who loses all ties
    stands alone. A tie that stands in several columns goes from all of them.
    """
    import numpy as np

    ties, entry = np.unique(network.tie_index.rows, return_inverse=True)
    n_dropped = max(1, round(DROPPED * len(ties)))
    for draw in range(DRAWS if len(ties) > n_dropped else 0):
        kept = np.ones(len(ties), dtype=np.bool_)
        kept[np.random.default_rng((seed, draw)).permutation(len(ties))[:n_dropped]] = False
        yield only_entries(network, kept[entry.reshape(-1)])


def only_entries(network: Network, kept: NDArray[np.bool_]) -> Network:
    """The network of some of its ties: one mark for each entry of its index of ties."""
    import numpy as np

    index, money = network.tie_index, network.money
    pair = np.repeat(np.arange(network.n_pairs), np.diff(index.ptr))
    times = np.bincount(pair[kept], minlength=network.n_pairs)
    left = np.flatnonzero(times)
    row = np.repeat(np.arange(network.n_actors), np.diff(network.indptr))[left]
    indptr: NDArray[Any] = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=network.n_actors))])
    return replace(
        network,
        indptr=indptr.astype(network.indptr.dtype),
        indices=network.indices[left],
        tie_index=replace(index, ptr=np.concatenate([[0], np.cumsum(times[left])]), rows=index.rows[kept]),
        money=replace(money, minor=money.minor[kept], known=money.known[kept], missing=money.missing[kept]),
    )
