"""What happens, before anything falls: which ties end, which amounts shrink, which axes are dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.scenarios.stakes import Stakes


@dataclass(frozen=True, slots=True)
class Shock:
    """What happens to each entry of `Stakes`.

    Attributes
    ----------
    lost : array of float
        How much of its amount is lost, from 0 to 1; a tie of which all is lost ends.
    dropped : array of bool
        Which of the links to axes are dropped.
    """

    lost: NDArray[np.float64]
    dropped: NDArray[np.bool_]

    @property
    def ended(self) -> NDArray[np.bool_]:
        """Which ties end."""
        return self.lost >= 1.0


def leaving(stakes: Stakes, gone: NDArray[np.bool_]) -> Shock:
    """Actors leave, with all their ties.

    Parameters
    ----------
    gone : array of bool
        Which actors of the network.
    """
    import numpy as np

    return Shock(gone[stakes.actor].astype(np.float64), np.zeros(len(stakes.axis), dtype=np.bool_))
