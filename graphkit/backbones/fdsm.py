"""The fixed degree sequence model: what actors have in common against networks drawn with exactly their activity."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graphkit.backbones import curveball as plain
from graphkit.backbones.tested import Tested
from graphkit.errors import UsageError
from graphkit.networks.kernels.layout import two_mode
from graphkit.networks.projection import in_common

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphkit.networks.kernels._running import Progress
    from graphkit.networks.network import Network

    Places = NDArray[np.int64]

REFERENCE = "Neal, Domagalski & Sagan 2021; Strona et al. 2014; Neal 2023"

# For both tails actors × actors are held three times a thread; for one only the pairs that meet.
LARGEST, LARGEST_OF_MET = 3_000, 50_000

# Numbers that NumPy sorts before numba is worth its half second.
LEAST_WORK = 3e7

# Trades a row.
MIXING = 10


def fdsm(
    network: Network,
    *,
    draws: int = 10_000,
    seed: int = 0,
    both_tails: bool = False,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Tested:
    r"""How often each pair has so much in common in networks drawn with the degrees and sizes observed.

    .. math:: p_{ij} = \frac{1 + \#\{\text{draws with at least } c_{ij} \text{ in common}\}}{1 + \#\text{draws}}

    Each draw begins at the observed network and makes 10 trades a row (of actors, or of actions where these are
    fewer): the bound at which trades have mixed [2]_, twice what is usual. Draws do not depend on one another, so the
    standard error of p is :math:`\sqrt{p (1 - p) / n}`.

    Parameters
    ----------
    network : Network
        Of at most 50,000 actors; of at most 3,000 for both tails.
    draws : int
        How many networks; no p is smaller than 1 / (draws + 1).
    seed : int
    both_tails : bool
        Also how often they have so little, of all pairs of actors.

    Raises
    ------
    UsageError
        More actors, for whom ``sdsm`` is made; no draws; a seed below 0.

    References
    ----------
    .. [1] Neal, Z. P., Domagalski, R., Sagan, B. (2021). Comparing alternatives to the fixed degree sequence model for
       extracting the backbone of bipartite projections. Scientific Reports 11, 23929.
    .. [2] Neal, Z. P. (2023). Fastball: a fast algorithm to randomly sample bipartite graphs with fixed degree
       sequences. arXiv:2305.04937.
    """
    n = network.n_actors
    largest = LARGEST if both_tails else LARGEST_OF_MET
    if n > largest:
        asked = " of two sides" if both_tails else ""
        raise UsageError(
            f"fdsm draws networks{asked} of up to {largest:,} actors, and there are {n:,}; take the model sdsm."
        )
    if seed < 0:
        raise UsageError(f"The seed must be 0 or more, not {seed}.")
    if draws < 1:
        raise UsageError(f"draws={draws} is not at least 1; 10000 is usual.")
    by_action = network.n_actions < n
    n_rows = min(network.n_actions, n)
    trades = MIXING * n_rows if n_rows > 1 else 0
    work = float(draws) * trades * max(network.n_actions, n)
    compiled = work >= LEAST_WORK and find_spec("numba") is not None
    drawing = _Drawing(network, draws, trades, seed, by_action, threads, progress)
    if compiled and not both_tails:
        one, other, observed, drawn = _of_met(drawing)
    elif n > LARGEST:
        raise UsageError(
            f"Without numba fdsm draws networks of up to {LARGEST:,} actors, and there are {n:,}; take the model sdsm."
        )
    else:
        one, other, observed, drawn = _of_all(drawing, compiled=compiled, met=not both_tails)
    upper, lower = ((1 + each) / (draws + 1) for each in drawn[:2])
    p = np.minimum(upper, lower) if both_tails else upper
    error = np.sqrt(p * (1 - p) / draws)
    return Tested(
        one=one,
        other=other,
        observed=observed,
        expected=drawn[2] / draws,
        more=upper,
        fewer=lower if both_tails else None,
        n_tests=n * (n - 1) // 2,
        unit=in_common(network),
        error=2 * error if both_tails else error,
        account={"draws": draws, "trades": trades},
    )


class _Drawing(NamedTuple):
    """What is drawn, how often and how."""

    network: Network
    draws: int
    trades: int
    seed: int
    by_action: bool
    threads: int | None
    progress: Progress | None


def _of_met(drawing: _Drawing) -> tuple[Places, Places, Places, tuple[Places, ...]]:
    """Pairs that have something in common, what, and in how many draws they have as much, as little; and the sum."""
    from graphkit.networks.kernels.curveball import curveball_of_pairs
    from graphkit.networks.kernels.projection import project

    network, draws, trades, seed, by_action, threads, progress = drawing
    arrays, nothing = two_mode(network.indptr, network.indices, network.n_actions), np.zeros(network.n_actions)
    pairs = project(arrays, nothing, nothing, threads=threads)
    drawn = curveball_of_pairs(
        arrays, pairs, draws, trades, seed, by_action=by_action, threads=threads, progress=progress
    )
    one = np.repeat(np.arange(network.n_actors), np.diff(pairs.ptr))
    return one, pairs.others.astype(np.int64), pairs.shared.astype(np.int64), drawn


def _of_all(drawing: _Drawing, *, compiled: bool, met: bool) -> tuple[Places, Places, Places, tuple[Places, ...]]:
    """The same of all pairs, or, of a small network, of those that `met`."""
    network, draws, trades, seed, by_action, threads, progress = drawing
    n = network.n_actors
    observed = np.zeros((n, n), dtype=np.int64)
    if n:
        observed = (network.incidence @ network.by_action).toarray().astype(np.int64)
    drawn: tuple[Places, ...]
    if compiled:
        from graphkit.networks.kernels.curveball import curveball

        arrays = two_mode(network.indptr, network.indices, network.n_actions)
        drawn = curveball(
            arrays, observed, draws, trades, seed, by_action=by_action, threads=threads, progress=progress
        )
    else:
        ties = network.incidence.toarray().astype(np.bool_)
        drawn = plain.curveball(ties, observed, draws, trades, seed, by_action=by_action)
    one, other = np.triu_indices(n, k=1)
    if met:
        there = observed[one, other] > 0
        one, other = one[there], other[there]
    return one, other, observed[one, other], tuple(each[one, other] for each in drawn)
