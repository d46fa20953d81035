"""The orders in which actors leave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.network import Network
    from graphkit.scenarios.outcome import Combine
    from graphkit.scenarios.rules import Rule
    from graphkit.scenarios.stakes import Stakes

Order = Literal["degree", "ascending", "money", "random", "worst"]
ORDERS = ("degree", "ascending", "money", "random", "worst")


def ordered(at: Stakes, order: Order | Sequence[str], asked: Sequence[Rule], combine: Combine) -> NDArray[np.int64]:
    """The actors in the order in which they leave."""
    import numpy as np

    network, n = at.network, at.n_actors
    if not isinstance(order, str):
        return np.array(list(dict.fromkeys(network.actor(name) for name in order)), dtype=np.int64)
    if order == "worst":
        from graphkit.scenarios.greedy import greedy

        return np.array([who for who, _ in greedy(at, asked, combine, n)], dtype=np.int64)
    if order == "money":
        at.money()
        return np.argsort(-np.bincount(at.actor, at.minor, minlength=n), kind="stable")
    return by_degree(network, order)


def by_degree(network: Network, order: str) -> NDArray[np.int64]:
    """Those tied to most actions first, equal ones by id; ``ascending`` is this order from its end."""
    import numpy as np

    rows = np.argsort(-np.diff(network.indptr), kind="stable")
    return rows[::-1].copy() if order == "ascending" else rows
