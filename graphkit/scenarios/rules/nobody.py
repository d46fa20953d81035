"""An action falls when nobody at all is left in it."""

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
class Nobody(Rule):
    """All who were tied to an action have left it: what robustness is measured by where nothing else is known."""

    spec = "nobody"

    def falls(self, stakes: Stakes, shock: Shock) -> Outcomes:
        """Those of whose ties all end."""
        import numpy as np

        every = np.ones(len(stakes.column), dtype=np.bool_)
        return np.where(all_ended(stakes, every, shock.ended), FALLS, STANDS).astype(np.int8)

    def when(self, stakes: Stakes, position: NDArray[np.int64]) -> When:
        """When the last actor leaves."""
        import numpy as np

        found = last_ends(stakes, np.ones(len(stakes.column), dtype=np.bool_), position)
        return When(found, found)


def rule(value: str | None) -> Rule:
    """The rule."""
    takes_nothing("nobody", value)
    return Nobody()
