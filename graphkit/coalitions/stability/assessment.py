"""Groups of a network with how surely they are found again, and the same of rewired networks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np

from graphkit.coalitions.stability.consensus import consensus
from graphkit.coalitions.stability.recovery import Recovery
from graphkit.coalitions.stability.resampling import rewired, some_actions
from graphkit.coalitions.stability.together import Together
from graphkit.networks.kernels._running import cores

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.coalitions.basis import Basis
    from graphkit.coalitions.found import Found
    from graphkit.networks.network import Network

    Reals = NDArray[np.float64]
    One = TypeVar("One")

# The resolutions of the runs, as factors of what was asked for, in turn.
FACTORS = (1.0, 0.8, 1.25)

# Rewired networks: with 39 a group that beats all but one of them does so by a chance of one in twenty.
REWIRED = 39
LEVEL = 0.05

# A group of two is a tie, and what is found again in less than half is not found again.
LEAST_SIZE, LEAST_STABILITY = 3, 0.5

# What seeds are for: no two of them may draw the same.
_SAMPLE, _SEARCH, _REWIRE, _REWIRED, _CONSENSUS = range(5)


class Assessed(NamedTuple):
    """Groups, and how surely they are found again.

    Attributes
    ----------
    found : Found
    recovery : Recovery
        Of the groups of two and more in `found`.
    together : csr_array
        For each pair that is tied the share of runs that put it together.
    """

    found: Found
    recovery: Recovery
    together: csr_array[Any]


def assess(
    network: Network,
    basis: Basis,
    *,
    runs: int,
    seed: tuple[int, ...],
    found: Found | None = None,
    ties: csr_array[Any] | None = None,
    threads: int = 1,
    tell: Callable[[], None] = lambda: None,
) -> Assessed:
    """The groups of a network, by consensus where the method splits actors, with how runs find them again.

    Parameters
    ----------
    runs : int
        Each sees half of the actions, and has a seed and a resolution of its own.
    seed : tuple of int
        What all seeds are derived from.
    found, ties : optional
        The groups, where the method has no consensus, and the ties they are of; otherwise both are looked for, with all
        effort: a rewired network goes the same way as the observed one.
    tell : callable
        Called after each run, and for a search with all starts as often as it is worth runs.
    """
    in_runs = basis.in_runs()

    def one(run: int) -> Found:
        sample = some_actions(network, np.random.default_rng([*seed, _SAMPLE, run]))
        resolution = basis.resolution * FACTORS[run % len(FACTORS)]
        tied = in_runs.ties(sample, threads=1)
        return in_runs.search(sample, tied, seed=derived(*seed, _SEARCH, run), resolution=resolution)

    founds = []
    for each in _in_order(one, range(runs), threads):
        founds.append(each)
        tell()
    if ties is None:
        ties = basis.ties(network, threads=threads)
    together = Together(network.projection("count").matrix if ties is None else ties)
    for each in founds:
        together.add(each)
    if found is None and basis.by_consensus:
        found = consensus(network, basis, together, seed=derived(*seed, _CONSENSUS))
    elif found is None:
        found = basis.search(network, ties, seed=derived(*seed, _CONSENSUS))
        for _ in range(basis.worth):
            tell()
    recovery = Recovery([group for group in found.groups if len(group) > 1], network.n_actors, runs)
    for each in founds:
        recovery.add(each)
    return Assessed(found, recovery, together.shares())


def chance(network: Network, basis: Basis, *, runs: int, seed: int, threads: int, tell: Callable[[], None]) -> Reals:
    """The largest stability of a group in each of 39 networks with the same margins; 0 where there is no group.

    Each network goes the whole way of the observed one: runs, consensus, and the best of all its groups of three and
    more. So a group is held against the best of many, as it is itself; and fewer runs than in the observed network
    only make the best of many larger.
    """
    seeds = [derived(seed, _REWIRE, number) for number in range(REWIRED)]

    def one(number: int) -> float:
        (drawn,) = rewired(network, [seeds[number]])
        recovery = assess(drawn, basis, runs=runs, seed=(seed, _REWIRED, number), tell=tell).recovery
        large = np.array([len(members) >= LEAST_SIZE for members in recovery.present], dtype=np.bool_)
        return float(recovery.likeness.mean(axis=1)[large].max(initial=0.0))

    return np.array(list(_in_order(one, range(REWIRED), threads)))


def could_be_stable(recovery: Recovery) -> bool:
    """Whether any group is large enough, and found again often enough, to be held against chance."""
    values = recovery.likeness.mean(axis=1) if recovery.groups else np.zeros(0)
    return any(map(_is_candidate, values.tolist(), map(len, recovery.groups)))


def is_stable(value: float, size: int, by_chance: Reals) -> bool:
    """Whether a group is found again more surely than the best of all groups of rewired networks, at a level of .05."""
    # Means over another number of runs differ in their last digits.
    as_good = int((by_chance >= value - 1e-9).sum())
    return _is_candidate(value, size) and (1 + as_good) / (1 + len(by_chance)) <= LEVEL


def _is_candidate(value: float, size: int) -> bool:
    return size >= LEAST_SIZE and value >= LEAST_STABILITY


def derived(*numbers: int) -> int:
    """A seed that these numbers determine, below 2**31."""
    return int(np.random.SeedSequence(numbers).generate_state(1)[0] >> 1)


def _in_order(function: Callable[[int], One], numbers: range, threads: int) -> Iterator[One]:
    """What the function gives for each, in order; several at once."""
    if threads <= 1 or len(numbers) < 2:
        yield from map(function, numbers)
        return
    with ThreadPoolExecutor(threads or cores(), thread_name_prefix="graphkit") as pool:
        try:
            yield from pool.map(function, numbers)
        finally:
            pool.shutdown(cancel_futures=True)
