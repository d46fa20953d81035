"""Whether something stands or falls, or whether the data do not say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Outcomes: TypeAlias = NDArray[np.int8]

Combine = Literal["any", "all"]
"""Whether one rule is enough to fell an action, or all must say so."""

STANDS, UNKNOWN, FALLS = 0, 1, 2

NAMES = ("stands", "unknown", "falls")
"""What the numbers are called; in order, so that of several rules the largest is what any, the least what all say."""


def combined(said: Sequence[Outcomes], combine: Combine) -> Outcomes:
    """What several rules say together (the logic of three values of Kleene).

    With ``any`` an action falls when one rule says so, and is unknown when none does but one cannot tell; with ``all``
    it stands when one rule says so, and is unknown when none does but one cannot tell.
    """
    import numpy as np

    together = np.maximum if combine == "any" else np.minimum
    return np.asarray(together.reduce(list(said)), dtype=np.int8)
