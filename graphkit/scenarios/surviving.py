"""What stands after each removal of a given order, and the area under the curve."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.scenarios.outcome import Combine
    from graphkit.scenarios.rules import Rule
    from graphkit.scenarios.stakes import Stakes

    Reals = NDArray[np.float64]

Points = Literal["left", "trapezoid"]


def surviving(at: Stakes, asked: Sequence[Rule], combine: Combine, rows: NDArray[np.int64]) -> tuple[Reals, Reals]:
    """The share that does not surely fall, and that surely stands, after 0, 1 … removals."""
    import numpy as np

    from graphkit.scenarios.rules import NEVER

    position = np.full(at.n_actors, NEVER, dtype=np.int64)
    position[rows] = np.arange(1, len(rows) + 1)
    said = [rule.when(at, position) for rule in asked]
    together = np.minimum if combine == "any" else np.maximum
    steps = len(rows) + 1

    def left(when: Sequence[NDArray[np.int64]]) -> Reals:
        falls = together.reduce(list(when))
        gone = np.cumsum(np.bincount(falls[falls < steps], minlength=steps))
        return np.asarray(1.0 - gone / at.n_columns) if at.n_columns else np.full(steps, np.nan)

    return left([one.sure for one in said]), left([one.possible for one in said])


def area(stands: Reals, points: Points = "left") -> float:
    """The area under a curve of n + 1 points over n removals; nan where there are none."""
    import numpy as np

    if len(stands) < 2 or np.isnan(stands).any():
        return float("nan")
    left = float(stands[:-1].mean())
    return left if points == "left" else left - float(stands[0] - stands[-1]) / (2 * (len(stands) - 1))
