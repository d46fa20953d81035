"""An action falls when its last funder leaves, whatever it gave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.scenarios.outcome import FALLS, STANDS
from graphkit.scenarios.rules import Rule, When, takes_nothing
from graphkit.scenarios.rules._last import all_ended, last_ends

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.scenarios.outcome import Outcomes
    from graphkit.scenarios.shock import Shock
    from graphkit.scenarios.stakes import Stakes


@dataclass(frozen=True)
class Funder(Rule):
    """An action that had a funder has none left.

    Money, things, work and loans count alike, and amounts need not be known. An action that nobody funds stands.
    """

    spec = "funder"

    def falls(self, stakes: Stakes, shock: Shock) -> Outcomes:
        """Those of whose ties of funding all end."""
        import numpy as np

        return np.where(all_ended(stakes, stakes.funds, shock.ended), FALLS, STANDS).astype(np.int8)

    def when(self, stakes: Stakes, position: NDArray[np.int64]) -> When:
        """When the last funder leaves."""
        found = last_ends(stakes, stakes.funds, position)
        return When(found, found)


def rule(value: str | None) -> Rule:
    """The rule."""
    takes_nothing("funder", value)
    return Funder()
