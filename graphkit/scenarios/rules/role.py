"""An action falls when its only operator leaves, or its only landlord: whoever has a role alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.errors import UsageError
from graphkit.model.vocabularies import code
from graphkit.scenarios.outcome import FALLS, STANDS
from graphkit.scenarios.rules import Rule, When
from graphkit.scenarios.rules._last import all_ended, last_ends

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.scenarios.outcome import Outcomes
    from graphkit.scenarios.shock import Shock
    from graphkit.scenarios.stakes import Stakes


@dataclass(frozen=True)
class Role(Rule):
    """All who had a role in an action have left it. An action in which nobody is known to have it stands."""

    role: str

    @property
    def spec(self) -> str:
        """``role=operator``."""
        return f"role={self.role}"

    def falls(self, stakes: Stakes, shock: Shock) -> Outcomes:
        """Those of whose ties in the role all end."""
        import numpy as np

        return np.where(all_ended(stakes, stakes.with_role(self.role), shock.ended), FALLS, STANDS).astype(np.int8)

    def when(self, stakes: Stakes, position: NDArray[np.int64]) -> When:
        """When the last who has the role leaves."""
        found = last_ends(stakes, stakes.with_role(self.role), position)
        return When(found, found)


def rule(value: str | None) -> Rule:
    """The rule for a role, by its code or label."""
    if not value:
        raise UsageError("The rule role names whose leaving fells: write role=operator, role=landlord.")
    return Role(code("roles", value))
