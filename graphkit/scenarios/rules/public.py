"""An action falls when no public money is left in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.scenarios.outcome import FALLS, STANDS, UNKNOWN
from graphkit.scenarios.rules import NEVER, Rule, When, takes_nothing
from graphkit.scenarios.rules._last import all_ended, last_ends

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.scenarios.outcome import Outcomes
    from graphkit.scenarios.shock import Shock
    from graphkit.scenarios.stakes import Stakes


@dataclass(frozen=True)
class Public(Rule):
    """An action that had public money has none left.

    Public is what comes from the kinds of actors in `graphkit.scenarios.stakes.PUBLIC_KINDS`, whether its amount is
    known or not. An action without public money stands. Where all that is left, or all that it had, comes from actors
    of unknown kind, or of one that may be either (a social landlord, a university), nobody can tell.
    """

    spec = "public"

    def falls(self, stakes: Stakes, shock: Shock) -> Outcomes:
        """Those whose public money all ends."""
        import numpy as np

        surely, maybe = _public(stakes)
        whole = all_ended(stakes, surely | maybe, shock.ended)
        had = np.bincount(stakes.column[surely], minlength=stakes.n_columns) > 0
        certain = whole & had
        # The known public ones left and unknown ones did not; or all who left are of unknown kind.
        possible = all_ended(stakes, surely, shock.ended) | whole | (~had & some_ended(stakes, maybe, shock.ended))
        return np.where(certain, FALLS, np.where(possible, UNKNOWN, STANDS)).astype(np.int8)

    def when(self, stakes: Stakes, position: NDArray[np.int64]) -> When:
        """When the last public funder leaves."""
        import numpy as np

        surely, maybe = _public(stakes)
        had = np.bincount(stakes.column[surely], minlength=stakes.n_columns) > 0
        whole = last_ends(stakes, surely | maybe, position)
        first = np.full(stakes.n_columns, NEVER, dtype=np.int64)
        np.minimum.at(first, stakes.column[maybe], position[stakes.actor[maybe]])
        return When(np.where(had, whole, NEVER), np.where(had, last_ends(stakes, surely, position), first))


def some_ended(stakes: Stakes, of: NDArray[np.bool_], ended: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which columns lost at least one of these ties."""
    import numpy as np

    return np.asarray(np.bincount(stakes.column[of & ended], minlength=stakes.n_columns) > 0)


def _public(stakes: Stakes) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Entries of public money, and those of money of which nobody says whether it is public."""
    money = stakes.known | stakes.open_
    return money & (stakes.public[stakes.actor] == 1), money & (stakes.public[stakes.actor] == -1)


def rule(value: str | None) -> Rule:
    """The rule."""
    takes_nothing("public", value)
    return Public()
