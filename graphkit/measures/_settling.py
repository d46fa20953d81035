"""Values that are worked out by taking the same step until they change no more."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from graphkit.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.kernels._running import Progress

    Vector = NDArray[np.float64]

# All values together change by no more, as a share of their sum.
TOLERANCE = 1e-12


def check_damping(damping: float = 0.85) -> None:
    """Refuse a probability to go on with which a walk has no end.

    Raises
    ------
    UsageError
        It is not from 0 to below 1.
    """
    if not 0 <= damping < 1:
        raise UsageError(f"damping={damping} must be at least 0 and below 1; 0.85 is usual.")


def settled(
    step: Callable[[Vector], Vector], start: Vector, shrinks: float, progress: Progress | None = None
) -> Vector:
    """The values after the first step that changes all of them together by less than `TOLERANCE` of their sum.

    Parameters
    ----------
    step : callable
        Gives the values after one step more, all positive.
    start : array
        The values before the first step.
    shrinks : float
        By how much the change shrinks with each step, below 1; it says when to stop where rounding keeps the values
        from coming to rest.
    progress : callable, optional
        Called with the share that is done, once a second has passed.
    """
    import numpy as np

    steps = 2 if shrinks <= 0 else int(math.log(TOLERANCE / max(len(start), 1)) / math.log(shrinks)) + 2
    values, began, first = start, time.monotonic(), None
    for _ in range(steps):
        before, values = values, step(values)
        change = float(np.abs(values - before).sum() / (values.sum() or 1.0))
        if change < TOLERANCE:
            break
        first = change if first is None else first
        if progress is not None and time.monotonic() - began > 1.0:
            to_go = max(math.log(first / TOLERANCE), 1e-9)
            progress(min(max(math.log(first / change) / to_go, 0.0), 1.0))
    return values
