"""The fixed degree sequence model: what actors have in common against networks drawn with exactly their activity."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np

from graphkit.backbones import curveball as plain
from graphkit.backbones.tested import Tested
from graphkit.errors import UsageError
from graphkit.networks.kernels.layout import two_mode
from graphkit.networks.projection import in_common

if TYPE_CHECKING:
    from graphkit.networks.kernels._running import Progress
    from graphkit.networks.network import Network

REFERENCE = "Neal, Domagalski & Sagan 2021; Strona et al. 2014; Neal 2023"

# Actors × actors are held three times a thread.
LARGEST = 3_000

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
        Of at most 3,000 actors.
    draws : int
        How many networks; no p is smaller than 1 / (draws + 1).
    seed : int
    both_tails : bool
        Also how often they have so little, of all pairs of actors.

    Raises
    ------
    UsageError
        More than 3,000 actors, for whom ``sdsm`` is made; no draws; a seed below 0.

    References
    ----------
    .. [1] Neal, Z. P., Domagalski, R., Sagan, B. (2021). Comparing alternatives to the fixed degree sequence model for
       extracting the backbone of bipartite projections. Scientific Reports 11, 23929.
    .. [2] Neal, Z. P. (2023). Fastball: a fast algorithm to randomly sample bipartite graphs with fixed degree
       sequences. arXiv:2305.04937.
    """
    n = network.n_actors
    if n > LARGEST:
        raise UsageError(f"fdsm draws networks of up to {LARGEST:,} actors, and there are {n:,}; take the model sdsm.")
    if seed < 0:
        raise UsageError(f"The seed must be 0 or more, not {seed}.")
    if draws < 1:
        raise UsageError(f"draws={draws} is not at least 1; 10000 is usual.")
    observed = np.zeros((n, n), dtype=np.int64)
    if n:
        observed = (network.incidence @ network.by_action).toarray().astype(np.int64)
    by_action = network.n_actions < n
    n_rows = min(network.n_actions, n)
    trades = MIXING * n_rows if n_rows > 1 else 0
    work = float(draws) * trades * max(network.n_actions, n)
    if work >= LEAST_WORK and find_spec("numba") is not None:
        from graphkit.networks.kernels.curveball import curveball

        arrays = two_mode(network.indptr, network.indices, network.n_actions)
        more, fewer, total = curveball(
            arrays, observed, draws, trades, seed, by_action=by_action, threads=threads, progress=progress
        )
    else:
        ties = network.incidence.toarray().astype(np.bool_)
        more, fewer, total = plain.curveball(ties, observed, draws, trades, seed, by_action=by_action)
    one, other = np.triu_indices(n, k=1)
    if not both_tails:
        met = observed[one, other] > 0
        one, other = one[met], other[met]
    upper, lower = ((1 + each[one, other]) / (draws + 1) for each in (more, fewer))
    p = np.minimum(upper, lower) if both_tails else upper
    error = np.sqrt(p * (1 - p) / draws)
    return Tested(
        one=one,
        other=other,
        observed=observed[one, other],
        expected=total[one, other] / draws,
        more=upper,
        fewer=lower if both_tails else None,
        n_tests=n * (n - 1) // 2,
        unit=in_common(network),
        error=2 * error if both_tails else error,
        account={"draws": draws, "trades": trades},
    )
