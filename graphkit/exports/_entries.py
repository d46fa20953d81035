"""The ties behind a network one by one: whose each is, what it goes to, what it is worth and when it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from graphkit.networks.network import Network

# Years that a date can have: what is before or after is an open beginning or end.
FIRST, LAST = 1, 9999


@dataclass(frozen=True)
class Entries:
    """One entry a tie and what it goes to, in the order of `TieIndex`; arrays of one length.

    Attributes
    ----------
    ties : pyarrow.Table
        The rows of the snapshot.
    pair, actor, action : arrays of int
        The pair, row and column of the network.
    rank : array of int
        Which of the ties of its type in its pair an entry is, from 1.
    first, last : arrays of int
        The years that it holds for; 0 where the beginning or the end is open or no year is known.
    """

    ties: pa.Table
    pair: NDArray[np.int64]
    actor: NDArray[np.int64]
    action: NDArray[np.int64]
    rank: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


def entries(network: Network) -> Entries:
    """The ties behind all pairs of a network."""
    import numpy as np

    from graphkit.networks.years import years

    snapshot, index = network.snapshot, network.tie_index
    rows, pair = index.of(np.arange(network.n_pairs, dtype=np.int64))
    ties = snapshot.ties.take(rows)
    when = years(ties, snapshot.actions, snapshot.action_of_ties[rows])
    known = [when.dated & (year >= FIRST) & (year <= LAST) for year in (when.first, when.last)]
    first, last = (np.where(there, year, 0) for there, year in zip(known, (when.first, when.last), strict=True))
    actor = np.repeat(np.arange(network.n_actors), np.diff(network.indptr))[pair]
    return Entries(ties, pair, actor, network.indices[pair], _rank(ties, pair), first, last)


def _rank(ties: pa.Table, pair: NDArray[np.int64]) -> NDArray[np.int64]:
    """Which of its kind in its pair each tie is: the ties of a pair stand sorted by type."""
    import numpy as np

    from graphkit.networks.numbers import rank_within

    if not len(pair):
        return np.zeros(0, dtype=np.int64)
    codes = ties["type"].combine_chunks().dictionary_encode().indices.to_numpy(zero_copy_only=False)
    new = np.flatnonzero(np.concatenate([[True], (pair[1:] != pair[:-1]) | (codes[1:] != codes[:-1])]))
    return rank_within(np.diff(np.append(new, len(pair)))) + 1
