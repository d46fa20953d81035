"""Who surely belongs to a group, and how surely a group is found again: the runs put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graphkit.coalitions.result import Stability, Standing
from graphkit.coalitions.stability.assessment import LEAST_SIZE, is_stable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from graphkit.coalitions.stability.recovery import Recovery

    Reals = NDArray[np.float64]

# A proposal of ours: no such thresholds are in use.
CORE, ELSEWHERE = 0.7, 0.25


def standings(recovery: Recovery, ids: Sequence[str], order: Sequence[int], n_runs: int) -> list[dict[str, Standing]]:
    """How surely each member belongs to its group.

    The **probability** of a member is the share of the runs in which it is in the group that the run finds its group
    again as, `graphkit.coalitions.stability.recovery`. It is **core** from .7 on; else **swing**, if in a quarter of
    the runs or more it is in what is found of another group; else **peripheral**: when it is not with its group it is
    with nobody, or with others that are no group. These thresholds are a proposal of ours. A run sees half of the
    actions, so who meets a group in one action alone has a probability of .5 at most, and in two of .75.

    Parameters
    ----------
    recovery : Recovery
    ids : sequence of str
        Of all actors.
    order : sequence of int
        Which of the groups of `recovery`, and in which order.
    n_runs : int
    """
    present, elsewhere = recovery.present, recovery.elsewhere
    return [
        {
            ids[actor]: standing(inside / n_runs, outside / n_runs)
            for actor, inside, outside in zip(
                recovery.groups[at].tolist(), present[at].tolist(), elsewhere[at].tolist(), strict=True
            )
        }
        for at in order
    ]


def standing(probability: float, elsewhere: float) -> Standing:
    """What a share of runs in a group, and one in other groups, amount to.

    Examples
    --------
    >>> standing(0.9, 0.1), standing(0.5, 0.4).standing, standing(0.5, 0.1).standing
    (Standing(probability=0.9, standing='core'), 'swing', 'peripheral')
    """
    if probability >= CORE:
        return Standing(probability, "core")
    return Standing(probability, "swing" if elsewhere >= ELSEWHERE else "peripheral")


def stabilities(recovery: Recovery, order: Sequence[int], by_chance: Reals) -> list[Stability]:
    """The stability of each group, its percentiles 2.5 and 97.5, and whether that is more than chance gives.

    Parameters
    ----------
    by_chance : array of float
        See `graphkit.coalitions.stability.assessment.chance`.
    """
    found = []
    for at in order:
        likeness = recovery.likeness[at]
        value = float(likeness.mean())
        low, high = (float(each) for each in np.percentile(likeness, (2.5, 97.5)))
        size = len(recovery.groups[at])
        stable = is_stable(value, size, by_chance) if size >= LEAST_SIZE else None
        found.append(Stability(value, low, high, stable))
    return found
