"""What robustness would be by chance: networks drawn with the same degrees and sizes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from graphkit.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.network import Network

# Actors × actions of a network that is drawn.
LARGEST = 20_000_000

# Trades a row: see `graphkit.backbones.fdsm`.
MIXING = 10


def null_areas(  # noqa: PLR0917 - the options of `robustness`
    network: Network, order: Any, rules: Sequence[str], draws: int, seed: int, points: Any
) -> NDArray[np.float64]:
    """The area R of networks drawn with the observed margins.

    Raises
    ------
    UsageError
        The rule is not ``nobody``; the order is not one by degree; the network is too large.
    """
    import numpy as np

    from graphkit.backbones.curveball import redrawn
    from graphkit.scenarios.orders import by_degree
    from graphkit.scenarios.surviving import area

    n, m = network.n_actors, network.n_actions
    if list(rules) != ["nobody"]:
        raise UsageError("Drawn networks have no amounts and no roles: null goes with the rule nobody alone.")
    if order not in ("degree", "ascending"):
        raise UsageError(
            "Drawn networks keep degrees and sizes alone: null goes with the orders degree and ascending. At "
            "random all of them have one and the same area."
        )
    if n * m > LARGEST:
        raise UsageError(f"Networks of up to {LARGEST:,} actors × actions are drawn, and there are {n * m:,}.")
    if not n or not m:
        return np.zeros(0)
    position = np.empty(n, dtype=np.int64)
    position[by_degree(network, order)] = np.arange(1, n + 1)
    ties = network.incidence.toarray().astype(np.bool_)
    rows = ties.T if m < n else ties
    trades = MIXING * len(rows) if len(rows) > 1 else 0
    found = np.empty(draws)
    for draw in range(draws):
        (one,) = redrawn(rows, 1, trades, np.random.default_rng([seed, draw]))
        falls = np.where(one.T if m < n else one, position[:, None], 0).max(axis=0)
        stands = 1.0 - np.cumsum(np.bincount(falls, minlength=n + 1)) / m
        found[draw] = area(stands, points)
    return found
