"""An action falls when the last strategic axis, or policy field, that it was tied to is dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.scenarios.outcome import FALLS, STANDS
from graphkit.scenarios.rules import NEVER, Rule, When, takes_nothing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.scenarios.outcome import Outcomes
    from graphkit.scenarios.shock import Shock
    from graphkit.scenarios.stakes import Stakes


@dataclass(frozen=True)
class Axis(Rule):
    """Of the axes that an action pursues none is left; or of the fields it is in, where it is fields that are dropped.

    Objectives and fields are looked at apart: dropping all its objectives fells an action whatever its fields are. One
    that is tied to none stands.
    """

    spec = "axis"

    def falls(self, stakes: Stakes, shock: Shock) -> Outcomes:
        """Those that lose the last of a kind."""
        import numpy as np

        found = np.zeros(stakes.n_columns, dtype=np.bool_)
        labels = np.array([label for label, _ in stakes.axis_ids], dtype=object)
        for label in sorted({*labels.tolist()}):
            of = labels[stakes.axis] == label
            had = np.bincount(stakes.axis_column[of], minlength=stakes.n_columns)
            left = np.bincount(stakes.axis_column[of & ~shock.dropped], minlength=stakes.n_columns)
            found |= (had > 0) & (left == 0)
        return np.where(found, FALLS, STANDS).astype(np.int8)

    def when(self, stakes: Stakes, position: NDArray[np.int64]) -> When:
        """Never: actors who leave drop no axis."""
        import numpy as np

        found = np.full(stakes.n_columns, NEVER, dtype=np.int64)
        return When(found, found)


def rule(value: str | None) -> Rule:
    """The rule."""
    takes_nothing("axis", value)
    return Axis()
