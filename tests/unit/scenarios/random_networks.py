"""Networks drawn at random, small enough to try every exit."""

from __future__ import annotations

from typing import Any

import numpy as np

from graphkit.networks.network import Network
from tests.unit.networks.tables import fund, snapshot_of, takes_part


def drawn(seed: int, n: int = 7, m: int = 12) -> Network:
    """Ties with some amounts missing and some operators."""
    rng = np.random.default_rng(seed)
    ties: list[Any] = []
    for x in range(m):
        for a in rng.choice(n, rng.integers(1, 5), replace=False).tolist():
            amount = None if rng.random() < 0.15 else float(rng.integers(1, 100))
            ties.append(fund(f"a{a}", f"x{x:02}", amount, currency="EUR"))
        if rng.random() < 0.4:
            ties.append(takes_part(f"a{rng.integers(n)}", f"x{x:02}", "operator"))
    return snapshot_of(ties).network()
