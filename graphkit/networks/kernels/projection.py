"""Which actors have actions in common, and how many: row by row (Gustavson), each pair once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graphkit.networks.kernels._compile import kernel
from graphkit.networks.kernels._lanes import lowest
from graphkit.networks.kernels._running import Progress, ordered, ranges, run
from graphkit.networks.kernels.layout import contiguous, places_in_actions

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from graphkit.networks.kernels.layout import Numbers, Places, Reals, TwoMode

# Ranges of rows, so many whatever the number of threads; rows of a small network are not worth as many.
_RANGES, _SMALL = 64, 20_000


class Pairs(NamedTuple):
    """Actors that have actions in common: the upper triangle of the projection.

    Attributes
    ----------
    ptr, others : arrays
        Those after v that v has actions in common with are ``others[ptr[v]:ptr[v + 1]]``, ascending.
    shared : array of int
        How many actions each pair has in common.
    first, second : arrays of float
        The sums over these actions of the two weights that were given.
    """

    ptr: Places
    others: Numbers
    shared: NDArray[np.int32]
    first: Reals
    second: Reals


def project(
    network: TwoMode,
    first: NDArray[Any],
    second: NDArray[Any],
    *,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Pairs:
    """All pairs of actors that have actions in common, with three weights made in one pass.

    Parameters
    ----------
    network : TwoMode
    first, second : arrays of float
        Two weights of each action, such as Newman's 1 / (actors - 1) and an amount.
    """
    n = network.n_actors
    places = places_in_actions(network)
    weights = (contiguous(first, np.float64), contiguous(second, np.float64))
    after = np.zeros(len(places) + 1)
    np.cumsum(network.action_ptr[network.actions.astype(np.int64) + 1] - places, out=after[1:])
    parts = ranges(np.diff(after[network.actor_ptr]), _RANGES if len(places) > _SMALL else 1)
    ptr = np.zeros(n + 1, dtype=np.int64)
    arrays = (network, places)
    run(_count, [(*part, *arrays, ptr) for part in parts], threads=threads, scratch=4 * n)
    np.cumsum(ptr, out=ptr)
    size = int(ptr[-1])
    found = Pairs(ptr, np.empty(size, np.uint32), np.empty(size, np.int32), np.empty(size), np.empty(size))
    tasks = [(*part, *arrays, *weights, *found) for part in parts]
    run(_fill, tasks, threads=threads, scratch=33 * n, progress=progress)
    return found


def repeated(network: TwoMode, *, threads: int | None = None) -> tuple[Places, Numbers, Reals]:
    """The pairs that have two actions or more in common, at both their ends, and how many beyond the first.

    The many pairs with one action in common go by and are kept nowhere.
    """
    from scipy.sparse import csr_array

    arrays = (network, places_in_actions(network))
    parts = ranges(np.diff(network.actor_ptr), _RANGES if len(network.actions) > _SMALL else 1)
    found = list(
        ordered(_repeated, [(*part, *arrays) for part in parts], threads=threads, scratch=8 * network.n_actors)
    )
    rows, others, beyond = (np.concatenate(each) for each in zip(*found, strict=True)) if found else _NO_PAIRS
    upper = csr_array((beyond, (rows, others)), shape=(network.n_actors,) * 2)
    full = csr_array(upper + upper.T)
    full.sort_indices()
    return (
        contiguous(full.indptr, np.int64),
        contiguous(full.indices, np.uint32),
        contiguous(full.data, np.float64),
    )


_NO_PAIRS = (np.empty(0, np.uint32), np.empty(0, np.uint32), np.empty(0))


@kernel
def _count(
    stop: NDArray[np.uint8],
    low: int,
    high: int,
    network: TwoMode,
    places: Places,
    ptr: Places,
) -> None:
    """``ptr[v + 1]``: how many actors after v it has actions in common with."""
    actor_ptr, actions, action_ptr, actors = network
    met = np.full(len(actor_ptr) - 1, -1, np.int32)
    for v in range(low, high):
        if stop[0]:
            return
        partners = 0
        for tie in range(actor_ptr[v], actor_ptr[v + 1]):
            for place in range(places[tie] + 1, action_ptr[actions[tie] + 1]):
                other = actors[place]
                partners += met[other] != v
                met[other] = v
        ptr[v + 1] = partners


@kernel
def _fill(
    stop: NDArray[np.uint8],
    low: int,
    high: int,
    network: TwoMode,
    places: Places,
    weight: Reals,
    weight2: Reals,
    ptr: Places,
    others: Numbers,
    count: NDArray[np.int32],
    first: Reals,
    second: Reals,
) -> None:
    """The rows from `low` to `high`.

    The sums of one partner stand in one line of memory. Who has been met is a bit in `met`, and which words of it hold
    any a bit in `groups`: to read them off gives the partners in order without sorting.
    """
    actor_ptr, actions, action_ptr, actors = network
    n = len(actor_ptr) - 1
    sums = np.zeros((n, 4))
    met = np.zeros((n >> 6) + 1, np.int64)
    groups = np.zeros((n >> 12) + 1, np.int64)
    bit = np.int64(1)
    for v in range(low, high):
        if stop[0]:
            return
        for tie in range(actor_ptr[v], actor_ptr[v + 1]):
            action = actions[tie]
            one, two = weight[action], weight2[action]
            for place in range(places[tie] + 1, action_ptr[action + 1]):
                other = actors[place]
                sums[other, 0] += 1.0
                sums[other, 1] += one
                sums[other, 2] += two
                met[other >> 6] |= bit << np.int64(other & 63)
                groups[other >> 12] |= bit << np.int64((other >> 6) & 63)
        out = ptr[v]
        for group in range(v >> 12, len(groups)):
            words = groups[group]
            groups[group] = 0
            while words:
                word = (group << 6) + lowest(words)
                words &= words - 1
                bits = met[word]
                met[word] = 0
                while bits:
                    partner = (word << 6) + lowest(bits)
                    bits &= bits - 1
                    others[out] = partner
                    count[out] = np.int32(sums[partner, 0])
                    first[out] = sums[partner, 1]
                    second[out] = sums[partner, 2]
                    sums[partner, 0] = 0.0
                    sums[partner, 1] = 0.0
                    sums[partner, 2] = 0.0
                    out += 1


@kernel
def _repeated(
    stop: NDArray[np.uint8],
    low: int,
    high: int,
    network: TwoMode,
    places: Places,
) -> tuple[Numbers, Numbers, Reals]:
    """Pairs of actors from `low` to `high` with others after them that share two actions or more."""
    actor_ptr, actions, action_ptr, actors = network
    n = len(actor_ptr) - 1
    count = np.zeros(n, np.int32)
    met = np.empty(n, np.uint32)
    room = 1024
    rows, others, beyond = np.empty(room, np.uint32), np.empty(room, np.uint32), np.empty(room)
    out = 0
    for v in range(low, high):
        if stop[0]:
            break
        partners = 0
        for tie in range(actor_ptr[v], actor_ptr[v + 1]):
            for place in range(places[tie] + 1, action_ptr[actions[tie] + 1]):
                other = actors[place]
                if count[other] == 0:
                    met[partners] = other
                    partners += 1
                count[other] += 1
        if out + partners > room:
            room = 2 * (out + partners)
            more = np.empty(room - out, np.uint32)
            rows = np.concatenate((rows[:out], more))
            others = np.concatenate((others[:out], more))
            beyond = np.concatenate((beyond[:out], np.empty(room - out)))
        for k in range(partners):
            other = met[k]
            if count[other] > 1:
                rows[out], others[out], beyond[out] = v, other, count[other] - 1
                out += 1
            count[other] = 0
    return rows[:out].copy(), others[:out].copy(), beyond[:out].copy()
